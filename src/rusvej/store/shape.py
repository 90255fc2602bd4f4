"""How a record is written as data: its keys, the type that stands at a path, a sketch of a value
for a help text, and the least value that fits."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from rusvej.calendar import Day
from rusvej.conditions import Condition
from rusvej.model import Citation
from rusvej.store.decode import hints

#: A sketch names so many of the keys that may be left out.
_OPTIONAL = 3


class Key(NamedTuple):
    """A key of a record: the type of its value, whether it must be there, its default."""

    hint: Any
    required: bool
    default: Any = None


def is_record(hint: Any) -> bool:
    """Whether values of the type are records."""
    return hasattr(hint, "__record__") and not issubclass(hint, (Citation, Condition))


def keys(kind: Any) -> dict[str, Key]:
    """The keys of a record class in their order, as the data writes them."""
    types = hints(kind)
    return {
        name.rstrip("_"): Key(types[name], name in kind.__required__, getattr(kind, name, None))
        for name in kind.__record__
    }


def branches(hint: Any) -> tuple[Any, ...]:
    """The types of a union without None; the type alone where it is none."""
    if get_origin(hint) in (Union, UnionType):
        return tuple(part for part in get_args(hint) if part is not NoneType)
    return (hint,)


def item(hint: Any) -> Any:
    """The type of what a list or a mapping holds; None for any other type."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return inner[0]
    return inner[1] if isinstance(origin, type) and issubclass(origin, Mapping) else None


def at(kind: Any, path: tuple[str | int, ...]) -> Any:
    """The type at a path inside a value of the type; None where the path leaves what is known."""
    for step in path:
        found = None
        for branch in branches(kind):
            if is_record(branch) and step in keys(branch):
                found = keys(branch)[str(step)].hint
            elif item(branch) is not None:
                found = item(branch)
        if found is None:
            return None
        kind = found
    return kind


def holder(kind: Any, path: tuple[str | int, ...]) -> Any:
    """The record class in which the last step of the path is a key; None where it is none."""
    held = at(kind, path[:-1])
    return next((branch for branch in branches(held) if is_record(branch)), None) if held else None


def is_required(kind: Any, path: tuple[str | int, ...]) -> bool:
    """Whether the last step of the path is a key that its record must have."""
    held = holder(kind, path)
    return held is not None and keys(held)[str(path[-1])].required


def sketch(hint: Any, *, inside: bool = False) -> str:
    """A value of the type as somebody would write it, with … for what they have to fill in."""
    return " eller ".join(_sketch(branch, inside) for branch in branches(hint))


def _sketch(hint: Any, inside: bool) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Citation:
        return "dokument 12-14"
    if hint is Condition:
        return "{fact: …, is: …}"
    if origin is Literal:
        return "|".join(str(word) for word in inner if word != "")
    if is_record(hint):
        return "{…}" if inside else _record(hint)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        one = _sketch(inner[0], inside)
        return "[…]" if inside else f"[{one}]"
    if origin is tuple:
        return "[12, 14]" if inner[0] is int else "[…, …]"
    if item(hint) is not None:
        return "{…: …}"
    return {bool: "true|false", int: "1", Day: '"2026-03-02"'}.get(hint, "…")


def _record(kind: Any) -> str:
    known = keys(kind)
    told = [name for name, key in known.items() if key.required]
    spare = [name for name in known if name not in told][:_OPTIONAL]
    if not told and known[spare[0]].default is None:
        # One of several ways to say it, such as the unit of a period.
        spare = spare[:1]
    parts = [f"{name}: {sketch(known[name].hint, inside=True)}" for name in (*told, *spare)]
    left = len(known) - len(parts)
    return "{" + ", ".join(parts) + (", …}" if left else "}")


def least(hint: Any) -> Any:
    """The plain data of the emptiest value that fits the type; None where that fits."""
    if NoneType in get_args(hint):
        return None
    hint = branches(hint)[-1]
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Citation:
        return "dokument 1"
    if hint is Condition:
        return {"always": True}
    if origin is Literal:
        return inner[0]
    if is_record(hint):
        return {name: least(key.hint) for name, key in keys(hint).items() if key.required}
    if origin is tuple:
        return [] if inner[1] is Ellipsis else [1, 1]
    if item(hint) is not None:
        return {}
    return {bool: False, int: 0}.get(hint, "")
