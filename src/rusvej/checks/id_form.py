"""Ids are written so that every system and every keyboard can write them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.tree import parts
from rusvej.model import Rulebook

_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe", "ä": "ae"})


class IdForm(Check):
    """Ids stand in command lines, addresses and other programs; labels carry the true spelling."""

    code = "id-form"
    title = "Et id er ikke skrevet med små bogstaver, tal og bindestreger"
    bad = """
contacts:
  - {id: Værested, name: Værestedet, purpose: Samvær, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 4]}  # <-
"""
    good = """
contacts:
  - {id: vaerested, name: Værestedet, purpose: Samvær, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 4]}
"""

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for path, part in parts(rulebook):
            if not isinstance(part, str) or path[-1] != "id":
                continue
            # What is a key elsewhere in the data (a fact, a detail) is written as keys are.
            fact = len(path) == (4 if path[1] == "details" else 3) and (
                path[0] == "facts" or path[:2] == ("rulebook", "details")
            )
            if not (_SNAKE if fact else _KEBAB).fullmatch(part):
                rule = (
                    "Brug a-z, 0-9 og understreg"
                    if fact
                    else "Brug a-z, 0-9 og bindestreg (æ, ø og å skrives ae, oe og aa)"
                )
                better = _mended(part, "_" if fact else "-")
                yield Finding(
                    path,
                    f"Id'et {quoted(part)} er ikke skrevet, som id'er skal.",
                    f"{rule}, fx {better}." if better else f"{rule}.",
                )


def _mended(name: str, dash: str) -> str:
    return re.sub(r"[^a-z0-9]+", dash, name[:60].lower().translate(_PLAIN)).strip(dash)
