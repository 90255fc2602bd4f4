"""Tables of offers that ask for much the same are one: a row's place in it is found once, and the
least rank in it once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod
from typing import NamedTuple

import numpy as np

from rusvej.caseload.tables import Cells, Table

#: A table that is put together has at most so many places, so that it stays where a processor
#: reads quickly.
MOST_TOGETHER = 1 << 16


def class_of(fact: str) -> str:
    """The name of the column with the class of each value of a fact."""
    return f"class {fact}"


class Group(NamedTuple):
    """Some offers' tables over the facts of them all, `sizes` as in `Table`."""

    facts: tuple[str, ...]
    sizes: tuple[int, ...]
    tables: tuple[Table, ...]

    def spread(self, table: Table, cells: Cells) -> Cells:
        """What stands at each place of one of its tables, at every place of the group."""
        own = [n if fact in table.facts else 1 for fact, n in zip(*self[:2], strict=True)]
        found: Cells = np.broadcast_to(cells.reshape(own), self.sizes).ravel()
        return found

    @property
    def ranks(self) -> Cells:
        """The least rank of any of its offers, at every place."""
        least: Cells = np.minimum.reduce([self.spread(each, each.ranks) for each in self.tables])
        return least


def grouped(tables: Iterable[Table], order: Sequence[str]) -> tuple[Group, ...]:
    """Every table in one group: the largest first, each where it makes the least of a table, unless
    that would be larger than `MOST_TOGETHER` and than the table itself. `order` is that of the
    facts."""
    groups: list[list[Table]] = []
    sizes = {f: n for table in tables for f, n in zip(table.facts, table.sizes, strict=True)}

    def places(among: Iterable[Table]) -> int:
        return prod(sizes[fact] for fact in {fact for table in among for fact in table.facts})

    for table in sorted(tables, key=lambda each: -prod(each.sizes)):
        fits = [
            group
            for group in groups
            if places([*group, table]) <= max(MOST_TOGETHER, places(group))
        ]
        if fits:
            min(fits, key=lambda group: places([*group, table])).append(table)
        else:
            groups.append([table])
    found = []
    for group in groups:
        own = {fact for table in group for fact in table.facts}
        facts = tuple(fact for fact in order if fact in own)
        found.append(Group(facts, tuple(sizes[fact] for fact in facts), tuple(group)))
    return tuple(found)
