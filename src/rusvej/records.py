"""Records: dataclasses that are cheap to define.

A command defines some eighty record classes before it does anything. The standard library compiles six methods for each of a
frozen dataclass, which takes longer than reading the whole rulebook; here only ``__init__`` is compiled and the rest is shared.
mypy treats a record as a frozen dataclass, and nothing else may change one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform, overload

_T = TypeVar("_T")


def _values(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name, about in self.__dataclass_fields__.items() if about.compare])


def _eq(self: Any, other: object) -> Any:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash((type(self), *_values(self)))


def _lt(self: Any, other: object) -> Any:
    return _values(self) < _values(other) if type(other) is type(self) else NotImplemented


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name, about in self.__dataclass_fields__.items() if about.repr)
    return f"{type(self).__qualname__}({shown})"


@overload
def record(cls: type[_T], /) -> type[_T]: ...
@overload
def record(*, order: bool = False) -> Callable[[type[_T]], type[_T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_T] | None = None, /, *, order: bool = False) -> Any:
    """A class whose annotations are its fields: compared, hashed and shown by value. `order` makes it sortable by them."""
    if cls is None:
        return lambda decorated: _made(decorated, order)
    return _made(cls, order)


def _made(cls: type[_T], order: bool) -> type[_T]:
    made: Any = dataclass(eq=False, repr=False, match_args=False)(cls)
    made.__eq__, made.__hash__, made.__repr__ = _eq, _hash, _repr
    if order:
        made.__lt__ = _lt
    return made  # type: ignore[no-any-return]
