"""The whole decision space: every class of values that the rules can tell apart, for any choice of
facts.

The constants in the rules cut each fact into classes, so the space is finite. A question about some
conditions concerns only the facts they mention (its *cone*); over a cone all complete cases are
counted out as boolean arrays, one axis a fact. A partial case is a cell with "unknown" on some
axes: what it says is what every possible completion says, which is one reduction along the axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from rusvej.answer import Status
from rusvej.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Chosen,
    Compare,
    Condition,
    Not,
    Reading,
    classes,
    cut_points,
    facts_of,
)
from rusvej.engine import Knowledge
from rusvej.engine.knowledge import in_force
from rusvej.facts import NONE, Value
from rusvej.model import Limit, Offer, conditions_of

Bools = NDArray[np.bool_]
Statuses = NDArray[np.int8]
Index = tuple[int, ...]

#: What a status array holds where no completion of the cell is possible.
IMPOSSIBLE = -1


class Space:
    """The classes of every fact of a rulebook, and the cones over them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        cuts: dict[str, set[int]] = {}
        for _, condition in conditions_of(knowledge.rulebook):
            for fact, cut in cut_points(condition):
                cuts.setdefault(fact, set()).add(cut)
        self.classes = {
            fact.id: classes(fact, frozenset(cuts.get(fact.id, ())))
            for fact in knowledge.rulebook.facts
        }
        role = knowledge.rulebook.roles.level
        #: The fact of the level, as a set; empty where the rulebook has no levels.
        self.level = frozenset({role} & set(self.classes))
        self._tied = [(rule, facts_of(rule, knowledge.readings)) for rule in knowledge.impossible]
        self._cones: dict[tuple[str, ...], Cone] = {}

    def at(self, levels: tuple[str, ...]) -> Condition:
        """That the level is one of these; always, where something is printed whatever the level."""
        if not levels or "" in levels or not self.level:
            return ALWAYS
        (level,) = self.level
        return Compare(level, levels)

    def facts_of(self, conditions: Iterable[Condition]) -> frozenset[str]:
        """The facts that the conditions mention under any reading."""
        return frozenset(
            fact
            for condition in conditions
            for fact in facts_of(condition, self.knowledge.readings)
        )

    def cone(self, facts: Iterable[str]) -> Cone:
        """The cone over these facts and those that impossible combinations tie to them."""
        reach = set(facts)
        while wider := {fact for _, tied in self._tied if tied & reach for fact in tied} - reach:
            reach |= wider
        order = tuple(fact for fact in self.classes if fact in reach)
        if order not in self._cones:
            self._cones[order] = Cone(self, order)
        return self._cones[order]

    def label(self, fact_id: str, place: int) -> str:
        """A class in Danish: ``8-17 år``, ``fra 30 år``, ``nej``; ``ukendt`` for the place
        after the last."""
        fact, values = self.knowledge.vocabulary[fact_id], self.classes[fact_id]
        if place >= len(values):
            return "ukendt"
        value = values[place]
        if fact.type != "int" or value == NONE:
            return fact.in_words(value)
        assert isinstance(value, int)
        after = values[place + 1] if place + 1 < len(values) else NONE
        last = fact.max if after == NONE else int(after) - 1
        if last == value:
            return fact.in_words(value)
        return (
            f"fra {fact.in_words(value)}"
            if last == fact.max
            else f"{value}-{last} {fact.unit}".strip()
        )

    def class_of(self, fact_id: str, value: Value) -> int:
        """The place of the class that holds a value."""
        values = self.classes[fact_id]
        if self.knowledge.vocabulary[fact_id].type != "int" or value == NONE:
            return values.index(value)
        return max(
            place
            for place, start in enumerate(values)
            if start != NONE and int(start) <= int(value)
        )


class Cone:
    """All cells over some facts, in the order of the vocabulary. `shape` counts complete cells,
    `partial_shape` also unknown.

    In arrays over partial cells the last place of each axis means that the fact is unknown.
    """

    def __init__(self, space: Space, facts: tuple[str, ...]) -> None:
        self.space = space
        self.facts = facts
        self.shape = tuple(len(space.classes[fact]) for fact in facts)
        self.partial_shape = tuple(size + 1 for size in self.shape)

    @property
    def cells(self) -> int:
        """How many partial cells there are, impossible ones included."""
        return prod(self.partial_shape)

    @cached_property
    def possible(self) -> Bools:
        """The complete cells that no impossible combination forbids."""
        allowed = np.ones(self.shape, dtype=bool)
        for rule, tied in self.space._tied:
            if tied <= set(self.facts):
                allowed &= ~np.broadcast_to(
                    self.holds(rule, self.space.knowledge.chosen), self.shape
                )
        return allowed

    @cached_property
    def possible_partial(self) -> Bools:
        """The partial cells with at least one possible completion."""
        return _extended(self.possible, np.any)

    def holds(self, condition: Condition, chosen: Chosen) -> Bools:
        """Where a condition holds, over complete cells; axes that do not matter may have length
        1."""
        match condition:
            case Compare():
                axis = self.facts.index(condition.fact)
                row = np.array(
                    [condition.holds(value) for value in self.space.classes[condition.fact]],
                    dtype=bool,
                )
                return row.reshape([-1 if place == axis else 1 for place in range(len(self.facts))])
            case All() | AnyOf():
                join = np.logical_and if isinstance(condition, All) else np.logical_or
                found = self.holds(condition.parts[0], chosen)
                for part in condition.parts[1:]:
                    found = join(found, self.holds(part, chosen))
                return found
            case Not():
                return ~self.holds(condition.part, chosen)
            case Reading():
                return self.holds(chosen[condition.question], chosen)
            case _:
                return np.ones([1] * len(self.facts), dtype=bool)

    def verdicts(self, condition: Condition, chosen: Chosen) -> tuple[Bools, Bools]:
        """(yes, no) over partial cells: where every possible completion says so. Both are false in
        impossible cells."""
        holds = np.broadcast_to(self.holds(condition, chosen), self.shape)
        yes = _extended(holds | ~self.possible, np.all) & self.possible_partial
        no = _extended(~holds | ~self.possible, np.all) & self.possible_partial
        return yes, no

    def everywhere(self, where: Bools) -> Bools:
        """Over partial cells: where every possible completion is among `where`, an array over
        complete cells."""
        return _extended(where | ~self.possible, np.all) & self.possible_partial

    def case(self, index: Index) -> dict[str, Value]:
        """The (partial) case a cell stands for, with the lowest value of each class."""
        return {
            fact: self.space.classes[fact][place]
            for fact, place in zip(self.facts, index, strict=True)
            if place < len(self.space.classes[fact])
        }

    def index(self, case: dict[str, Value]) -> Index:
        """The cell of a case; facts outside the cone are ignored."""
        return tuple(
            self.space.class_of(fact, case[fact])
            if case.get(fact) is not None
            else len(self.space.classes[fact])
            for fact in self.facts
        )

    def indices(self, where: Bools) -> Iterator[Index]:
        """The cells where an array over partial cells is true."""
        for found in np.argwhere(where):
            yield tuple(int(place) for place in found)


def _extended(array: Bools, reduce: object) -> Bools:
    """The array with a place for "unknown" at the end of each axis, filled by reducing along it
    (all or any)."""
    for axis in range(array.ndim):
        summary = reduce(array, axis=axis, keepdims=True)  # type: ignore[operator]
        array = np.concatenate([array, summary], axis=axis)
    return array


def offer_facts(space: Space, offer: Offer) -> frozenset[str]:
    """The facts on which an offer's status can hang."""
    own = space.facts_of(
        (
            *(in_force(space.knowledge, criterion) for criterion in offer.criteria),
            *reopening(space.knowledge, offer),
        )
    )
    return own | space.level if offer.levels else own


def reached(knowledge: Knowledge, limit: Limit) -> Condition | None:
    """When a case has reached the limit; None where the data cannot tell."""
    told = limit.reached
    if told is None:
        return None
    return knowledge.composed(told, lambda: All((in_force(knowledge, limit), told.when)))


def reopening(knowledge: Knowledge, offer: Offer) -> tuple[Condition, ...]:
    """When the offer is used up and only an open question says whether it can be had again."""
    return tuple(
        when
        for limit in offer.limits
        if limit.reached is not None
        and limit.reached.question
        and (when := reached(knowledge, limit)) is not None
    )


def statuses(space: Space, offer: Offer, cone: Cone) -> Statuses:
    """The offer's status in every partial cell of a cone that holds the offer's facts; `IMPOSSIBLE`
    where there is no such case.

    The same as the engine's answer for the cell's case, worked out for all cells at once.
    """
    knowledge = space.knowledge
    parts = [in_force(knowledge, criterion) for criterion in offer.criteria]
    used_up = reopening(knowledge, offer)
    named = sorted({question for part in (*parts, *used_up) for question in knowledge.named(part)})
    undecided = [question for question in named if knowledge.questions[question].used is None]
    unlisted = np.zeros(cone.partial_shape, dtype=bool)
    if offer.levels and space.level:
        (level,) = space.level
        axis = cone.facts.index(level)
        listed = tuple(entry.level for entry in offer.levels)
        # Where the level is unknown, one at which the offer is not listed cannot make it fit; where
        # it is known, that is a status.
        parts.append(space.at(listed))
        places = np.array([value not in listed for value in space.classes[level]] + [False])
        unlisted |= places.reshape([-1 if place == axis else 1 for place in range(len(cone.facts))])
    whole: Condition = All(tuple(parts)) if parts else ALWAYS
    listed_at = space.at(tuple(entry.level for entry in offer.levels))
    anything_excludes = np.zeros(cone.partial_shape, dtype=bool)
    everything_excludes = np.ones(cone.partial_shape, dtype=bool)
    anything_depends = np.zeros(cone.partial_shape, dtype=bool)
    all_used_up = np.full(cone.partial_shape, bool(used_up))
    for chosen in knowledge.each_choice(undecided):
        yes, no = cone.verdicts(whole, chosen)
        anything_excludes |= no
        everything_excludes &= no
        anything_depends |= ~no & ~yes
        if used_up:
            left = cone.holds(listed_at, chosen) & ~cone.holds(AnyOf(used_up), chosen)
            all_used_up &= cone.everywhere(~np.broadcast_to(left, cone.shape))
    found = np.full(cone.partial_shape, int(Status.FITS), dtype=np.int8)
    found[anything_depends] = int(Status.DEPENDS)
    found[anything_excludes | all_used_up] = int(Status.OPEN)
    found[everything_excludes] = int(Status.EXCLUDED)
    found[unlisted] = int(Status.NOT_LISTED)
    found[~cone.possible_partial] = IMPOSSIBLE
    return found
