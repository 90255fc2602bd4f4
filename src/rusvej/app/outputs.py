"""Where the answers to many cases go: never over the cases, nor over anything but former
answers."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from rusvej.app.writing import replacing, unwritable
from rusvej.caseload.plan import FIRST
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.store.files import read_bytes

#: The line of names is shorter, and so is an answer.
_LINE = 1 << 16
#: The names in a file of rows that were refused.
REFUSED = ("row", "why")
#: What Spark calls its files.
_SPARK = re.compile(r"part-.*\.parquet|_SUCCESS|\..*\.crc")


def claimed(read: str, answers: tuple[str, str], rejects: str) -> tuple[str, ...]:
    """What is to be said of files that will be replaced. `answers` are a path and its form; an
    empty path is not written, and "-" is no file.

    Raises `InputError` where two of them are one file, however it is spelled, and where one stands
    there that is not of the kind.
    """
    wrote, form = answers

    def rejected(path: Path) -> bool:
        return tuple(_line(path).split(",")) == REFUSED

    for one, other in combinations([each for each in (read, wrote, rejects) if each.strip("-")], 2):
        if _same(one, other):
            raise InputError(
                "Den samme fil er nævnt to gange.",
                "Sagerne, svarene og de afviste er hver sin fil.",
            )
    try:
        said = [
            _answers(wrote, form) if wrote.strip("-") else "",
            replacing(rejects, "afviste rækker fra rusvej", rejected) if rejects else "",
        ]
    except (OSError, ValueError):
        raise unwritable("Svarene", wrote or rejects) from None
    return tuple(filter(None, said))


def _same(one: str, other: str) -> bool:
    """Whether both are one file, be it by a link; what differs in capitals alone is one file on
    many disks."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return _spelled(one) == _spelled(other)


def _spelled(name: str) -> str:
    return unicodedata.normalize("NFC", os.path.realpath(name)).casefold()


def _answers(wrote: str, form: str) -> str:
    path = Path(wrote)
    if path.is_dir() and form == "parquet":
        # Spark writes a folder of files, and empties it first.
        return _folder(wrote, path)
    kinds: dict[str, Callable[[Path], bool]] = {
        "csv": lambda path: _line(path).split(",")[1:][-1:] == [FIRST],
        "jsonl": lambda path: [*_object(_line(path))][-1:] == [FIRST],
        "parquet": lambda path: parquet.read_schema(path).names[-1:] in ([], [FIRST]),
    }
    return replacing(wrote, "svar fra rusvej batch", _readable(kinds[form]))


def _readable(belongs: Callable[[Path], bool]) -> Callable[[Path], bool]:
    def judged(path: Path) -> bool:
        try:
            return belongs(path)
        except (pa.ArrowException, ValueError, RecursionError):
            return False

    return judged


def _line(path: Path) -> str:
    line, _, _ = read_bytes(path, _LINE).decode("utf-8", "replace").partition("\n")
    return line.strip()


def _object(line: str) -> Iterator[str]:
    found = json.loads(line)
    return iter(found if isinstance(found, dict) else ())


def _folder(name: str, path: Path) -> str:
    if not all(map(_SPARK.fullmatch, os.listdir(path))):
        raise InputError(
            f"Mappen {quoted(name, 'med det navn', 80)} findes og rummer andet end svar.",
            "Vælg et andet navn.",
        )
    return f"Mappen {quoted(path.name, 'med det navn', 80)} fandtes og er erstattet."
