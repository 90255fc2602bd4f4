"""Records as plain data for `json.dumps`: each type is written in one way, wherever it stands.

A citation has the heading that a reader of the paper would look for, a truth, a status and a
verdict their name in the contract, a date its ISO form; a condition is told in words. A record is
the fields asked for, or those of `FIELDS`, or all. Only what the contract calls otherwise, or what
no record holds, is written by hand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from rusvej.conditions import Condition, in_words
from rusvej.model import Citation, Rulebook
from rusvej.truth import Truth

#: By the name of its class, what is told of a record wherever one stands in another.
FIELDS = {
    "Statement": "text sources",
    "Limit": "text sources",
    "Level": "id name vignette asks sources",
    "LevelEntry": "level note sources",
    "QuestionReading": "id text effect",
    "Remark": "kind text sources",
    "Fragment": "text sources",
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
        titles = {question.id: question.title for question in book.questions}
        return in_words(value, book.vocabulary, titles)
    if isinstance(value, (tuple, list)):
        return [plain(book, each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(book, each) for key, each in value.items()}
    return picked(book, value, FIELDS.get(type(value).__name__) or " ".join(value.__record__))


def picked(book: Rulebook, record: Any, names: str, /, **renamed: str) -> dict[str, Any]:
    """The fields of a record named in `names`, and under their key those that the contract calls
    otherwise: ``picked(book, reason, "verdict", open_questions="questions")``."""
    wanted = {name.rstrip("_"): name for name in names.split()} | renamed
    return {key: plain(book, getattr(record, name)) for key, name in wanted.items()}
