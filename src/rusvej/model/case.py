"""The case: what is known of one person, checked against a rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from rusvej.facts import Value


class Case(dict[str, Value]):
    """The facts known of one person, by id; what is missing is unknown.

    Only `Rulebook.case` makes one, so every fact exists, every value is possible, and the facts can
    be true of one person. It cannot be changed and is hashable. `digest` is that of its rulebook.
    """

    __slots__ = ("digest",)
    digest: str

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("a case is made by Rulebook.case, which checks it")

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        return f"Case({', '.join(f'{name}={value!r}' for name, value in self.items())})"

    def __reduce__(self) -> tuple[Any, ...]:
        return checked, (dict(self), self.digest)

    def __copy__(self) -> Case:
        return self

    def __deepcopy__(self, _: object) -> Case:
        return self

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a case cannot be changed; make another with Rulebook.case")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


def checked(facts: Mapping[str, Value], digest: str) -> Case:
    """A case of facts that a rulebook with that digest has checked."""
    case = Case.__new__(Case)
    dict.update(case, facts)
    case.digest = digest
    return case
