"""Time limits, what they are counted from, and what may change them."""

from __future__ import annotations

from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model.citing import Sources, Statement
from rusvej.records import record


@record
class Period:
    """A length of time in calendar days, weeks of seven days, or calendar months; exactly one is
    given."""

    days: int | None = None
    weeks: int | None = None
    months: int | None = None


@record
class StartEvent:
    """What a deadline is counted from: one of the dates a user can give, and how the document puts
    it.

    `reading` is the reading of the deadline's `start_question` that counts from this event.
    `question` decides by the conditions of its readings whether the event sets the deadline going
    at all.
    """

    event: Literal[
        "contact", "applied", "module1", "module2", "course", "primary_end", "phase1", "phase2"
    ]
    text: str
    sources: Sources
    reading: str = ""
    question: str = ""


@record
class Deadline:
    """A time limit of the documents. The last day is the start day plus the period; the start day
    is day 0.

    `kind`: a ``deadline`` can be met or missed by what happened on the day `met_by`; a ``frame``
    only says until when something lasts. `start_question` is the open question whose readings
    choose between the start events. `questions` are open questions that bear on it without standing
    in `when`; one whose readings have conditions counts as a part of `when` once the dates are
    known, the others are only told.
    """

    id: str
    name: str
    text: str
    kind: Literal["deadline", "frame"]
    period: Period
    counted_from: tuple[StartEvent, ...]
    sources: Sources
    when: Condition = ALWAYS
    start_question: str = ""
    met_by: Literal["start", "doctor", ""] = ""
    met_by_text: str = ""
    exceptions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    wordings: tuple[Statement, ...] = ()
    valid_from: str = ""
    valid_until: str = ""


@record
class DeadlineException:
    """A circumstance named beside a deadline, or (`none`) one that people take for an exception.

    `effect`: ``waives`` = the deadline may be departed from, with no new date; ``affects`` = the
    weaker sentence; ``open`` = the documents can be read both ways: it waives under the reading
    `waives_under` of `question`, and under the others it is no exception; ``none`` = not an
    exception.
    """

    id: str
    name: str
    text: str
    effect: Literal["waives", "affects", "open", "none"]
    sources: Sources
    question: str = ""
    waives_under: str = ""
