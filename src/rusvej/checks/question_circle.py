"""The readings of questions do not go round in a circle."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import READINGS, a_question
from rusvej.conditions import Reading, walk
from rusvej.model import Rulebook

#: Evaluation follows readings into one another; no document needs more than two or three.
_DEEPEST = 10


class QuestionCircle(Check):
    """A question whose readings lead back to itself could never be evaluated."""

    code = "spoergsmaal-kreds"
    title = "Spørgsmåls læsninger bygger på hinanden i en kreds"
    bad = a_question(
        "status: open\n   "
        f" {READINGS.replace('{fact: age, at_least: 19}}', '{question: over-18}}  # <-')}"
    )
    good = a_question(f"status: open\n    {READINGS}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        names = {
            q.id: {
                node.question
                for reading in q.readings
                if reading.when is not None
                for node in walk(reading.when)
                if isinstance(node, Reading)
            }
            for q in rulebook.questions
        }
        # Whatever names no question that is still left over is taken away; in the end only circles
        # and what leads to them stay.
        left, depth = dict(names), 0
        while done := [q for q, named in left.items() if not named & left.keys()]:
            left = {q: named for q, named in left.items() if q not in done}
            depth += 1
            if depth > _DEEPEST:
                break
        for i, question in enumerate(rulebook.questions):
            if question.id not in left:
                continue
            for j, reading in enumerate(question.readings):
                onward = (
                    [
                        node
                        for node in walk(reading.when)
                        if isinstance(node, Reading) and node.question in left
                    ]
                    if reading.when is not None
                    else []
                )
                if onward:
                    name = quoted(onward[0].question)
                    message = (
                        f"Læsningen bygger på {name} og fører i ring."
                        if depth <= _DEEPEST
                        else f"Læsningen bygger på {name} i en alt for lang kæde."
                    )
                    yield Finding(
                        ("questions", i, "readings", j, "when"),
                        message,
                        "Skriv betingelsen ud i stedet.",
                    )
