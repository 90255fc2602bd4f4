"""What Polars does in a quicker way than through Narwhals: classes of values and places in tables,
each in one pass over a column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

import polars as pl

from rusvej.caseload.groups import MOST_TOGETHER, class_of

#: What counts classes and the places of a table that is not larger than `MOST_TOGETHER`: the
#: narrower, the more of them a processor takes at a time.
NARROW = pl.UInt16
#: What counts other places.
PLACE = pl.UInt32


class Placed(Protocol):
    """A table: which facts' classes count what in a place, how many there are, and what stands
    there."""

    @property
    def facts(self) -> tuple[str, ...]: ...
    @property
    def strides(self) -> tuple[int, ...]: ...
    @property
    def size(self) -> int: ...
    @property
    def polars(self) -> dict[str, Any]: ...


@cache
def _number(number: int, kind: Any) -> Any:
    """A number as a column; Polars takes longer to make one than to work with it."""
    return pl.lit(number, kind)


def classes(frame: Any, keep: Sequence[str], wanted: Mapping[str, Mapping[object, int]]) -> Any:
    """The columns to keep, and the class of each value of the others wanted: 0 where it is unknown
    or no value of the fact."""
    kinds = frame.collect_schema()
    return frame.select(
        *keep,
        *(
            _class(fact, kinds[fact], spelled).alias(class_of(fact))
            for fact, spelled in wanted.items()
        ),
    )


def _class(name: str, kind: Any, spelled: Mapping[object, int]) -> Any:
    known = {value: max(number, 0) for value, number in spelled.items()}
    column = pl.col(name)
    if not any(known.values()):
        return _number(0, NARROW)
    if kind == pl.Boolean:
        yes, no = (_number(known.get(value, 0), NARROW) for value in (True, False))
        return pl.when(column).then(yes).when(~column).then(no).otherwise(_number(0, NARROW))
    if kind == pl.String:
        places = column.cast(pl.Enum([str(value) for value in known])).to_physical()
        return _found(known.values(), places)
    if isinstance(kind, pl.Enum):
        categories = kind.categories.to_list()
        return _found((known.get(value, 0) for value in categories), column.to_physical())
    # Not a number is unknown, as an empty cell is.
    return column.replace_strict(known, default=0, return_dtype=NARROW).fill_null(0)


def _found(numbers: Iterable[int], places: Any) -> Any:
    return pl.lit(pl.Series(list(numbers), dtype=NARROW)).gather(places).fill_null(0)


def series(columns: Mapping[str, tuple[Any, tuple[str, ...]]]) -> dict[str, Any]:
    """A table's columns: numbers, or the words that they number."""
    found = {}
    for name, (numbers, words) in columns.items():
        if words:
            found[name] = pl.Series(words, dtype=pl.Enum(words)).gather(numbers)
        else:
            small = numbers.max() < 1 << 15
            found[name] = pl.Series(numbers, dtype=pl.Int16 if small else pl.Int32)
    return found


def looked_up(frame: Any, tables: Sequence[Placed]) -> Any:
    """The frame with what stands at the place of each row in each of the tables. Polars finds the
    n-th of a column; no join is needed."""
    places = {f"place {at}": table for at, table in enumerate(tables)}
    return (
        frame.with_columns(_place(table).alias(name) for name, table in places.items())
        .with_columns(
            pl.lit(values).gather(pl.col(name)).alias(column)
            for name, table in places.items()
            for column, values in table.polars.items()
        )
        .drop(places)
    )


def _place(table: Placed) -> Any:
    kind = NARROW if table.size <= MOST_TOGETHER else PLACE
    parts = [
        pl.col(class_of(fact)).cast(kind) * _number(stride, kind)
        for fact, stride in zip(table.facts, table.strides, strict=True)
    ]
    return sum(parts[1:], parts[0]).cast(PLACE) if parts else _number(0, PLACE)


def firsts(frame: Any, ranks: Sequence[str], table: Placed) -> Any:
    """The frame with what stands at the least of the ranks."""
    return frame.with_columns(
        pl.lit(values).gather(pl.min_horizontal(ranks)).alias(column)
        for column, values in table.polars.items()
    )
