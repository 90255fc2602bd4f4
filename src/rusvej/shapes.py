"""Records as plain data by a shape: the names of the fields that are told.

What is called otherwise is ``key=path``, where the path goes into records by dots and through every
part of a list; ``key(…)`` tells the record there, or each of several, by a shape of its own;
``key?`` is null where there is nothing, and ``[key]`` is left out where the record has its default.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

_WORDS = re.compile(r"[\w.=?]+|[()\[\]]")


class _Key(NamedTuple):
    name: str
    path: tuple[str, ...]
    or_null: bool
    left_out: bool
    shape: tuple[_Key, ...]


def shaped(
    record: Any, shape: str, written: Callable[[Any], Any], /, **worked_out: Any
) -> dict[str, Any]:
    """The record by the shape; what no record holds stands in its place from `worked_out`, and
    `written` makes plain data of a value."""
    return _told(record, _keys(shape), written, worked_out)


def _told(
    record: Any, keys: tuple[_Key, ...], written: Callable[[Any], Any], given: dict[str, Any]
) -> dict[str, Any]:
    found = {}
    for key in keys:
        value = given[key.name] if key.name in given else _at(record, key.path)
        if key.left_out and value == getattr(type(record), key.path[0], None):
            continue
        if key.or_null and not value:
            value = None
        if not key.shape or value is None:
            found[key.name] = written(value)
        elif isinstance(value, (tuple, list)):
            found[key.name] = [_told(each, key.shape, written, {}) for each in value]
        else:
            found[key.name] = _told(value, key.shape, written, {})
    return found


@cache
def _keys(shape: str) -> tuple[_Key, ...]:
    return _parsed(_WORDS.findall(shape))


def _parsed(words: list[str]) -> tuple[_Key, ...]:
    """Takes from the words those of one shape, with the bracket that ends it."""
    found: list[_Key] = []
    left_out = False
    while words and (word := words.pop(0)) != ")":
        if word == "(":
            found[-1] = found[-1]._replace(shape=_parsed(words))
        elif word in "[]":
            left_out = word == "["
        else:
            name, _, path = word.partition("=")
            field = name.rstrip("?")
            places = tuple((path or field).split("."))
            found.append(_Key(field.rstrip("_"), places, name != field, left_out, ()))
    return tuple(found)


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for place, name in enumerate(path):
        if value is None:
            return None
        if isinstance(value, (tuple, list)):
            return [_at(each, path[place:]) for each in value]
        value = getattr(value, name)
    return value
