"""The days on which a record is in force are dates, in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from rusvej.checks.check import Check, Finding, quoted
from rusvej.model import Rulebook


class Validity(Check):
    """A dated record is in force from one day to another, both included."""

    code = "gyldighed"
    title = "En gyldighedsdato er ikke en dato, eller slutningen ligger før begyndelsen"
    bad = """
actions:
  - id: samtale
    title: Samtale
    text: Der holdes en samtale
    kind: samtale
    levels: [misbrug]
    sources: [guide 3]
    valid_from: "1. januar"  # <-
"""
    good = """
actions:
  - id: samtale
    title: Samtale
    text: Der holdes en samtale
    kind: samtale
    levels: [misbrug]
    sources: [guide 3]
    valid_from: "2027-01-01"
    valid_until: "2027-12-31"
"""

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for section in ("offers", "caveats", "actions", "deadlines"):
            for index, dated in enumerate(getattr(rulebook, section)):
                given = {
                    key: getattr(dated, key)
                    for key in ("valid_from", "valid_until")
                    if getattr(dated, key)
                }
                wrong = [key for key, text in given.items() if not _is_date(text)]
                for key in wrong:
                    yield Finding(
                        (section, index, key),
                        f"{quoted(given[key])} er ikke en dato.",
                        'Skriv den som "2027-01-01".',
                    )
                if not wrong and len(given) == 2 and given["valid_until"] < given["valid_from"]:
                    yield Finding(
                        (section, index, "valid_until"),
                        "Gyldigheden slutter, før den begynder.",
                        "Byt om på de to datoer.",
                    )


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
