"""Writing the files that a user names."""

from __future__ import annotations

from pathlib import Path

from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.store.files import replace_bytes

#: What the user can look for where a file cannot be written.
HELP = "Findes mappen, er der plads, og må du skrive i den?"


def write_file(what: str, name: str, text: str) -> None:
    """Writes what a sentence begins with (`what`) to the file of that name. Raises `InputError`
    where that is not possible."""
    if name == "-":
        raise InputError(f"{what} skrives i en fil, og - er ikke en.", "Skriv et filnavn.")
    try:
        replace_bytes(Path(name), text.encode())
    except (OSError, ValueError):
        raise unwritable(what, name) from None


def unwritable(what: str, name: object) -> InputError:
    """What is said where a file cannot be written."""
    where = quoted(name, "en fil af det navn", 80)
    return InputError(f"{what} kan ikke skrives til {where}.", HELP)
