"""Records from plain data. The classes of `rusvej.model` are the plan: a field's type says how its
value is read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

from rusvej.calendar import Day
from rusvej.conditions import Condition, parse
from rusvej.model import Citation
from rusvej.records import make

Decoder = Callable[[Any], Any]


def _plain(value: Any) -> Any:
    return value


@cache
def decoder(kind: Any) -> Decoder:
    """A function from plain data to a value of the type. The data must be valid: see
    `rusvej.store.schema`."""
    if kind is Citation:
        return _citation
    if kind is Condition:
        return parse
    if kind is Day:
        return Day.fromisoformat
    if hasattr(kind, "__record__"):
        return _record(cast(type, kind))
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        others = [
            part for part in inner if part is not NoneType and get_origin(part) is not Literal
        ]
        if not others:
            return _plain
        read = decoder(others[0])
        words = any(get_origin(part) is Literal for part in inner)
        return lambda value: (
            value if value is None or (words and isinstance(value, str)) else read(value)
        )
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            item = decoder(inner[0])
            if item is _plain:
                return tuple
            return lambda value: tuple([item(part) for part in value])
        return tuple
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        item = decoder(inner[1])
        return lambda value: Deferred(value, item)
    return _plain


class Deferred(Mapping[str, Any]):
    """A mapping whose values are decoded when they are asked for: an answer needs few of an offer's
    many details."""

    __slots__ = ("_decoded", "_plain", "_read")

    def __init__(self, plain: dict[str, Any], read: Decoder) -> None:
        self._plain = plain
        self._read = read
        self._decoded: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._decoded:
            self._decoded[key] = self._read(self._plain[key])
        return self._decoded[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        return repr(dict(self))


@cache
def _citation(raw: str) -> Citation:
    # The same lines are cited again and again.
    return Citation.parse(raw)


def _record(kind: type) -> Decoder:
    # A field whose name is a word of Python's own ends in "_"; its key in the data does not.
    plan = {name: decoder(hint) for name, hint in hints(kind).items()}
    reads = {name: read for name, read in plan.items() if read is not _plain}
    renamed = [name for name in plan if name.endswith("_")]

    def read(value: Mapping[str, Any]) -> Any:
        made: Any = object.__new__(kind)
        state = made.__dict__
        state.update(value)
        for name, part in value.items():
            if name in reads:
                state[name] = reads[name](part)
        for name in renamed:
            if name[:-1] in state:
                state[name] = state.pop(name[:-1])
        if made.__made__:
            make(made)
        return made

    return read


def hints(kind: type) -> dict[str, Any]:
    """The types of a record's fields. `typing.get_type_hints` compiles each annotation anew; most
    of them recur."""
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__[:-1]):
        for name, text in base.__dict__.get("__annotations__", {}).items():  # noqa: RUF063
            found[name] = _hint(base.__module__, text) if isinstance(text, str) else text
    return found


@cache
def _hint(module: str, text: str) -> Any:
    return eval(text, vars(sys.modules[module]))
