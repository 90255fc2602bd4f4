"""CSV by blocks of whole rows: Polars reads them typed, which is quick, while they are as the first
ones were; a block that is not is read again as text, and one whose rows are not alike one by one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

import numpy as np
import polars as pl

from rusvej.caseload import chunk
from rusvej.caseload.chunk import Chunk, consecutive
from rusvej.diagnostics import InputError

#: Bytes that are read first, which tell how the rest is written, and at the most at a time.
FIRST, BLOCK = 1 << 18, 32 << 20
_DELIMITERS = ";,\t|"
#: Excel fills the line up with separators, and may put it in quotation marks.
_SEP = re.compile(r"[\"\s]*sep=(.?)\"?[;,\t| ]*$", re.I)
#: So many times that may an open quotation mark keep a block from ending.
MOST_BLOCKS = 4
#: A column with more spellings is text.
MOST_WORDS = 5_000


def read(source: IO[bytes], few: Mapping[str, bool]) -> Iterator[Chunk]:
    """The rows of an open file. Columns in `few` have each spelling once; where it says so, only
    "true" and "false" are read as truths."""
    texts = _blocks(source)
    head, text = _first(next(texts, b"").removeprefix(b"\xef\xbb\xbf"))
    delimiter = said_delimiter(head)
    if delimiter:
        head, text = _first(text)
    if not head.strip():
        what = "Første linje" if text.strip() else "Filen"
        raise InputError(f"{what} er tom.", "Den skal begynde med kolonnernes navne, fx age;level.")
    delimiter = delimiter or delimiter_of(head)
    names = next(csv.reader([head], delimiter=delimiter))
    # Excel leaves columns without a name behind.
    names = [name or f"kolonne {number}" for number, name in enumerate(names, start=1)]
    if len(set(names)) < len(names):
        raise InputError("To kolonner hedder det samme.", "Giv hver kolonne et navn for sig.")
    rows = _Rows(names, delimiter, few)
    yield from rows.of(text).parts()
    for text in texts:
        yield from rows.of(text).parts()


def _first(text: bytes) -> tuple[str, bytes]:
    """The first line, and the rest."""
    first, end, rest = text.partition(b"\n")
    if not end and len(first) > BLOCK:
        raise InputError("Første linje har ingen ende.", "Den skal være kolonnernes navne.")
    return first.decode().rstrip("\r"), rest


def delimiter_of(head: str) -> str:
    """What stands between the names of the columns."""
    return max(_DELIMITERS, key=head.count)


def said_delimiter(head: str) -> str:
    """What a line that Excel reads before the names says of it, as in ``sep=;``; empty for any
    other line. Raises `InputError` for one that no file of cases has."""
    said = _SEP.match(head)
    if said is None:
        return ""
    if not said[1] or said[1] not in _DELIMITERS:
        raise InputError(
            "Linjen sep= siger et skilletegn, som ikke kan bruges.",
            "Skriv sep=; eller sep=, eller slet linjen.",
        )
    return said[1]


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    """The bytes, cut after lines that no open quotation mark goes on from: first a few, then so
    many that a block has about as many lines as a chunk has rows."""
    size = min(FIRST, BLOCK)
    while text := source.read(size):
        lines = [text, source.readline(BLOCK)]
        marks, length = sum(map(_marks, lines)), len(text)
        while marks % 2 and length < MOST_BLOCKS * BLOCK and (line := source.readline(BLOCK)):
            lines.append(line)
            marks += _marks(line)
            length += len(line)
        text = b"".join(lines)
        yield text
        if size == FIRST:
            size = min(BLOCK, max(FIRST, len(text) * chunk.ROWS // (text.count(b"\n") or 1)))


def _marks(text: bytes) -> int:
    # Most files have none, and that is found more quickly than how many.
    return text.count(b'"') if b'"' in text else 0


class _Rows:
    """What the blocks of a file have in common, learned as they come."""

    def __init__(self, names: list[str], delimiter: str, few: Mapping[str, bool]) -> None:
        self.names, self.delimiter, self.few = names, delimiter, few
        self.kinds: dict[str, Any] = {}
        self.seen = 0

    def of(self, text: bytes) -> Chunk:
        """A block's rows."""
        frame = self._quickly(text, self.kinds) if self.kinds else None
        if frame is None and (frame := self._quickly(text, self._text())) is not None:
            frame = self._learned(frame)
        if frame is not None:
            rows = consecutive(self.seen, len(frame))
            self.seen += len(frame)
            return Chunk(frame, rows)
        return self._exactly(text)

    def _text(self) -> dict[str, Any]:
        return dict.fromkeys(self.names, pl.String)

    def _quickly(self, text: bytes, kinds: Mapping[str, Any]) -> pl.DataFrame | None:
        try:
            frame = pl.read_csv(text, has_header=False, schema=kinds, separator=self.delimiter)
        except pl.exceptions.PolarsError:
            return None
        # Polars takes an empty line for a row, and too few fields for empty ones.
        full = len(frame) and not frame[self.names[-1]].null_count()
        return frame if full or self._whole(text, frame) else None

    def _whole(self, text: bytes, frame: pl.DataFrame) -> bool:
        """Whether every line has all its fields."""
        fields = np.count_nonzero(np.frombuffer(text, np.uint8) == ord(self.delimiter))
        alike = fields == len(frame) * (len(self.names) - 1)
        return alike and not re.match(rb"\r?\n", text) and not re.search(rb"\n\r?\n", text)

    def _learned(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame in the types that its columns have from now on."""
        for name in self.names:
            self.kinds[name] = self._kind(frame[name]) if name in self.few else pl.String
        return frame.with_columns(
            _truths(frame[name]) if kind == pl.Boolean else frame[name].cast(kind)
            for name, kind in self.kinds.items()
        )

    def _kind(self, column: pl.Series) -> Any:
        before = self.kinds.get(column.name)
        known = ["true", "false"] if before == pl.Boolean else []
        if isinstance(before, pl.Enum):
            known = before.categories.to_list()
        found = dict.fromkeys((*known, *column.drop_nulls().unique().sort()))
        if self.few[column.name] and found.keys() == {"true", "false"}:
            return pl.Boolean
        return pl.Enum(list(found)) if len(found) <= MOST_WORDS else pl.String

    def _exactly(self, text: bytes) -> Chunk:
        whole, numbers, spoiled = [], [], []
        read = csv.reader(io.StringIO(text.decode(), newline=""), delimiter=self.delimiter)
        for row in read:
            self.seen += 1
            if len(row) == len(self.names):
                numbers.append(self.seen)
                whole.append([field or None for field in row])
            elif row:
                noun = "felt" if len(row) == 1 else "felter"
                fields = f"rækken har {len(row)} {noun} og ikke {len(self.names)}"
                if lines := sum(field.count("\n") for field in row):
                    fields += f"; et anførselstegn i den lukkes først {lines} linjer længere nede"
                spoiled.append((self.seen, fields))
        frame = pl.DataFrame(whole, schema=self._text(), orient="row")
        return Chunk(self._learned(frame), pl.Series(numbers, dtype=pl.Int64), spoiled)


def _truths(column: pl.Series) -> pl.Series:
    return column.replace_strict({"true": True, "false": False}, return_dtype=pl.Boolean)
