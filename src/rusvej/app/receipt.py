"""Receipts of answers: written without a person in them, and read back with distrust."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from rusvej.answer import Answer
from rusvej.app.writing import unwritable, write_file
from rusvej.calendar import read_date
from rusvej.diagnostics import InputError
from rusvej.explain.classes import FactClass
from rusvej.explain.receipt import SCHEMA, SECTIONS, Outcome, Receipt, Summary
from rusvej.foreign import quoted
from rusvej.persons import refuse_cpr
from rusvej.store.files import read_bytes
from rusvej.store.folder import fingerprint

#: A receipt takes a few thousand characters; more is something else.
_MAX = 200_000
_FINGERPRINT = re.compile("[0-9a-f]{0,64}")


def summarize(found: Answer) -> Summary:
    """What a receipt says of an answer."""
    return Summary(found.rulebook, found.case)


def seal(data: dict[str, Any]) -> dict[str, Any]:
    """The data with a fingerprint of all the rest. It shows a slip of the hand, not a forger."""
    return {**data, "checksum": _checksum(data)}


def _checksum(data: dict[str, Any]) -> str:
    rest = {key: value for key, value in data.items() if key != "checksum"}
    return fingerprint(
        [json.dumps(rest, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()]
    )


def write(name: str, data: dict[str, Any]) -> None:
    """Writes a sealed receipt. Raises `InputError`, also rather than overwriting anything but a
    receipt."""
    refuse_cpr(name)
    path = Path(name)
    try:
        if path.is_symlink() or path.exists():
            begin = read_bytes(path, _MAX)[:200]
            if SCHEMA not in begin.decode("utf-8", errors="replace"):
                raise InputError(
                    f"Filen {quoted(name, 'med det navn', 80)} findes og er ikke en kvittering.",
                    "Vælg et andet filnavn.",
                )
    except (OSError, ValueError):
        raise unwritable("Kvitteringen", name) from None
    write_file("Kvitteringen", name, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def read(text: str, name: str) -> Receipt:
    """The receipt in a file's text. Raises `InputError` for a foreign or altered one; `name` is for
    the message."""
    try:
        data = json.loads(text) if len(text) <= _MAX else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not str(data.get("schema", "")).startswith("rusvej/receipt/"):
        raise InputError(
            f"{quoted(name, 'Filen', 80)} er ikke en kvittering fra rusvej.",
            "En kvittering skrives med rusvej suggest … --receipt FIL.",
        )
    if data["schema"] != SCHEMA:
        raise InputError(
            "Kvitteringen har en udgave, som denne rusvej ikke kender.", f"Den kender {SCHEMA}."
        )
    if data.get("checksum") != _checksum(data):
        raise InputError(
            "Kvitteringen er ændret eller beskadiget, siden den blev skrevet.",
            "Dens kontrolsum passer ikke til indholdet.",
        )
    try:
        # A fingerprint may look like a number of any kind; everything else may be shown.
        refuse_cpr(
            json.dumps(
                {**data, "checksum": "", "rulebook": {**data["rulebook"], "digest": ""}},
                ensure_ascii=False,
            )
        )
        return _receipt(data)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InputError(
            "Kvitteringen mangler noget eller har en forkert form.", "Skriv den igen med --receipt."
        ) from None


def _receipt(data: dict[str, Any]) -> Receipt:
    book = data["rulebook"]
    texts = (book["name"], book["version"], book["digest"], data["rusvej"])
    if not all(isinstance(text, str) for text in texts) or not _FINGERPRINT.fullmatch(
        book["digest"]
    ):
        raise TypeError
    facts = tuple(_fact(entry) for entry in data["facts"])
    if len({each.fact for each in facts}) < len(facts):
        raise ValueError
    sections = [_section(data[section]) for section in SECTIONS]
    day = date.fromisoformat(data["as_of"])
    # As a day that somebody writes, so within the years of ours.
    return Receipt(*texts, read_date(day.isoformat(), day), facts, Outcome(*sections))


def _fact(entry: dict[str, Any]) -> FactClass:
    name = entry["fact"]
    if not isinstance(name, str):
        raise TypeError
    if "values" in entry:
        values = tuple(entry["values"])
        if not values or not all(isinstance(value, (bool, int, str)) for value in values):
            raise TypeError
        return FactClass(name, values=values)
    low, high = entry["from"], entry["to"]
    if type(low) is not int or type(high) is not int or low > high:
        raise ValueError
    return FactClass(name, low, high)


def _section(entries: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    if not all(isinstance(value, str) for value in entries.values()):
        raise TypeError
    return tuple(sorted(entries.items()))
