"""Deadlines held against dates: what is in time, what is late, and what the documents leave open.

Pure: no clock, no files, nothing is registered. The result is records; sentences are made by the
renderer. A last day is the start day plus the period in calendar days, the start day being day 0;
what happens on the last day is in time. Weekends and public holidays are pointed out and never move
a day.
"""

from rusvej.deadlines.checking import check, place
from rusvej.deadlines.dates import DeadlineDates
from rusvej.deadlines.outcome import named_in
from rusvej.deadlines.records import (
    DeadlineAnswer,
    DeadlineCheck,
    DeadlineReading,
    Note,
    NoteKind,
    Verdict,
)
