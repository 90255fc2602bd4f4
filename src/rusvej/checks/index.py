"""A rulebook laid out for the checks: its parts, texts, conditions and citations, each with its
path, walked through once however many look."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from heapq import merge
from typing import Any, NamedTuple, TypeVar, overload

from rusvej.checks.logic import Logic
from rusvej.conditions import All, AnyOf, Compare, Condition, Not, Reading
from rusvej.facts import Fact
from rusvej.model import (
    Action,
    Caveat,
    Citation,
    Criterion,
    Document,
    Offer,
    Question,
    Rulebook,
    Statement,
)

#: The way through the data, as in the files: ``("offers", 3, "criteria", 0, "when")``.
Path = tuple[str | int, ...]
_T = TypeVar("_T")
_U = TypeVar("_U")


class Placed(NamedTuple):
    """A condition, where it stands, and the levels at which it counts (None = all)."""

    path: Path
    condition: Condition
    levels: tuple[str, ...] | None


class Index:
    """`lost` are the ids of records that could not be read, "*" for any: no reference to them is a
    mistake."""

    def __init__(
        self,
        rulebook: Rulebook,
        lost: Collection[str],
        today: date | None = None,
    ) -> None:
        self.rulebook = rulebook
        self.lost = lost
        self.today = today

    def may_have(self, name: str) -> bool:
        """Whether a record of that id may stand in what could not be read."""
        return name in self.lost or "*" in self.lost

    @cached_property
    def parts(self) -> tuple[tuple[Path, object], ...]:
        """Every part of the data with its path, records before what they hold. Conditions and
        citations are not entered."""
        sections: dict[str, object] = {
            name: getattr(self.rulebook, name) for name in _fields(Rulebook)
        }
        # The one record that the files call otherwise than the class does.
        sections["rulebook"] = sections.pop("about")
        return tuple(_walk(sections))

    @overload
    def each(self, one: type[_T], /) -> Iterator[tuple[Path, _T]]: ...
    @overload
    def each(self, one: type[_T], other: type[_U], /) -> Iterator[tuple[Path, _T | _U]]: ...
    def each(self, *kinds: Any) -> Iterator[tuple[Path, Any]]:
        """Every record of one or two classes with its path, in the order of the data."""
        found = [each for kind, each in self._by_class.items() if issubclass(kind, kinds)]
        for at in found[0] if len(found) == 1 else merge(*found):
            yield self.parts[at]

    @cached_property
    def _by_class(self) -> dict[type, list[int]]:
        """The places among the parts by class: most checks look for one of many."""
        found: dict[type, list[int]] = {}
        for at, (_, part) in enumerate(self.parts):
            kind: type = type(part)
            found.setdefault(kind, []).append(at)
        return found

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts by id, without those that have mistakes of form."""
        known = self.rulebook.vocabulary
        return {name: fact for name, fact in known.items() if name not in self.lost}

    @cached_property
    def texts(self) -> tuple[tuple[Path, str], ...]:
        """Every piece of text, ids among them."""
        return tuple(self.each(str))

    @cached_property
    def citations(self) -> tuple[tuple[Path, Citation], ...]:
        """Every citation."""
        return tuple(self.each(Citation))

    @cached_property
    def conditions(self) -> tuple[Placed, ...]:
        """Every condition of the rulebook, in the order of the records."""
        return tuple(self._conditions())

    def _conditions(self) -> Iterator[Placed]:
        offer: Offer | None = None
        levels: tuple[str, ...] | None = None
        for path, part in self.parts:
            if len(path) == 2:
                offer = part if isinstance(part, Offer) else None
                levels = None
                if isinstance(part, Caveat):
                    levels = tuple(printed.level for printed in part.printed)
                    levels = None if "" in levels else levels
                elif isinstance(part, (Action, Question)):
                    levels = part.levels
            if isinstance(part, (Criterion, Statement)):
                levels = part.levels
                if levels is None and offer is not None:
                    levels = tuple(entry.level for entry in offer.levels) or None
            if isinstance(part, Condition):
                everywhere = path[0] == "questions" and path[2] == "readings"
                yield Placed(path, part, None if everywhere else levels)

    @cached_property
    def nodes(self) -> tuple[tuple[Path, Condition], ...]:
        """Every node of every condition; readings are not followed."""
        return tuple(
            node for placed in self.conditions for node in nodes(placed.condition, placed.path)
        )

    @cached_property
    def comparisons(self) -> tuple[tuple[Path, Compare], ...]:
        """Every comparison of a fact with constants."""
        return tuple((path, node) for path, node in self.nodes if isinstance(node, Compare))

    @cached_property
    def readings(self) -> tuple[tuple[Path, Reading], ...]:
        """Every node that stands for the reading of an open question."""
        return tuple((path, node) for path, node in self.nodes if isinstance(node, Reading))

    @cached_property
    def logic(self) -> Logic:
        """What follows from the facts, the questions and the impossible combinations."""
        return Logic(self.rulebook, self.lost, [each.condition for each in self.conditions])


def spans(document: Document) -> Iterator[tuple[Path, tuple[int, int]]]:
    """The lines of each heading and each part set aside, with their path inside the document."""
    for j, section in enumerate(document.sections):
        yield ("sections", j, "lines"), section.lines
    for j, aside in enumerate(document.set_aside):
        yield ("set_aside", j, "lines"), aside.lines


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a record class, none for any other class. A rulebook's digest is no data."""
    return tuple(name for name in getattr(kind, "__record__", ()) if name != "digest")


def _walk(sections: Mapping[str, object]) -> Iterator[tuple[Path, object]]:
    waiting: list[tuple[Path, object]] = [
        ((name,), sections[name]) for name in reversed(list(sections))
    ]
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
            names = reversed(_fields(kind))
            waiting += [((*path, name.rstrip("_")), getattr(value, name)) for name in names]


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


def following(names: Iterable[str], led: Mapping[str, Collection[str]]) -> set[str]:
    """These names, and every one that they lead to."""
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += led.get(each, ())
    return found
