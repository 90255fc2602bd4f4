"""How long a period is in days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from rusvej import truth
from rusvej.calendar import DaysOff
from rusvej.model import Counted, Period
from rusvej.truth import Truth


def last_day(start: date, period: Period, off: DaysOff) -> date | None:
    """The last day of a period that begins on `start`; None where it has no length.

    A month too short for the day of the month ends on its last day. Of hours it is the first day on
    which they may run out, since the time of day at which they began is not known.
    """
    if period.length is None:
        return None
    unit, number = period.length
    if unit == "months":
        years, month = divmod(start.month - 1 + number, 12)
        year, month = start.year + years, month + 1
        return date(year, month, min(start.day, monthrange(year, month)[1]))
    if unit == "workdays":
        return _working_days_after(start, number, off)
    days = {"days": 1, "weeks": 7}
    return start + timedelta(days=number // 24 if unit == "hours" else number * days[unit])


def moved(last: date, counted: Counted, off: DaysOff) -> date:
    """The last day as one reading of the counting has it."""
    day = last + timedelta(days=counted.days)
    while counted.to_working_day and off.closed_on(day):
        day += timedelta(days=1)
    return day


def _working_days_after(start: date, number: int, off: DaysOff) -> date:
    """Only weekends and public holidays are no working days: that offices are closed on others by
    custom must not make a deadline longer."""
    day = start
    while number:
        day += timedelta(days=1)
        closed = off.closed_on(day)
        number -= closed is None or closed.kind == "custom"
    return day


def is_late(day: date, start: date, period: Period, off: DaysOff) -> Truth:
    """Whether something at some time of `day` is after a period that began at some time of `start`;
    unknown only for hours. A period without a length is never over."""
    last = last_day(start, period, off)
    if last is None:
        return Truth.NO
    unit, number = period.length or ("", 0)
    if unit != "hours":
        return truth.of(day > last)
    # It began between 0 and 24 hours into `start`, and `day` is as wide.
    if (day - start).days <= number // 24 - 1:
        return Truth.NO
    return Truth.YES if (day - start).days >= 1 - (-number // 24) else Truth.UNKNOWN
