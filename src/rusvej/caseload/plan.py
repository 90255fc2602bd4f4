"""One plan for every engine: classes by the spelling of each value, a place in each offer's table,
and what stands there.

Written with Narwhals, so that Polars, DuckDB and PySpark run the same. A frame has columns named
after facts, in any spelling that `Fact.parse` reads; null and the words for "unknown" are unknown,
and so is a fact without a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import isnan
from typing import Any

import narwhals as nw

from rusvej.answer import Status
from rusvej.caseload.tables import Table, Tables, tables_of
from rusvej.compiled import compiled
from rusvej.diagnostics import InputError
from rusvej.facts import Fact
from rusvej.model import Rulebook

#: A fact has few values, however they are written; a column with more spellings is something else.
MOST_SPELLINGS = 5_000
#: Columns beside the offers': what is wrong with a row, and the offer that stands first.
FAULT, FIRST = "fault", "first"
#: What a row is whose facts cannot be true of one person.
NOBODY = -1
_STATUSES = [status.id for status in Status]
#: A whole number as a spreadsheet writes it in a column with empty cells.
_DECIMAL = re.compile(r"([+-]?\d{1,6})[.,]0+")

#: For every fact with a column the class of every spelling in it.
Spellings = Mapping[str, Mapping[object, int]]


class Plan:
    """A rulebook valid on a day, ready for frames. It holds no case, but remembers spellings."""

    def __init__(self, book: Rulebook, *, long: bool = False) -> None:
        self.book = book
        self.long = long
        self.compiled = compiled(book)
        self.tables: Tables = tables_of(self.compiled, reasons=long)
        self.offers = tuple(table.offer for table in self.tables.offers)
        self._offers = [
            _Beside(table.facts, table.strides, self._columns(table))
            for table in self.tables.offers
        ]
        self._nobody = [
            _Beside(table.facts, table.strides, {f"nobody {at}": table.statuses.tolist()})
            for at, table in enumerate(self.tables.impossible)
        ]
        self._firsts = _Beside((), (), {FIRST: self.tables.firsts})

    def _columns(self, table: Table) -> dict[str, Sequence[Any]]:
        found: dict[str, Sequence[Any]] = {
            table.offer: [_STATUSES[status] for status in table.statuses],
            _rank(table.offer): table.ranks.tolist(),
        }
        if self.long:
            lists = self.tables.lists
            found[f"missing {table.offer}"] = [lists[at] for at in table.missing]
            found[f"questions {table.offer}"] = [lists[at] for at in table.questions]
        return found

    def facts_in(self, columns: Iterable[str]) -> tuple[Fact, ...]:
        """The facts among these columns."""
        known = self.book.vocabulary
        return tuple(known[name] for name in columns if name in known)

    def spelled(self, fact: Fact, values: Iterable[object]) -> dict[object, int]:
        """The class of every spelling: 0 for unknown, -1 for one that is no value of the fact.
        Raises `InputError` where there are more than `MOST_SPELLINGS`."""
        found = {}
        for value in values:
            if value is not None and not (isinstance(value, float) and isnan(value)):
                found[value] = self._class(fact.id, value)
            if len(found) > MOST_SPELLINGS:
                raise InputError(
                    f"Kolonnen “{fact.id}” har flere end {MOST_SPELLINGS} forskellige værdier.",
                    f"Den skal have {fact.domain()}.",
                )
        return found

    @lru_cache(maxsize=100_000, typed=True)  # noqa: B019  (a plan lives as long as its command)
    def _class(self, name: str, value: object) -> int:
        fact = self.book.vocabulary[name]
        try:
            read = fact.parse(_whole(value) if fact.type == "int" else value)
        except InputError:
            return -1
        return 0 if read is None else 1 + self.compiled.variables.place(fact.id, read)

    def answered(self, frame: Any, spellings: Spellings, keep: Sequence[str] = ()) -> Any:
        """For every row the columns to `keep`, `fault`, a column an offer with its status, and
        `first`, as a frame of the same kind.

        With `long` a row for every row and offer: `offer`, `status`, `missing` and
        `open_questions` (ids with blanks between), and whether it stands `first`.

        `fault` is 0, the number of the first column that holds no value of its fact (its place in
        the vocabulary, from 1), or `NOBODY`. The statuses of such a row mean nothing.
        """
        held = nw.from_native(frame)
        eager = held.implementation.is_polars() and isinstance(held, nw.DataFrame)
        if eager:
            # One query instead of one for every step.
            held = held.lazy()
        held = held.select(
            *keep,
            *(
                _class_of(nw.col(fact), spellings[fact], held.implementation).alias(_class(fact))
                for fact in spellings
            ),
        )
        given = set(spellings)
        held, faults = self._with_faults(held, given)
        held = held.with_columns(faults.alias(FAULT))
        held = _looked_up(held, [(_place(table, given), table) for table in self._offers])
        ranks = [nw.col(_rank(offer)) for offer in self.offers]
        held = _looked_up(held, [(nw.min_horizontal(*ranks), self._firsts)])
        if not self.long:
            held = held.select(*keep, FAULT, *self.offers, FIRST)
        if eager:
            held = held.collect()
        return (self._at_length(held, keep) if self.long else held).to_native()

    def _at_length(self, held: Any, keep: Sequence[str]) -> Any:
        return nw.concat(
            [
                held.select(
                    *keep,
                    FAULT,
                    nw.lit(offer).alias("offer"),
                    nw.col(offer).cast(nw.String).alias("status"),
                    nw.col(f"missing {offer}").cast(nw.String).alias("missing"),
                    nw.col(f"questions {offer}").cast(nw.String).alias("open_questions"),
                    (nw.col(FIRST).cast(nw.String) == offer).alias(FIRST),
                )
                for offer in self.offers
            ]
        )

    def _with_faults(self, held: Any, given: set[str]) -> tuple[Any, Any]:
        faults = nw.lit(0)
        held = _looked_up(held, [(_place(table, given), table) for table in self._nobody])
        for table in self._nobody:
            (name,) = table.columns
            faults = nw.when(nw.col(name) == 1).then(nw.lit(NOBODY)).otherwise(faults)
        numbers = {fact: at for at, fact in enumerate(self.book.vocabulary, start=1)}
        for fact in sorted(given, key=numbers.__getitem__, reverse=True):
            wrong = nw.col(_class(fact)) < 0
            faults = nw.when(wrong).then(nw.lit(numbers[fact])).otherwise(faults)
        return held, faults


def _whole(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    found = _DECIMAL.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(found[1]) if found else value


def _class(fact: str) -> str:
    return f"class {fact}"


def _rank(offer: str) -> str:
    return f"rank {offer}"


def _class_of(column: Any, spelled: Mapping[object, int], engine: nw.Implementation) -> Any:
    """The class of each value; null is unknown."""
    if engine.is_polars() and spelled:
        # The same as below, in one pass over the column.
        numbers = column.replace_strict(spelled, return_dtype=nw.Int32)
        return nw.when(column.is_null()).then(nw.lit(0)).otherwise(numbers)
    by_class: dict[int, list[object]] = {}
    for value, number in spelled.items():
        by_class.setdefault(number, []).append(value)
    said = nw.lit(0)
    for number, values in by_class.items():
        if number:
            said = nw.when(column.is_in(values)).then(nw.lit(number)).otherwise(said)
    return said


class _Beside:
    """A table as columns, made for each engine when it first asks."""

    def __init__(
        self,
        facts: tuple[str, ...],
        strides: tuple[int, ...],
        columns: Mapping[str, Sequence[Any]],
    ) -> None:
        self.facts, self.strides, self.columns = facts, strides, columns

    @cached_property
    def polars(self) -> dict[str, Any]:
        """The columns as series; words as one set for all offers, so that they compare."""
        import polars as pl

        found = {}
        for name, values in self.columns.items():
            words = _STATUSES if set(values) <= set(_STATUSES) else sorted(set(values))
            kind = pl.Enum(words) if isinstance(values[0], str) else pl.Int32
            found[name] = pl.Series(values, dtype=kind)
        return found

    def joined(self, name: str, engine: nw.Implementation) -> Any:
        """A small table with the place in the column `name`, for another engine."""
        count = len(next(iter(self.columns.values())))
        columns = {name: list(range(count)), **self.columns}
        if engine.is_pyspark():
            import pyarrow as pa
            from pyspark.sql import SparkSession
            from pyspark.sql.functions import broadcast

            session: Any = SparkSession.getActiveSession()
            return nw.from_native(broadcast(session.createDataFrame(pa.table(columns))))
        if engine.is_duckdb():
            import duckdb
            import pyarrow as pa

            return nw.from_native(duckdb.from_arrow(pa.table(columns)))
        raise TypeError(f"{engine} is none of Polars, DuckDB and PySpark")


def _place(table: _Beside, given: set[str]) -> Any:
    """The place of each row in a table. A value that is wrong counts as unknown: the row is at
    fault anyhow."""
    place = nw.lit(0)
    for fact, stride in zip(table.facts, table.strides, strict=True):
        if fact in given:
            known = nw.col(_class(fact))
            place = place + nw.when(known > 0).then(known).otherwise(nw.lit(0)) * stride
    return place


def _looked_up(held: Any, wanted: Sequence[tuple[Any, _Beside]]) -> Any:
    """The frame with what stands at the place of each row in each of the tables."""
    names = [f"place {at}" for at in range(len(wanted))]
    held = held.with_columns(
        place.alias(name) for name, (place, _) in zip(names, wanted, strict=True)
    )
    if held.implementation.is_polars():
        # Polars finds the n-th of a column; no join is needed.
        import polars as pl

        native = held.to_native().with_columns(
            pl.lit(series).gather(pl.col(name)).alias(column)
            for name, (_, table) in zip(names, wanted, strict=True)
            for column, series in table.polars.items()
        )
        return nw.from_native(native).drop(names)
    for name, (_, table) in zip(names, wanted, strict=True):
        held = held.join(table.joined(name, held.implementation), on=name, how="left")
    return held.drop(names)
