"""Writing the files that a user names."""

from __future__ import annotations

from collections.abc import Callable
from errno import ENOTDIR
from pathlib import Path
from typing import NamedTuple

from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.persons import refuse_cpr
from rusvej.store.files import read_bytes, replace_bytes

#: What the user can look for where a file cannot be written.
HELP = "Findes mappen, er der plads, og må du skrive i den?"
#: What a file is begins within so many bytes.
_BEGIN = 200


class Kind(NamedTuple):
    """What is written: as a sentence begins with it, one of it, and words near its beginning."""

    named: str
    one: str
    begins: str


def write_file(kind: Kind, name: str, text: str) -> str:
    """Writes to the file of that name; what is to be said of one that stood there. Raises
    `InputError` where that is not possible, and rather than write over anything but another of the
    kind."""
    refuse_cpr(name)
    if name == "-":
        raise InputError(f"{kind.named} skrives i en fil, og - er ikke en.", "Skriv et filnavn.")
    try:
        begins = kind.begins.encode()
        said = replacing(name, kind.one, lambda path: begins in read_bytes(path, _BEGIN)[:_BEGIN])
        replace_bytes(Path(name), text.encode())
    except (OSError, ValueError):
        raise unwritable(kind.named, name) from None
    return said


def replacing(name: str, one: str, belongs: Callable[[Path], bool]) -> str:
    """What is to be said where a file of that name is replaced; empty where none stands there.

    Raises `InputError` where what stands there is not `one` that `belongs`, so that nothing is lost
    by a slip, and `OSError` where it cannot be read.
    """
    path = Path(name)
    if not (path.is_symlink() or path.exists()):
        return ""
    if read_bytes(path, 0) and not belongs(path):
        raise InputError(
            f"Filen {quoted(name, 'med det navn', 80)} findes og er ikke {one}.",
            "Vælg et andet filnavn.",
        )
    return f"Filen {quoted(path.name, 'med det navn', 80)} fandtes og er erstattet."


def make_folder(path: Path) -> None:
    """Makes the folder, unless it is there. Raises `NotADirectoryError` where something else is, be
    it a link to nothing, and `OSError` where it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(ENOTDIR, "not a folder") from None


def unwritable(what: str, name: object) -> InputError:
    """What is said where a file cannot be written."""
    where = quoted(name, "en fil af det navn", 80)
    return InputError(f"{what} kan ikke skrives til {where}.", HELP)
