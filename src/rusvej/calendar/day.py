"""A day as data write it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

MONTHS = tuple(
    """
    januar februar marts april maj juni juli august september oktober november december
    """.split()
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_in_words(day: date) -> str:
    """``2. marts 2026``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


class Day(date):
    """A date that data write as ``"2026-03-02"`` and in no other way."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        # Only pydantic calls this, when data is validated; an ordinary run never imports it.
        from pydantic_core import PydanticCustomError, core_schema

        def read(raw: object) -> Day:
            try:
                if isinstance(raw, str) and _WRITTEN.fullmatch(raw):
                    return cls.fromisoformat(raw)
            except ValueError:
                pass
            raise PydanticCustomError("day", "not a day")

        return core_schema.no_info_plain_validator_function(read)
