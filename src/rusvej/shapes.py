"""Records as plain data by a shape: the names of the fields that are told.

What is called otherwise is ``key=path``, where the path goes into records by dots and through every
part of a list. ``key(…)`` tells the record there, or each of several, by a shape of its own, and
``key=.(…)`` the same record; a text stands as it is. ``key?`` is null where there is nothing, and
``[key]`` is left out where the record has its default.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
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
    """The record by the shape; `written` makes plain data of a value. A key without a path may be
    `worked_out`; what is worked out of each of several records is a function of one of them."""
    of_each = {name: value for name, value in worked_out.items() if callable(value)}

    def told(of: Any, keys: tuple[_Key, ...], given: dict[str, Any]) -> dict[str, Any]:
        found = {}
        for key in keys:
            if key.name in given and key.path == (key.name,):
                value = given[key.name]
                value = value(of) if callable(value) else value
            else:
                value = _at(of, key.path)
            if key.left_out and value == getattr(type(of), key.path[0], None):
                continue
            if key.or_null and not value:
                value = None
            found[key.name] = by(key.shape, value)
        return found

    def by(keys: tuple[_Key, ...], value: Any) -> Any:
        if not keys or value is None or isinstance(value, str):
            return written(value)
        if isinstance(value, (tuple, list)):
            return [by(keys, each) for each in value]
        if isinstance(value, Mapping):
            return {name: by(keys, each) for name, each in value.items()}
        return told(value, keys, of_each)

    return told(record, _keys(shape), worked_out)


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
            places = () if path == "." else tuple((path or field).split("."))
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
