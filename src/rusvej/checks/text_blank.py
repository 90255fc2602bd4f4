"""Texts say something."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import MISSING, fields, is_dataclass

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.tree import parts
from rusvej.model import Rulebook

_EXAMPLE = """
contacts:
  - {{id: hus, name: {}, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 4]}}"""


class TextBlank(Check):
    """A field that every record has must not be empty, and none may hold only spaces."""

    code = "tekst-tom"
    title = "En tekst er tom"
    bad = _EXAMPLE.format('""') + "  # <-\n"
    good = _EXAMPLE.format("Huset")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for path, part in parts(rulebook):
            if isinstance(part, str):
                if (part or isinstance(path[-1], int)) and not part.strip():
                    yield Finding(path, "Teksten er tom.", "Skriv noget, eller udelad den.")
            elif is_dataclass(part) and not isinstance(part, type):
                for field in fields(part):
                    if field.default is MISSING and getattr(part, field.name) == "":
                        yield Finding(
                            (*path, field.name),
                            f"Teksten under {quoted(field.name)} er tom.",
                            "Skriv noget.",
                        )
