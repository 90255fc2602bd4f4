"""The rules can be worked out within bounds, whatever the case."""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, quoted
from rusvej.compiled import compiled
from rusvej.diagram import TooLarge


def too_large(index: Index) -> Iterator[Finding]:
    """The record whose conditions no order of the facts makes small, if there is one. The rulebook
    must have no other mistakes."""
    try:
        compiled(index.rulebook)
    except TooLarge as error:
        # "kind owner name", as the diagrams are told what they build.
        owner = error.building.split(" ")[1:2]
        places = [path for path, text in index.texts if path[2:] == ("id",) and [text] == owner]
        yield Finding(
            places[0] if places else ("rulebook",),
            f"Betingelserne ved {quoted(owner[0]) if owner else 'regelsættet'} er for indviklede"
            " til, at alle sager kan regnes ud.",
            "Del posten i flere, eller brug færre oplysninger i den samme betingelse.",
        )
