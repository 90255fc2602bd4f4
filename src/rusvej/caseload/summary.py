"""How many: answers counted by offer, status, level and class of age, small counts left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl

from rusvej.answer import Status
from rusvej.caseload.plan import Plan
from rusvej.caseload.running import Part
from rusvej.explain.classes import merged

#: Counts from 1 up to this are not told: who they are might be guessed. None stands for them.
SMALL = 4

Counts = dict[tuple[str, str], int | None]


class Counting:
    """Counts chunk by chunk; what it holds does not grow with the rows."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        #: The rows answered, by level and class of age ("" = unknown).
        self.cases: Counter[tuple[str, str]] = Counter()
        #: In each of these groups how many have which status of which offer.
        self.statuses: Counter[tuple[str, str, str, str]] = Counter()
        roles = plan.book.about.roles
        self._level, self._age = roles.level, roles.age

    def add(self, part: Part) -> None:
        """Counts a chunk."""
        if not len(part.answers):
            return
        keyed = part.answers.with_columns(
            self._named(part, self._level).alias("level"), self._named(part, self._age).alias("age")
        )
        for level, age, count in keyed.group_by("level", "age").len().iter_rows():
            self.cases[level, age] += count
        for offer in self.plan.offers:
            counted = keyed.group_by("level", "age", offer).len()
            for level, age, status, count in counted.iter_rows():
                self.statuses[offer, str(status), level, age] += count

    def _named(self, part: Part, fact: str) -> pl.Expr:
        """What a column says in the words of the rulebook's classes."""
        if not fact or fact not in part.cases.columns:
            return pl.lit("")
        known = self.plan.book.vocabulary[fact]
        column = part.cases.filter(pl.col("row").is_in(part.answers["row"].implode()))[fact]
        names = {
            value: self._class_name(fact, number)
            for value, number in self.plan.spelled(known, column.unique().to_list()).items()
        }
        return pl.lit(column.replace_strict(names, default="", return_dtype=pl.String))

    @property
    def levels(self) -> list[str]:
        """The words for the level, "" for unknown, in the rulebook's order."""
        return self._names(self._level)

    @property
    def ages(self) -> list[str]:
        """The same for the classes of age."""
        return self._names(self._age)

    def _names(self, fact: str) -> list[str]:
        classes = self.plan.compiled.variables.classes.get(fact, ())
        return [self._class_name(fact, number) for number in range(len(classes) + 1)]

    def _class_name(self, fact: str, number: int) -> str:
        if number <= 0:
            return ""
        classes, known = self.plan.compiled.variables.classes[fact], self.plan.book.vocabulary[fact]
        found = merged(known, classes, [number - 1])
        if found.low is None:
            return known.in_words(classes[number - 1])
        return str(found.low) if found.low == found.high else f"{found.low}-{found.high}"


def by_status(counting: Counting) -> Counts:
    """How many rows have each status of each offer, over all groups."""
    totals: Counter[tuple[str, str]] = Counter()
    for (offer, status, _, _), count in counting.statuses.items():
        totals[offer, status] += count
    found: Counts = {}
    for offer in counting.plan.offers:
        found |= {
            (offer, status): count
            for status, count in without_small({s.id: totals[offer, s.id] for s in Status}).items()
        }
    return found


def by_group(counting: Counting) -> tuple[tuple[str, str, int | None], ...]:
    """How many rows each level and class of age has, in the order of the rulebook and of age, the
    small counts of a level left out."""
    cases = counting.cases
    found: dict[tuple[str, str], int | None] = {}
    for level in counting.levels:
        own = {age: cases[level, age] for age in counting.ages if cases[level, age]}
        found |= {(level, age): count for age, count in without_small(own).items()}
    if list(found.values()).count(None) == 1:
        # How many were answered in all would give it away.
        told = {name: count for name, count in found.items() if count is not None}
        found |= dict.fromkeys([min(told, key=lambda name: told[name])] if told else [])
    return tuple((*name, count) for name, count in found.items())


def without_small(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Counts that belong to one total, the small ones left out. Where only one is small the next
    least goes with it, or the total would give it away."""
    small = [name for name, count in counts.items() if 0 < count <= SMALL]
    if len(small) == 1:
        others = sorted((count, name) for name, count in counts.items() if count > SMALL)
        small += [name for _, name in others[:1]]
    return {name: None if name in small else count for name, count in counts.items()}
