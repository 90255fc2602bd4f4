"""The difference between two answers, and the birthdays at which an answer changes."""

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
from rusvej.compiled import compiled
from rusvej.engine import answer
from rusvej.facts import NONE
from rusvej.model import Rulebook, Statement
from rusvej.records import field, record

T = TypeVar("T")
#: What is told of an offer, each by the field of its result.
_TOLD = ("questions", "pointers", "access", "contact", "limits")


@record
class Change(Generic[T]):
    """The same thing before and after; None where it is not there."""

    before: T | None
    after: T | None

    @property
    def either(self) -> T:
        """What there is: as it is after, or as it was."""
        found = self.before if self.after is None else self.after
        assert found is not None
        return found


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
        """The first step where it differs, and the offer comes into question in either answer."""
        before, after = self.before.first_step, self.after.first_step
        shown = self.before.status.shown or self.after.status.shown
        return Change(before, after) if shown and before != after else None

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        told = all(getattr(self, name).empty for name in _TOLD)
        return self.kind == "details" and not self.reasons and self.first_step is None and told


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

    @property
    def questions(self) -> Delta[QuestionUse]:
        """The open questions that only one of the answers rests on."""
        before, after = (
            {use.question.id: use for use in each.questions} for each in (self.before, self.after)
        )
        return Delta(
            tuple(use for id, use in before.items() if id not in after),
            tuple(use for id, use in after.items() if id not in before),
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
    shown = before.status.shown or after.status.shown
    if not shown and before.status is after.status:
        return OfferChange(before, after)
    reasons = _changes(
        before.reasons,
        after.reasons,
        lambda reason: reason.criterion.id,
        lambda reason: (reason.verdict, reason.questions),
    )
    if not shown:
        return OfferChange(before, after, reasons)
    deltas = {name: _delta(getattr(before, name), getattr(after, name)) for name in _TOLD}
    return OfferChange(before, after, reasons, **deltas)


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


def age_bounds(book: Rulebook) -> tuple[int, ...]:
    """The ages n at which some condition may tell n from n - 1, in order."""
    starts = compiled(book).variables.classes.get(book.about.roles.age, ())
    return tuple(int(start) for start in starts[1:] if start != NONE)


def older(before: Answer, age: int) -> Difference:
    """What the answer says otherwise of the same person at another `age`, nothing else learned."""
    book = before.rulebook
    case = {**before.case, book.roles.age: age}
    return difference(before, answer(book, case, before.as_of))


def next_change(before: Answer) -> int | None:
    """The age of the next birthday, if the answer then changes; None while the age is unknown."""
    age = before.case.get(before.rulebook.about.roles.age)
    if not isinstance(age, int) or age + 1 not in age_bounds(before.rulebook):
        return None
    return None if older(before, age + 1).empty else age + 1
