"""Ids are unique."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, Path, quoted
from rusvej.checks.tree import parts
from rusvej.model import Rulebook


class IdTwice(Check):
    """Two records of one list with the same id: whatever refers to it means either."""

    code = "id-dobbelt"
    title = "To poster har samme id"
    bad = """
contacts:
  - {id: hus, name: Huset, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 4]}
  - {id: hus, name: Det andet hus, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 5]}  # <-
"""
    good = """
contacts:
  - {id: hus, name: Huset, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 4]}
  - {id: andet-hus, name: Det andet hus, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 5]}
"""

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        seen: defaultdict[Path, set[str]] = defaultdict(set)
        for path, part in parts(rulebook):
            # What an offer or a caveat says of a level is found by the level, so that is their id.
            listed = (
                path[0] in ("offers", "caveats")
                and path[2:3] in (("levels",), ("printed",))
                and path[4:] == ("level",)
            )
            if isinstance(part, str) and (path[-1] == "id" or listed):
                ids = seen[path[:-2]]
                if part in ids:
                    yield Finding(
                        path,
                        f"{quoted(part)} er brugt før i samme liste.",
                        "Giv posten sit eget id, eller slet den ene.",
                    )
                ids.add(part)
