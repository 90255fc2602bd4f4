"""The verdict on the deadlines of a case."""

from __future__ import annotations

from datetime import date

from rusvej.deadlines import DeadlineAnswer, DeadlineDates, check
from rusvej.model import Case, Rulebook


def check_deadline(
    book: Rulebook, dates: DeadlineDates, case: Case, exceptions: tuple[str, ...], today: date
) -> DeadlineAnswer:
    """Raises `InputError` for impossible dates or an unknown exception."""
    return check(book, dates, case, exceptions, today)
