"""Which readings of which questions tell the results apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import TypeVar

from rusvej.model import Question

#: The reading chosen for each question, by their ids.
Choice = Mapping[str, str]

Outcome = TypeVar("Outcome")


def rows(
    free: Sequence[Question], fixed: Choice, outcome: Callable[[Choice], Outcome]
) -> list[tuple[Choice, Outcome]]:
    """The outcome under every combination of readings of the free questions, the assumed reading of
    each first."""
    names = [question.id for question in free]
    picked = product(*map(_assumed_first, free))
    choices = ({**fixed, **dict(zip(names, each, strict=True))} for each in picked)
    return [(choice, outcome(choice)) for choice in choices]


def _assumed_first(question: Question) -> list[str]:
    return sorted(
        (reading.id for reading in question.readings), key=lambda reading: reading != question.used
    )


def matters(question: Question, table: Sequence[tuple[Choice, Outcome]]) -> bool:
    """Whether two rows that differ only in the reading of this question have different outcomes."""
    seen: dict[tuple[str, ...], Outcome] = {}
    for choice, outcome in table:
        # Every row has its questions in the same order.
        rest = tuple([reading for name, reading in choice.items() if name != question.id])
        if seen.setdefault(rest, outcome) != outcome:
            return True
    return False


def leaves(
    table: Sequence[tuple[Choice, Outcome]], free: Sequence[Question]
) -> list[tuple[Choice, Outcome]]:
    """The fewest readings that tell the outcomes apart: a tree over the questions that matter, read
    from the left.

    One leaf with an empty choice when no question matters.
    """
    first = table[0][1]
    # Most tables say one thing only: no question need be tried.
    if all(outcome == first for _, outcome in table):
        return [({}, first)]
    question = next(q for q in free if matters(q, table))
    found: list[tuple[Choice, Outcome]] = []
    for reading in dict.fromkeys(choice[question.id] for choice, _ in table):
        below = [row for row in table if row[0][question.id] == reading]
        rest = [q for q in free if q is not question]
        found += [
            ({question.id: reading, **choice}, outcome) for choice, outcome in leaves(below, rest)
        ]
    return found
