"""A second evaluator, plain and slow, to hold the engine against.

Written from the meaning of the rules: a *completion* of a case gives every fact a value so that no
impossible combination holds, and what all completions say is certain. Completions are counted out
one by one, over the facts that a condition mentions and those that impossible combinations tie to
them. Nothing of `rusvej.engine` is used, nor the evaluation in `rusvej.conditions`; only the
records are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from rusvej.answer import Status
from rusvej.conditions import All, Always, AnyOf, Compare, Condition, Not, Reading
from rusvej.facts import Fact, Value
from rusvej.model import Action, Caveat, Criterion, Offer, Question, Rulebook, Statement
from rusvej.truth import Truth

World = Mapping[str, Value]
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
class NaiveOffer:
    """What the naive evaluator says of one offer."""

    status: Status
    reasons: Mapping[str, Truth]
    pointed: int
    access: int


class Naive:
    """The naive evaluator of one rulebook. `lump=False` tries every single value, also those
    nothing can tell apart."""

    def __init__(self, rulebook: Rulebook, lump: bool = True) -> None:
        self.rulebook = rulebook
        self.lump = lump
        self.facts = {fact.id: fact for fact in rulebook.facts}
        self.questions = {question.id: question for question in rulebook.questions}
        self.sorts: dict[tuple[str, tuple[Compare, ...]], list[Value]] = {}

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

    def comparisons(self, condition: Condition) -> list[Compare]:
        """Every comparison in the condition, under any reading."""
        if isinstance(condition, Compare):
            return [condition]
        if isinstance(condition, Reading):
            return [
                found
                for r in self.questions[condition.question].readings
                for found in self.comparisons(r.when or Always())
            ]
        parts = (
            condition.parts
            if isinstance(condition, (All, AnyOf))
            else (condition.part,)
            if isinstance(condition, Not)
            else ()
        )
        return [found for part in parts for found in self.comparisons(part)]

    def named(self, condition: Condition) -> set[str]:
        """Every question the condition names, also through readings of other questions."""
        if isinstance(condition, Reading):
            inner = [
                self.named(r.when or Always()) for r in self.questions[condition.question].readings
            ]
            return {condition.question}.union(*inner)
        parts = (
            condition.parts
            if isinstance(condition, (All, AnyOf))
            else (condition.part,)
            if isinstance(condition, Not)
            else ()
        )
        return set().union(*[self.named(part) for part in parts])

    # Completions.

    def completions(
        self, case: World, about: Iterable[Condition], extra: Iterable[str] = ()
    ) -> Iterator[dict[str, Value]]:
        """Every completion of the case, cut down to the facts concerned (and `extra`)."""
        comparisons = [node for condition in about for node in self.comparisons(condition)]
        comparisons += [
            node
            for impossible in self.rulebook.impossible
            for node in self.comparisons(impossible.when)
        ]
        concerned = {
            node.fact for condition in about for node in self.comparisons(condition)
        } | set(extra)
        tied = [
            (impossible.when, {node.fact for node in self.comparisons(impossible.when)})
            for impossible in self.rulebook.impossible
        ]
        concerned = self.tied(concerned)
        never = [when for when, facts in tied if facts <= concerned]
        order = sorted(concerned)
        for values in product(*[self.values(fact, case, comparisons) for fact in order]):
            world = dict(zip(order, values, strict=True))
            if not any(self.holds(when, world, {}) for when in never):
                yield world

    def tied(self, facts: set[str]) -> set[str]:
        """The facts, and those that impossible combinations tie to them, near and far."""
        while True:
            groups = [
                {node.fact for node in self.comparisons(impossible.when)}
                for impossible in self.rulebook.impossible
            ]
            wider = facts.union(*[group for group in groups if group & facts])
            if wider == facts:
                return facts
            facts = wider

    def values(self, fact: str, case: World, comparisons: list[Compare]) -> list[Value]:
        """The known value, or one value of each sort that the comparisons tell apart, found by
        trying them all."""
        if fact in case:
            return [case[fact]]
        mine = tuple(dict.fromkeys(node for node in comparisons if node.fact == fact))
        if (fact, mine) not in self.sorts:
            sorts: dict[object, Value] = {}
            for value in every_value(self.facts[fact]):
                sorts.setdefault(
                    tuple(meets(node, value) for node in mine)
                    if self.lump
                    else (type(value), value),
                    value,
                )
            self.sorts[fact, mine] = list(sorts.values())
        return self.sorts[fact, mine]

    def bound(self) -> set[str]:
        """The facts that impossible combinations mention."""
        return {
            node.fact
            for impossible in self.rulebook.impossible
            for node in self.comparisons(impossible.when)
        }

    def possible(self, case: World) -> bool:
        """Whether the case has a completion at all."""
        return all(
            any(True for _ in self.completions(case, [impossible.when]))
            for impossible in self.rulebook.impossible
        )

    # Verdicts.

    def verdict(self, condition: Condition, case: World, choice: Choice) -> Truth:
        """Yes or no when every completion says so under this choice of readings, else unknown."""
        said = {
            self.holds(condition, world, choice) for world in self.completions(case, [condition])
        }
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

    # Records.

    def criterion(self, criterion: Criterion) -> Condition:
        """A criterion printed at some levels counts as: the level is none of them, or the condition
        holds."""
        if criterion.levels is None:
            return criterion.when
        return AnyOf((Not(Compare("level", tuple(criterion.levels))), criterion.when))

    def status_under(self, offer: Offer, case: World, choice: Choice) -> Status:
        """The status of an offer under one choice of readings."""
        level = case.get("level")
        listed = [entry.level for entry in offer.levels]
        if level is not None and listed and level not in listed:
            return Status.NOT_LISTED
        parts = [self.criterion(criterion) for criterion in offer.criteria]
        if listed and level is None:
            # A level at which the offer is not listed cannot make it fit.
            parts.append(Compare("level", tuple(listed)))
        verdict = self.verdict(All(tuple(parts)), case, choice)
        return {Truth.NO: Status.EXCLUDED, Truth.YES: Status.FITS}.get(verdict, Status.DEPENDS)

    def status(self, offer: Offer, case: World) -> Status:
        """The status of an offer over all choices of readings."""
        found = {
            self.status_under(offer, case, choice)
            for choice in self.choices([criterion.when for criterion in offer.criteria])
        }
        if Status.NOT_LISTED in found:
            return Status.NOT_LISTED
        if Status.EXCLUDED in found:
            return Status.EXCLUDED if found == {Status.EXCLUDED} else Status.OPEN
        return Status.DEPENDS if Status.DEPENDS in found else Status.FITS

    def points(self, statements: Iterable[Statement], case: World) -> bool:
        """Whether one of the statements is printed at the level and certain."""
        return any(
            self.overall(self.statement(statement), case) is Truth.YES for statement in statements
        )

    def statement(self, statement: Statement) -> Condition:
        """A statement printed at some levels says something only there."""
        return (
            statement.when
            if statement.levels is None
            else All((Compare("level", tuple(statement.levels)), statement.when))
        )

    def offer(self, offer: Offer, case: World) -> NaiveOffer:
        """Everything said of one offer."""
        pointed = (
            2
            if self.points(offer.points_away, case)
            else 0
            if self.points(offer.points_to, case)
            else 1
        )
        reasons = {
            criterion.id: self.overall(self.criterion(criterion), case)
            for criterion in offer.criteria
        }
        return NaiveOffer(self.status(offer, case), reasons, pointed, ACCESS[offer.access.kind])

    def ranking(self, case: World) -> list[str]:
        """The ids of the offers, best first."""

        def key(offer: Offer) -> tuple[int, int, int, int, int, str]:
            said = self.offer(offer, case)
            entries = [entry for entry in offer.levels if entry.level == case.get("level")] or list(
                offer.levels
            )
            line = min(
                [entry.sources[0].first for entry in entries],
                default=offer.entry_lines[0].first if offer.entry_lines else 0,
            )
            return (
                said.status.value,
                said.pointed,
                said.access,
                0 if offer.levels else 1,
                line,
                offer.id,
            )

        return [offer.id for offer in sorted(self.rulebook.offers, key=key)]

    def caveat(self, caveat: Caveat, case: World) -> Truth:
        """No where the caveat is absent."""
        printed = {entry.level for entry in caveat.printed}
        if case.get("level") is None:
            # Certain to be printed where the offer is listed, whichever level it turns out to be.
            offers = [
                offer
                for offer in self.rulebook.offers
                if offer.id in caveat.offers and offer.levels
            ]
            if not any(all(entry.level in printed for entry in offer.levels) for offer in offers):
                return Truth.NO
        elif case["level"] not in printed:
            return Truth.NO
        return self.overall(caveat.when, case)

    def action(self, action: Action, case: World) -> Truth | None:
        """None where the action is absent; no where only another reading of a question keeps it."""
        if case.get("level") not in action.levels:
            return None
        counted = self.overall(action.when, case)
        others = {
            self.verdict(action.when, case, choice)
            for choice in self.one_read_otherwise(action.when)
        }
        return None if counted is Truth.NO and others <= {Truth.NO} else counted

    def one_read_otherwise(self, condition: Condition) -> Iterator[Choice]:
        """The choices of readings with one question, counted with in one reading, read in
        another."""
        for choice in self.choices([condition]):
            for question in choice:
                if self.questions[question].used is not None:
                    yield from (
                        {**choice, question: reading.id}
                        for reading in self.questions[question].readings
                    )

    # What is worth asking for.

    def could_matter(self, offer: Offer, case: World, fact: str) -> bool:
        """Whether two completions, alike but for `fact` and what impossible combinations tie to it,
        give the offer different statuses under one choice of readings."""
        criteria = [self.criterion(criterion) for criterion in offer.criteria]
        entries = [Compare("level", (entry.level,)) for entry in offer.levels]
        tied = self.tied({fact})
        met: dict[object, set[Status]] = {}
        for world in self.completions(case, [*criteria, *entries], {fact}):
            rest = tuple((name, value) for name, value in sorted(world.items()) if name not in tied)
            for choice in self.choices(criteria):
                met.setdefault((rest, tuple(choice.items())), set()).add(
                    self.status_under(offer, world, choice)
                )
        return any(len(statuses) > 1 for statuses in met.values())
