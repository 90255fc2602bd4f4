"""A file of cases as chunks of rows, whatever its format, in memory that does not grow with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from csv import reader
from pathlib import Path
from threading import Lock
from typing import IO, Any, cast

import polars as pl
import pyarrow as pa
from pyarrow import csv, parquet

from rusvej.diagnostics import InputError

#: Rows in a chunk, and bytes of text that are read at a time.
ROWS = 131_072
BLOCK = 16 << 20

FORMATS = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
FORMATS |= {".parquet": "parquet", ".pq": "parquet"}


def format_of(name: str, given: str | None, usual: str = "") -> str:
    """csv, jsonl or parquet: as said, else by the ending of the name, else the usual one. Raises
    `InputError`."""
    found = given or FORMATS.get(Path(name).suffix.casefold()) or usual
    if not found:
        raise InputError(
            "Filens endelse siger ikke, hvad den er.",
            "Brug .csv, .jsonl eller .parquet, eller sig det med --in-format og --out-format.",
        )
    return found


#: Told of a row that cannot be read as one: its number (from 1) and why.
Spoiled = Callable[[int, str], None]


def chunks(
    source: IO[bytes], form: str, spoiled: Spoiled, few: Collection[str] = ()
) -> Iterator[pl.DataFrame]:
    """The rows of an open file, in order. In CSV every column is text, each spelling kept once in
    the columns that have `few`. Raises `InputError` for a file that is not what it should be."""
    readers: dict[str, Callable[[IO[bytes], Spoiled], Iterator[pl.DataFrame]]] = {
        "csv": lambda source, spoiled: _csv(source, spoiled, few),
        "jsonl": _jsonl,
        "parquet": _parquet,
    }
    try:
        yield from readers[form](source, spoiled)
    except (pa.ArrowException, pl.exceptions.PolarsError, UnicodeDecodeError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise InputError(
            f"Filen kan ikke læses som {form}.",
            "Tjek, at den er hel og i UTF-8; CSV skal have kolonnernes navne i første linje.",
        ) from None


def _csv(source: IO[bytes], spoiled: Spoiled, few: Collection[str]) -> Iterator[pl.DataFrame]:
    """With as many threads as there are, until a row is none: only one alone can number it, and so
    begins again. A stream is read by one from the first."""
    given = 0
    if source.seekable():
        begin = source.tell()
        peeked = _Peeked(source)
        broken: list[csv.InvalidRow] = []

        def begins_again(row: csv.InvalidRow) -> str:
            broken.append(row)
            return "skip"

        try:
            for batch in _opened(peeked, few, begins_again, many=True):
                if broken:
                    break
                given += len(batch)
                yield from _frames(batch)
        finally:
            peeked.stop()
        if not broken:
            return
        source.seek(begin)

    def ragged(row: csv.InvalidRow) -> str:
        fields = f"rækken har {row.actual_columns} felter og ikke {row.expected_columns}"
        spoiled((row.number or 1) - 1, fields)
        return "skip"

    for batch in _opened(_Peeked(source), few, ragged, many=False):
        before = min(given, len(batch))
        given -= before
        yield from _frames(batch.slice(before))


def _opened(
    peeked: _Peeked, few: Collection[str], ragged: Callable[[csv.InvalidRow], str], *, many: bool
) -> Any:
    first = peeked.first_line()
    if not first.strip():
        raise InputError("Filen er tom.", "Første linje er kolonnernes navne, fx age;level.")
    delimiter = max(";,\t|", key=first.count)
    names = next(reader([first], delimiter=delimiter))
    if len(set(names)) < len(names):
        raise InputError("To kolonner hedder det samme.", "Giv hver kolonne et navn for sig.")
    once = pa.dictionary(pa.int32(), pa.string())
    return csv.open_csv(
        peeked,
        read_options=csv.ReadOptions(block_size=BLOCK, use_threads=many),
        parse_options=csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, invalid_row_handler=ragged
        ),
        convert_options=csv.ConvertOptions(
            column_types={name: once if name in few else pa.string() for name in names},
            strings_can_be_null=True,
            null_values=[""],
        ),
    )


def _frames(batch: pa.RecordBatch) -> Iterator[pl.DataFrame]:
    # A block of short rows is many: as they are answered they become much wider.
    yield from pl.DataFrame(
        [_series(name, batch.column(name)) for name in batch.schema.names]
    ).iter_slices(2 * ROWS)


def _series(name: str, column: pa.Array) -> pl.Series:
    if not isinstance(column, pa.DictionaryArray):
        return pl.Series(name, column)
    words = column.dictionary.to_pylist()
    return pl.Series(name, words, pl.Enum(words)).gather(pl.Series(values=column.indices))


class _Peeked:
    """A stream whose first line has been looked at, without the mark of UTF-8."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._held = b""
        self._reading = Lock()
        self.closed = False

    def first_line(self) -> str:
        """The first line; a longer one than a block is no line of names."""
        self._held = self._source.read(BLOCK).removeprefix(b"\xef\xbb\xbf")
        return self._held.split(b"\n", 1)[0].decode().rstrip("\r")

    def read(self, size: int = -1) -> bytes:
        """Some bytes; none at the end."""
        with self._reading:
            if self._held:
                held, self._held = self._held[:size], self._held[size:]
                return held
            return b"" if self.closed else self._source.read(size)

    def stop(self) -> None:
        """Nothing more is read, whoever reads ahead."""
        with self._reading:
            self._held, self.closed = b"", True

    def close(self) -> None:
        """The source belongs to whoever opened it."""

    def readable(self) -> bool:
        """Always."""
        return True


def _jsonl(source: IO[bytes], spoiled: Spoiled) -> Iterator[pl.DataFrame]:
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(source, start=1):
        if not line.strip():
            spoiled(number, "linjen er tom")
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or any(isinstance(v, (list, dict)) for v in row.values()):
                raise ValueError
        except (ValueError, RecursionError):
            spoiled(number, "linjen er ikke et JSON-objekt med enkle værdier")
            continue
        rows.append({name: None if value is None else _text(value) for name, value in row.items()})
        if len(rows) == ROWS:
            yield _frame(rows)
            rows = []
    if rows:
        yield _frame(rows)


def _text(value: object) -> str:
    return ("ja" if value else "nej") if isinstance(value, bool) else str(value)


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String))


def _parquet(source: IO[bytes], spoiled: Spoiled) -> Iterator[pl.DataFrame]:
    for batch in parquet.ParquetFile(source).iter_batches(batch_size=ROWS):
        yield cast(pl.DataFrame, pl.from_arrow(batch))
