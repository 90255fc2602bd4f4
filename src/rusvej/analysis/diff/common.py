"""Two rulebooks over one space: the classes that the constants of either can tell apart.

Each rulebook keeps its own domain, since what it says while a fact is unknown is what all *its*
values say; only then are the cells that both can be asked about picked out. A fact that one of them
does not have cannot matter there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from rusvej.analysis.diff.boxes import Box
from rusvej.analysis.diff.records import Span, TooLarge
from rusvej.analysis.prove.field import Field
from rusvej.analysis.space import Bools, Cone
from rusvej.conditions import Compare, Condition, classes, cut_points
from rusvej.engine import Knowledge
from rusvej.explain.classes import FactClass
from rusvej.facts import NONE, Fact, Value
from rusvej.model import Rulebook, conditions_of

Ints = NDArray[np.int64]

#: As many partial cells as a question may take; an array of them is some 30 MB for each thing
#: looked at.
_MOST = 30_000_000


class Common:
    """The cells that can be asked of both rulebooks."""

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        books = (old, new)
        mentioned = [tuple(condition for _, condition in conditions_of(book)) for book in books]
        cuts: dict[str, set[int]] = {}
        for conditions in mentioned:
            for condition in conditions:
                for fact_id, cut in cut_points(condition):
                    cuts.setdefault(fact_id, set()).add(cut)
        self.vocabulary: dict[str, Fact] = {
            **new.vocabulary,
            **{id: each for id, each in old.vocabulary.items() if id not in new.vocabulary},
        }
        self.classes: dict[str, tuple[Value, ...]] = {}
        self.highest: dict[str, int] = {}
        ends: list[Condition] = []
        for fact_id in self.vocabulary:
            both = [book.vocabulary[fact_id] for book in books if fact_id in book.vocabulary]
            shared = _shared(both, frozenset(cuts.get(fact_id, ())))
            if shared:
                self.classes[fact_id] = shared
            if all(each.type == "int" for each in both):
                low, high = (
                    max(_end(each.min) for each in both),
                    min(_end(each.max) for each in both),
                )
                self.highest[fact_id] = high
                if low <= high:
                    ends.append(Compare(fact_id, (), low, high))
        self.old = Field(Knowledge(old), (*mentioned[1], *ends))
        self.new = Field(Knowledge(new), (*mentioned[0], *ends))
        self._grids: dict[tuple[tuple[str, ...], frozenset[str]], Grid] = {}

    def sides(self) -> tuple[Field, Field]:
        """The old rulebook's space and the new one's."""
        return self.old, self.new

    def over(self, facts: Iterable[str]) -> Grid:
        """The cells over some facts and those that impossible combinations of either rulebook tie
        to them."""
        asked = frozenset(facts)
        order = self.closed(asked) or tuple(self.classes)[:1]
        key = order, asked.difference(self.classes)
        if key not in self._grids:
            self._grids[key] = Grid(self, *key)
        return self._grids[key]

    def closed(self, facts: Iterable[str]) -> tuple[str, ...]:
        """The facts with those tied to them in either rulebook, in the order of the vocabulary."""
        reach = set(facts)
        while True:
            tied = {
                other
                for side in self.sides()
                for rule in side.knowledge.impossible
                if (own := side.facts_of([rule])) & reach
                for other in own
            }
            if tied <= reach:
                return tuple(fact for fact in self.classes if fact in reach)
            reach |= tied

    def spans(self, facts: tuple[str, ...], box: Box, *, partial: bool) -> tuple[Span, ...]:
        """The box in values: only the facts on which it is narrower than everything. Boxes of
        partial cells may hold "unknown"."""
        return tuple(
            self._span(fact, places)
            for fact, places in zip(facts, box, strict=True)
            if len(places) < len(self.classes[fact]) + partial
        )

    def _span(self, fact_id: str, places: tuple[int, ...]) -> Span:
        values = self.classes[fact_id]
        known = [place for place in places if place < len(values)]
        unknown = len(known) < len(places)
        if self.vocabulary[fact_id].type != "int":
            return Span(
                fact_id,
                (FactClass(fact_id, values=tuple(values[place] for place in known)),)
                if known
                else (),
                unknown,
            )
        found: list[FactClass] = []
        for place in known:
            value = values[place]
            if value == NONE:
                found.append(FactClass(fact_id, values=(NONE,)))
                continue
            after = values[place + 1] if place + 1 < len(values) else NONE
            low, high = int(value), self.highest[fact_id] if after == NONE else int(after) - 1
            if found and found[-1].high == low - 1:
                found[-1] = FactClass(fact_id, found[-1].low, high)
            else:
                found.append(FactClass(fact_id, low, high))
        return Span(fact_id, tuple(found), unknown)

    def count(
        self, facts: Iterable[str], limits: Mapping[str, tuple[int, ...]], *, partial: bool
    ) -> int:
        """How many possible cells over some facts are within limits on some of them; exact, however
        many facts there are."""
        left, total = set(self.closed(facts)), 1
        while left:
            first = next(fact for fact in self.classes if fact in left)
            part = self.closed([first])
            left -= set(part)
            grid = self.over(part)
            inside = grid.possible if partial else grid.complete(grid.possible)
            places = [
                limits.get(fact, tuple(range(size)))
                for fact, size in zip(grid.facts, inside.shape, strict=True)
            ]
            total *= int(inside[np.ix_(*places)].sum())
        return total


def _end(value: int | None) -> int:
    assert value is not None
    return value


def _shared(both: list[Fact], cuts: frozenset[int]) -> tuple[Value, ...]:
    """The classes of the values that all of these facts have; none where their types differ."""
    first = both[0]
    if any(fact.type != first.type for fact in both):
        return ()
    if first.type != "int":
        return tuple(
            value for value in classes(both[-1], cuts) if all(fact.allows(value) for fact in both)
        )
    low, high = max(_end(fact.min) for fact in both), min(_end(fact.max) for fact in both)
    starts: tuple[Value, ...] = (
        (*sorted({low} | {cut for cut in cuts if low < cut <= high}),) if low <= high else ()
    )
    return (*starts, NONE) if all(fact.none for fact in both) else starts


class Grid:
    """All cells over some facts that both rulebooks can be asked about; the last place of each axis
    is "unknown". Facts that stand `apart` have no value that both know: they stay unknown."""

    def __init__(
        self, common: Common, facts: tuple[str, ...], apart: frozenset[str] = frozenset()
    ) -> None:
        self.common = common
        self.facts = facts
        self.apart = apart
        self.partial_shape = tuple(len(common.classes[fact]) + 1 for fact in facts)
        for side in common.sides():
            if (
                max(
                    prod(self.partial_shape),
                    prod(len(side.classes[fact]) + 1 for fact in facts if fact in side.classes),
                )
                > _MOST
            ):
                raise TooLarge(facts)

    def cone(self, side: Field) -> Cone:
        """The rulebook's own cone under the grid."""
        return side.cone(fact for fact in (*self.facts, *self.apart) if fact in side.classes)

    def lift(self, side: Field, array: NDArray[np.generic]) -> NDArray[np.generic]:
        """An array over the partial cells of the rulebook's cone as one over those of the grid."""
        own = self.cone(side).facts
        if own:
            array = np.broadcast_to(array, self.cone(side).partial_shape)[
                np.ix_(*(self._places(side, fact) for fact in own))
            ]
        # What only the rulebook's own cone has stays unknown; what it lacks cannot matter to it.
        array = array.reshape(
            [size for fact, size in zip(own, array.shape, strict=True) if fact in self.facts]
        )
        kept = [fact for fact in own if fact in self.facts]
        array = array.transpose([kept.index(fact) for fact in self.facts if fact in kept])
        shape = [len(self.common.classes[fact]) + 1 if fact in kept else 1 for fact in self.facts]
        return np.broadcast_to(array.reshape(shape), self.partial_shape)

    def _places(self, side: Field, fact: str) -> list[int]:
        unknown = len(side.classes[fact])
        if fact not in self.facts:
            return [unknown]
        return [*(side.class_of(fact, value) for value in self.common.classes[fact]), unknown]

    @cached_property
    def possible(self) -> Bools:
        """The partial cells that are possible in both rulebooks."""
        found = np.ones(self.partial_shape, dtype=bool)
        for side in self.common.sides():
            found &= self.lift(side, self.cone(side).possible_partial).astype(bool)
        return found

    def complete(self, array: NDArray[np.generic]) -> Bools:
        """The part of an array over partial cells in which every fact is known."""
        found: Bools = array[(slice(0, -1),) * array.ndim]  # type: ignore[assignment]
        return found

    def case(self, index: tuple[int, ...]) -> dict[str, Value]:
        """The (partial) case of a cell, with the lowest value of each class."""
        return {
            fact: self.common.classes[fact][place]
            for fact, place in zip(self.facts, index, strict=True)
            if place < len(self.common.classes[fact])
        }


def spread(array: Bools, inner: Grid, outer: Grid) -> Bools:
    """An array over the cells of a grid as one over those of a grid with more facts."""
    shape = [
        size if fact in inner.facts else 1
        for fact, size in zip(outer.facts, outer.partial_shape, strict=True)
    ]
    return np.broadcast_to(array.reshape(shape), outer.partial_shape)
