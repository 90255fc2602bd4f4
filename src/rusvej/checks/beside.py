"""The steps of the pathways, the notes on the law, the detection model: sections that only some
commands read."""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, Path, check, quoted
from rusvej.checks.examples import a_model, an_action, example
from rusvej.checks.references import dangling
from rusvej.checks.texts import is_date
from rusvej.model.detection import DetectionModel, Node
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


_YES = "{answer: ja, to: slut}"


@check(
    "model-form",
    "Modellen for opsporing kan ikke gås igennem",
    bad=a_model(_YES, f"{_YES}  # <-"),
    good=a_model(_YES, "{answer: nej, to: slut}"),
)
def model(index: Index) -> Iterator[Finding]:
    """It begins in a box, asks where the ways part, and each answer leads one way. There is one:
    nobody would come to a second."""
    for number, (path, each) in enumerate(index.each(DetectionModel)):
        if number:
            yield Finding(path, "Der er allerede en model.", "Saml boksene i den ene.")
        if not each.nodes:
            yield Finding((*path, "nodes"), "Modellen har ingen bokse.", "Skriv den første.")
    for path, node in index.each(Node):
        yield from _of_box(path, node)


def _of_box(path: Path, node: Node) -> Iterator[Finding]:
    if node.exits and not node.question:
        text = f"Boksen {quoted(node.id)} har veje ud, men spørger ikke om noget."
        yield Finding((*path, "exits"), text, "Tilføj question med spørgsmålet.")
    before: set[str] = set()
    for number, way in enumerate(node.exits):
        answer = way.answer.casefold()
        if answer in before:
            text = f"Svaret {quoted(way.answer)} fører to veje."
            yield Finding((*path, "exits", number, "answer"), text, "Lad hvert svar stå én gang.")
        before.add(answer)
