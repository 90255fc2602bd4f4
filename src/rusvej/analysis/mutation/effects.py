"""Whether anybody's answer changes when a rulebook does: exact, over every partial case the rules
can tell apart.

Compared is what an answer holds: statuses, open questions, pointers, units that decide, statements,
caveats, actions, time limits, and what a time limit says of dates. Records that a change cannot
reach are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np

from rusvej.analysis.mutation.arrays import (
    Seen,
    action_seen,
    caveat_seen,
    cells,
    deadline_seen,
    facts_behind,
    kleene,
    offer_seen,
)
from rusvej.analysis.mutation.records import Mutant
from rusvej.analysis.mutation.touched import Touched, bringing, questions_on
from rusvej.analysis.prove.field import Field
from rusvej.analysis.prove.solve import Demand, TooLarge, case_of, smallest
from rusvej.analysis.space import IMPOSSIBLE, Bools, Cone, offer_facts, statuses
from rusvej.answer import Status
from rusvej.conditions import (
    ALWAYS,
    All,
    Compare,
    Condition,
    Not,
    Reading,
    cut_points,
    questions_of,
)
from rusvej.engine import Knowledge
from rusvej.facts import Value
from rusvej.model import Action, Caveat, Deadline, Offer, Rulebook, conditions_of
from rusvej.records import record


@record
class Difference:
    """Somebody whose answer differs: in the part about `name`. `case` is None where only dates
    bring it out."""

    name: str
    case: Mapping[str, Value] | None


class Comparison:
    """A rulebook that mutants are compared with. Every class of values that a mutant can tell apart
    is told apart."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._more = tuple(_shifted(condition for _, condition in conditions_of(book)))
        self.field = Field(Knowledge(book), self._more)

    def difference(self, mutant: Mutant, found: Touched) -> Difference | None:
        """One difference between the answers of the two rulebooks, or None when there is none in
        any case."""
        other = Field(Knowledge(mutant.book), self._more)
        return next(self._differences(other, found), None)

    def _differences(self, other: Field, found: Touched) -> Iterator[Difference]:
        before, after = self.book, other.knowledge.rulebook
        for one, two in _pairs(before.offers, after.offers, found.offers):
            yield from self._offer(other, one, two)
        for one, two in _pairs(before.caveats, after.caveats, found.caveats):
            yield from self._caveat(other, one, two)
        for one, two in _pairs(before.actions, after.actions, found.actions):
            yield from self._seen(other, one.id, one, two)
        for one, two in _pairs(before.deadlines, after.deadlines, found.deadlines):
            yield from self._deadline(other, one, two)
        for one, two in _pairs(before.deadlines, after.deadlines, found.dates):
            yield from self._dates(other, one, two)

    def _cone_facts(self, other: Field, one: Any, two: Any) -> frozenset[str]:
        return facts_behind(self.field, one) | (
            facts_behind(other, two) if two is not None else frozenset()
        )

    def _two(self, other: Field, one: Any, two: Any) -> tuple[Cone, Seen, Seen]:
        facts = self._cone_facts(other, one, two)
        cone = self.field.cone(facts)
        return (
            cone,
            _look(self.field, one, cone),
            _look(other, two, other.cone(facts)) if two is not None else {},
        )

    def _seen(self, other: Field, name: str, one: Any, two: Any) -> Iterator[Difference]:
        cone, before, after = self._two(other, one, two)
        where = _unequal(cone, before, after)
        yield from (Difference(name, cone.case(cell)) for cell in _first(where))

    def _offer(self, other: Field, one: Offer, two: Offer | None) -> Iterator[Difference]:
        yield from self._seen(other, one.id, one, two)
        if two is None:
            return
        told = (one.access.kind, one.deadlines), (two.access.kind, two.deadlines)
        if told[0] != told[1]:
            cone, before, _ = self._two(other, one, two)
            yield from (Difference(one.id, cone.case(cell)) for cell in _first(before["shown",]))

    def _caveat(self, other: Field, one: Caveat, two: Caveat | None) -> Iterator[Difference]:
        yield from self._seen(other, one.id, one, two)
        if two is not None and set(one.offers) != set(two.offers):
            cone, before, _ = self._two(other, one, two)
            yield from (
                Difference(one.id, cone.case(cell)) for cell in _first(before["presence",] > 0)
            )

    def _deadline(self, other: Field, one: Deadline, two: Deadline | None) -> Iterator[Difference]:
        """Differences in `suggest`: where an offer that brings it is shown, and where no other
        offer does."""
        cone, before, after = self._two(other, one, two)
        where = _unequal(cone, before, after)
        bringers = {name: self._shown(name) for name in bringing(self.book, one)}
        for name in bringers if where.any() else ():
            yield from self._together(one.id, [Demand(cone, where), bringers[name]])
        gone = (
            set(bringers) - set(bringing(other.knowledge.rulebook, two))
            if two is not None
            else set()
        )
        present = Demand(cone, before["presence",] >= 0)
        for name in sorted(gone):
            rest = [demand for other_name, demand in bringers.items() if other_name not in gone]
            hidden = [
                Demand(demand.cone, ~demand.where & demand.cone.possible_partial) for demand in rest
            ]
            yield from self._together(one.id, [present, bringers[name], *hidden])

    def _shown(self, name: str) -> Demand:
        offer = self.field.offers[name]
        cone = self.field.cone(offer_facts(self.field, offer) | {"level"})
        found = statuses(self.field, offer, cone)
        return Demand(cone, (found <= int(Status.OPEN)) & (found != IMPOSSIBLE))

    def _together(self, name: str, demands: list[Demand]) -> Iterator[Difference]:
        try:
            places = smallest(self.field, demands)
        except TooLarge:
            # Not to be decided here: a person had better look.
            yield Difference(name, None)
            return
        if places is not None:
            yield Difference(name, case_of(self.field, places))

    def _dates(self, other: Field, one: Deadline, two: Deadline | None) -> Iterator[Difference]:
        """Differences in `check-deadline`, for some dates, exceptions and day."""
        after = other.knowledge.rulebook
        plans = _plan(self.book, one), _plan(after, two) if two is not None else None
        mine, yours = (
            _deciding(self.book, one),
            _deciding(after, two) if two is not None else (Not(ALWAYS),),
        )
        facts = self.field.facts_of(mine) | other.facts_of(yours) | {"level"}
        cone, theirs = self.field.cone(facts), other.cone(facts)
        questions = questions_on(self.book, one) | (
            questions_on(after, two) if two is not None else frozenset()
        )
        named = sorted(question for question in questions if self.book.readings.get(question))
        for places in product(*(range(len(self.book.readings[question])) for question in named)):
            pairs = list(zip(named, places, strict=True))
            chosen = {
                **self.field.knowledge.chosen,
                **{q: self.book.readings[q][place] for q, place in pairs},
            }
            changed = {
                **other.knowledge.chosen,
                **{q: after.readings[q][place] for q, place in pairs},
            }
            for condition, counterpart in zip(mine, yours, strict=False):
                a = kleene(self.field, condition, cone, chosen)
                b = kleene(other, counterpart, theirs, changed)
                where = a != b if plans[0] == plans[1] else (a > 0) | (b > 0)
                found = np.broadcast_to(where, cone.partial_shape) & cone.possible_partial
                yield from (
                    Difference(one.id, cone.case(cell) if plans[0] == plans[1] else None)
                    for cell in _first(found)
                )


def _look(field: Field, record: Offer | Caveat | Action | Deadline, cone: Cone) -> Seen:
    if isinstance(record, Offer):
        return offer_seen(field, record, cone)
    if isinstance(record, Caveat):
        return caveat_seen(field, record, cone)
    return (
        action_seen(field, record, cone)
        if isinstance(record, Action)
        else deadline_seen(field, record, cone)
    )


def _unequal(cone: Cone, before: Seen, after: Seen) -> Bools:
    """Where anything seen differs. What only one of the two knows of is nothing (or absent) with
    the other."""
    where = np.zeros(cone.partial_shape, dtype=bool)
    for key in {*before, *after}:
        one, two = before.get(key), after.get(key)
        if one is not None and two is not None:
            where |= one != two
        else:
            only: Any = one if one is not None else two
            # Statements, units and actions that are not there count as -1, questions and caveats as
            # 0.
            where |= (
                only > 0
                if only.dtype == bool or key[0] in ("presence", "stressed", "question")
                else only >= 0
            )
    return where & cone.possible_partial


def _first(where: Bools) -> Iterator[tuple[int, ...]]:
    for cell in cells(where):
        yield cell
        return


def _pairs(
    before: Iterable[Any], after: Iterable[Any], ids: frozenset[str]
) -> Iterator[tuple[Any, Any]]:
    found = {record.id: record for record in after}
    yield from ((record, found.get(record.id)) for record in before if record.id in ids)


def _shifted(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions that cut where a mutant may: one below and one above every cut."""
    cuts = {pair for condition in conditions for pair in cut_points(condition)}
    for fact, cut in sorted(cuts):
        yield from (Compare(fact, low=cut + step) for step in (-1, 0, 1))


def _asked(book: Rulebook, deadline: Deadline) -> tuple[str, ...]:
    """The questions beside a time limit that decide whom it holds for; the others are only told."""
    asked = {
        question.id
        for question in book.questions
        if all(reading.when is not None for reading in question.readings)
    }
    return tuple(question for question in deadline.questions if question in asked)


def _deciding(book: Rulebook, deadline: Deadline) -> tuple[Condition, ...]:
    """The conditions by which dates are judged: whom the limit holds for, and what sets each start
    going."""
    whole = All((deadline.when, *(Reading(question) for question in _asked(book, deadline))))
    return (
        whole,
        *(Reading(event.question) if event.question else ALWAYS for event in deadline.counted_from),
    )


def _plan(book: Rulebook, deadline: Deadline) -> tuple[object, ...]:
    """Everything about a time limit that is no condition; whoever it holds for gets another result
    for some dates when it changes."""
    starts = tuple((event.event, event.reading) for event in deadline.counted_from)
    start = deadline.start_question if len({reading for _, reading in starts}) > 1 else ""
    deciding = {
        start,
        *_asked(book, deadline),
        *(event.question for event in deadline.counted_from),
    }
    plan: tuple[object, ...] = (deadline.period, deadline.kind, deadline.met_by, start, starts)
    if deadline.kind == "deadline":
        printed = tuple(e for e in book.exceptions if e.id in deadline.exceptions)
        deciding |= {e.question for e in printed if e.effect == "open"}
        plan += tuple((e.id, e.effect, e.question, e.waives_under) for e in printed)
        # Of those not printed here it is told whether they are exceptions at all.
        plan += tuple((e.id, e.effect == "none") for e in book.exceptions)
    deciding |= questions_of(deadline.when, book.readings)
    deciding |= {
        inner
        for name in deciding
        if name
        for when in book.readings.get(name, ())
        for inner in questions_of(when, book.readings)
    }
    return (*plan, tuple((q.id, q.used, q.status) for q in book.questions if q.id in deciding))
