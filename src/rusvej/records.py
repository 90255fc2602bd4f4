"""Records: dataclasses that are cheap to define.

A command defines some eighty record classes before it does anything. The standard library compiles
up to seven methods for each of a frozen dataclass, which takes longer than reading the whole
rulebook; here nothing is compiled and the methods are shared. mypy treats a record as a frozen
dataclass, and setting or deleting an attribute of one is refused. What the standard library keeps
of a dataclass's fields is made when somebody asks for it, as pydantic and `dataclasses.fields` do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast, dataclass_transform, overload

_T = TypeVar("_T")


class _Given:
    """What a record says of one of its fields beyond the type."""

    __slots__ = ("compare", "default_factory")

    def __init__(self, default_factory: Callable[[], Any] | None, compare: bool) -> None:
        self.default_factory = default_factory
        self.compare = compare


def field(
    *, default: Any = ..., default_factory: Callable[[], Any] | None = None, compare: bool = True
) -> Any:
    """A field whose default is made anew for each record, or one that does not count when records
    are compared."""
    given = _Given(default_factory, compare)
    return given if default is ... else (given, default)


def _init(self: Any, *args: Any, **values: Any) -> None:
    names = self.__record__
    state = self.__dict__
    if len(args) == len(names) and not values:
        state.update(zip(names, args))  # noqa: B905  (`strict` costs a third of a record)
        return
    if args:
        if len(args) > len(names) or not values.keys().isdisjoint(names[: len(args)]):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}, each once")
        state.update(zip(names, args, strict=False))
    if not values.keys() <= self.__known__:
        raise TypeError(
            f"{type(self).__name__} has no field for {sorted(values.keys() - self.__known__)}"
        )
    state.update(values)
    if len(state) == len(names):
        return
    if not self.__required__ <= state.keys():
        raise TypeError(f"{type(self).__name__} lacks {sorted(self.__required__ - state.keys())}")
    if self.__made__:
        make(self)


def make(self: Any) -> None:
    """Gives a record whose fields were put in directly the values that are made anew for each;
    other defaults are the class's."""
    for name, factory in self.__made__:
        if name not in self.__dict__:
            self.__dict__[name] = factory()


def changed(record: _T, **values: Any) -> _T:
    """The same record with other values in some fields; what was worked out from the old ones is
    not taken along, but for what the class keeps. Raises `TypeError` for a field it does not
    have."""
    cls: Any = type(record)
    if not values.keys() <= cls.__known__:
        raise TypeError(f"{cls.__name__} has no field for {sorted(values.keys() - cls.__known__)}")
    new = object.__new__(cls)
    state = new.__dict__
    state.update(record.__dict__)
    for name in state.keys() - cls.__stays__:
        del state[name]
    state.update(values)
    return cast(_T, new)


def _refuse(self: Any, *_: object) -> None:
    raise AttributeError(f"{type(self).__name__} is a record and cannot be changed; see `changed`")


def _values(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name in self.__compared__])


def _eq(self: Any, other: object) -> Any:
    if self is other:
        return True
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash((type(self), *map(_hashable, _values(self))))


def _hashable(value: Any) -> Any:
    return frozenset(value.items()) if isinstance(value, Mapping) else value


def _lt(self: Any, other: object) -> Any:
    return _values(self) < _values(other) if type(other) is type(self) else NotImplemented


def _repr(self: Any) -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__record__)
    return f"{type(self).__qualname__}({told})"


class _Fields:
    """Stands in for ``__dataclass_fields__`` until it is asked for. Importing dataclasses takes
    longer than an answer."""

    def __get__(self, instance: object, owner: Any) -> Any:
        import dataclasses

        for name, given in owner.__given__.items():
            more = {"default_factory": given.default_factory} if given.default_factory else {}
            more |= {"default": getattr(owner, name)} if not more and hasattr(owner, name) else {}
            setattr(owner, name, dataclasses.field(compare=given.compare, **more))
        del owner.__dataclass_fields__
        dataclasses.dataclass(init=False, eq=False, repr=False, match_args=False)(owner)
        return owner.__dataclass_fields__


@overload
def record(cls: type[_T], /) -> type[_T]: ...
@overload
def record(*, order: bool = False) -> Callable[[type[_T]], type[_T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_T] | None = None, /, *, order: bool = False) -> Any:
    """A class whose annotations are its fields: compared, hashed and shown by value. `order` makes
    it sortable by them."""
    if cls is None:
        return lambda decorated: _made(decorated, order)
    return _made(cls, order)


def _made(cls: Any, order: bool) -> Any:
    own = cls.__dict__
    base = getattr(cls, "__record__", ())
    names = (*base, *(name for name in own.get("__annotations__", ()) if name not in base))
    given: dict[str, _Given] = {}
    made = dict(getattr(cls, "__made__", ()))
    for name in names:
        value = own.get(name)
        if isinstance(value, tuple) and value and isinstance(value[0], _Given):
            given[name] = value[0]
            setattr(cls, name, value[1])
        elif isinstance(value, _Given):
            given[name] = value
            delattr(cls, name)
            if value.default_factory is not None:
                made[name] = value.default_factory
    cls.__record__ = names
    cls.__known__ = frozenset(names)
    cls.__given__ = given
    cls.__made__ = tuple(made.items())
    cls.__required__ = frozenset(
        name for name in names if name not in made and not hasattr(cls, name)
    )
    cls.__compared__ = tuple(name for name in names if name not in given or given[name].compare)
    cls.__dataclass_fields__ = _Fields()
    #: What `changed` takes along.
    cls.__stays__ = frozenset((*names, *getattr(cls, "__kept__", ())))
    cls.__init__ = _init
    cls.__setattr__ = cls.__delattr__ = _refuse
    cls.__eq__, cls.__hash__, cls.__repr__ = _eq, _hash, _repr
    if order:
        cls.__lt__ = _lt
    return cls
