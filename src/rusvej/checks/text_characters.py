"""Texts consist of characters that every screen can show."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.checks.tree import texts
from rusvej.model import Rulebook

#: Control characters, invisible format characters, private use (the bullets of PDF files),
#: surrogates and unassigned ones.
_REFUSED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})

_EXAMPLE = """
contacts:
  - {{id: hus, name: Huset, purpose: "{}", telephone: ikke-angivet, address: ikke-angivet, sources: [guide 4]}}"""


class TextCharacters(Check):
    """Copying from a PDF brings bullets from a private alphabet and invisible hyphens, which show
    as boxes or not at all."""

    code = "tekst-tegn"
    title = "En tekst indeholder et tegn, der ikke kan vises"
    bad = _EXAMPLE.format("\\uF0B7 Værested") + "  # <-\n"
    good = _EXAMPLE.format("Værested")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for path, text in texts(rulebook):
            # The replacement character stands where another program had already lost one.
            wrong = next(
                (
                    char
                    for char in text
                    if char == "\ufffd" or (char != "\n" and unicodedata.category(char) in _REFUSED)
                ),
                None,
            )
            if wrong is not None:
                yield Finding(
                    path,
                    f"Teksten indeholder tegnet U+{ord(wrong):04X}, som ikke kan vises.",
                    "Slet tegnet; det kommer ofte med fra en PDF.",
                )
