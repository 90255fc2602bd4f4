"""Answers into a file, chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Protocol, cast

import polars as pl
from polars.io.plugins import register_io_source

from rusvej.caseload.beside import Behind


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
        frame.write_csv(self._target, include_header=not self._named)
        self._named = True

    def close(self) -> None:
        self._target.flush()


class _Jsonl:
    def __init__(self, target: IO[bytes]) -> None:
        self._target = target

    def write(self, frame: pl.DataFrame) -> None:
        frame.write_ndjson(self._target)

    def close(self) -> None:
        self._target.flush()


class _Parquet:
    """Written while the next frame is made."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._schema: pl.Schema | None = None

    def write(self, frame: pl.DataFrame) -> None:
        if self._schema is None:
            self._schema = frame.schema
            self._behind = Behind(self._written)
        kinds = self._schema.items()
        self._behind.give(frame.select(pl.col(name).cast(kind) for name, kind in kinds))

    def _written(self, frames: Iterator[pl.DataFrame]) -> None:
        told = register_io_source(lambda *_: frames, schema=cast(pl.Schema, self._schema))
        told.sink_parquet(self._target, compression="zstd", compression_level=1)

    def close(self) -> None:
        if self._schema is None:
            pl.DataFrame().write_parquet(self._target)
        else:
            self._behind.close()
        self._target.flush()
