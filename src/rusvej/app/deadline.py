"""From what was typed to a deadline answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rusvej.app.suggest import make_case
from rusvej.deadlines import DeadlineAnswer, DeadlineDates, check
from rusvej.model import Rulebook


def check_deadline(
    book: Rulebook,
    dates: DeadlineDates,
    given: Mapping[str, object],
    exceptions: tuple[str, ...],
    today: date,
) -> DeadlineAnswer:
    """Raises `InputError` for an impossible case, impossible dates or an unknown exception."""
    return check(book, dates, make_case(book, given), exceptions, today)
