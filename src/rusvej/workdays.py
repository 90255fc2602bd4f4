"""Dates as Danes write them, and the days on which Danish offices are closed.

Nothing here moves a deadline: the documents have no rule for weekends and public holidays, so they
are only pointed out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from rusvej.diagnostics import InputError

#: Years outside this span (both inclusive) are typing mistakes.
FIRST_YEAR, LAST_YEAR = 2000, 2099

_EXAMPLES = "Skriv datoen som 2026-03-02, 2.3.2026, 2/3-2026, 2. marts 2026 eller i dag."
_MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NEAR_TODAY = {
    "i forgårs": -2,
    "i går": -1,
    "igår": -1,
    "i dag": 0,
    "idag": 0,
    "i morgen": 1,
    "imorgen": 1,
    "i overmorgen": 2,
}

_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(
    r"(?:d\.|den)?\s?([0-9]{1,2})"
    r"(?:\. ?([0-9]{1,2})(?:\. ?| )|/([0-9]{1,2})(?: ?- ?| )|-([0-9]{1,2})-)"
    r"([0-9]{4}|[0-9]{2})"
)
_IN_WORDS = re.compile(r"(?:d\.|den)?\s?([0-9]{1,2})(?:\. ?| )([a-z]{3,9})\.? ([0-9]{4}|[0-9]{2})")
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_NO_YEAR = re.compile(r"(?:d\.|den)?\s?[0-9]{1,2}(?:\. ?|/|-| )(?:[0-9]{1,2}|[a-z]{3,9})\.?")


def read_date(text: str, today: date, *, first_year: int = FIRST_YEAR) -> date:
    """The date a person wrote; `today` is what “i dag” means.

    Day comes before month, except in 2026-03-02. Refused with an `InputError`: days that do not
    exist, years with two digits or none, years before `first_year` or after 2099, and 03/02/2026,
    which is two different days to a Dane and to a program. The text itself is never repeated in the
    message, for it may hold something that should not have been written.
    """
    word = " ".join(text.split()).casefold()
    if word in _NEAR_TODAY:
        return today + timedelta(days=_NEAR_TODAY[word])
    if len(word) > 40:
        raise InputError("Teksten er ikke en dato.", _EXAMPLES)
    if match := _YEAR_FIRST.fullmatch(word):
        return _existing(int(match[3]), int(match[2]), match[1], first_year)
    if match := _SLASHES.fullmatch(word):
        return _slashes(int(match[1]), int(match[2]), match[3], first_year)
    if match := _DAY_FIRST.fullmatch(word):
        return _existing(int(match[1]), int(match[2] or match[3] or match[4]), match[5], first_year)
    if (match := _IN_WORDS.fullmatch(word)) and (month := _month(match[2])):
        return _existing(int(match[1]), month, match[3], first_year)
    if _NO_YEAR.fullmatch(word):
        raise InputError(
            "Datoen mangler et årstal.", f"Skriv årstallet med fire cifre, fx 2.3.{today.year}."
        )
    raise InputError("Teksten er ikke en dato.", _EXAMPLES)


def _month(word: str) -> int | None:
    """1-12 for a Danish month, written out or shortened; None for another word."""
    if word in _MONTHS:
        return _MONTHS.index(word) + 1
    short = "sep" if word == "sept" else word
    return _SHORT_MONTHS.index(short) + 1 if short in _SHORT_MONTHS else None


def _slashes(first: int, second: int, year: str, first_year: int) -> date:
    if first <= 12 and second <= 12 and first != second:
        raise InputError(
            f"Datoen kan læses både som {first}. {_name(second)} og som {second}. {_name(first)}.",
            f"Skriv {first}.{second}.{year} eller {second}.{first}.{year} (dag, måned, år).",
        )
    return _existing(first, second, year, first_year)


def _name(month: int) -> str:
    return _MONTHS[month - 1] if 1 <= month <= 12 else f"måned {month}"


def _existing(day: int, month: int, year: str, first_year: int) -> date:
    if len(year) != 4:
        raise InputError(
            "Årstallet skal skrives med fire cifre.", f"Skriv fx {day}.{month}.20{year}."
        )
    if not first_year <= int(year) <= LAST_YEAR:
        raise InputError(f"Årstallet {year} ligger uden for {first_year}-{LAST_YEAR}.", _EXAMPLES)
    try:
        return date(int(year), month, day)
    except ValueError:
        if not 1 <= month <= 12:
            raise InputError(
                f"{month} er ikke en måned.", f"Dagen kommer før måneden. {_EXAMPLES}"
            ) from None
        raise InputError(
            f"{day}. {_name(month)} {year} findes ikke.", f"Ret dagen. {_EXAMPLES}"
        ) from None


def is_day_off(day: date) -> str | None:
    """The Danish name of the public holiday, else ``lørdag`` or ``søndag``, else None.

    Public holidays only: Grundlovsdag, 24 and 31 December are working days here, and store bededag
    is one since 2024.
    """
    holiday = _holidays(day.year).get(day)
    if holiday is not None:
        return holiday
    return {5: "lørdag", 6: "søndag"}.get(day.weekday())


@lru_cache(maxsize=16)
def _holidays(year: int) -> dict[date, str]:
    # Imported here: it takes longer than everything else the program does, and only deadlines need
    # it.
    from holidays import PUBLIC, country_holidays

    return dict(country_holidays("DK", years=year, language="da", categories=(PUBLIC,)))


def last_working_day_before(day: date) -> date:
    """The nearest earlier day that is neither in a weekend nor a public holiday; never `day`
    itself."""
    earlier = day - timedelta(days=1)
    while is_day_off(earlier):
        earlier -= timedelta(days=1)
    return earlier
