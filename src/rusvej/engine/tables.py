"""Tables: a code for every combination of classes of some facts, and what is left of one when a
fact is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import NamedTuple

from rusvej.conditions import All, AnyOf, Chosen, Compare, Condition, Not, Reading
from rusvej.facts import Case, Value

#: Cells that no person is in.
IMPOSSIBLE = 255
YES, NO = b"10"
#: From (yes, no) under each choice of readings to a code.
Code = Callable[[tuple[tuple[bool, bool], ...]], int]
#: How many classes a fact has.
Sizes = Callable[[str], int]


class Table(NamedTuple):
    """A code for every cell over some facts, the last fact varying fastest."""

    facts: tuple[str, ...]
    cells: bytes


class Axes:
    """Sets of cells as the bits of one number: the cell with the index i is bit i."""

    def __init__(self, values: Mapping[str, Sequence[Value]], case: Case) -> None:
        self._case = case
        self._values = values
        self._strides: dict[str, int] = {}
        self.count = 1
        for fact in reversed(list(values)):
            self._strides[fact] = self.count
            self.count *= len(values[fact])
        self.full = (1 << self.count) - 1

    def signs(self, bits: int) -> bytes:
        """``1`` for each cell in the set and ``0`` for the others."""
        return format(bits, f"0{self.count}b")[::-1].encode()

    def holds(self, condition: Condition, chosen: Chosen) -> int:
        """The cells in which a condition holds."""
        match condition:
            case Compare():
                known = self._case.get(condition.fact)
                if known is not None:
                    return self.full if condition.holds(known) else 0
                stride, values = self._strides[condition.fact], self._values[condition.fact]
                block = 0
                for place, value in enumerate(values):
                    if condition.holds(value):
                        block |= ((1 << stride) - 1) << (place * stride)
                return block * (self.full // ((1 << (stride * len(values))) - 1))
            case All():
                found = self.full
                for part in condition.parts:
                    found &= self.holds(part, chosen)
                return found
            case AnyOf():
                found = 0
                for part in condition.parts:
                    found |= self.holds(part, chosen)
                return found
            case Not():
                return self.full & ~self.holds(condition.part, chosen)
            case Reading():
                return self.holds(chosen[condition.question], chosen)
            case _:
                return self.full


def by_cell(holds: list[bytes], possible: bytes, inner: int, code: Code) -> bytes:
    """A code for each run of `inner` cells: what all of them that are possible say, under each
    choice of readings."""
    signs = (possible, *holds)
    columns = zip(
        *([each[at : at + inner] for at in range(0, len(each), inner)] for each in signs),
        strict=True,
    )
    kept: dict[tuple[bytes, ...], int] = {}
    found = bytearray()
    for column in columns:
        if column not in kept:
            there = [at for at, sign in enumerate(column[0]) if sign == YES]
            seen = [{said[at] for at in there} for said in column[1:]]
            kept[column] = (
                code(tuple((each == {YES}, each == {NO}) for each in seen)) if there else IMPOSSIBLE
            )
        found.append(kept[column])
    return bytes(found)


def split(table: Table, fact: str, sizes: Sizes) -> list[bytes]:
    """The cells for each class of a fact."""
    at = table.facts.index(fact)
    size: int = sizes(fact)
    stride = prod(sizes(later) for later in table.facts[at + 1 :])
    cells = table.cells
    if stride == 1:
        return [cells[place::size] for place in range(size)]
    block = size * stride
    starts = range(0, len(cells), block)
    return [
        b"".join([cells[i + place * stride : i + (place + 1) * stride] for i in starts])
        for place in range(size)
    ]


def varies(parts: list[bytes]) -> bool:
    """Whether two possible cells that differ in nothing else have different codes."""
    return any(len(set(column) - {IMPOSSIBLE}) > 1 for column in zip(*parts, strict=True))


def reduced(sizes: Sizes, table: Table) -> Table:
    """The table without the facts that make no difference."""
    for fact in table.facts:
        parts = split(table, fact, sizes)
        if all(cells == parts[0] for cells in parts):
            table = Table(tuple(other for other in table.facts if other != fact), parts[0])
    return table


def groups(tables: frozenset[Table]) -> list[frozenset[Table]]:
    """The tables that hang together by the facts they share."""
    found: list[tuple[set[str], list[Table]]] = []
    for table in tables:
        facts, members = set(table.facts), [table]
        apart = []
        for other in found:
            if facts & other[0]:
                facts |= other[0]
                members += other[1]
            else:
                apart.append(other)
        found = [*apart, (facts, members)]
    return [frozenset(members) for _, members in found]
