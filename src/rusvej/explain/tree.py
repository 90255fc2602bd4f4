"""A condition as it is written, with the verdict of every part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rusvej.compiled import Compiled, Held, Piece
from rusvej.compiled.compiled import compile_beside
from rusvej.conditions import All, AnyOf, Compare, Condition, Not, Reading, children
from rusvej.facts import Case
from rusvej.model import Criterion, Question, QuestionReading
from rusvej.records import record
from rusvej.truth import Truth


@record
class Node:
    """A part of a condition held against the case; `verdict` as in a `Reason`.

    `form` says which of the optional fields are there: a ``reading`` has `question` and `reading`
    and is `used` when counted with.
    """

    form: Literal["leaf", "all", "any", "not", "question", "reading", "always"]
    verdict: Truth
    missing: tuple[str, ...] = ()
    parts: tuple[Node, ...] = ()
    leaf: Compare | None = None
    question: Question | None = None
    reading: QuestionReading | None = None
    used: bool = False


class Trees:
    """The conditions of some criteria, every part of them a piece of its own."""

    def __init__(self, compiled: Compiled, case: Case, criteria: Iterable[Criterion]) -> None:
        self._questions = compiled.questions
        parts: dict[int, Condition] = {}
        waiting: list[Condition] = [criterion.when for criterion in criteria]
        while waiting:
            part = waiting.pop()
            if id(part) not in parts:
                parts[id(part)] = part
                waiting += children(part)
                if isinstance(part, Reading):
                    waiting += [when for _, when in self._readings(part)]
        pieces = [Piece("part", str(name), "", part) for name, part in parts.items()]
        self._held = Held(compile_beside(compiled, pieces), case)

    def _readings(self, part: Reading) -> list[tuple[QuestionReading, Condition]]:
        readings = self._questions[part.question].readings
        return [(reading, reading.when) for reading in readings if reading.when is not None]

    def of(self, condition: Condition) -> Node:
        """One of the conditions, or a part of one; open questions with all their readings."""
        key = ("part", str(id(condition)), "")
        verdict, missing = self._held.verdict(key), self._held.missing(key)
        match condition:
            case Compare():
                return Node("leaf", verdict, missing, leaf=condition)
            case All() | AnyOf():
                form: Literal["all", "any"] = "all" if isinstance(condition, All) else "any"
                return Node(form, verdict, missing, tuple(map(self.of, condition.parts)))
            case Not():
                return Node("not", verdict, missing, (self.of(condition.part),))
            case Reading():
                question = self._questions[condition.question]
                read = tuple(
                    self._reading(question, reading, when)
                    for reading, when in self._readings(condition)
                )
                return Node("question", verdict, missing, read, question=question)
            case _:
                return Node("always", verdict)

    def _reading(self, question: Question, reading: QuestionReading, when: Condition) -> Node:
        inner = self.of(when)
        return Node(
            "reading",
            inner.verdict,
            inner.missing,
            (inner,) if inner.form != "always" else (),
            None,
            question,
            reading,
            question.used == reading.id,
        )
