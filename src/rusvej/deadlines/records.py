"""What goes into a deadline check and what comes out: records, no sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from typing import Literal

from rusvej.answer import QuestionUse
from rusvej.deadlines.dates import DeadlineDates
from rusvej.facts import Case
from rusvej.model import Deadline, DeadlineException, Rulebook, Sources, StartEvent
from rusvej.records import record


class Verdict(IntEnum):
    """How a time limit stands, the least serious first: the highest number decides the verdict of
    the whole."""

    #: It happened on or before the last day. For a frame: the period has run out, and a frame
    #: cannot be broken.
    IN_TIME = 0
    #: It has not happened yet, and today is not past the last day.
    RUNNING = 1
    #: The documents print no deadline for this case; more serious than running, since nothing
    #: protects the person.
    NO_DEADLINE = 2
    #: Late, but a named exception lets the deadline be departed from.
    MAY_BE_WAIVED = 3
    #: Late, and only the weaker sentence on delayed information speaks for it.
    MAY_BE_AFFECTED = 4
    #: The readings give different verdicts, so one of them may be the worst there is.
    OPEN = 5
    #: Late, and no exception is named.
    OVERDUE = 6

    def __str__(self) -> str:
        return self.id

    @property
    def id(self) -> str:
        """The name in the JSON contract."""
        return self.name.lower().replace("_", "-")


NoteKind = Literal[
    "assumed-does-not-settle",  # question, reading: assumed elsewhere; no deadline is decided by it
    "open-question",  # question: its readings give different results here
    "settled",  # question, reading, by, on: the municipality's own answer matters here
    "age-unknown",  # the result holds only for those whom the deadline is for
    "age-on-the-day",  # question, event, day, age, known, outside: younger on the day counted from
    # (known: that is certain), and by that age outside the deadline (under every reading, or not)
    "presumed",  # facts: not given, and taken to be as the deadline requires; fitting: the values
    # with which it can hold, as fact=word
    "does-not-apply",  # facts: what is known of these puts the case outside the deadline
    "not-begun",  # question: under a reading the contact given does not set the deadline going
    "met-by-other-event",  # day, event: what was tested counts as the event that is asked for
    "planned",  # day: lies after today, so the verdict holds if the plan does
    "day-off",  # last_day, name, working_day_before, by_custom: no working day; the days in between
    # that only custom closes
    "month-too-short",  # last_day, day: the month has no such day, its last one was taken
    "counting",  # unit: the documents have no rule of counting; the start day is day 0 here
    "hours",  # only the day is known, and by the day it may be in time or late
    "other-start-not-given",  # event: with it the last day could be another
    "settled-start-not-given",  # event: the municipality counts from it, and it was not given
    "exception",  # exception, effect: named for this case and printed with this deadline
    "exceptions-only-when-late",  # nothing is late, so the exceptions named change nothing
    "no-new-date",  # an exception lets the deadline be departed from, but no new one is set
    "printed-elsewhere",  # exception: not printed with this deadline, so it changes nothing here
    "not-an-exception",  # exception: people take it for one
    "frame",  # the period is a frame: it cannot be broken
    "frame-over",  # last_day: the frame has run out
    "open-beside",  # question: known to be on this case, and does not change the arithmetic
    "see-also",  # questions: open, bear on the deadline, do not change the arithmetic
]
NoteValue = str | int | bool | date | tuple[str, ...]


@record
class Note:
    """Something the reader must be told with a check; `NoteKind` says which data each kind
    carries."""

    kind: NoteKind
    data: Mapping[str, NoteValue]
    sources: Sources = ()


@record
class DeadlineReading:
    """The result under one reading of every question; `choices` are (question id, reading id) of
    those that matter. `begun` is False when nothing set the deadline going."""

    verdict: Verdict
    event: StartEvent | None = None
    counted_from: date | None = None
    last_day: date | None = None
    days_over: int = 0
    begun: bool = True
    choices: tuple[tuple[str, str], ...] = ()


_DOUBTS = frozenset({"open-question", "age-unknown", "age-on-the-day", "presumed"})


@record
class DeadlineCheck:
    """One time limit held against the dates. All days are calendar days.

    Where readings differ, `counted_from` and `last_day` are those of the earliest last day: the one
    to warn about. `event` is what was counted from. `days_over` is 0 when nothing is late;
    `days_left` counts from today to the last day (0 = today is the last day) and is None when it is
    met, late or without a deadline. `met_on` is the day tested.
    """

    deadline: Deadline
    verdict: Verdict
    event: StartEvent
    counted_from: date
    last_day: date | None
    days_over: int
    days_left: int | None
    met_on: date | None
    exceptions: tuple[DeadlineException, ...]
    notes: tuple[Note, ...]
    readings: tuple[DeadlineReading, ...]
    sources: Sources

    @property
    def id(self) -> str:
        """The deadline's id, also the check's in the JSON contract."""
        return self.deadline.id

    @property
    def unmet(self) -> bool:
        """Whether it is late only as long as no day is given for what meets it."""
        late = self.verdict >= Verdict.MAY_BE_WAIVED and self.verdict is not Verdict.OPEN
        return late and self.met_on is None and bool(self.deadline.met_by)

    @property
    def doubts(self) -> tuple[Note, ...]:
        """What the deadline hangs on that is not known, or that the documents leave open."""
        return tuple(note for note in self.notes if note.kind in _DOUBTS)


@record
class DeadlineAnswer:
    """Every check that the dates allow. `verdict` is the worst of the deadlines; frames count only
    when they are alone.

    `not_judged` run from the dates given, and nobody said whether they were met, or they have no
    length: unknown, not late. Their verdict is not to be told.
    """

    rulebook: Rulebook
    today: date
    dates: DeadlineDates
    case: Case
    checks: tuple[DeadlineCheck, ...]
    not_judged: tuple[DeadlineCheck, ...]
    verdict: Verdict
    questions: tuple[QuestionUse, ...]
