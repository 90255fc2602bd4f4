"""Days on which offices are closed: weekends, and what rules say of a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple


class Closed(NamedTuple):
    """Why nobody is at the office, in words that follow “er”: ``en lørdag``, ``langfredag``.

    `kind` is ``custom`` for a day that no law makes a holiday.
    """

    name: str
    kind: Literal["weekend", "holiday", "custom"]


class Rule(NamedTuple):
    """A day off: `on` as ``MM-DD`` is of every year, as ``YYYY-MM-DD`` of one; else it is so many
    days after Easter Sunday. `last_year` is the last in which it was one."""

    name: str
    on: str = ""
    easter: int | None = None
    custom: bool = False
    last_year: int | None = None

    def day(self, year: int) -> date | None:
        """The day in that year; None where it has none."""
        if self.last_year is not None and year > self.last_year:
            return None
        if self.easter is not None:
            return easter(year) + timedelta(days=self.easter)
        try:
            found = date.fromisoformat(
                self.on if len(self.on) > len("MM-DD") else f"{year}-{self.on}"
            )
        except ValueError:
            return None  # the 29th of February of an ordinary year
        return found if found.year == year else None


class DaysOff:
    """The days on which the offices of one rulebook are closed. Without rules only Saturdays and
    Sundays are."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self._rules = tuple(rules)
        self._of = cache(self._in_year)

    def closed_on(self, day: date) -> Closed | None:
        """The holiday, the weekend day or the customary closing day; None for a working day.

        A holiday comes before a weekend, and a weekend before a custom, where a day is two of them.
        """
        rule = self._of(day.year).get(day)
        if rule is not None and not rule.custom:
            return Closed(rule.name, "holiday")
        weekend = {5: "en lørdag", 6: "en søndag"}.get(day.weekday())
        if weekend is not None:
            return Closed(weekend, "weekend")
        return Closed(rule.name, "custom") if rule is not None else None

    def last_working_day_before(self, day: date) -> date:
        """The nearest earlier day on which offices are open; never `day` itself."""
        earlier = day - timedelta(days=1)
        while self.closed_on(earlier):
            earlier -= timedelta(days=1)
        return earlier

    def _in_year(self, year: int) -> dict[date, Rule]:
        found: dict[date, Rule] = {}
        for rule in sorted(self._rules, key=lambda rule: rule.custom):
            if (day := rule.day(year)) is not None:
                found.setdefault(day, rule)
        return found


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, ch. 8)."""
    century, of_century = divmod(year, 100)
    moved = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - century // 4 - moved + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
