"""The case that the options of a command make. Knows nothing of Typer."""

from __future__ import annotations

import sys

from rusvej.app.case import read_case_text
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.persons import refuse_cpr
from rusvej.store.files import decoded, read_bytes

#: A case or a receipt takes a few thousand bytes; a longer one is refused by its length.
_MAX_BYTES = 1_000_000


def pairs(texts: list[str], example: str = "--fact substance=alkohol") -> dict[str, object]:
    """What stands before and after the sign in each ``ID=VALUE``. Raises `InputError`."""
    found: dict[str, object] = {}
    for text in texts:
        refuse_cpr(text)
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            lack = "er ikke en oplysning" if not name.strip() or not sign else "har ingen værdi"
            raise InputError(
                f"{quoted(text, 'Det skrevne')} {lack}.", f"Skriv navn=værdi, fx {example}."
            )
        if name.strip() in found:
            raise InputError(
                f"{quoted(name.strip(), 'Oplysningen')} er oplyst to gange.", "Skriv den én gang."
            )
        found[name.strip()] = value
    return found


def read_file(name: str | None) -> dict[str, object]:
    """The facts in a case file (- is standard input), unchecked; none where none is named. Raises
    `InputError`."""
    if name is None:
        return {}
    if name == "-":
        name, text = "standard input", decoded(_standard_input(), "standard input", _MAX_BYTES)
    else:
        text = read_text(name, "Angiv en fil med sagens oplysninger, eller - for standard input.")
    return read_case_text(text, name)


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read(_MAX_BYTES + 1)
    except OSError:
        raise InputError("Standard input kan ikke læses.", "Er det en mappe?") from None


def read_text(name: str, help: str) -> str:
    """The text of a small file the user named. Raises `InputError`; `help` is for a file that does
    not exist."""
    refuse_cpr(name)
    try:
        return decoded(read_bytes(name, _MAX_BYTES), name, _MAX_BYTES)
    except FileNotFoundError:
        raise InputError(f"Filen {quoted(name, 'med det navn', 80)} findes ikke.", help) from None
    except OSError:
        raise InputError(
            f"Filen {quoted(name, 'med det navn', 80)} kan ikke læses.",
            "Det skal være en almindelig fil, som du må læse.",
        ) from None
