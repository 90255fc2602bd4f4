"""Asking for what is not known, one question at a time, and knowing when to stop.

An interview is the list of replies so far; everything else follows from it, so going back is
leaving the last one out. A fact that was asked for in vain stays unknown: it is not asked for
again, and what it might have been is no reason to go on. So does one that only others than the
asker can know, and one that waits for a fact nobody knows. It begins with who asks, the age and the
level, on which the voice, the duties and the numbers hang, and with what makes the asker's own task
another; then it stops when no reply to any question left can give any offer another status.
"""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.compiled import Held, compiled
from rusvej.engine.answering import actions_of, caveats_of
from rusvej.engine.asking import Asking
from rusvej.explain.own_task import Task, open_tasks
from rusvej.facts import Value
from rusvej.model import Impossible, Offer, Rulebook, Sources
from rusvej.records import record
from rusvej.truth import Truth


@record
class Reply:
    """What was said of a fact; None is "do not know"."""

    fact: str
    value: Value | None


Replies = tuple[Reply, ...]


@record
class Step:
    """Where the replies lead: to a question (`fact`), or to the end (None).

    `left` are the facts that can still change a status and are asked for, `idle` those that other
    cases need and this one does not. `hanging` are the offers that have no final status yet.
    """

    fact: str | None
    left: tuple[str, ...]
    idle: tuple[str, ...]
    hanging: tuple[str, ...]


@record
class Hanging:
    """An offer that hangs on a fact, and the lines that say so."""

    offer: Offer
    texts: tuple[str, ...]
    sources: Sources


@record
class Ban:
    """A value that contradicts the other replies, and the combination it would make (None: several
    of them together)."""

    value: Value
    rule: Impossible | None


class Interview:
    """The questions of one rulebook. It holds no replies."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.compiled = compiled(book)
        self.asking = Asking(self.compiled)
        mentioned = {
            fact for offer in book.offers for fact in self.compiled["standing", offer.id, ""].facts
        }
        roles = book.roles
        #: What is asked for first, whatever hangs on it.
        self.basics = tuple(fact for fact in (roles.asker, roles.age, roles.level) if fact)
        #: Every fact that some offer's status can hang on, in the order of the vocabulary.
        self.form = tuple(fact for fact in book.vocabulary if fact in mentioned)

    def step(self, replies: Replies) -> Step:
        """The next question, or the end."""
        case, closed = known(replies), self.closed(replies)
        rests = self.asking.rests(case, closed)
        mattering = set(self.asking.facts_mattering(rests.values()))
        basic = (fact for fact in self.basics if fact not in case and fact not in closed)
        return Step(
            next(basic, None) or self._own_task(case, closed) or self.asking.first(rests.values()),
            tuple(fact for fact in self.book.vocabulary if fact in mattering),
            tuple(
                fact
                for fact in self.form
                if fact not in mattering and fact not in case and fact not in closed
            ),
            tuple(rests),
        )

    def _own_task(self, case: dict[str, Value], closed: frozenset[str]) -> str | None:
        """A fact on which it hangs what the asker's own task is."""
        for task in self._tasks(Held(self.compiled, case)):
            for fact in task.missing:
                if fact not in closed and not self.book.vocabulary[fact].judged_by:
                    return self._before(fact, case)
        return None

    def _tasks(self, held: Held) -> Iterator[Task]:
        role = held.case.get(self.book.roles.asker)
        return open_tasks(self.book, role, held.status, caveats_of(held), actions_of(held))

    def _before(self, fact: str, case: dict[str, Value]) -> str:
        """The fact, or what is asked before it."""
        after = self.book.vocabulary[fact].asked_after
        waiting = next((each for each in after if each not in case), None)
        return self._before(waiting, case) if waiting else fact

    def closed(self, replies: Replies) -> frozenset[str]:
        """The facts that are not asked for: in vain, not to this asker, or waiting for such a
        one."""
        found = {*in_vain(replies), *self.others_know(replies)}
        while more := {
            fact.id
            for fact in self.book.facts
            if fact.id not in found and not found.isdisjoint(fact.asked_after)
        }:
            found |= more
        return frozenset(found - known(replies).keys())

    def others_know(self, replies: Replies) -> tuple[str, ...]:
        """The facts that this asker cannot be expected to know; none before it is said who asks."""
        asker = {reply.fact: reply.value for reply in replies}
        if (role := self.book.roles.asker) not in asker:
            return ()
        facts = (fact for fact in self.book.facts if fact.asked_to)
        return tuple(fact.id for fact in facts if asker[role] not in fact.asked_to)

    def left_to_others(self, replies: Replies) -> tuple[str, ...]:
        """Those of them that could still change a status."""
        rests = self.asking.rests(known(replies), in_vain(replies))
        mattering = set(self.asking.facts_mattering(rests.values()))
        return tuple(fact for fact in self.others_know(replies) if fact in mattering)

    def waiting(self, replies: Replies) -> tuple[str, ...]:
        """The facts that could still change a status and are not asked for because they wait for
        one that nobody knows."""
        vain = in_vain(replies)
        mattering = set(
            self.asking.facts_mattering(self.asking.rests(known(replies), vain).values())
        )
        unasked = self.closed(replies) - {*vain, *self.others_know(replies)}
        return tuple(fact for fact in self.book.vocabulary if fact in mattering & unasked)

    def hanging(self, replies: Replies, fact: str) -> tuple[Hanging, ...]:
        """The offers whose status the fact can still change, with the printed conditions that say
        so."""
        case = known(replies)
        rests = self.asking.rests(case, self.closed(replies))
        held = Held(self.compiled, case)
        own = (
            Hanging(self.book.offer(task.offer), (task.text,), task.sources)
            for task in self._tasks(held)
            if fact in task.missing
        )
        return (
            *own,
            *(
                self._hanging(held, offer, fact)
                for offer in self.book.offers
                if offer.id in rests and fact in self.asking.facts_mattering([rests[offer.id]])
            ),
        )

    def _hanging(self, held: Held, offer: Offer, fact: str) -> Hanging:
        criteria = [
            criterion
            for criterion in offer.criteria
            if fact in self.compiled["criterion", offer.id, criterion.id].facts
            and held.verdict(("concerns", offer.id, criterion.id)) is not Truth.NO
        ]
        cited = [
            source
            for criterion in criteria
            for source in self.book.sources_at(criterion.sources, held.level)
        ]
        if fact == self.book.about.roles.level:
            cited = [*(source for entry in offer.levels for source in entry.sources), *cited]
        return Hanging(
            offer, tuple(criterion.text for criterion in criteria), tuple(dict.fromkeys(cited))
        )

    def bans(self, replies: Replies, fact: str) -> Iterator[Ban]:
        """The values of a fact that no person with the other replies has; for a number one of each
        class."""
        case = {name: value for name, value in known(replies).items() if name != fact}
        for value in self.asking.classes(fact):
            if not self.possible({**case, fact: value}):
                yield self.ban(case, fact, value)

    def ban(self, case: dict[str, Value], fact: str, value: Value) -> Ban:
        """The impossible combination that a value would make."""
        return Ban(value, self.compiled.contradiction({**case, fact: value}))

    def possible(self, case: dict[str, Value]) -> bool:
        """Whether some person has all of this."""
        return self.compiled.possible(case)

    def without_contradiction(self, replies: Replies) -> tuple[Replies, Replies]:
        """(the replies that can be true together, those dropped): an earlier one wins."""
        kept: list[Reply] = []
        dropped: list[Reply] = []
        for reply in replies:
            may = reply.value is None or self.possible(
                {**known(tuple(kept)), reply.fact: reply.value}
            )
            (kept if may else dropped).append(reply)
        return tuple(kept), tuple(dropped)


def known(replies: Replies) -> dict[str, Value]:
    """The case that the replies make."""
    return {reply.fact: reply.value for reply in replies if reply.value is not None}


def in_vain(replies: Replies) -> frozenset[str]:
    """The facts asked for that nobody knows."""
    return frozenset(reply.fact for reply in replies if reply.value is None)
