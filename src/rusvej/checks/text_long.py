"""Texts are short enough to be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.checks.tree import texts
from rusvej.model import Rulebook

#: The longest text of the shipped rulebook has some 420 characters.
LONGEST = 600

_EXAMPLE = """
contacts:
  - {{id: hus, name: Huset, purpose: {}, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 4]}}"""


class TextLong(Check):
    """Whoever is in a hurry reads a few lines; a longer text is probably copied instead of said in
    own words."""

    code = "tekst-lang"
    title = "En tekst er for lang"
    bad = _EXAMPLE.format("Værested " * 100) + "  # <-\n"
    good = _EXAMPLE.format("Værested")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for path, text in texts(rulebook):
            if len(text) > LONGEST:
                yield Finding(
                    path,
                    f"Teksten er på {len(text)} tegn; højst {LONGEST} kan læses i en fart.",
                    "Sig det kortere, eller del det i flere poster.",
                )
