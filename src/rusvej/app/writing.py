"""Writing the files that a user names."""

from __future__ import annotations

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


def write_file(kind: Kind, name: str, text: str) -> None:
    """Writes to the file of that name. Raises `InputError` where that is not possible, and rather
    than write over anything but another of the kind."""
    refuse_cpr(name)
    if name == "-":
        raise InputError(f"{kind.named} skrives i en fil, og - er ikke en.", "Skriv et filnavn.")
    try:
        path = Path(name)
        if path.is_symlink() or path.exists():
            begin = read_bytes(path, _BEGIN)[:_BEGIN].decode("utf-8", errors="replace")
            if begin and kind.begins not in begin:
                raise InputError(
                    f"Filen {quoted(name, 'med det navn', 80)} findes og er ikke {kind.one}.",
                    "Vælg et andet filnavn.",
                )
        replace_bytes(Path(name), text.encode())
    except (OSError, ValueError):
        raise unwritable(kind.named, name) from None


def unwritable(what: str, name: object) -> InputError:
    """What is said where a file cannot be written."""
    where = quoted(name, "en fil af det navn", 80)
    return InputError(f"{what} kan ikke skrives til {where}.", HELP)
