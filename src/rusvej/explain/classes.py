"""Several classes of one fact taken together."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.facts import NONE, Fact, Value
from rusvej.records import record


@record
class FactClass:
    """The values a fact may have: the numbers from `low` to `high` (inclusive), or each of
    `values`."""

    fact: str
    low: int | None = None
    high: int | None = None
    values: tuple[Value, ...] = ()

    def holds(self, value: Value) -> bool:
        """Whether the value is one of them."""
        if self.low is not None and self.high is not None:
            return (
                isinstance(value, int)
                and not isinstance(value, bool)
                and self.low <= value <= self.high
            )
        return any(type(value) is type(mine) and value == mine for mine in self.values)


def merged(fact: Fact, classes: Sequence[Value], places: Sequence[int]) -> FactClass:
    """The classes of a fact at these places as one; for a number the places must be neighbours."""
    if fact.type != "int" or classes[places[0]] == NONE:
        return FactClass(fact.id, values=tuple(classes[place] for place in places))
    after = classes[places[-1] + 1] if places[-1] + 1 < len(classes) else NONE
    high = fact.max if after == NONE else int(after) - 1
    return FactClass(fact.id, int(classes[places[0]]), high)
