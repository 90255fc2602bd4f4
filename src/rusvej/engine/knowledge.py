"""What the engine looks up again and again, worked out once for a rulebook: vocabulary, readings,
questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import TypeVar

from rusvej.answer import QuestionUse
from rusvej.compiled.pieces import Printed
from rusvej.conditions import ALWAYS, AnyOf, Chosen, Condition, Not, evaluate, questions_of
from rusvej.engine.exact import bound_by, decide, lacking
from rusvej.facts import Case
from rusvej.model import Criterion, Rulebook, Statement
from rusvej.truth import Truth

T = TypeVar("T")


class Knowledge:
    """A rulebook made ready for answering. It holds no case and is never changed by an answer."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.vocabulary = rulebook.vocabulary
        self.readings = rulebook.readings
        self.questions = {question.id: question for question in rulebook.questions}
        self.impossible = tuple(rule.when for rule in rulebook.impossible)
        self._named: dict[int, tuple[Condition, tuple[str, ...]]] = {}
        self._composed: dict[int, tuple[object, Condition]] = {}
        #: For every question the reading counted with; for an open one the first, which decides
        #: nothing by itself.
        self.chosen: Chosen = {
            question.id: question.reading(question.used).when or self.readings[question.id][0]
            if question.used
            else self.readings[question.id][0]
            for question in rulebook.questions
            if self.readings[question.id]
        }
        self.bound = bound_by(self.impossible, self.chosen)

    def named(self, condition: Condition) -> tuple[str, ...]:
        """The open questions a condition names, sorted."""
        kept = self._named.get(id(condition))
        if kept is None or kept[0] is not condition:
            kept = self._named[id(condition)] = (
                condition,
                tuple(sorted(questions_of(condition, self.readings))),
            )
        return kept[1]

    def composed(self, record: object, compose: Callable[[], Condition]) -> Condition:
        """A condition made out of a record of the rulebook, the same one each time: what is known
        of it is kept by identity."""
        kept = self._composed.get(id(record))
        if kept is None or kept[0] is not record:
            kept = self._composed[id(record)] = (record, compose())
        return kept[1]

    def differing(self, questions: Iterable[str], case: Case) -> tuple[str, ...]:
        """Those of the questions whose readings are not known to say the same of this case."""
        return tuple(q for q in questions if self._differs(q, case))

    def _differs(self, question: str, case: Case) -> bool:
        nested = sorted(
            {inner for reading in self.readings[question] for inner in self.named(reading)}
        )
        said = {
            evaluate(reading, case, chosen)
            for reading in self.readings[question]
            for chosen in self.each_choice(nested)
        }
        # Two readings that are both unknown may still be opposites.
        return len(said) > 1 or Truth.UNKNOWN in said

    def each_choice(self, questions: Iterable[str]) -> Iterator[Chosen]:
        """Every combination of readings of these questions, the others as counted with."""
        names = tuple(questions)
        if not names:
            yield self.chosen
            return
        for combination in product(*(self.readings[name] for name in names)):
            yield {**self.chosen, **dict(zip(names, combination, strict=True))}

    def under_readings(
        self, named: Iterable[str], case: Case, say: Callable[[Chosen], T]
    ) -> tuple[list[tuple[Chosen, T]], tuple[str, ...]]:
        """What `say` gives under every combination of readings that is counted with, and the
        questions that matter to it.

        A question without a reading counted with is tried in all; it matters when, the others being
        equal, another of its readings gives something else.
        """
        names = self.differing(named, case)
        if not names:
            return [(self.chosen, say(self.chosen))], ()
        every = [range(len(self.readings[q])) for q in names]
        tried = [
            places if self.questions[q].used is None else (self.readings[q].index(self.chosen[q]),)
            for q, places in zip(names, every, strict=True)
        ]
        kept: dict[tuple[int, ...], tuple[Chosen, T]] = {}

        def at(places: tuple[int, ...]) -> T:
            if places not in kept:
                chosen = {
                    **self.chosen,
                    **{q: self.readings[q][place] for q, place in zip(names, places, strict=True)},
                }
                kept[places] = (chosen, say(chosen))
            return kept[places][1]

        combinations = list(product(*tried))
        for places in combinations:
            at(places)
        counted = [kept[places] for places in combinations]
        mattering = tuple(
            q
            for i, q in enumerate(names)
            if any(
                at((*places[:i], other, *places[i + 1 :])) != at(places)
                for places in combinations
                for other in every[i]
            )
        )
        return counted, mattering

    def decide(self, parts: tuple[Condition, ...], case: Case, chosen: Chosen) -> Truth:
        """Whether all parts hold, exactly, under one choice of readings."""
        return decide(parts, case, chosen, self.vocabulary, self.impossible, self.bound)

    def lacking(self, parts: tuple[Condition, ...], case: Case, chosen: Chosen) -> tuple[str, ...]:
        """The unknown facts that could turn an unknown verdict on all parts."""
        return lacking(parts, case, chosen, self.vocabulary, self.impossible, self.bound)

    def judge(
        self, condition: Condition, case: Case
    ) -> tuple[Truth, tuple[str, ...], tuple[str, ...]]:
        """(verdict, missing facts, questions whose readings give the condition different verdicts).

        The verdict is that of the readings counted with; where questions without one differ, it is
        unknown.
        """
        if condition is ALWAYS:
            return Truth.YES, (), ()
        parts = (condition,)
        counted, mattering = self.under_readings(
            self.named(condition), case, lambda chosen: self.decide(parts, case, chosen)
        )
        verdicts = {verdict for _, verdict in counted}
        said = verdicts.pop() if len(verdicts) == 1 else Truth.UNKNOWN
        facts = dict.fromkeys(
            fact
            for chosen, verdict in counted
            if verdict is Truth.UNKNOWN
            for fact in self.lacking(parts, case, chosen)
        )
        return said, tuple(facts), mattering

    def use(self, question: str) -> QuestionUse:
        """The question with the reading counted with."""
        return QuestionUse(self.questions[question], self.questions[question].used)


def in_force(knowledge: Knowledge, record: Criterion | Statement) -> Condition:
    """When the record has its say. A criterion counts only at the levels where it is printed; a
    statement is made only there."""
    printed = Printed(knowledge.rulebook.about.roles.level)
    if isinstance(record, Criterion):
        concerns = printed.at(record.levels, record.applies_when)
        if concerns == ALWAYS:
            return record.when
        return knowledge.composed(record, lambda: AnyOf((Not(concerns), record.when)))
    if record.levels is None:
        return record.when
    return knowledge.composed(record, lambda: printed.at(record.levels, record.when))
