"""The steps of one level, each with what it takes from its action or caveat, and the ways on that
exist there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from rusvej.conditions import ALWAYS, Condition
from rusvej.model import Action, Caveat, Level, PrintedCaveat, Rulebook, Sources
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
    documents have comes last. Without a level: those that belong to none."""
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
    titles = {s.id: s.title or _named(book, s)[0].title for s in order}
    return tuple(
        PlacedStrand(
            strand.id,
            strand.title,
            strand.note if _at(strand.note_levels, level) else "",
            tuple(_placed(book, step, level, numbers, titles) for step in steps),
        )
        for strand, steps in present
    )


def _at(levels: tuple[str, ...] | None, level: Level | None) -> bool:
    return levels is None or (level is not None and level.id in levels)


def levels_of(book: Rulebook, step: Step) -> tuple[str, ...] | None:
    """The levels at which the step is printed: its own, else those of its action or caveat; None =
    whatever the level."""
    if step.levels is not None:
        return step.levels
    for named in _named(book, step):
        if isinstance(named, Action):
            return named.levels or None
        printed = tuple(each.level for each in named.printed)
        return None if "" in printed else printed
    return None


def _named(book: Rulebook, step: Step) -> list[Action | Caveat]:
    """What the step takes from elsewhere: the action or the caveat that it is."""
    actions = [action for action in book.actions if action.id == step.action]
    return [*actions, *(caveat for caveat in book.caveats if caveat.id == step.caveat)]


def _at_level(named: Action | Caveat, level: Level | None) -> Action | PrintedCaveat:
    """What is printed of it there."""
    if isinstance(named, Action):
        return named
    printed = named.at(level.id if level else None)
    assert printed is not None, "only steps of the level are placed"
    return printed


def _placed(
    book: Rulebook, step: Step, level: Level | None, numbers: dict[str, int], titles: dict[str, str]
) -> PlacedStep:
    text, when, offers = step.text, step.when, step.offers
    for named in _named(book, step):
        text = text or _at_level(named, level).text
        when = named.when if when == ALWAYS else when
        offers = offers or named.offers
    ways = (way for way in step.next if way.to in numbers)
    return PlacedStep(
        number=numbers[step.id],
        id=step.id,
        title=titles[step.id],
        text=text,
        who=step.who,
        trigger=step.trigger,
        when=when,
        offers=offers,
        ways=tuple(Way(numbers[way.to], titles[way.to], way.text) for way in ways),
        ends=step.ends,
        sources=_sources(book, step, level),
    )


def _sources(book: Rulebook, step: Step, level: Level | None) -> Sources:
    named = (_at_level(each, level).sources for each in _named(book, step))
    cited = dict.fromkeys(chain(step.sources, *named))
    return book.sources_at(tuple(cited), level.id if level else None)


def _first_line(book: Rulebook, steps: Sequence[Step], level: Level | None) -> tuple[int, int]:
    in_guide = [
        source.first
        for step in steps
        for source in _sources(book, step, level)
        # A level's opening lines put the question; they do not give a strand its place.
        if level is None or (level.holds(source) and source not in level.sources)
    ]
    return (0, min(in_guide)) if in_guide else (1, 0)
