"""Answers into a file, chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any, Protocol

import polars as pl
import pyarrow as pa
from pyarrow import parquet


class Writer(Protocol):
    """Takes frames with the same columns, then is closed."""

    def write(self, frame: pl.DataFrame) -> None:
        """Adds rows."""

    def close(self) -> None:
        """Ends the file; it stays open for whoever opened it."""


def writer(target: IO[bytes], form: str) -> Writer:
    """For csv, jsonl or parquet."""
    kinds: dict[str, Callable[[IO[bytes]], Writer]]
    kinds = {"csv": _Csv, "jsonl": _Jsonl, "parquet": _Parquet}
    return kinds[form](target)


class _Csv:
    def __init__(self, target: IO[bytes]) -> None:
        self._target, self._named = target, False

    def write(self, frame: pl.DataFrame) -> None:
        self._target.write(frame.write_csv(include_header=not self._named).encode())
        self._named = True

    def close(self) -> None:
        self._target.flush()


class _Jsonl:
    def __init__(self, target: IO[bytes]) -> None:
        self._target = target

    def write(self, frame: pl.DataFrame) -> None:
        self._target.write(frame.write_ndjson().encode())

    def close(self) -> None:
        self._target.flush()


class _Parquet:
    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._writer: Any = None

    def write(self, frame: pl.DataFrame) -> None:
        table = frame.to_arrow()
        if self._writer is None:
            self._writer = parquet.ParquetWriter(
                self._target, table.schema, compression="zstd", compression_level=1
            )
        self._writer.write_table(table.cast(self._writer.schema))

    def close(self) -> None:
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self._target, pa.schema([]))
        self._writer.close()
        self._target.flush()
