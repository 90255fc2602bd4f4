"""Records as plain data for `json.dumps`: each type is written in one way, wherever it stands.

A citation has the heading that a reader of the paper would look for, a truth, a status and a
verdict their name in the contract, a date its ISO form; a condition is told in words. A record is
what its shape says (`rusvej.shapes`): the one asked for, or that of `SHAPES`, or all its fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from rusvej.conditions import Condition
from rusvej.model import Citation, Rulebook
from rusvej.render.words import condition
from rusvej.shapes import shaped
from rusvej.truth import Truth

#: By the name of its class, what is told of a record wherever one stands in another.
SHAPES = {
    "ActionResult": (
        "id=action.id title=action.title text=action.text kind=action.kind"
        " offers=action.offers sources=action.sources applies missing"
    ),
    "CaveatResult": (
        "id=caveat.id title=caveat.title offers=caveat.offers text=printed.text"
        " sources=printed.sources applies stressed missing"
    ),
    "Choice": "id label help synonyms",
    "ContactUnit": "id name telephone address sources",
    "DeadlineResult": (
        "id=deadline.id text=deadline.text sources=deadline.sources"
        " applies missing open_questions=questions"
    ),
    "Fragment": "text sources",
    "Level": "id name vignette asks sources",
    "LevelEntry": "level note sources",
    "Limit": "text sources",
    "QuestionReading": "id text effect",
    "Reason": (
        "id=criterion.id text=criterion.text sources=criterion.sources"
        " verdict facts missing open_questions=questions"
    ),
    "Remark": "kind text sources",
    "Said": (
        "text=statement.text sources=statement.sources applies=verdict open_questions=questions"
    ),
    "Statement": "text sources",
}


def plain(book: Rulebook, value: Any) -> Any:
    """Any value that stands in a record."""
    if value is None or type(value) in (str, int, bool, float):
        return value
    if isinstance(value, Citation):
        lines = [value.first, value.last]
        return {"document": value.document, "lines": lines, "heading": book.heading(value)}
    if isinstance(value, Truth):
        return value.value
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Condition):
        return condition(book, value)
    if isinstance(value, (tuple, list, map)):
        return [plain(book, each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(book, each) for key, each in value.items()}
    return picked(book, value, SHAPES.get(type(value).__name__) or " ".join(value.__record__))


def picked(book: Rulebook, record: Any, shape: str, /, **worked_out: Any) -> dict[str, Any]:
    """A record by its shape; what no record holds is `worked_out`."""
    return shaped(record, shape, lambda value: plain(book, value), **worked_out)
