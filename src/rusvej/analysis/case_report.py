"""What came of running the cases of a rulebook, and which of its conditions they decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rusvej.analysis.expectations import ExpectedCase
from rusvej.analysis.mutation import Mutant, Survivor, Tally, poles, run
from rusvej.diagnostics import Diagnostic, Position
from rusvej.model import Rulebook
from rusvej.records import record


@record
class CaseRun:
    """A case, where it stands, and every difference between what it expects and the answer."""

    case: ExpectedCase
    position: Position
    differences: tuple[str, ...]


@record
class Coverage:
    """Which conditions the cases decide: those for which an expectation fails as soon as the
    condition is never met, or always. One that is merely evaluated is not covered; where no case
    would ever notice there is nothing to cover.

    `decidable`: how many verdicts of conditions somebody's answer hangs on, true and false
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


@record
class Report:
    """What came of a run. `faults` are cases that cannot be used, and names in them that do not
    exist."""

    rulebook: Rulebook
    runs: tuple[CaseRun, ...]
    faults: tuple[Diagnostic, ...]
    coverage: Coverage | None = None
    mutation: Tally | None = None

    @property
    def failed(self) -> tuple[CaseRun, ...]:
        """The cases whose answer differs."""
        return tuple(run for run in self.runs if run.differences)


def coverage(
    book: Rulebook, cases: Sequence[ExpectedCase], step: Callable[[], None] = lambda: None
) -> Coverage:
    """What the cases, which must pass on the book, decide of its conditions."""
    tried: list[Mutant] = list(poles(book))
    tally = run(book, cases, tried, step)
    return Coverage(len(tried) // 2, tally.mutants - tally.equivalent, tally.survivors)
