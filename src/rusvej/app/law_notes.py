"""The notes on the law of a folder's rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rusvej.app.rulebook import open_side
from rusvej.model.law import LawNote
from rusvej.store import data_folder
from rusvej.store.decode import decoder


def notes_in(plain: Mapping[str, Any]) -> tuple[LawNote, ...]:
    """The notes in plain data that has been read and judged valid."""
    read = decoder(LawNote)
    return tuple(read(note) for note in plain.get("law_notes", ()))


def law_notes(data: str | None) -> tuple[LawNote, ...]:
    """The notes of the rulebook the user named. Raises `InputError` or `RulebookError`."""
    return open_side(data_folder(data), "law_notes")
