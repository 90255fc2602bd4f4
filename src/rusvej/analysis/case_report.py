"""What came of running the cases of a rulebook: records."""

from __future__ import annotations

from rusvej.analysis.coverage import Coverage
from rusvej.analysis.expectations import ExpectedCase
from rusvej.analysis.mutation import Tally
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
