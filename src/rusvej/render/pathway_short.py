"""A level's pathway in one screen: each strand with its first steps."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.analysis.pathways import PlacedStep, PlacedStrand
from rusvej.model import Level, Rulebook
from rusvej.render import words
from rusvej.render.page import Page
from rusvej.render.pathway_page import levels_counted
from rusvej.render.short import Group, fits, group, short_page
from rusvej.render.unbroken import HARD

#: So many steps have room for a line each with its ways on; more stand side by side.
_APART = 16


def pathway_short(book: Rulebook, level: Level | None, strands: Sequence[PlacedStrand]) -> Page:
    """The page; the numbers are those of the whole pathway."""
    story = group("", [(level.vignette, book.cite(level.sources))] if level else ())
    name = f" {level.id}" if level else ""
    foot = [f"Hvem, hvornår og hvad bagefter: rusvej pathway{name} --full"]
    foot.append(book.about.brief or book.about.guidance)
    head = level.name if level else "Vejen trin for trin"
    if sum(len(strand.steps) for strand in strands) <= _APART:
        tracks = [group("SPOR", _apart(book, strand), "can") for strand in strands]
        return short_page(book, head, [story, *tracks], foot)
    groups: list[Group] = []
    for whole in range(len(strands), -1, -1):
        tracks = [group("SPOR", [_together(each)], "can") for each in strands[:whole]]
        named = "; ".join(map(_named, strands[whole:]))
        rest = group("OGSÅ", [f"Trin {named}"] if named else ())
        groups = [each for each in (story, *tracks, rest) if each.lines]
        if fits(book, head, groups, foot):
            break
    return short_page(book, head, groups, foot)


def levels_short(book: Rulebook) -> Page:
    """The levels with the guide's own short stories."""
    lines = tuple(
        (f"{place} {level.name}: {level.vignette}".rstrip(": "), book.cite(level.sources))
        for place, level in enumerate(book.levels, start=1)
    )
    used = words.cited_in(book, (cite for _, cite in lines))
    named = [f"{mark} = {book.document_name(document.id)}" for mark, document in used]
    example = f"Vejen trin for trin: rusvej pathway {book.levels[0].id}. Alt:{HARD}--full"
    foot = [f"{', '.join(named)}; tal = linjer. {example}" if named else example]
    foot.append(book.about.brief or book.about.guidance)
    return short_page(book, levels_counted(book), [group("NIVEAU", lines, "can")], foot)


def _apart(book: Rulebook, strand: PlacedStrand) -> tuple[tuple[str, str], ...]:
    lines = tuple((_line(step), book.cite(step.sources)) for step in strand.steps)
    return ((f"{strand.title}: {lines[0][0]}", lines[0][1]), *lines[1:]) if lines else ()


def _together(strand: PlacedStrand) -> str:
    """The steps of a strand side by side."""
    steps = "; ".join(f"{step.number}{HARD}{step.title}" for step in strand.steps)
    return f"{strand.title}: {steps}"


def _named(strand: PlacedStrand) -> str:
    """A strand by its name, with the numbers of its steps."""
    numbers = dict.fromkeys((strand.steps[0].number, strand.steps[-1].number))
    return f"{'-'.join(map(str, numbers))}{HARD}{words.lower_first(strand.title)}"


def _line(step: PlacedStep) -> str:
    ways = words.listed((str(way.number) for way in step.ways), "eller")
    return f"{step.number} {step.title}" + (f", så {ways}" if ways else "")
