"""The smallest case that meets several demands at once, each over a few facts, without building the
product of all facts.

Demands are boolean arrays over the partial cells of their own cones. Facts are eliminated one after
another: all demands that mention a fact are joined, and the cheapest value of the fact is kept for
each combination of the others. Since a fact that is gone is mentioned by nothing that is left, min
over it distributes over the rest, so the result is exact; only the order of elimination, never the
answer, depends on what is cheap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from rusvej.analysis.space import Bools, Cone, Space
from rusvej.facts import Value
from rusvej.records import record

#: More cells than any table of a real rulebook needs; a larger one is refused, for a sample would
#: prove nothing.
MOST = 8_000_000
_NEVER = 1_000_000
Costs = NDArray[np.int32]


class TooLarge(Exception):
    """A question that cannot be cut small enough to be decided exactly; `facts` are those that hang
    together."""

    def __init__(self, facts: Iterable[str]) -> None:
        self.facts = tuple(facts)
        super().__init__(", ".join(self.facts))


@record
class Demand:
    """Where something holds, over the partial cells of a cone."""

    cone: Cone
    where: Bools


_Table = tuple[tuple[str, ...], Costs]


def smallest(
    space: Space, demands: Sequence[Demand], fixed: Mapping[str, int] | None = None
) -> dict[str, int] | None:
    """The places of the facts known in the smallest case that meets all demands, or None; unknown
    facts are left out.

    `fixed` gives facts their places in advance; they must lie in one of the demands' cones.
    """
    tables = _tables(demands)
    for fact, place in (fixed or {}).items():
        tables = [_at(table, fact, place) for table in tables]
    best = _least(space, tables)
    if best >= _NEVER:
        return None
    found = dict(fixed or {})
    for fact in space.classes:
        if fact in found or not any(fact in facts for facts, _ in tables):
            continue
        unknown = len(space.classes[fact])
        for place in range(unknown + 1):
            tried = [_at(table, fact, place) for table in tables]
            cost = _least(space, tried) + (place < unknown)
            if cost == best:
                tables, best = tried, cost - (place < unknown)
                found[fact] = place
                break
    return {fact: place for fact, place in found.items() if place < len(space.classes[fact])}


def reachable(space: Space, demands: Sequence[Demand], keep: tuple[str, ...]) -> Bools:
    """For every place of the facts to keep, in their order: whether some case there meets all
    demands."""
    tables = _tables(demands)
    mentioned = {fact for facts, _ in tables for fact in facts} - set(keep)
    order = {fact: place for place, fact in enumerate(keep)}
    joined: Costs = np.zeros([len(space.classes[fact]) + 1 for fact in keep], dtype=np.int32)
    for facts, costs in _eliminated(space, tables, mentioned):
        joined = (
            joined + _spread(facts, costs, keep) if all(fact in order for fact in facts) else joined
        )
    return joined < _NEVER


def case_of(space: Space, places: Mapping[str, int]) -> dict[str, Value]:
    """The case with the lowest value of each class, in the order of the vocabulary."""
    return {fact: space.classes[fact][places[fact]] for fact in space.classes if fact in places}


def _tables(demands: Iterable[Demand]) -> list[_Table]:
    return [
        (demand.cone.facts, np.where(demand.where, 0, _NEVER).astype(np.int32))
        for demand in demands
    ]


def _at(table: _Table, fact: str, place: int) -> _Table:
    facts, costs = table
    if fact not in facts:
        return table
    axis = facts.index(fact)
    return (*facts[:axis], *facts[axis + 1 :]), np.take(costs, place, axis=axis)


def _least(space: Space, tables: list[_Table]) -> int:
    left = _eliminated(space, tables, {fact for facts, _ in tables for fact in facts})
    return min(sum(int(costs) for _, costs in left), _NEVER)


def _eliminated(space: Space, tables: list[_Table], facts: Iterable[str]) -> list[_Table]:
    """The tables without the facts, each of which costs one where it is known."""
    tables = list(tables)
    waiting = set(facts)
    while waiting:
        fact = min(waiting, key=lambda name: (_size(space, tables, name), name))
        waiting.remove(fact)
        having = [table for table in tables if fact in table[0]]
        scope = tuple(name for name in space.classes if any(name in names for names, _ in having))
        if _size(space, tables, fact) > MOST:
            raise TooLarge(scope)
        places = len(space.classes[fact])
        price = np.array([1] * places + [0], dtype=np.int32)
        joined = _spread((fact,), price, scope)
        for names, costs in having:
            joined = joined + _spread(names, costs, scope)
        axis = scope.index(fact)
        rest = (*scope[:axis], *scope[axis + 1 :])
        tables = [table for table in tables if fact not in table[0]]
        tables.append((rest, np.minimum(joined.min(axis=axis), np.int32(_NEVER))))
    return tables


def _size(space: Space, tables: list[_Table], fact: str) -> int:
    scope = {name for names, _ in tables if fact in names for name in names}
    return prod(len(space.classes[name]) + 1 for name in scope)


def _spread(facts: tuple[str, ...], costs: Costs, scope: tuple[str, ...]) -> Costs:
    """The table with an axis for every fact of the scope; both are in the order of the vocabulary,
    or `facts` is one fact."""
    sizes = dict(zip(facts, costs.shape, strict=True))
    if [fact for fact in scope if fact in sizes] != list(facts):
        order = [fact for fact in scope if fact in sizes]
        costs = np.transpose(costs, [facts.index(fact) for fact in order])
    return costs.reshape([sizes.get(fact, 1) for fact in scope])
