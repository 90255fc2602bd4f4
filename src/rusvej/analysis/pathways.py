"""The steps of one level, each with what it takes from its action or caveat, and the ways on that
exist there."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.conditions import ALWAYS, Condition
from rusvej.model import Level, PrintedCaveat, Rulebook, Sources
from rusvej.model.pathway import Step, Strand
from rusvej.records import record


@record
class Way:
    """The way on to the step with the number; `text` says when it is taken."""

    number: int
    title: str
    text: str


@record
class PlacedStep:
    """A step at one level. `number` runs through the level's strands; `sources` are those of the
    level."""

    number: int
    id: str
    title: str
    text: str
    who: str
    trigger: str
    when: Condition
    offers: tuple[str, ...]
    ways: tuple[Way, ...]
    ends: str
    sources: Sources


@record
class PlacedStrand:
    """A strand at one level, with at least one step."""

    id: str
    title: str
    note: str
    steps: tuple[PlacedStep, ...]


def pathway(
    book: Rulebook, strands: Sequence[Strand], level: Level | None
) -> tuple[PlacedStrand, ...]:
    """The level's strands in the order in which the guide prints their first lines; what only other
    documents have comes last. Without a level: those that belong to none.

    Raises `KeyError` for a step whose action or caveat the rulebook does not have.
    """
    found = [
        (strand, [step for step in strand.steps if _at(levels_of(book, step), level)])
        for strand in strands
    ]
    present = sorted(
        ((strand, steps) for strand, steps in found if steps),
        key=lambda pair: _first_line(book, pair[1], level),
    )
    order = [step for _, steps in present for step in steps]
    numbers = {step.id: number for number, step in enumerate(order, start=1)}
    titles = {step.id: _title(book, step) for step in order}
    return tuple(
        PlacedStrand(
            strand.id,
            strand.title,
            _note(strand, level),
            tuple(_placed(book, step, level, numbers, titles) for step in steps),
        )
        for strand, steps in present
    )


def _at(levels: tuple[str, ...] | None, level: Level | None) -> bool:
    return levels is None or (level is not None and level.id in levels)


def _note(strand: Strand, level: Level | None) -> str:
    return strand.note if _at(strand.note_levels, level) else ""


def levels_of(book: Rulebook, step: Step) -> tuple[str, ...] | None:
    """The levels at which the step is printed: its own, else those of its action or caveat; None =
    whatever the level."""
    if step.levels is not None:
        return step.levels
    if step.action:
        named = next(action for action in book.actions if action.id == step.action)
        return named.levels or None
    if step.caveat:
        caveat = next(caveat for caveat in book.caveats if caveat.id == step.caveat)
        printed = tuple(each.level for each in caveat.printed)
        return None if "" in printed else printed
    return None


def _placed(
    book: Rulebook, step: Step, level: Level | None, numbers: dict[str, int], titles: dict[str, str]
) -> PlacedStep:
    text, when, offers = step.text, step.when, step.offers
    if step.action:
        action = next(action for action in book.actions if action.id == step.action)
        text, when, offers = (
            text or action.text,
            action.when if when == ALWAYS else when,
            offers or action.offers,
        )
    if step.caveat:
        caveat = next(caveat for caveat in book.caveats if caveat.id == step.caveat)
        printed = _printed(book, step.caveat, level)
        text, when, offers = (
            text or printed.text,
            caveat.when if when == ALWAYS else when,
            offers or caveat.offers,
        )
    ways = tuple(
        Way(numbers[way.to], titles[way.to], way.text) for way in step.next if way.to in numbers
    )
    return PlacedStep(
        number=numbers[step.id],
        id=step.id,
        title=titles[step.id],
        text=text,
        who=step.who,
        trigger=step.trigger,
        when=when,
        offers=offers,
        ways=ways,
        ends=step.ends,
        sources=_sources(book, step, level),
    )


def _printed(book: Rulebook, caveat_id: str, level: Level | None) -> PrintedCaveat:
    caveat = next(caveat for caveat in book.caveats if caveat.id == caveat_id)
    printed = caveat.at(level.id if level else None)
    assert printed is not None, "only steps of the level are placed"
    return printed


def _title(book: Rulebook, step: Step) -> str:
    named = [action.title for action in book.actions if action.id == step.action]
    named += [caveat.title for caveat in book.caveats if caveat.id == step.caveat]
    return step.title or named[0]


def _sources(book: Rulebook, step: Step, level: Level | None) -> Sources:
    cited = list(step.sources)
    if step.action:
        cited += next(action.sources for action in book.actions if action.id == step.action)
    if step.caveat:
        cited += _printed(book, step.caveat, level).sources
    return book.sources_at(tuple(dict.fromkeys(cited)), level.id if level else None)


def _first_line(book: Rulebook, steps: Sequence[Step], level: Level | None) -> tuple[int, int]:
    in_guide = [
        source.first
        for step in steps
        for source in _sources(book, step, level)
        # A level's opening lines put the question; they do not give a strand its place.
        if level is None or (level.holds(source) and source not in level.sources)
    ]
    return (0, min(in_guide)) if in_guide else (1, 0)
