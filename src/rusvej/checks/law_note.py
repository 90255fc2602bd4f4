"""Notes on the law name what exists, and their dates are dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from rusvej.checks.check import Check, Finding, Path, dangling
from rusvej.checks.tree import Whole
from rusvej.model import Rulebook
from rusvej.model.law import LawNote

_EXAMPLE = """
law_notes:
  - {{id: lov, title: Loven, text: Loven er ny, certainty: verified, checked: '2026-11-21', {}}}"""


class LawNoteFits(Check):
    """A note that names an offer nobody knows is never shown; a date that is none stops the command
    that prints it."""

    code = "lovnote"
    title = "En note om loven passer ikke til regelsættet"
    bad = _EXAMPLE.format("parts: [klager]") + "  # <-\n"
    good = _EXAMPLE.format("revision: {of: '2022-12-13', years: 2}") + "\n"

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        known = (
            ("offers", "Tilbuddet", dict.fromkeys(offer.id for offer in rulebook.offers)),
            ("deadlines", "Fristen", dict.fromkeys(deadline.id for deadline in rulebook.deadlines)),
            ("parts", "Delen af standarden", dict.fromkeys(part.id for part in rulebook.standard)),
            ("levels", "Niveauet", dict.fromkeys(level.id for level in rulebook.levels)),
        )
        notes = rulebook.side.get("law_notes", ()) if isinstance(rulebook, Whole) else ()
        for i, note in enumerate(notes):
            assert isinstance(note, LawNote)
            for field, kind, ids in known:
                for j, name in enumerate(getattr(note, field) or ()):
                    yield from dangling(("law_notes", i, field, j), kind, name, ids, ids_lost)
            yield from _dates(note, ("law_notes", i))


def _dates(note: LawNote, path: Path) -> Iterator[Finding]:
    dated = [(("checked",), note.checked)] + (
        [(("revision", "of"), note.revision.of)] if note.revision else []
    )
    for key, text in dated:
        try:
            date.fromisoformat(text)
        except ValueError:
            yield Finding(
                (*path, *key),
                "Datoen kan ikke læses.",
                'Skriv den som år, måned og dag: "2026-11-21".',
            )
