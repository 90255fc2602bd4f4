"""The steps of the pathways lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, Path, dangling
from rusvej.checks.examples import an_action
from rusvej.checks.tree import Whole
from rusvej.model import Rulebook
from rusvej.model.pathway import Step, Strand

_STRAND = (
    an_action("{{always: true}}")
    + """
strands:
  - id: vejen
    title: Vejen
    steps:
      - id: samtale
        who: Teamet
        action: tal-sammen
        next: [{}]
      - {{id: bagefter, who: Teamet, title: Bagefter, text: Teamet følger op, levels: [misbrug], sources: [guide 10]}}
"""
)


class StepReference(Check):
    """A step may take its text from an action or a caveat, and points to the next steps, to levels
    and to offers."""

    code = "trin-henvisning"
    title = "Et trin henviser til noget, der ikke findes"
    bad = _STRAND.format("{to: bagefterr}").replace("[{to: bagefterr}]", "[{to: bagefterr}]  # <-")
    good = _STRAND.format("{to: bagefter}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        strands = rulebook.side.get("strands", ()) if isinstance(rulebook, Whole) else ()
        placed = [
            (("strands", i, "steps", j), step)
            for i, strand in enumerate(strands)
            for j, step in _steps(strand)
        ]
        known = {
            "Trinnet": [step.id for _, step in placed],
            "Handlingen": [action.id for action in rulebook.actions],
            "Opmærksomhedspunktet": [caveat.id for caveat in rulebook.caveats],
            "Niveauet": [level.id for level in rulebook.levels],
            "Tilbuddet": [offer.id for offer in rulebook.offers],
        }
        for path, step in placed:
            for kind, at, name in _references(path, step):
                yield from dangling(at, kind, name, known[kind], ids_lost)
            if not (step.action or step.caveat) and not (
                step.title and step.text and step.levels and step.sources
            ):
                text = (
                    "Et trin uden handling og opmærksomhedspunkt skal selv have titel, tekst,"
                    " niveauer og kilder."
                )
                yield Finding(
                    path,
                    text,
                    "Tilføj title, text, levels og sources, eller henvis med action eller caveat.",
                )


def _steps(strand: object) -> Iterator[tuple[int, Step]]:
    if isinstance(strand, Strand):
        yield from enumerate(strand.steps)


def _references(path: Path, step: Step) -> Iterator[tuple[str, Path, str]]:
    if step.action:
        yield "Handlingen", (*path, "action"), step.action
    if step.caveat:
        yield "Opmærksomhedspunktet", (*path, "caveat"), step.caveat
    for place, way in enumerate(step.next):
        yield "Trinnet", (*path, "next", place, "to"), way.to
    for place, level in enumerate(step.levels or ()):
        yield "Niveauet", (*path, "levels", place), level
    for place, offer in enumerate(step.offers):
        yield "Tilbuddet", (*path, "offers", place), offer
