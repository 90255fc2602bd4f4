"""What an order of questions is expected to cost, and the least that any order can: counted out
over every answer, each class still possible being equally likely."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rusvej.diagram import members
from rusvej.engine.asking import Asking, State

#: The fact to ask for, by its variable, where some rests are unsettled.
Order = Callable[[State], int]


class Expected:
    """The expected (cost, number) of the questions in an order."""

    def __init__(self, asking: Asking, order: Order) -> None:
        self.asking, self.order = asking, order
        self.known: dict[State, tuple[float, float]] = {}

    def total(self, state: State) -> tuple[float, float]:
        """Rests that share no fact have nothing to do with each other: what they cost adds up."""
        found = [self._group(group) for group in self.groups(state)]
        return sum(cost for cost, _ in found), sum(number for _, number in found)

    def _group(self, group: State) -> tuple[float, float]:
        if group not in self.known:
            self.known[group] = min(self._after(group, fact) for fact in self.tried(group))
        return self.known[group]

    def tried(self, group: State) -> Iterable[int]:
        """The questions to begin with."""
        return [self.order(group)]

    def _after(self, group: State, fact: int) -> tuple[float, float]:
        later = [self.total(each) for each in self.asking.outcomes(group, fact)]
        cost = self.asking.cost(fact) + sum(cost for cost, _ in later) / len(later)
        return cost, 1 + sum(number for _, number in later) / len(later)

    def facts(self, state: Iterable[int]) -> int:
        """The facts that the rests hang on, as a set of bits."""
        found = 0
        for rest in state:
            found |= self.asking.hanging_on(rest)
        return found

    def groups(self, state: State) -> list[State]:
        """The rests that hang together by the facts they share."""
        found: list[tuple[int, list[int]]] = []
        for rest in state:
            facts, together = self.facts([rest]), [rest]
            apart = []
            for other in found:
                if facts & other[0]:
                    facts |= other[0]
                    together += other[1]
                else:
                    apart.append(other)
            found = [*apart, (facts, together)]
        return [frozenset(together) for _, together in found]


class Least(Expected):
    """The least expected cost: every question tried at every turn. A fact without which some rest
    is never settled is paid for in any order, and knowing it earlier never hurts: it is tried
    alone, unless `every`. What a fact waits for is asked before it here too."""

    def __init__(self, asking: Asking, every: bool = False) -> None:
        super().__init__(asking, lambda state: 0)
        self.every = every

    def tried(self, group: State) -> Iterable[int]:
        """The facts that the group hangs on."""
        needed = [fact for rest in group if (fact := self.asking.needed(rest)) is not None]
        if needed and not self.every:
            return [min(needed)]
        unknown = self.facts(group)
        return [fact for fact in members(unknown) if not self.asking.waits(fact) & unknown]


def asked(asking: Asking) -> Order:
    """The order of the interview."""
    places = asking.compiled.variables.facts
    return lambda state: places[asking.first(state) or ""]
