"""The detection model can be walked through from its first box."""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.checks.check import Finding, check, quoted
from rusvej.checks.examples import a_model
from rusvej.checks.index import Index, Path
from rusvej.model.detection import DetectionModel, Node

_YES = "{answer: ja, to: slut}"


@check(
    "model-form",
    "Modellen for opsporing kan ikke gås igennem",
    bad=a_model(_YES, f"{_YES}  # <-"),
    good=a_model(_YES, "{answer: nej, to: slut}"),
)
def form(index: Index) -> Iterator[Finding]:
    """It begins in a box, asks where the ways part, and each answer leads one way. There is one:
    nobody would come to a second."""
    for number, (path, model) in enumerate(index.each(DetectionModel)):
        if number:
            yield Finding(path, "Der er allerede en model.", "Saml boksene i den ene.")
        if not model.nodes:
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
