"""Mutation testing of a rulebook: would the cases notice if one decision in it were another?

A mutant is the rulebook with one thing changed. It is killed by a case whose expectation it fails.
One that no case kills and that gives the same answer in every case there is, is equivalent; the
others are decisions that nobody has taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rusvej.analysis.expectations import ExpectedCase
from rusvej.analysis.mutation.comparison import Comparison
from rusvej.analysis.mutation.generate import mutants, poles
from rusvej.analysis.mutation.records import Mutant, Survivor, Tally
from rusvej.analysis.mutation.touched import Touched, touched
from rusvej.analysis.mutation.trial import Trial
from rusvej.model import Rulebook


def run(
    book: Rulebook,
    cases: Sequence[ExpectedCase],
    tried: Iterable[Mutant],
    step: Callable[[], None] = lambda: None,
) -> Tally:
    """How each mutant fares; the cases must pass on the book itself. `step` is called after each
    mutant."""
    comparison = Comparison(book)
    trial = Trial(comparison, cases)
    total = killed = equivalent = 0
    of, found = ("", ""), Touched()
    survivors = []
    for mutant in tried:
        # Most records have many mutants, next to each other.
        if (mutant.section, mutant.id) != of:
            of, found = (mutant.section, mutant.id), touched(book, mutant)
        total += 1
        if trial.killer(mutant, found) is not None:
            killed += 1
        elif (difference := comparison.difference(mutant, found)) is None:
            equivalent += 1
        else:
            survivors.append(Survivor(mutant, difference.name, difference.case))
        step()
    return Tally(total, killed, equivalent, tuple(survivors))
