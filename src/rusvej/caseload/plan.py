"""One plan for every engine: classes by the spelling of each value, a place in each offer's table,
and what stands there.

Written with Narwhals, so that Polars, DuckDB and PySpark run the same. A frame has columns named
after facts, in any spelling that `Fact.parse` reads; null and the words for "unknown" are unknown,
and so is a fact without a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from math import isnan
from typing import Any

import narwhals as nw
import numpy as np

from rusvej.answer import Status
from rusvej.caseload.groups import Group, class_of, grouped
from rusvej.caseload.tables import Cells, Tables, strides, tables_of
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
_STATUSES = tuple(status.id for status in Status)
#: A whole number as a spreadsheet writes it in a column with empty cells.
_DECIMAL = re.compile(r"([+-]?\d{1,6})[.,]0+")

#: For every fact with a column the class of every spelling in it.
Spellings = Mapping[str, Mapping[object, int]]
#: What stands at every place of a table: numbers, and the words that they number if there are any.
Column = tuple[Cells, tuple[str, ...]]


class Plan:
    """A rulebook valid on a day, ready for frames. It holds no case, but remembers spellings."""

    def __init__(self, book: Rulebook, *, long: bool = False, tables: Tables | None = None) -> None:
        self.book = book
        self.long = long
        self.compiled = compiled(book)
        self.tables: Tables = tables or tables_of(self.compiled, reasons=long)
        self.offers = tuple(table.offer for table in self.tables.offers)
        self._beside = cache(self._narrowed)
        words = tuple(sorted(set(self.tables.firsts)))
        places = {word: place for place, word in enumerate(words)}
        firsts = np.array([places[first] for first in self.tables.firsts], np.int32)
        self._firsts = Beside((), (), {FIRST: (firsts, words)})

    def _narrowed(self, given: frozenset[str]) -> tuple[list[Beside], list[Beside]]:
        """The tables of the offers and of nobody's over the facts that are given: the fewer, the
        smaller, and the fewer places a row has to be looked up at."""
        tables = [table.narrowed(given) for table in self.tables.offers]
        offers = [
            Beside(group.facts, strides(group.sizes), self._columns(number, group))
            for number, group in enumerate(grouped(tables, self.tables.facts))
        ]
        tied = [table.narrowed(given) for table in self.tables.impossible]
        nobody = [
            Beside(table.facts, strides(table.sizes), {f"nobody {at}": (table.statuses, ())})
            for at, table in enumerate(tied)
            if table.facts
        ]
        return offers, nobody

    def _columns(self, number: int, group: Group) -> dict[str, Column]:
        found: dict[str, Column] = {_rank(number): (group.ranks, ())}
        for table in group.tables:
            found[table.offer] = group.spread(table, table.statuses), _STATUSES
            if self.long:
                lists = self.tables.lists
                found[f"missing {table.offer}"] = group.spread(table, table.missing), lists
                found[f"questions {table.offer}"] = group.spread(table, table.questions), lists
        return found

    @property
    def taken(self) -> tuple[str, ...]:
        """The names of the columns of an answer."""
        own = ("row", FAULT, FIRST)
        at_length = ("offer", "status", "missing", "open_questions")
        return (*own, *(at_length if self.long else self.offers))

    def spelled(self, fact: Fact, values: Iterable[object]) -> dict[object, int]:
        """The class of every spelling: 0 for unknown, -1 for one that is no value of the fact.
        Raises `InputError` where there are more than `MOST_SPELLINGS`."""
        found = {}
        for value in values:
            if isinstance(value, (list, dict)):
                raise InputError(
                    f"Kolonnen “{fact.id}” har flere værdier i en celle.",
                    "Giv den én værdi pr. sag.",
                )
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
        given = set(spellings)
        held = held.with_columns(self._wrong(spellings).alias(FAULT))
        asked = {fact: spellings[fact] for fact in self.tables.facts if fact in given}
        offers, nobody = self._beside(frozenset(asked))
        ranks = [_rank(number) for number in range(len(offers))]
        if held.implementation.is_polars():
            from rusvej.caseload import quick

            native = quick.classes(held.to_native(), [*keep, FAULT], asked)
            native = quick.looked_up(native, nobody)
            native = quick.looked_up(native, offers)
            held = nw.from_native(quick.firsts(native, ranks, self._firsts))
        else:
            classes = (
                _class_of(fact, known).alias(class_of(fact)) for fact, known in asked.items()
            )
            held = held.select(*keep, FAULT, *classes)
            held = _joined(held, [(_place(table), table) for table in (*nobody, *offers)])
            # Spark has no least of one column.
            least = nw.min_horizontal(*ranks) if ranks[1:] else nw.col(*ranks)
            held = _joined(held, [(least, self._firsts)])
        held = held.with_columns(_with_nobody(nobody).alias(FAULT))
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

    def _wrong(self, spellings: Spellings) -> Any:
        """The number of the first column whose value is wrong; 0 where none is."""
        wrong = nw.lit(0)
        facts = enumerate(self.book.vocabulary, start=1)
        for number, fact in reversed([(n, fact) for n, fact in facts if fact in spellings]):
            bad = [value for value, found in spellings[fact].items() if found < 0]
            if bad:
                wrong = nw.when(nw.col(fact).is_in(bad)).then(nw.lit(number)).otherwise(wrong)
        return wrong


def _with_nobody(tables: Sequence[Beside]) -> Any:
    wrong = nw.col(FAULT)
    for table in tables:
        (name,) = table.columns
        wrong = nw.when(nw.col(name) == 1, nw.col(FAULT) == 0).then(nw.lit(NOBODY)).otherwise(wrong)
    return wrong


def _whole(value: object) -> object:
    if (isinstance(value, float) and value.is_integer()) or (
        isinstance(value, Decimal) and not value % 1
    ):
        return int(value)
    found = _DECIMAL.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(found[1]) if found else value


def _rank(group: int) -> str:
    return f"rank {group}"


def _class_of(fact: str, spelled: Mapping[object, int]) -> Any:
    by_class: dict[int, list[object]] = {}
    for value, number in spelled.items():
        by_class.setdefault(number, []).append(value)
    said = nw.lit(0)
    for number, values in by_class.items():
        if number > 0:
            said = nw.when(nw.col(fact).is_in(values)).then(nw.lit(number)).otherwise(said)
    return said


class Beside:
    """A table as columns, made for each engine when it first asks."""

    def __init__(
        self,
        facts: tuple[str, ...],
        strides: tuple[int, ...],
        columns: Mapping[str, Column],
    ) -> None:
        self.facts, self.strides, self.columns = facts, strides, columns

    @property
    def size(self) -> int:
        """How many places it has."""
        return len(next(iter(self.columns.values()))[0])

    @cached_property
    def polars(self) -> dict[str, Any]:
        """The columns as series."""
        from rusvej.caseload import quick

        return quick.series(self.columns)

    def joined(self, name: str, engine: nw.Implementation) -> Any:
        """A small table with the place in the column `name`, for another engine."""
        columns: dict[str, Any] = {name: np.arange(self.size)}
        for column, (numbers, words) in self.columns.items():
            columns[column] = np.array(words, object)[numbers] if words else numbers
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


def _place(table: Beside) -> Any:
    """The place of each row in a table."""
    parts = [
        nw.col(class_of(fact)) * stride
        for fact, stride in zip(table.facts, table.strides, strict=True)
    ]
    return sum(parts[1:], parts[0]) if parts else nw.lit(0)


def _joined(held: Any, wanted: Sequence[tuple[Any, Beside]]) -> Any:
    """The frame with what stands at the place of each row in each of the tables."""
    names = [f"place {at}" for at in range(len(wanted))]
    held = held.with_columns(
        place.alias(name) for name, (place, _) in zip(names, wanted, strict=True)
    )
    for name, (_, table) in zip(names, wanted, strict=True):
        held = held.join(table.joined(name, held.implementation), on=name, how="left")
    return held.drop(names)
