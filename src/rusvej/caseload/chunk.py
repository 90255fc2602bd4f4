"""Some rows of a file of cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

import polars as pl

#: As they are answered rows become much wider: about so many at a time.
ROWS = 131_072


class Chunk(NamedTuple):
    """Rows that can be read, each with its number in the file (from 1, the names are none), and the
    numbers of the others with what is wrong."""

    frame: pl.DataFrame
    rows: pl.Series
    spoiled: Sequence[tuple[int, str]] = ()

    def parts(self) -> Iterator[Chunk]:
        """The same in smaller chunks alike in size, the first with all that is spoiled."""
        spoiled = self.spoiled
        size = ceil(len(self.rows) / max(1, round(len(self.rows) / ROWS))) or 1
        for at in range(0, max(len(self.rows), 1), size):
            yield Chunk(self.frame.slice(at, size), self.rows.slice(at, size), spoiled)
            spoiled = ()


def consecutive(before: int, count: int) -> pl.Series:
    """The numbers of rows that follow `before` others."""
    return pl.int_range(before + 1, before + 1 + count, eager=True)
