"""The difference between two answers, and the birthdays at which an answer changes.

Imports no arrays: every answer to somebody near a birthday asks for one comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, Literal, TypeVar

from rusvej.answer import (
    ActionResult,
    Answer,
    CaveatResult,
    DeadlineResult,
    OfferResult,
    QuestionUse,
    Reason,
    Said,
)
from rusvej.conditions import ALWAYS, cut_points
from rusvej.engine import Knowledge, answer
from rusvej.engine.offers import stand
from rusvej.facts import Case
from rusvej.model import Statement, conditions_of
from rusvej.records import field, record

T = TypeVar("T")

#: The one fact that time changes on a day that can be worked out.
AGE = "age"


@record
class Change(Generic[T]):
    """The same thing before and after; None where it is not there."""

    before: T | None
    after: T | None


@record
class Delta(Generic[T]):
    """What is gone and what has come, each in its own order."""

    gone: tuple[T, ...] = ()
    come: tuple[T, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.gone or self.come)


@record
class OfferChange:
    """What differs for one offer. `reasons` are the criteria whose verdict differs; the deltas hold
    what is said and was not."""

    before: OfferResult
    after: OfferResult
    reasons: tuple[Change[Reason], ...] = ()
    questions: Delta[QuestionUse] = field(default_factory=Delta)
    pointers: Delta[Statement] = field(default_factory=Delta)
    access: Delta[Said] = field(default_factory=Delta)
    contact: Delta[Said] = field(default_factory=Delta)
    limits: Delta[Said] = field(default_factory=Delta)

    @property
    def kind(self) -> Literal["won", "lost", "status", "details"]:
        """Won and lost: it comes into, or falls out of, what can come into question; status: it has
        another one."""
        before, after = self.before.status, self.after.status
        if before is after:
            return "details"
        if before.shown is after.shown:
            return "status"
        return "won" if after.shown else "lost"

    @property
    def first_step(self) -> Change[Said] | None:
        """The first step where it differs."""
        before, after = self.before.first_step, self.after.first_step
        return None if before == after else Change(before, after)

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        deltas = (self.questions, self.pointers, self.access, self.contact, self.limits)
        return (
            self.kind == "details"
            and not self.reasons
            and self.first_step is None
            and all(delta.empty for delta in deltas)
        )


@record
class Difference:
    """Everything in which two answers of one rulebook differ, but for ranks and for which facts are
    still missing.

    An offer that comes into question in neither answer is named only when its status differs.
    """

    before: Answer
    after: Answer
    offers: tuple[OfferChange, ...]
    caveats: tuple[Change[CaveatResult], ...]
    actions: tuple[Change[ActionResult], ...]
    deadlines: tuple[Change[DeadlineResult], ...]

    @property
    def empty(self) -> bool:
        """Whether the answers say the same."""
        return not (self.offers or self.caveats or self.actions or self.deadlines)

    @property
    def changed(self) -> tuple[str, ...]:
        """The facts in which the two cases differ, in the order of the vocabulary."""
        before, after = self.before.case, self.after.case
        return tuple(
            fact for fact in self.after.rulebook.vocabulary if before.get(fact) != after.get(fact)
        )


def difference(before: Answer, after: Answer) -> Difference:
    """What the second answer says otherwise than the first. Offers in the order of the second."""
    old = {result.offer.id: result for result in before.offers}
    offers = (_offer(old[result.offer.id], result) for result in after.offers)
    return Difference(
        before,
        after,
        tuple(change for change in offers if not change.empty),
        _changes(
            before.caveats,
            after.caveats,
            lambda c: c.caveat.id,
            lambda c: (c.applies, c.stressed, c.printed),
        ),
        _changes(
            before.actions, after.actions, lambda a: a.action.id, lambda a: (a.applies, a.questions)
        ),
        _changes(
            before.deadlines,
            after.deadlines,
            lambda d: d.deadline.id,
            lambda d: (d.applies, d.questions),
        ),
    )


def _offer(before: OfferResult, after: OfferResult) -> OfferChange:
    if not (before.status.shown or after.status.shown):
        return (
            OfferChange(before, after)
            if before.status is after.status
            else OfferChange(before, after, _reasons(before, after))
        )
    return OfferChange(
        before,
        after,
        _reasons(before, after),
        _delta(before.questions, after.questions),
        _delta(before.pointers, after.pointers),
        _delta(before.access, after.access),
        _delta(before.contact, after.contact),
        _delta(before.limits, after.limits),
    )


def _reasons(before: OfferResult, after: OfferResult) -> tuple[Change[Reason], ...]:
    return _changes(
        before.reasons,
        after.reasons,
        lambda reason: reason.criterion.id,
        lambda reason: (reason.verdict, reason.questions),
    )


def _changes(
    before: Iterable[T],
    after: Iterable[T],
    name: Callable[[T], str],
    content: Callable[[T], Hashable],
) -> tuple[Change[T], ...]:
    old: Mapping[str, T] = {name(item): item for item in before}
    new: Mapping[str, T] = {name(item): item for item in after}
    both = (Change(old.get(each), new.get(each)) for each in dict.fromkeys((*new, *old)))
    return tuple(
        c
        for c in both
        if c.before is None or c.after is None or content(c.before) != content(c.after)
    )


def _delta(before: tuple[T, ...], after: tuple[T, ...]) -> Delta[T]:
    return Delta(
        tuple(item for item in before if item not in after),
        tuple(item for item in after if item not in before),
    )


@record
class Turn:
    """A birthday at which the answer changes with nothing else learned."""

    age: int
    difference: Difference


def age_bounds(knowledge: Knowledge) -> frozenset[int]:
    """The ages n at which some condition may tell n from n - 1."""
    conditions = (
        condition for _, condition in conditions_of(knowledge.rulebook) if condition is not ALWAYS
    )
    return frozenset(
        cut for condition in conditions for fact, cut in cut_points(condition) if fact == AGE
    )


def turn(knowledge: Knowledge, case: Case, before: Answer, age: int) -> Turn | None:
    """The birthday at `age`, if the answer then differs from `before`."""
    found = difference(before, answer(knowledge, {**case, AGE: age}, before.as_of))
    return None if found.empty else Turn(age, found)


def next_change(knowledge: Knowledge, before: Answer) -> int | None:
    """The age of the next birthday, if the answer then changes; None while the age is unknown.

    Costs little: nothing away from a bound, and at one the whole answer only where every offer
    keeps its status.
    """
    age = before.case.get(AGE)
    if (
        not isinstance(age, int)
        or age + 1 not in age_bounds(knowledge)
        or not knowledge.vocabulary[AGE].allows(age + 1)
    ):
        return None
    older = {**before.case, AGE: age + 1}
    for result in before.offers:
        if (
            any(AGE in reason.facts for reason in result.reasons)
            and stand(knowledge, result.offer, older).status is not result.status
        ):
            return age + 1
    return None if turn(knowledge, before.case, before, age + 1) is None else age + 1
