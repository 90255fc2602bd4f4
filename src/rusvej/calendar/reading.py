"""A date as it is written by hand, pasted from a mail or copied from a calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from unicodedata import category, normalize

from rusvej.calendar.day import MONTHS, WEEKDAYS
from rusvej.diagnostics import InputError

#: Years outside this span (both inclusive) are typing mistakes.
FIRST_YEAR, LAST_YEAR = 2000, 2099

_EXAMPLES = "Skriv datoen som 2026-03-02, 2.3.2026, 2/3-2026, 2. marts 2026 eller i dag."
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_UNKNOWN = frozenset({"ukendt", "ikke kendt", "ved ikke", "ved det ikke", "?"})
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

#: A day and a month without a year mean the year in which they lie this near.
_NEAR_DAYS = 90

#: What word processors and mail programs make of a hyphen.
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_WEEKDAY = re.compile(r"(?!den )([a-zø]{2,7})\.?,? ?(?=(?:den |d\. ?)?[0-9])")
_START = r"(?:d\.|den)?\s?"
_YEAR_FIRST = re.compile(
    r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})|((?:18|19|20)[0-9]{2})([0-9]{2})([0-9]{2})"
)
#: 02032026. No day of ours is one that way and another one as 20260302.
_EIGHT = re.compile(r"([0-3][0-9])([01][0-9])((?:18|19|20)[0-9]{2})")
_DAY_FIRST = re.compile(
    _START + r"([0-9]{1,2})"
    r"(?:\. ?([0-9]{1,2})(?:\. ?| )|/([0-9]{1,2})(?: ?- ?| )|-([0-9]{1,2})-)"
    r"([0-9]{4}|[0-9]{2})"
)
_IN_WORDS = re.compile(_START + r"([0-9]{1,2})(?:\. ?| )([a-z]{3,9})\.?,? ([0-9]{4}|[0-9]{2})")
#: A time of day behind a year or a day: "2.3.2026 kl. 10", "2026-03-02T10:30".
_CLOCK = re.compile(r"[0-9](?:,? kl\.? ?[0-9]|(?:,? |t)[0-9]{1,2}[:.][0-9]{2}(?![0-9.]))")
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_NO_YEAR = re.compile(_START + r"([0-9]{1,2})(?:\. ?|/|-| )([0-9]{1,2}|[a-z]{3,9})\.?")


def read_date(
    text: str,
    today: date,
    *,
    first_year: int = FIRST_YEAR,
    tell: Callable[[str], None] | None = None,
) -> date:
    """The date a person wrote or pasted; `today` is what “i dag” means.

    Day comes before month, except in 2026-03-02. A weekday may stand before it. A date without a
    year is taken where `tell` is given and just one year puts it within 90 days of today; the
    sentence saying so goes to `tell`. Refused with an `InputError`: days that do not exist, years
    with two digits, years before `first_year` or after 2099, a weekday that is another, and
    03/02/2026, which is two different days to a Dane and to a program. The text itself is never
    repeated in the message, for it may hold something that should not have been written.
    """
    word = " ".join(normalize("NFC", text).split()).casefold().translate(_DASHES)
    # What a calendar and a web page put around a date to keep its direction.
    word = "".join(sign for sign in word if sign.isascii() or category(sign) != "Cf")
    if len(word) > 50:
        raise InputError("Teksten er ikke en dato.", _EXAMPLES)
    if any(sign.isdigit() and not sign.isascii() for sign in word):
        raise InputError("Datoen er skrevet med andre cifre end 0-9.", _EXAMPLES)
    # Written in brackets, or at the end of a sentence.
    word = word.strip("()\"'“”;, ").removesuffix(".")
    if word in _UNKNOWN:
        raise InputError(
            "En dag, der ikke kendes, kan der ikke regnes med.", f"Lad den være ude. {_EXAMPLES}"
        )
    if word in _NEAR_TODAY:
        return today + timedelta(days=_NEAR_TODAY[word])
    weekday = None
    if match := _WEEKDAY.match(word):
        weekday = _weekday(match[1])
        word = word[match.end() :].strip()
    if _CLOCK.search(word):
        raise InputError("Efter datoen står et klokkeslæt.", f"Skriv kun dagen. {_EXAMPLES}")
    day = _read(word, today, first_year, tell)
    if weekday is not None and day.weekday() != weekday:
        raise InputError(
            f"Ugedagen passer ikke til datoen, som er en {WEEKDAYS[day.weekday()]}.",
            f"Ret ugedagen eller datoen. {_EXAMPLES}",
        )
    return day


def _weekday(word: str) -> int:
    """0-6 for a Danish weekday, written out or shortened. Raises `InputError` for another word."""
    found = [number for number, name in enumerate(WEEKDAYS) if name.startswith(word)]
    if len(found) != 1:
        raise InputError("Teksten er ikke en dato.", _EXAMPLES)
    return found[0]


def _read(word: str, today: date, first_year: int, tell: Callable[[str], None] | None) -> date:
    if match := _EIGHT.fullmatch(word):
        return _existing(int(match[1]), int(match[2]), match[3], first_year)
    if match := _YEAR_FIRST.fullmatch(word):
        year, month, day = match[1] or match[5], match[3] or match[6], match[4] or match[7]
        return _existing(int(day), int(month), year, first_year)
    if match := _SLASHES.fullmatch(word):
        return _slashes(int(match[1]), int(match[2]), match[3], first_year)
    if match := _DAY_FIRST.fullmatch(word):
        return _existing(int(match[1]), int(match[2] or match[3] or match[4]), match[5], first_year)
    if (match := _IN_WORDS.fullmatch(word)) and (named := _month(match[2])):
        return _existing(int(match[1]), named, match[3], first_year)
    if match := _NO_YEAR.fullmatch(word):
        return _without_year(match[1], match[2], today, tell)
    raise InputError("Teksten er ikke en dato.", _EXAMPLES)


def _without_year(day: str, month: str, today: date, tell: Callable[[str], None] | None) -> date:
    number = int(month) if month.isdigit() else _month(month)
    if tell is not None and number is not None:
        found = [
            each
            for year in (today.year - 1, today.year, today.year + 1)
            if (each := _date(year, number, int(day))) and abs((each - today).days) <= _NEAR_DAYS
        ]
        if len(found) == 1:
            tell(f"Datoen er læst som {found[0].day}. {_name(number)} {found[0].year}.")
            return found[0]
    raise InputError(
        "Datoen mangler et årstal.", f"Skriv årstallet med fire cifre, fx 2.3.{today.year}."
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int | None:
    """1-12 for a Danish month, written out or shortened; None for another word."""
    if word in MONTHS:
        return MONTHS.index(word) + 1
    short = "sep" if word == "sept" else word
    return _SHORT_MONTHS.index(short) + 1 if short in _SHORT_MONTHS else None


def _slashes(first: int, second: int, year: str, first_year: int) -> date:
    if 1 <= first <= 12 and 1 <= second <= 12 and first != second:
        year = year if len(year) == 4 else f"20{year}"
        raise InputError(
            f"Datoen kan læses både som {first}. {_name(second)} og som {second}. {_name(first)}.",
            f"Skriv {first}.{second}.{year} eller {second}.{first}.{year} (dag, måned, år).",
        )
    return _existing(first, second, year, first_year)


def _name(month: int) -> str:
    return MONTHS[month - 1]


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
