"""The steps of the pathways, and the notes on the law: sections that only some commands read."""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, check
from rusvej.checks.examples import an_action, example
from rusvej.checks.references import dangling
from rusvej.checks.texts import is_date
from rusvej.model.law import LawNote
from rusvej.model.pathway import Step

_STEPS = """
      - id: samtale
        who: Teamet
        action: tal-sammen
        next: [{{to: {}}}]{}
      - id: bagefter
        who: Teamet
        title: Bagefter
        text: Teamet følger op
        levels: [misbrug]
        sources: [guide 10]"""


def _a_strand(to: str, mark: str = "") -> str:
    return an_action("{always: true}") + example("strands", {"steps": _STEPS.format(to, mark)})


@check(
    "trin-henvisning",
    "Et trin henviser til noget, der ikke findes",
    bad=_a_strand("bagefterr", "  # <-"),
    good=_a_strand("bagefter"),
)
def step(index: Index) -> Iterator[Finding]:
    """A step may take its text from an action or a caveat, and points to the next steps, to levels
    and to offers."""
    yield from dangling(index, "trin-henvisning")
    for path, step in index.each(Step):
        own = step.title and step.text and step.levels != () and step.sources
        if not (step.action or step.caveat or own):
            yield Finding(
                path,
                "Et trin uden handling og opmærksomhedspunkt skal selv have titel, tekst og"
                " kilder.",
                "Tilføj title, text og sources, eller henvis med action eller caveat.",
            )


@check(
    "lovnote",
    "En note om loven passer ikke til regelsættet",
    bad=example("law_notes", {"parts": "[klager]  # <-"}),
    good=example("law_notes", {"revision": "{of: '2022-12-13', years: 2}"}),
)
def law_note(index: Index) -> Iterator[Finding]:
    """A note that names an offer nobody knows is never shown; a date that is none stops the command
    that prints it."""
    yield from dangling(index, "lovnote")
    for path, note in index.each(LawNote):
        dated = [((*path, "checked"), note.checked)]
        dated += [((*path, "revision", "of"), note.revision.of)] if note.revision else []
        for at, text in dated:
            if not is_date(text):
                help = 'Skriv den som år, måned og dag: "2026-11-21".'
                yield Finding(at, "Datoen kan ikke læses.", help)
