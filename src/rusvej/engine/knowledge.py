"""What the engine looks up again and again, worked out once for a rulebook: vocabulary, readings, questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from rusvej.answer import QuestionUse
from rusvej.conditions import Chosen, Condition, evaluate, missing, questions_of
from rusvej.engine.exact import decide
from rusvej.facts import Case
from rusvej.model import Rulebook
from rusvej.truth import Truth


class Knowledge:
    """A rulebook made ready for answering. It holds no case and is never changed by an answer."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.vocabulary = rulebook.vocabulary
        self.readings = rulebook.readings
        self.questions = {question.id: question for question in rulebook.questions}
        self.impossible = tuple(rule.when for rule in rulebook.impossible)
        self.level_order = {level.id: place for place, level in enumerate(rulebook.levels)}
        self._named: dict[int, tuple[Condition, tuple[str, ...]]] = {}
        #: For every question the reading counted with; for an open one the first, which decides nothing by itself.
        self.chosen: Chosen = {
            question.id: question.reading(question.used).when or self.readings[question.id][0]
            if question.used
            else self.readings[question.id][0]
            for question in rulebook.questions
            if self.readings[question.id]
        }

    def named(self, condition: Condition) -> tuple[str, ...]:
        """The open questions a condition names, sorted."""
        kept = self._named.get(id(condition))
        if kept is None or kept[0] is not condition:
            kept = self._named[id(condition)] = (condition, tuple(sorted(questions_of(condition, self.readings))))
        return kept[1]

    def differing(self, questions: Iterable[str], case: Case) -> tuple[str, ...]:
        """Those of the questions whose readings do not all say the same of this case."""
        return tuple(q for q in questions if self._differs(q, case))

    def _differs(self, question: str, case: Case) -> bool:
        nested = sorted({inner for reading in self.readings[question] for inner in self.named(reading)})
        return len({evaluate(reading, case, chosen) for reading in self.readings[question] for chosen in self.each_choice(nested)}) > 1

    def each_choice(self, questions: Iterable[str]) -> Iterator[Chosen]:
        """Every combination of readings of these questions, the others as counted with."""
        names = tuple(questions)
        if not names:
            yield self.chosen
            return
        for combination in product(*(self.readings[name] for name in names)):
            yield {**self.chosen, **dict(zip(names, combination, strict=True))}

    def undecided(self, questions: Iterable[str]) -> tuple[str, ...]:
        """Those of the questions for which no reading is counted with."""
        return tuple(q for q in questions if self.questions[q].used is None)

    def decide(self, parts: tuple[Condition, ...], case: Case, chosen: Chosen) -> Truth:
        """Whether all parts hold, exactly, under one choice of readings."""
        return decide(parts, case, chosen, self.vocabulary, self.impossible)

    def judge(self, condition: Condition, case: Case) -> tuple[Truth, tuple[str, ...], tuple[str, ...]]:
        """(verdict, missing facts, questions whose readings give the condition different verdicts).

        The verdict is that of the readings counted with; where questions without one differ, it is unknown.
        """
        named = self.named(condition)
        if not named:
            verdict = self.decide((condition,), case, self.chosen)
            return verdict, missing(condition, case, self.chosen) if verdict is Truth.UNKNOWN else (), ()
        differing = self.differing(named, case)
        verdicts: set[Truth] = set()
        lacking: dict[str, None] = {}
        for chosen in self.each_choice(self.undecided(differing)):
            verdict = self.decide((condition,), case, chosen)
            verdicts.add(verdict)
            if verdict is Truth.UNKNOWN:
                lacking.update(dict.fromkeys(missing(condition, case, chosen)))
        said = verdicts.pop() if len(verdicts) == 1 else Truth.UNKNOWN
        mattering = tuple(q for q in differing if self._matters(q, condition, case, said))
        return said, tuple(lacking) if said is Truth.UNKNOWN else (), mattering

    def _matters(self, question: str, condition: Condition, case: Case, said: Truth) -> bool:
        if self.questions[question].used is None:
            return len({self.decide((condition,), case, chosen) for chosen in self.each_choice((question,))}) > 1
        return any(self.decide((condition,), case, chosen) is not said for chosen in self.each_choice((question,)))

    def use(self, question: str) -> QuestionUse:
        """The question with the reading counted with."""
        return QuestionUse(self.questions[question], self.questions[question].used)
