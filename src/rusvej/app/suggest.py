"""From what was typed to an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from rusvej.answer import Answer
from rusvej.compiled import compiled
from rusvej.diagnostics import InputError
from rusvej.engine import answer
from rusvej.facts import Value, read_case
from rusvej.foreign import quoted
from rusvej.model import Rulebook
from rusvej.persons import refuse_cpr

#: A case is a handful of facts; more is something else.
_MAX_CASE = 100_000


def read_case_text(text: str, name: str) -> dict[str, object]:
    """The facts in a case file's text, JSON or YAML, as written. Raises `InputError`; `name` is for
    the message."""
    if len(text) > _MAX_CASE:
        raise InputError(
            f"Sagen i {quoted(name, 'filen', 80)} er for stor til at være en sag.",
            "En sag er nogle få linjer, fx age: 15.",
        )
    refuse_cpr(text)
    stripped = text.strip()
    if not stripped:
        raise InputError(
            f"{quoted(name, 'Filen', 80)} er tom.",
            "Skriv hver oplysning på sin linje, fx age: 15.",
        )
    found = _json(stripped, name) if stripped.startswith("{") else _yaml(stripped, name)
    if not isinstance(found, dict):
        raise InputError(
            f"{quoted(name, 'Filen', 80)} skal bestå af oplysninger med navn og værdi.",
            "Fx age: 15",
        )
    nested = found.get("case", found)
    return nested if isinstance(nested, dict) else found


def _json(text: str, name: str) -> Any:
    def no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        # An escaped number shows only now.
        for part in (part for pair in pairs for part in pair if isinstance(part, str)):
            refuse_cpr(part)
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise InputError(
                f"Oplysningen {quoted(twice, 'her')} står to gange i {quoted(name, 'filen', 80)}.",
                "Slet den ene.",
            )
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=no_duplicates)
    except (ValueError, RecursionError) as error:
        place = (
            f"linje {error.lineno}, tegn {error.colno}"
            if isinstance(error, json.JSONDecodeError)
            else "for dyb indlejring"
        )
        raise InputError(
            f"{quoted(name, 'Filen', 80)} er ikke gyldig JSON ({place}).",
            "Tjek komma, anførselstegn og parenteser.",
        ) from None


def _yaml(text: str, name: str) -> Any:
    from rusvej.store.yaml import YamlFile

    read = YamlFile(name, text.encode())
    if read.diagnostics:
        first = read.diagnostics[0]
        raise InputError(
            f"{quoted(name, 'Filen', 80)} kan ikke læses (linje {first.position.line}):"
            f" {first.message}",
            first.help,
        )
    return read.data


def make_case(book: Rulebook, *parts: Mapping[str, object]) -> dict[str, Value]:
    """One checked case out of several parts; a later part wins over an earlier one.

    Raises `InputError` for unknown facts, impossible values and impossible combinations.
    """
    merged: dict[str, object] = {}
    for part in parts:
        merged.update(part)
    case = read_case(merged, book.vocabulary)
    refuse_impossible(book, case)
    return case


def refuse_impossible(book: Rulebook, case: Mapping[str, Value]) -> None:
    """Raises `InputError` when the facts given cannot be true of one person."""
    known = compiled(book)
    if not known.possible(case):
        rule = known.contradiction(case)
        if rule is None:
            raise InputError(
                "Oplysningerne kan ikke alle passe på én person.", "Ret eller udelad en af dem."
            )
        raise InputError(rule.text, rule.help)


def suggest(book: Rulebook, case: Mapping[str, Value], as_of: date) -> Answer:
    """The answer to a checked case on a date."""
    return answer(book, case, as_of)
