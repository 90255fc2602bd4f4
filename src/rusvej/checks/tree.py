"""Ways through a rulebook: its records and texts, its conditions, and the nodes of one condition,
each with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import NamedTuple

from rusvej.checks.check import Path
from rusvej.conditions import All, AnyOf, Compare, Condition, Not, Reading
from rusvej.model import Action, Caveat, Citation, Criterion, Document, Offer, Rulebook, Statement
from rusvej.records import field, record


@record
class Whole(Rulebook):
    """A rulebook with the sections that only some commands load, by their name: the checks see all
    that the files hold."""

    side: Mapping[str, tuple[object, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rulebook: Rulebook, side: Mapping[str, tuple[object, ...]]) -> Whole:
        """The rulebook with those sections beside it."""
        made: Whole = cls(
            **{part.name: getattr(rulebook, part.name) for part in fields(Rulebook)}, side=side
        )
        return made


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a record class, none for any other class. A rulebook's digest is no data."""
    return (
        tuple(part.name for part in fields(kind) if part.name != "digest")
        if is_dataclass(kind)
        else ()
    )


def parts(rulebook: Rulebook) -> Iterator[tuple[Path, object]]:
    """Every part of the data with its path, records before what they hold. Conditions and citations
    are not entered."""
    sections: dict[str, object] = {name: getattr(rulebook, name) for name in _fields(Rulebook)}
    # The one record that the files call otherwise than the class does.
    sections["rulebook"] = sections.pop("about")
    if isinstance(rulebook, Whole):
        sections |= rulebook.side
    waiting: list[tuple[Path, object]] = [((name,), sections[name]) for name in reversed(sections)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        if isinstance(value, (str, int, Citation, Condition)) or value is None:
            continue
        if isinstance(value, tuple):
            waiting += [((*path, index), value[index]) for index in range(len(value) - 1, -1, -1)]
        elif isinstance(value, Mapping):
            waiting += [((*path, key), value[key]) for key in reversed(list(value))]
        else:
            kind: type = type(value)
            waiting += [((*path, name), getattr(value, name)) for name in reversed(_fields(kind))]


def texts(rulebook: Rulebook) -> Iterator[tuple[Path, str]]:
    """Every piece of text, ids among them."""
    for path, part in parts(rulebook):
        if isinstance(part, str):
            yield path, part


def citations(rulebook: Rulebook) -> Iterator[tuple[Path, Citation]]:
    """Every citation, also those of the facts, which the model keeps as texts; an unreadable one is
    left out."""
    for path, part in parts(rulebook):
        if isinstance(part, Citation):
            yield path, part
        elif isinstance(part, str) and path[0] == "facts" and path[-2] == "sources":
            try:
                yield path, Citation.parse(part)
            except ValueError:
                continue


def spans(document: Document) -> Iterator[tuple[Path, tuple[int, int]]]:
    """The lines of each heading and each part set aside, with their path inside the document."""
    for j, section in enumerate(document.sections):
        yield ("sections", j, "lines"), section.lines
    for j, aside in enumerate(document.set_aside):
        yield ("set_aside", j, "lines"), aside.lines


class Placed(NamedTuple):
    """A condition, where it stands, and the levels at which it counts (None = all)."""

    path: Path
    condition: Condition
    levels: tuple[str, ...] | None


def conditions(rulebook: Rulebook) -> Iterator[Placed]:
    """Every condition of the rulebook, in the order of the records."""
    offer: Offer | None = None
    levels: tuple[str, ...] | None = None
    for path, part in parts(rulebook):
        if len(path) == 2:
            offer = part if isinstance(part, Offer) else None
            levels = None
            if isinstance(part, Caveat):
                levels = tuple(printed.level for printed in part.printed)
            elif isinstance(part, Action):
                levels = part.levels
        if isinstance(part, (Criterion, Statement)):
            levels = part.levels
            if levels is None and offer is not None:
                levels = tuple(entry.level for entry in offer.levels) or None
        if isinstance(part, Condition):
            yield Placed(path, part, levels)


def nodes(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
    """The node and everything below it, each with its path in the data; readings are not
    followed."""
    yield path, condition
    if isinstance(condition, (All, AnyOf)):
        form = "all" if isinstance(condition, All) else "any"
        for index, part in enumerate(condition.parts):
            yield from nodes(part, (*path, form, index))
    elif isinstance(condition, Not):
        yield from nodes(condition.part, (*path, "not"))


def comparisons(rulebook: Rulebook) -> Iterator[tuple[Path, Compare]]:
    """Every comparison of a fact with constants."""
    for placed in conditions(rulebook):
        for path, node in nodes(placed.condition, placed.path):
            if isinstance(node, Compare):
                yield path, node


def questions_named(rulebook: Rulebook) -> Iterator[tuple[Path, str]]:
    """Every place that names an open question by its id, in conditions and elsewhere."""
    for placed in conditions(rulebook):
        for path, node in nodes(placed.condition, placed.path):
            if isinstance(node, Reading):
                yield (*path, "question"), node.question
    for i, deadline in enumerate(rulebook.deadlines):
        if deadline.start_question:
            yield ("deadlines", i, "start_question"), deadline.start_question
        for j, question in enumerate(deadline.questions):
            yield ("deadlines", i, "questions", j), question
        for j, start in enumerate(deadline.counted_from):
            if start.question:
                yield ("deadlines", i, "counted_from", j, "question"), start.question
    for i, exception in enumerate(rulebook.exceptions):
        if exception.question:
            yield ("exceptions", i, "question"), exception.question
