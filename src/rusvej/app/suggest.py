"""The answer to a case."""

from __future__ import annotations

from datetime import date

from rusvej.answer import Answer
from rusvej.engine import answer
from rusvej.model import Case, Rulebook


def suggest(book: Rulebook, case: Case, as_of: date) -> Answer:
    """The answer to a case on a date."""
    return answer(book, case, as_of)
