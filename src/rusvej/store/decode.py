"""Records from plain data. The classes of `rusvej.model` are the plan: a field's type says how its value is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from rusvej.conditions import Condition, parse
from rusvej.model import Citation

Decoder = Callable[[Any], Any]


def _plain(value: Any) -> Any:
    return value


@cache
def decoder(kind: Any) -> Decoder:
    """A function from plain data to a value of the type. The data must be valid: see `rusvej.store.schema`."""
    if kind is Citation:
        return _citation
    if kind is Condition:
        return parse
    if is_dataclass(kind):
        return _record(cast(type, kind))
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        others = [part for part in inner if part is not NoneType and get_origin(part) is not Literal]
        if not others:
            return _plain
        read = decoder(others[0])
        words = any(get_origin(part) is Literal for part in inner)
        return lambda value: value if value is None or (words and isinstance(value, str)) else read(value)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            item = decoder(inner[0])
            if item is _plain:
                return tuple
            return lambda value: tuple([item(part) for part in value])
        return tuple
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        item = decoder(inner[1])
        return _plain if item is _plain else lambda value: {key: item(part) for key, part in value.items()}
    return _plain


@cache
def _citation(raw: str) -> Citation:
    # The same lines are cited again and again.
    return Citation.parse(raw)


def _record(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    plan = {field.name: decoder(hints[field.name]) for field in fields(kind) if field.init}
    required = {f.name for f in fields(kind) if f.init and f.default is MISSING and f.default_factory is MISSING}

    def read(value: Mapping[str, Any]) -> Any:
        assert required <= value.keys(), f"{kind.__name__} lacks {sorted(required - value.keys())}"
        return kind(**{name: plan[name](part) for name, part in value.items()})

    return read
