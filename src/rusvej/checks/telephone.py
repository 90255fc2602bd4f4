"""Telephone numbers can be dialled."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.model import NOT_STATED, Rulebook

#: Eight digits in pairs, or one of the short numbers (112, 114, 116 111).
_NUMBER = re.compile(r"[2-9]\d(?: \d\d){3}|11[2-4]|116 \d{3}|1[58]\d\d")

_EXAMPLE = """
contacts:
  - {{id: hus, name: Huset, purpose: Værested, telephone: "{}", address: ikke-angivet, sources: [guide 4]}}"""


class Telephone(Check):
    """A number with a digit too few sends somebody who needs help to nobody."""

    code = "telefon-form"
    title = "Et telefonnummer er ikke skrevet som otte cifre"
    bad = _EXAMPLE.format("72 33 50 6") + "  # <-\n"
    good = _EXAMPLE.format("72 33 50 67")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for i, unit in enumerate(rulebook.contacts):
            if unit.telephone != NOT_STATED and not _NUMBER.fullmatch(unit.telephone):
                help = (
                    'Skriv otte cifre i par: "72 33 50 67". Oplyser kilden intet nummer, så skriv'
                    f" {NOT_STATED}."
                )
                yield Finding(
                    ("contacts", i, "telephone"),
                    "Telefonnummeret er ikke skrevet som otte cifre i par.",
                    help,
                )
