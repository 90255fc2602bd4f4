"""Which conditions the cases decide: those for which an expectation fails as soon as the condition
is never met, or always.

A condition that is merely evaluated is not covered. Where no case would ever notice (the answer is
the same in every case there is) there is nothing to cover.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rusvej.analysis.expectations import ExpectedCase
from rusvej.analysis.mutation import Mutant, Survivor, poles, run
from rusvej.model import Rulebook
from rusvej.records import record


@record
class Coverage:
    """`decidable`: how many verdicts of conditions somebody's answer hangs on, true and false
    counted apart.

    `undecided` are those that no case decides: of kind "never" where none decides the condition as
    true, "always" where none decides it as false. Each has the smallest case that would, where
    facts alone bring it out.
    """

    conditions: int
    decidable: int
    undecided: tuple[Survivor, ...]

    @property
    def decided(self) -> int:
        """How many of the decidable verdicts a case decides."""
        return self.decidable - len(self.undecided)


def coverage(
    book: Rulebook, cases: Sequence[ExpectedCase], step: Callable[[], None] = lambda: None
) -> Coverage:
    """What the cases, which must pass on the book, decide of its conditions."""
    tried: list[Mutant] = list(poles(book))
    tally = run(book, cases, tried, step)
    return Coverage(len(tried) // 2, tally.mutants - tally.equivalent, tally.survivors)
