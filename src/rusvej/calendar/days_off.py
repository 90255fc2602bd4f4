"""Weekends, the Danish public holidays by rule, and the days on which offices close by custom."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple


class Closed(NamedTuple):
    """Why nobody is at the office, in words that follow “er”: ``en lørdag``, ``langfredag``.

    `kind` is ``custom`` for a day that no law makes a holiday: saying that offices are closed then
    is rusvej's own remark.
    """

    name: str
    kind: Literal["weekend", "holiday", "custom"]


#: Days after Easter Sunday. Store bededag was a public holiday until 2023 (law no. 214 of 6 March
#: 2023 took it away from 2024 on).
_FROM_EASTER = {
    -3: "skærtorsdag",
    -2: "langfredag",
    0: "påskedag",
    1: "anden påskedag",
    26: "store bededag",
    39: "Kristi himmelfartsdag",
    49: "pinsedag",
    50: "anden pinsedag",
}
_LAST_STORE_BEDEDAG = 2023
#: By (month, day).
_FIXED = {(1, 1): "nytårsdag", (12, 25): "juledag", (12, 26): "anden juledag"}
#: Working days by law; offices are closed on them all the same.
_BY_CUSTOM = {(6, 5): "grundlovsdag", (12, 24): "juleaftensdag", (12, 31): "nytårsaftensdag"}


def closed_on(day: date) -> Closed | None:
    """The public holiday, the weekend day or the customary closing day; None for a working day.

    A holiday comes before a weekend, and a weekend before a custom, where a day is two of them.
    """
    holiday = _FIXED.get((day.month, day.day)) or _moving(day.year).get(day)
    if holiday is not None:
        return Closed(holiday, "holiday")
    weekend = {5: "en lørdag", 6: "en søndag"}.get(day.weekday())
    if weekend is not None:
        return Closed(weekend, "weekend")
    custom = _BY_CUSTOM.get((day.month, day.day))
    return Closed(custom, "custom") if custom is not None else None


def last_working_day_before(day: date) -> date:
    """The nearest earlier day on which offices are open; never `day` itself."""
    earlier = day - timedelta(days=1)
    while closed_on(earlier):
        earlier -= timedelta(days=1)
    return earlier


@lru_cache(maxsize=16)
def _moving(year: int) -> dict[date, str]:
    easter = _easter(year)
    return {
        easter + timedelta(days=days): name
        for days, name in _FROM_EASTER.items()
        if name != "store bededag" or year <= _LAST_STORE_BEDEDAG
    }


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, ch. 8)."""
    century, of_century = divmod(year, 100)
    moved = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - century // 4 - moved + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
