"""Receipts of answers: written without a person in them, and read back with distrust."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Literal

from rusvej.app.writing import Kind, write_file
from rusvej.calendar import Day, read_date
from rusvej.diagnostics import InputError
from rusvej.explain.classes import FactClass
from rusvej.explain.receipt import SCHEMA, Receipt
from rusvej.facts import Value
from rusvej.foreign import once, quoted
from rusvej.persons import refuse_cpr
from rusvej.records import record
from rusvej.store import schema
from rusvej.store.decode import decoder
from rusvej.store.folder import fingerprint

#: A receipt takes a few thousand characters; more is something else.
_MAX = 200_000
_FINGERPRINT = re.compile("[0-9a-f]{0,64}")


@record
class _Book:
    name: str
    version: str
    digest: str


@record
class _Class:
    fact: str
    class_: str = ""
    values: tuple[Value, ...] = ()
    from_: int | None = None
    to: int | None = None


@record
class _Written:
    """The form of a receipt file."""

    schema: Literal["rusvej/receipt/1"]
    as_of: Day
    rulebook: _Book
    rusvej: str
    facts: tuple[_Class, ...]
    offers: Mapping[str, str]
    caveats: Mapping[str, str]
    actions: Mapping[str, str]
    deadlines: Mapping[str, str]
    guidance: str
    checksum: str


def seal(data: dict[str, Any]) -> dict[str, Any]:
    """The data with a fingerprint of all the rest. It shows a slip of the hand, not a forger."""
    return {**data, "checksum": _checksum(data)}


def _checksum(data: dict[str, Any]) -> str:
    rest = {key: value for key, value in data.items() if key != "checksum"}
    return fingerprint(
        [json.dumps(rest, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()]
    )


def write(name: str, data: dict[str, Any]) -> str:
    """Writes a sealed receipt; what is to be said of one that stood there. Raises `InputError`,
    also rather than overwriting anything but a receipt."""
    kind = Kind("Kvitteringen", "en kvittering", SCHEMA)
    return write_file(kind, name, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def read(text: str, name: str) -> Receipt:
    """The receipt in a file's text. Raises `InputError` for a foreign or altered one; `name` is for
    the message."""
    try:
        data = json.loads(text, object_pairs_hook=once) if len(text) <= _MAX else None
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
    found = None
    if next(schema.problems(_Written, data), None) is None:
        # A fingerprint may look like a number of any kind; everything else may be shown.
        shown = {**data, "checksum": "", "rulebook": {**data["rulebook"], "digest": ""}}
        refuse_cpr(json.dumps(shown, ensure_ascii=False))
        found = _receipt(decoder(_Written)(data))
    if found is None:
        raise InputError(
            "Kvitteringen mangler noget eller har en forkert form.", "Skriv den igen med --receipt."
        )
    return found


def _receipt(written: _Written) -> Receipt | None:
    book = written.rulebook
    classes = tuple(FactClass(c.fact, c.from_, c.to, c.values) for c in written.facts)
    once = len({each.fact for each in classes}) == len(classes)
    if not once or not all(map(_sound, classes)) or not _FINGERPRINT.fullmatch(book.digest):
        return None
    sections = ("offers", "caveats", "actions", "deadlines")
    outcome = {name: dict(sorted(getattr(written, name).items())) for name in sections}
    # As a day that somebody writes, so within the years of ours.
    day = read_date(written.as_of.isoformat(), written.as_of)
    return Receipt(book.name, book.version, book.digest, written.rusvej, day, classes, outcome)


def _sound(each: FactClass) -> bool:
    if each.low is None or each.high is None:
        return bool(each.values) and each.low is each.high
    return each.low <= each.high and not each.values
