"""A file of cases as chunks of rows, whatever its format, in memory that does not grow with it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

import polars as pl
import pyarrow as pa
from pyarrow import parquet

from rusvej.caseload import blocks
from rusvej.caseload.chunk import ROWS, Chunk, consecutive
from rusvej.diagnostics import InputError
from rusvej.foreign import once

FORMATS = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
FORMATS |= {".parquet": "parquet", ".pq": "parquet"}


def format_of(name: str, given: str | None, usual: str = "") -> str:
    """csv, jsonl or parquet: as said, else by the ending of the name, else the usual one. Raises
    `InputError`."""
    found = given or FORMATS.get(Path(name).suffix.casefold()) or usual
    if found not in FORMATS.values():
        raise InputError(
            "Det format kendes ikke." if given else "Filens endelse siger ikke, hvad den er.",
            "Brug .csv, .jsonl eller .parquet, eller sig det med --in-format og --out-format.",
        )
    return found


def chunks(source: IO[bytes], form: str, few: Mapping[str, bool]) -> Iterator[Chunk]:
    """The rows of an open file, in order. In CSV every column is text, each spelling kept once in
    the columns that have `few`, and "true" and "false" as such where that is said. Raises
    `InputError` for a file that is not what it should be."""
    readers: dict[str, Callable[[IO[bytes]], Iterator[Chunk]]] = {
        "csv": lambda source: blocks.read(source, few),
        "jsonl": _jsonl,
        "parquet": _parquet,
    }
    try:
        yield from readers[form](source)
    except (
        pa.ArrowException, pl.exceptions.PolarsError, UnicodeDecodeError, csv.Error, OSError
    ) as error:  # fmt: skip
        if isinstance(error, OSError) and error.errno:
            raise
        raise InputError(
            f"Filen kan ikke læses som {form}.",
            "Tjek, at den er hel og i UTF-8 (i Excel: Gem som CSV UTF-8); CSV skal have kolonnernes"
            " navne i første linje.",
        ) from None


def _jsonl(source: IO[bytes]) -> Iterator[Chunk]:
    rows: list[dict[str, Any]] = []
    numbers: list[int] = []
    spoiled: list[tuple[int, str]] = []
    for number, line in enumerate(iter(lambda: source.readline(blocks.BLOCK), b""), start=1):
        if len(line) == blocks.BLOCK:
            raise InputError(f"Linje {number} er for lang.", "Der skal være én sag pr. linje.")
        if not line.strip():
            spoiled.append((number, "linjen er tom"))
            continue
        try:
            row = json.loads(line, object_pairs_hook=once)
            if not isinstance(row, dict) or any(isinstance(v, (list, dict)) for v in row.values()):
                raise ValueError
            if rb"\ud" in line.lower():
                # Half a sign is none that can be written.
                json.dumps(row, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            spoiled.append((number, "linjen er ikke et JSON-objekt med én enkel værdi pr. navn"))
            continue
        rows.append({name: None if value is None else _text(value) for name, value in row.items()})
        numbers.append(number)
        if len(rows) == ROWS:
            yield Chunk(_frame(rows), pl.Series(numbers), spoiled)
            rows, numbers, spoiled = [], [], []
    if rows or spoiled:
        yield Chunk(_frame(rows), pl.Series(numbers, dtype=pl.Int64), spoiled)


def _text(value: object) -> str:
    return ("ja" if value else "nej") if isinstance(value, bool) else str(value)


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String))


def _parquet(source: IO[bytes]) -> Iterator[Chunk]:
    seen = 0
    for batch in parquet.ParquetFile(source).iter_batches(batch_size=ROWS):
        frame = cast(pl.DataFrame, pl.from_arrow(batch))
        yield Chunk(frame, consecutive(seen, len(frame)))
        seen += len(frame)
