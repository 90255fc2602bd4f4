"""A second evaluator, plain and slow, to hold the engine against.

Written from the meaning of the rules: a *completion* of a case gives every fact a value so that no
impossible combination holds, and what all completions say is certain. Completions are counted out
one by one, over the facts that a condition mentions and those that impossible combinations tie to
them. Only records of rusvej are used, nothing that reads a condition.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, TypeVar

from rusvej.answer import Status
from rusvej.conditions import ALWAYS, All, Always, AnyOf, Compare, Condition, Not, Reading
from rusvej.facts import Fact, Value
from rusvej.model import (
    Action,
    Caveat,
    Criterion,
    Deadline,
    Limit,
    Offer,
    Question,
    Rulebook,
    Statement,
)
from rusvej.truth import Truth

World = Mapping[str, Value]
Made = TypeVar("Made")
#: The id of the reading chosen for each question.
Choice = Mapping[str, str]
ACCESS = {"direct": 0, "contact": 0, "assessed": 1, "decision": 2, "ikke-angivet": 3}


class Contradiction(Exception):
    """The case has no completion."""


def meets(node: Compare, value: Value) -> bool:
    """Whether one value meets one comparison; "ingen" and other words are in no span."""
    if node.values:
        return any(type(value) is type(wanted) and value == wanted for wanted in node.values)
    if type(value) is not int:
        return False
    return not (node.low is not None and value < node.low) and not (
        node.high is not None and value > node.high
    )


def every_value(fact: Fact) -> list[Value]:
    """The whole domain of a fact, value by value."""
    if fact.type == "bool":
        return [True, False]
    if fact.type == "choice":
        return [choice.id for choice in fact.values]
    assert fact.min is not None and fact.max is not None
    return [*range(fact.min, fact.max + 1), *(["ingen"] if fact.none else [])]


@dataclass(frozen=True)
class Told:
    """What is said of a condition: the verdict that all readings counted with agree on (else
    unknown), the facts missing, and the questions whose other readings would say otherwise."""

    verdict: Truth
    missing: frozenset[str]
    questions: frozenset[str]


@dataclass(frozen=True)
class NaiveOffer:
    """What the naive evaluator says of one offer; statements by their place, `None` = no first
    step."""

    status: Status
    missing: frozenset[str]
    questions: frozenset[str]
    reasons: Mapping[str, Told]
    pointed: int
    group: int
    said: Mapping[str, Mapping[int, tuple[Truth, frozenset[str]]]]
    first_step: int | None


class Naive:
    """The naive evaluator of one rulebook. `lump=False` tries every single value, also those
    nothing can tell apart."""

    def __init__(self, rulebook: Rulebook, lump: bool = True) -> None:
        self.rulebook = rulebook
        self.lump = lump
        self.level = rulebook.about.roles.level
        self.facts = {fact.id: fact for fact in rulebook.facts}
        self.questions = {question.id: question for question in rulebook.questions}
        self.rules = [rule.when for rule in rulebook.impossible]
        self.sorts: dict[str, list[Value]] = {}
        self.every = [node for when in self.everything() for node in self.comparisons(when)]
        self._worlds: dict[object, list[dict[str, Value]]] = {}
        self._verdicts: dict[object, frozenset[bool]] = {}
        #: Each condition with the facts and the questions it names, and those put together out of
        #: records: most are asked of thousands of cases.
        self._names: dict[int, tuple[Condition, frozenset[str], frozenset[str]]] = {}
        self._made: dict[object, Any] = {}
        self._possible: dict[object, bool] = {}
        self._about: tuple[tuple[str, Value], ...] | None = None
        self._offers: tuple[tuple[tuple[str, Value], ...], dict[str, NaiveOffer]] = ((), {})

    def everything(self) -> Iterator[Condition]:
        """Every condition of the rulebook, written down by hand."""
        book = self.rulebook
        yield from self.rules
        for question in book.questions:
            yield from [r.when for r in question.readings if r.when is not None]
            yield from [question.shown_when] if question.shown_when is not None else []
        for offer in book.offers:
            for criterion in offer.criteria:
                yield from (criterion.when, criterion.applies_when)
            for statements in self.statements_of(offer).values():
                yield from [statement.when for statement in statements]
            yield from [limit.reached.when for limit in offer.limits if limit.reached is not None]
        for caveat in book.caveats:
            yield caveat.when
            yield from [caveat.stressed_when] if caveat.stressed_when is not None else []
        yield from [action.when for action in book.actions]
        yield from [deadline.when for deadline in book.deadlines]

    @staticmethod
    def statements_of(offer: Offer) -> dict[str, tuple[Statement, ...]]:
        """The statements of an offer that an answer can hold."""
        return {
            "points_to": offer.points_to,
            "points_away": offer.points_away,
            "access": offer.access.statements,
            "contact": offer.contact.statements,
            "first_step": offer.contact.first_step,
            "limits": offer.limits,
        }

    # One world, one choice of readings: plain yes or no.

    def holds(self, condition: Condition, world: World, choice: Choice) -> bool:
        """Whether the condition holds when everything is known and every reading is chosen."""
        if isinstance(condition, Compare):
            return meets(condition, world[condition.fact])
        if isinstance(condition, All):
            return all(self.holds(part, world, choice) for part in condition.parts)
        if isinstance(condition, AnyOf):
            return any(self.holds(part, world, choice) for part in condition.parts)
        if isinstance(condition, Not):
            return not self.holds(condition.part, world, choice)
        if isinstance(condition, Reading):
            return self.holds(
                self.reading(condition.question, choice[condition.question]), world, choice
            )
        assert isinstance(condition, Always)
        return True

    def reading(self, question: str, reading: str) -> Condition:
        """The condition of a reading."""
        [when] = [r.when for r in self.questions[question].readings if r.id == reading]
        assert when is not None, f"{question}/{reading} has no condition"
        return when

    # What a condition is about.

    def parts(self, condition: Condition) -> tuple[Condition, ...]:
        """What a condition is made of, under any reading."""
        if isinstance(condition, Reading):
            readings = self.questions[condition.question].readings
            return tuple(r.when for r in readings if r.when is not None)
        if isinstance(condition, Not):
            return (condition.part,)
        return condition.parts if isinstance(condition, (All, AnyOf)) else ()

    def comparisons(self, condition: Condition) -> list[Compare]:
        """Every comparison in the condition, under any reading."""
        if isinstance(condition, Compare):
            return [condition]
        return [found for part in self.parts(condition) for found in self.comparisons(part)]

    def mentioned(self, condition: Condition) -> frozenset[str]:
        """Every fact in the condition, under any reading."""
        return self._names_in(condition)[1]

    def named(self, condition: Condition) -> frozenset[str]:
        """Every question the condition names, also through readings of other questions."""
        return self._names_in(condition)[2]

    def _names_in(self, condition: Condition) -> tuple[Condition, frozenset[str], frozenset[str]]:
        if id(condition) not in self._names:
            facts = frozenset(node.fact for node in self.comparisons(condition))
            own = {condition.question} if isinstance(condition, Reading) else set()
            named = own.union(*[self.named(part) for part in self.parts(condition)])
            # With the condition, so that no other can come to have its place in memory.
            self._names[id(condition)] = condition, facts, frozenset(named)
        return self._names[id(condition)]

    def made(self, key: object, make: Callable[[], Made]) -> Made:
        """What is put together once."""
        if key not in self._made:
            self._made[key] = make()
        found: Made = self._made[key]
        return found

    # Completions.

    def completions(self, case: World, facts: Iterable[str]) -> list[dict[str, Value]]:
        """Every completion of the case, cut down to these facts and those tied to them."""
        concerned = self.tied(set(facts))
        key = (tuple(sorted(case.items(), key=str)), frozenset(concerned))
        if key not in self._worlds:
            never = [(when, rest) for when, facts, rest in self.never if facts <= concerned]
            order = sorted(concerned)
            every = product(*[self.values(fact, case) for fact in order])
            self._worlds[key] = [
                world
                for world in (dict(zip(order, values, strict=True)) for values in every)
                if not any(self.holds(when, {**rest, **world}, {}) for when, rest in never)
            ]
        return self._worlds[key]

    @cached_property
    def never(self) -> list[tuple[Condition, frozenset[str], World]]:
        """Every impossible combination, the facts it hangs on, and some value of those that it only
        mentions: that a level is one of all levels ties it to nothing."""
        found: list[tuple[Condition, frozenset[str], World]] = []
        for when in self.rules:
            named = self.mentioned(when)
            facts = frozenset(fact for fact in named if self.stands_in(when, {}, {}, fact))
            found.append((when, facts, {fact: self.values(fact, {})[0] for fact in named - facts}))
        return found

    def tied(self, facts: set[str]) -> set[str]:
        """The facts, and those that impossible combinations tie to them, near and far."""
        while True:
            wider = facts.union(*[group for _, group, _ in self.never if group & facts])
            if wider == facts:
                return facts
            facts = wider

    def values(self, fact: str, case: World) -> list[Value]:
        """The known value, or every one; of a number one of each sort that the conditions tell
        apart, found by trying them all."""
        if fact in case:
            return [case[fact]]
        if fact not in self.sorts:
            mine = [node for node in self.every if node.fact == fact]
            sorts: dict[object, Value] = {}
            for value in every_value(self.facts[fact]):
                alike = tuple(meets(node, value) for node in mine)
                number = self.lump and self.facts[fact].type == "int"
                sorts.setdefault(alike if number else (type(value), value), value)
            self.sorts[fact] = list(sorts.values())
        return self.sorts[fact]

    @cached_property
    def bound(self) -> set[str]:
        """The facts that impossible combinations mention."""
        return set().union(*[self.mentioned(when) for when in self.rules])

    def possible(self, case: World) -> bool:
        """Whether the case has a completion at all."""
        known = frozenset((fact, case[fact]) for fact in self.bound & case.keys())
        if known not in self._possible:
            self._possible[known] = all(
                self.completions(case, self.mentioned(when)) for when in self.rules
            )
        return self._possible[known]

    # Verdicts.

    def seen(self, condition: Condition, case: World, choice: Choice) -> frozenset[bool]:
        """What the completions say under one choice of readings."""
        if self._about != (about := tuple(sorted(case.items(), key=str))):
            # Only what one case needs is remembered.
            self._about = about
            self._verdicts.clear()
            self._worlds.clear()
        named = frozenset((q, choice[q]) for q in self.named(condition))
        key = (id(condition), named)
        if key not in self._verdicts:
            found = set()
            for world in self.completions(case, self.mentioned(condition)):
                found.add(self.holds(condition, world, choice))
                if len(found) == 2:
                    break
            self._verdicts[key] = frozenset(found)
        return self._verdicts[key]

    def verdict(self, condition: Condition, case: World, choice: Choice) -> Truth:
        """Yes or no when every completion says so under this choice of readings, else unknown."""
        said = self.seen(condition, case, choice)
        if not said:
            raise Contradiction
        return Truth.UNKNOWN if len(said) == 2 else Truth.YES if True in said else Truth.NO

    def choices(self, conditions: Iterable[Condition]) -> list[Choice]:
        """Every combination of readings: a question counted with has its reading, an open one each
        in turn."""
        questions = sorted(set().union(*[self.named(condition) for condition in conditions]))
        readings = [self.readings_tried(self.questions[question]) for question in questions]
        return [
            dict(zip(questions, combination, strict=True)) for combination in product(*readings)
        ]

    def readings_tried(self, question: Question) -> list[str]:
        """The reading counted with, if there is one, else all."""
        if question.status == "settled" and question.settled is not None:
            return [question.settled.reading]
        if question.status == "assumed" and question.assumed is not None:
            return [question.assumed.reading]
        return [reading.id for reading in question.readings]

    def overall(self, condition: Condition, case: World) -> Truth:
        """The verdict that all readings tried agree on, else unknown."""
        verdicts = {self.verdict(condition, case, choice) for choice in self.choices([condition])}
        return verdicts.pop() if len(verdicts) == 1 else Truth.UNKNOWN

    def mattering(self, condition: Condition, say: Callable[[Choice], Hashable]) -> frozenset[str]:
        """The questions of which another reading, the others as counted with, says otherwise."""
        return frozenset(
            question
            for choice in self.choices([condition])
            for question in choice
            for reading in self.questions[question].readings
            if say({**choice, question: reading.id}) != say(choice)
        )

    def told(self, condition: Condition, case: World) -> Told:
        """Everything that is said of one condition."""
        return Told(
            self.overall(condition, case),
            self.missing(condition, case),
            self.asked(condition, case),
        )

    def asked(self, condition: Condition, case: World) -> frozenset[str]:
        """The questions whose other readings would say otherwise of the condition."""
        return self.mattering(condition, lambda choice: self.verdict(condition, case, choice))

    def resting(self, pointer: Condition, case: World) -> frozenset[str]:
        """The questions with another reading of which the pointer would be known to hold, or no
        longer would: only a known one moves an offer."""
        return self.mattering(
            pointer, lambda choice: self.verdict(pointer, case, choice) is Truth.YES
        )

    def missing(self, condition: Condition, case: World) -> frozenset[str]:
        """The unknown facts that could still turn the condition, under a choice counted with."""
        return frozenset(
            fact
            for choice in self.choices([condition])
            for fact in sorted(self.mentioned(condition) - case.keys())
            if self.stands_in(condition, case, choice, fact)
            and self.tells(condition, case, choice, fact)
        )

    def stands_in(self, condition: Condition, case: World, choice: Choice, fact: str) -> bool:
        """Whether the condition hangs on the fact: two worlds that differ in nothing else, be they
        possible or not, give it different verdicts."""
        order = sorted(self.mentioned(condition))
        met: dict[object, set[bool]] = {}
        for values in product(*[self.values(name, case) for name in order]):
            world = dict(zip(order, values, strict=True))
            rest = tuple(value for name, value in world.items() if name != fact)
            met.setdefault(rest, set()).add(self.holds(condition, world, choice))
        return any(len(said) > 1 for said in met.values())

    def tells(self, condition: Condition, case: World, choice: Choice, fact: str) -> bool:
        """Whether learning the fact can tell something: two of its values leave different verdicts
        possible, all facts that are not tied to it being the same."""
        tied = self.tied({fact})
        met: dict[object, dict[Value, set[bool]]] = {}
        for world in self.completions(case, self.mentioned(condition)):
            rest = tuple(value for name, value in sorted(world.items()) if name not in tied)
            of = met.setdefault(rest, {}).setdefault(world[fact], set())
            of.add(self.holds(condition, world, choice))
        return any(len(set(map(frozenset, by.values()))) > 1 for by in met.values())

    # Records.

    def at(self, levels: Iterable[str] | None, when: Condition = ALWAYS) -> Condition:
        """Something printed at some levels says something only there."""
        if levels is None:
            return when
        here = tuple(levels)
        return self.made((here, id(when)), lambda: All((Compare(self.level, here), when)))

    def criterion(self, criterion: Criterion) -> Condition:
        """A criterion counts as: it does not concern the case, or its condition holds."""
        return self.made(
            id(criterion),
            lambda: AnyOf((Not(self.at(criterion.levels, criterion.applies_when)), criterion.when)),
        )

    def statement(self, statement: Statement) -> Condition:
        """A statement printed at some levels says something only there."""
        return self.at(statement.levels, statement.when)

    def standing(self, offer: Offer) -> Condition:
        """That the criteria are met, at a level where the offer is listed."""
        listed = [entry.level for entry in offer.levels] or None
        criteria = [self.criterion(criterion) for criterion in offer.criteria]
        return self.made(("standing", offer.id), lambda: All((self.at(listed), *criteria)))

    def unlisted(self, offer: Offer, case: World) -> bool:
        """Whether the guide is known not to list the offer at the case's level."""
        levels = tuple(entry.level for entry in offer.levels)
        listed = self.made(("listed", levels), lambda: Compare(self.level, levels))
        return bool(offer.levels) and self.verdict(listed, case, {}) is Truth.NO

    def status(self, offer: Offer, case: World) -> Status:
        """The status of an offer: by its criteria, unless a limit known to be used up asks."""
        status = self.by_criteria(offer, case)
        asks = self.reopening(offer, case)
        return Status.OPEN if asks and status in (Status.FITS, Status.DEPENDS) else status

    def reopening(self, offer: Offer, case: World) -> set[str]:
        """The questions of limits one of which is known to be used up at every level that lists the
        offer, be it not known which."""
        used_up = self.made(("used-up", offer.id), lambda: self._used_up(offer))
        return {q for q, when in used_up.items() if self.overall(when, case) is Truth.YES}

    def _used_up(self, offer: Offer) -> dict[str, Condition]:
        listed = self.at([entry.level for entry in offer.levels] or None)
        found: dict[str, list[Condition]] = {}
        for limit in offer.limits:
            if limit.reached is not None and limit.reached.question:
                used_up = self._reaching(limit, limit.reached.when)
                found.setdefault(limit.reached.question, []).append(used_up)
        return {q: AnyOf((Not(listed), *used_up)) for q, used_up in found.items()}

    def _reaching(self, limit: Limit, reached: Condition) -> Condition:
        return self.made(id(limit), lambda: All((self.statement(limit), reached)))

    def by_criteria(self, offer: Offer, case: World) -> Status:
        """What the criteria say over all choices of readings."""
        if self.unlisted(offer, case):
            return Status.NOT_LISTED
        whole = self.standing(offer)
        found = {self.verdict(whole, case, choice) for choice in self.choices([whole])}
        if found == {Truth.NO}:
            return Status.EXCLUDED
        if Truth.NO in found:
            return Status.OPEN
        return Status.DEPENDS if Truth.UNKNOWN in found else Status.FITS

    def reached(self, offer: Offer, case: World) -> list[Limit]:
        """The limits that the case is known to have used up."""
        return [
            limit
            for limit in offer.limits
            if limit.reached is not None
            and self.overall(self._reaching(limit, limit.reached.when), case) is Truth.YES
        ]

    def said(
        self, statements: Iterable[Statement], case: World
    ) -> dict[int, tuple[Truth, frozenset[str]]]:
        """The statements that an answer holds: those not known not to hold, and those that another
        reading would make hold."""
        found = {at: self.told(self.statement(each), case) for at, each in enumerate(statements)}
        return {
            at: (told.verdict, told.questions)
            for at, told in found.items()
            if told.verdict is not Truth.NO or told.questions
        }

    def offer(self, offer: Offer, case: World) -> NaiveOffer:
        """Everything said of one offer; what was said of the last case is kept, for the order asks
        it of every offer."""
        about = tuple(sorted(case.items(), key=str))
        if self._offers[0] != about:
            self._offers = (about, {})
        said = self._offers[1]
        if offer.id not in said:
            said[offer.id] = self._offer(offer, case)
        return said[offer.id]

    def _offer(self, offer: Offer, case: World) -> NaiveOffer:
        status = self.status(offer, case)
        whole = self.standing(offer)
        used_up = self.reached(offer, case)
        said = {name: self.said(group, case) for name, group in self.statements_of(offer).items()}
        questions: set[str] = set()
        if status is not Status.NOT_LISTED:
            questions |= self.mattering(whole, lambda choice: self.verdict(whole, case, choice))
        questions |= self.colouring(offer, status, case)
        if status.shown:
            questions |= self.reopening(offer, case)
        if status.shown:
            for name in ("access", "contact", "first_step"):
                questions = questions.union(*[asked for _, asked in said[name].values()])
            for pointer in (*offer.points_to, *offer.points_away):
                questions |= self.resting(self.statement(pointer), case)
        reasons = {
            criterion.id: self.told(self.criterion(criterion), case)
            for criterion in offer.criteria
            if self.overall(self.at(criterion.levels, criterion.applies_when), case) is not Truth.NO
        }
        sure = [at for at, (verdict, _) in said["first_step"].items() if verdict is Truth.YES]
        pointed = self.pointed(said, used_up)
        return NaiveOffer(
            status,
            self.missing(whole, case) if status in (Status.DEPENDS, Status.OPEN) else frozenset(),
            frozenset(questions),
            reasons,
            pointed,
            self.group(offer, status, pointed, reasons),
            {name: said[name] for name in ("access", "contact", "limits")},
            sure[0] if sure and status is not Status.OPEN else None,
        )

    @staticmethod
    def pointed(
        said: Mapping[str, Mapping[int, tuple[Truth, frozenset[str]]]], used_up: list[Limit]
    ) -> int:
        """0: the documents are known to point to it; 2: on from it; 1: neither."""
        known = {
            name: any(verdict is Truth.YES for verdict, _ in said[name].values())
            for name in ("points_to", "points_away")
        }
        return 2 if known["points_away"] or used_up else 0 if known["points_to"] else 1

    def group(self, offer: Offer, status: Status, pointed: int, reasons: Mapping[str, Told]) -> int:
        """The first item of the rank: pointed to, fits by more than age and level, the rest; then
        what is open, excluded, not listed."""
        if status not in (Status.FITS, Status.DEPENDS):
            return {Status.OPEN: 3, Status.EXCLUDED: 4, Status.NOT_LISTED: 5}[status]
        if pointed == 0:
            return 0
        bare = {self.level, self.rulebook.about.roles.age}
        tested = any(
            self.mentioned(self.criterion(criterion)) - bare
            for criterion in offer.criteria
            if criterion.id in reasons
        )
        return 1 if status is Status.FITS and tested and pointed == 1 else 2

    def colouring(self, offer: Offer, status: Status, case: World) -> set[str]:
        """The questions told with the offer that decide nothing of it: with a shown one unless they
        are known not to concern the case, else where they are known to; with one that is not listed
        at the level, only those on that level."""
        return {
            question.id
            for question in self.rulebook.questions
            if question.shown_when is not None and offer.id in question.offers
            if status is not Status.NOT_LISTED or question.levels
            for verdict in [self.overall(self.at(question.levels, question.shown_when), case)]
            if verdict is Truth.YES or (status.shown and verdict is Truth.UNKNOWN)
        }

    def ranking(self, case: World) -> list[str]:
        """The ids of the offers, best first."""

        def key(offer: Offer) -> tuple[int, int, int, int, int, int, str]:
            said = self.offer(offer, case)
            entries = [e for e in offer.levels if e.level == case.get(self.level)] or list(
                offer.levels
            )
            line = min(
                [entry.sources[0].first for entry in entries],
                default=offer.entry_lines[0].first if offer.entry_lines else 0,
            )
            return (
                said.group,
                said.pointed,
                offer.order,
                ACCESS[offer.access.kind],
                0 if offer.levels else 1,
                line,
                offer.id,
            )

        return [offer.id for offer in sorted(self.rulebook.offers, key=key)]

    def caveat(self, caveat: Caveat, case: World) -> tuple[Truth, frozenset[str], bool]:
        """(no where the caveat is absent, the facts missing, whether it is stressed)."""
        printed = {entry.level for entry in caveat.printed}
        absent = (Truth.NO, frozenset[str](), False)
        if case.get(self.level) is None:
            # Certain to be printed where the offer is listed, whichever level it turns out to be.
            offers = [o for o in self.rulebook.offers if o.id in caveat.offers and o.levels]
            if not any(all(entry.level in printed for entry in offer.levels) for offer in offers):
                return absent
        elif case[self.level] not in printed:
            return absent
        verdict = self.overall(caveat.when, case)
        if verdict is Truth.NO:
            return absent
        stressed = caveat.stressed_when
        return (
            verdict,
            self.missing(caveat.when, case),
            stressed is not None and self.overall(stressed, case) is Truth.YES,
        )

    def action(self, action: Action, case: World) -> Told | None:
        """None where the action is absent; no where only another reading of a question keeps it."""
        if action.levels and case.get(self.level) not in action.levels:
            return None
        told = self.told(action.when, case)
        return None if told.verdict is Truth.NO and not told.questions else told

    def deadline(self, deadline: Deadline, case: World, shown: set[str]) -> Told | None:
        """None where no shown offer brings it, or it is known not to hold."""
        bringing = {o.id for o in self.rulebook.offers if deadline.id in o.deadlines}
        if not shown & (bringing | set(deadline.offers)):
            return None
        told = self.told(deadline.when, case)
        return None if told.verdict is Truth.NO and not told.questions else told

    # What is worth asking for.

    def settled(self, offer: Offer, case: Mapping[str, Value]) -> bool:
        """Whether no completion of the case gives the offer another status than it has now, and
        all give it the same."""
        now = self.status(offer, case)
        facts = set(self.mentioned(self.standing(offer)))
        for limit in offer.limits:
            if limit.reached is not None:
                facts |= self.mentioned(All((self.statement(limit), limit.reached.when)))
        worlds = list(self.completions(case, facts))
        return all(
            self.status(offer, {**case, **{f: v for f, v in world.items() if f in facts}}) is now
            for world in worlds
        )
