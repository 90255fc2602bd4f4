"""Records: dataclasses that are cheap to define.

A command defines some eighty record classes before it does anything. The standard library compiles up to seven methods for each of
a frozen dataclass, which takes longer than reading the whole rulebook; here nothing is compiled and the methods are shared. mypy
treats a record as a frozen dataclass, and nothing else may change one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field
from typing import Any, TypeVar, dataclass_transform, overload

_T = TypeVar("_T")


def _init(self: Any, *args: Any, **values: Any) -> None:
    fields = self.__dataclass_fields__
    state = self.__dict__
    for name, value in zip(fields, args, strict=False):
        if name in values:
            raise TypeError(f"{type(self).__name__} got {name} twice")
        state[name] = value
    if len(args) > len(fields) or not values.keys() <= fields.keys():
        raise TypeError(f"{type(self).__name__} has no field for {sorted(values.keys() - fields.keys()) or args[len(fields) :]}")
    state.update(values)
    if len(state) < len(fields):
        fill(type(self), state)


def fill(cls: Any, state: dict[str, Any]) -> None:
    """Puts the defaults of the fields that `state` lacks into it. Raises `TypeError` for a field that has none."""
    for name, about in cls.__dataclass_fields__.items():
        if name not in state:
            if about.default is not MISSING:
                state[name] = about.default
            elif about.default_factory is not MISSING:
                state[name] = about.default_factory()
            else:
                raise TypeError(f"{cls.__name__} lacks {name}")


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
    made: Any = dataclass(init=False, eq=False, repr=False, match_args=False)(cls)
    made.__init__ = _init
    made.__eq__, made.__hash__, made.__repr__ = _eq, _hash, _repr
    if order:
        made.__lt__ = _lt
    return made  # type: ignore[no-any-return]
