"""Asking for what is not known, one question at a time, and knowing when to stop.

An interview is the list of replies so far; everything else follows from it, so going back is
leaving the last one out. A fact that was asked for in vain stays unknown: it is not asked for
again, and what it might have been is no reason to go on.

It stops when no reply to any question left can give any offer another status. With `until_first` it
stops earlier: when one offer is certain to fit and certain to stand first among those that may come
to fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rusvej.answer import RankKey, Status
from rusvej.conditions import facts_of
from rusvej.engine import Knowledge
from rusvej.engine.asking import Asking
from rusvej.engine.exact import completions, concerned, cuts_of
from rusvej.engine.offers import printed_at
from rusvej.engine.ranking import rank_key
from rusvej.engine.tables import Table
from rusvej.facts import Value
from rusvej.model import Impossible, Offer, Sources
from rusvej.records import record


@record
class Reply:
    """What was said of a fact; None is "do not know"."""

    fact: str
    value: Value | None


Replies = tuple[Reply, ...]


@record
class Step:
    """Where the replies lead: to a question (`fact`), or to the end.

    `left` are the facts that can still change a status, `idle` those that other cases need and this
    one does not. `first` is the offer that is certain to stand first, where only that was asked
    for; `hopeless`: no offer can come to fit.
    """

    fact: str | None
    left: tuple[str, ...]
    idle: tuple[str, ...]
    first: Offer | None = None
    hopeless: bool = False


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

    def __init__(self, knowledge: Knowledge, *, until_first: bool = False) -> None:
        self.knowledge = knowledge
        self.asking = Asking(knowledge)
        self.until_first = until_first
        offers = knowledge.rulebook.offers
        mentioned = {
            fact
            for offer in offers
            for criterion in offer.criteria
            for fact in facts_of(criterion.when, knowledge.readings)
        }
        if any(offer.levels for offer in offers):
            mentioned.add("level")
        #: Every fact that some offer's status can hang on, in the order of the vocabulary.
        self.form = tuple(fact for fact in knowledge.vocabulary if fact in mentioned)

    def step(self, replies: Replies) -> Step:
        """The next question, or the end."""
        case, unanswered = known(replies), in_vain(replies)
        tables = {
            offer.id: self.asking.table(offer, case, unanswered)
            for offer in self.knowledge.rulebook.offers
        }
        unsettled = [table for table in tables.values() if not self.asking.settled(table)]
        mattering = {fact for table in unsettled for fact in self.asking.mattering(table)}
        left = tuple(fact for fact in self.form if fact in mattering)
        idle = tuple(
            fact
            for fact in self.form
            if fact not in mattering and fact not in case and fact not in unanswered
        )
        if self.until_first:
            fact, first = self._contest(replies, tables)
            return Step(fact, left, idle, first, hopeless=fact is None and first is None)
        fact = (
            "level" if self.asking.level_first(case, unanswered) else self.asking.first(unsettled)
        )
        return Step(fact, left, idle)

    def hanging(self, replies: Replies, fact: str) -> tuple[Hanging, ...]:
        """The offers whose status or place the fact can still change, with the printed conditions
        or pointers that say so."""
        case, unanswered = known(replies), in_vain(replies)
        found = []
        for offer in self.knowledge.rulebook.offers:
            table = self.asking.table(offer, case, unanswered)
            pointed = (
                self.asking.pointers(offer, case, unanswered) if self.until_first else ((), ())
            )
            if not self.asking.settled(table) and fact in table.facts:
                found.append(self._hanging(offer, fact, case.get("level")))
            elif any(fact in each.facts for tables in pointed for each in tables):
                statements = [
                    s
                    for s in (*offer.points_to, *offer.points_away)
                    if printed_at(s.levels, case)
                    and fact in facts_of(s.when, self.knowledge.readings)
                ]
                if not statements or (
                    offer.levels and "level" in case and offer.entry(str(case["level"])) is None
                ):
                    continue
                found.append(
                    Hanging(
                        offer,
                        tuple(s.text for s in statements),
                        tuple(c for s in statements for c in s.sources),
                    )
                )
        return tuple(found)

    def _hanging(self, offer: Offer, fact: str, level: Value | None) -> Hanging:
        book = self.knowledge.rulebook
        criteria = [
            criterion
            for criterion in offer.criteria
            if printed_at(criterion.levels, {} if level is None else {"level": level})
            and fact in facts_of(criterion.when, self.knowledge.readings)
        ]
        cited = [
            source for criterion in criteria for source in book.sources_at(criterion.sources, level)
        ]
        if fact == "level":
            cited = [*(source for entry in offer.levels for source in entry.sources), *cited]
        return Hanging(
            offer, tuple(criterion.text for criterion in criteria), tuple(dict.fromkeys(cited))
        )

    def bans(self, replies: Replies, fact: str) -> Iterator[Ban]:
        """The values of a fact that no person with the other replies has; for a number one of each
        class."""
        case = {name: value for name, value in known(replies).items() if name != fact}
        if fact in self.knowledge.bound:
            for value in self.asking.classes(fact):
                if not self.possible({**case, fact: value}, fact):
                    yield self.ban(case, fact, value)

    def ban(self, case: dict[str, Value], fact: str, value: Value) -> Ban:
        """The impossible combination that a value would make."""
        judged = (
            (rule, self.knowledge.judge(rule.when, {**case, fact: value})[0])
            for rule in self.knowledge.rulebook.impossible
        )
        return Ban(value, next((rule for rule, verdict in judged if verdict.value == "yes"), None))

    def possible(self, case: dict[str, Value], fact: str) -> bool:
        """Whether some person has all of this; `fact` is one that is given."""
        knowledge = self.knowledge
        reach, rules = concerned({fact}, knowledge.impossible, knowledge.chosen)
        cuts = cuts_of(rules, knowledge.chosen)
        return (
            next(
                completions(case, reach, cuts, knowledge.vocabulary, rules, knowledge.chosen), None
            )
            is not None
        )

    def without_contradiction(self, replies: Replies) -> tuple[Replies, Replies]:
        """(the replies that can be true together, those dropped): an earlier one wins."""
        kept: list[Reply] = []
        dropped: list[Reply] = []
        for reply in replies:
            case = known(tuple(kept))
            if (
                reply.value is None
                or reply.fact not in self.knowledge.bound
                or self.possible({**case, reply.fact: reply.value}, reply.fact)
            ):
                kept.append(reply)
            else:
                dropped.append(reply)
        return tuple(kept), tuple(dropped)

    # The best offer.

    def _contest(
        self, replies: Replies, tables: dict[str, Table]
    ) -> tuple[str | None, Offer | None]:
        """(the next question, the offer certain to stand first); neither when no offer can come to
        fit.

        What is asked for is the offer that would stand first if all went well; the next one only
        once that one is out.
        """
        case, unanswered = known(replies), in_vain(replies)
        offers = [
            offer
            for offer in self.knowledge.rulebook.offers
            if Status.FITS in tables[offer.id].cells
        ]
        if not offers:
            return None, None
        spans = {offer.id: self._span(offer, case, unanswered) for offer in offers}
        leader, *others = sorted(offers, key=lambda offer: spans[offer.id][0])
        if not self.asking.settled(tables[leader.id]):
            return self.asking.first([tables[leader.id]]), None
        highest = spans[leader.id][1]
        rivals = [offer for offer in others if spans[offer.id][0] < highest]
        if not rivals:
            return None, leader
        to, away = self.asking.pointers(leader, case, unanswered)
        fact = self.asking.first((*to, *away))
        if fact is None and case.get("level") is None and "level" not in unanswered:
            fact = "level"
        return (None, leader) if fact is None else (fact, None)

    def _span(
        self, offer: Offer, case: dict[str, Value], unanswered: frozenset[str]
    ) -> tuple[RankKey, RankKey]:
        """The best and the worst place in the ranking the offer can have if it fits."""
        to, away = self.asking.pointers(offer, case, unanswered)
        to_may, away_may = _may(to), _may(away)
        low = offer.points_away if _must(away) else ()
        high = offer.points_away if away_may else ()
        best = rank_key(offer, Status.FITS, True, case, offer.points_to if to_may else (), low)
        worst = rank_key(offer, Status.FITS, True, case, offer.points_to if _must(to) else (), high)
        if case.get("level") is None and "level" not in unanswered and offer.levels:
            worst = worst._replace(order=max(entry.sources[0].first for entry in offer.levels))
        return best, worst


def known(replies: Replies) -> dict[str, Value]:
    """The case that the replies make."""
    return {reply.fact: reply.value for reply in replies if reply.value is not None}


def in_vain(replies: Replies) -> frozenset[str]:
    """The facts asked for that nobody knows."""
    return frozenset(reply.fact for reply in replies if reply.value is None)


def _may(tables: Sequence[Table]) -> bool:
    return any(Status.FITS in table.cells for table in tables)


def _must(tables: Sequence[Table]) -> bool:
    return any(set(table.cells) == {Status.FITS} for table in tables)
