"""A level's pathway in one screen: each strand with its first steps."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.analysis.pathways import PlacedStep, PlacedStrand
from rusvej.model import Level, Rulebook
from rusvej.render import words
from rusvej.render.page import Page
from rusvej.render.short import Group, short_page


def pathway_short(book: Rulebook, level: Level | None, strands: Sequence[PlacedStrand]) -> Page:
    """The page; the numbers are those of the whole pathway."""
    groups = []
    if level is not None and level.vignette:
        groups.append(Group("", ((level.vignette, book.cite(level.sources)),)))
    for strand in strands:
        lines = tuple((_line(step), book.cite(step.sources[:1])) for step in strand.steps)
        titled = ((f"{strand.title}: {lines[0][0]}", lines[0][1]), *lines[1:]) if lines else ()
        groups.append(Group("SPOR", titled, "can"))
    name = f" {level.id}" if level else ""
    foot = f"Hvem, hvornår og hvad bagefter: rusvej pathway{name} --full"
    head = level.name if level else "Vejen trin for trin"
    return short_page(book, head, groups, [foot, book.about.brief or book.about.guidance])


def _line(step: PlacedStep) -> str:
    ways = words.listed((str(way.number) for way in step.ways), "eller")
    return f"{step.number} {step.title}" + (f", så {ways}" if ways else "")
