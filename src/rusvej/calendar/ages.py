"""How old somebody born on a day is on another."""

from __future__ import annotations

from datetime import date, timedelta


def age_on(born: date, day: date) -> int:
    """Whole years; negative before birth. Born on 29 February: see `birthday`."""
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1


def birthday(born: date, age: int) -> date:
    """The day somebody turns `age`. In a year without 29 February the day after the 28th, which no
    document says."""
    year = born.year + age
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28) + timedelta(days=1)
