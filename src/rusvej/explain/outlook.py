"""One offer seen from one case that is only half known: what every completion of it says, what is
certain of it, and the nearest cases in which something else is sure.

Counted with are the readings that the rulebook counts with. What stays open in the documents
whatever is learned about the person is neither certain nor ruled out, and has a kind of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import Enum
from heapq import heappop, heappush
from itertools import count, product
from math import inf

from rusvej.answer import Status
from rusvej.compiled import Compiled
from rusvej.compiled.nodes import UNION
from rusvej.compiled.statuses import statuses_in, statuses_when_known
from rusvej.diagram import members, reachable_within
from rusvej.explain.classes import FactClass, merged
from rusvej.facts import NONE, Case
from rusvej.records import record

#: What a step costs, compared item by item; the first item says whether it counts as a step.
Cost = tuple[int, ...]
#: The values a fact may have on a way, by its variable and the value it has (-1 = unknown), each
#: with its cost; None is for a fact that is left unknown or forgotten.
Moves = Callable[[int, int], Mapping[int | None, Cost]]
#: So often a search passes through one node; it bounds the work, and no rulebook that people write
#: comes near.
_VISITS = 200


@record
class Setting:
    """A fact and the classes it may be in, by their places in order; any of them will do."""

    fact: str
    places: tuple[int, ...]
    values: FactClass


class Outlook:
    """The statuses of one offer over all cases, and the case in it.

    Raises `ValueError` for a case that no person has.
    """

    def __init__(self, compiled: Compiled, offer: str, case: Case) -> None:
        self.compiled = compiled
        self.offer = offer
        self.variables = compiled.variables
        self.nodes = compiled.diagrams.copy()
        self.known = self.variables.partial(case)
        counted = self.nodes.partial(compiled.counted)
        standing = self.nodes.restrict(compiled["standing", offer, ""].node, counted)
        questions = (1 << len(self.variables.sizes)) - 1 & ~self.variables.fact_bits
        #: A set of statuses for every case, as a node.
        self.node = statuses_when_known(self.nodes, standing, questions)
        #: The statuses of the completions of the case, best first.
        self.seen = statuses_in(self.nodes.reachable(self.node, self.known))
        if not self.seen:
            raise ValueError("the case has no completion")

    def ways(self, wanted: Collection[Status], moves: Moves) -> Iterator[dict[int, int]]:
        """The choices of values after which only wanted statuses are left, the cheapest first: the
        values that count as steps, by variable.

        A best-first search (Hart, Nilsson and Raphael 1968): what is still to come costs at least
        what it would if every fact left unknown turned out for the best.
        """
        allowed = sum(1 << status for status in wanted)
        nodes = self.nodes
        least: dict[int, float] = {
            each: 0 if each and not each & ~allowed else inf for each in range(nodes.terminals)
        }
        order = count()
        waiting: list[tuple[float, Cost, tuple[tuple[int, int], ...], int, int]] = []
        visits: dict[int, int] = {}

        def reach(cost: Cost, path: tuple[tuple[int, int], ...], node: int) -> None:
            for each in nodes.below(node):
                if each not in least:
                    least[each] = self._least(each, moves, least)
            if least[node] < inf:
                ahead = least[node] + (cost[0] if cost else 0)
                heappush(waiting, (ahead, cost, path, next(order), node))

        reach((), (), self.node)
        while waiting:
            _, cost, path, _, node = heappop(waiting)
            if node < nodes.terminals:
                yield dict(path)
                continue
            visits[node] = visits.get(node, 0) + 1
            if visits[node] > _VISITS:
                continue
            variable, children = nodes.variable[node], nodes.children[node]
            for value, more in moves(variable, self.known.values[variable]).items():
                child = children[value] if value is not None else nodes.join(UNION, set(children))
                spent = tuple(a + b for a, b in zip(cost or (0,) * len(more), more, strict=True))
                longer = (*path, (variable, value)) if value is not None and more[0] else path
                reach(spent, longer, child)

    def _least(self, node: int, moves: Moves, least: Mapping[int, float]) -> float:
        variable, children = self.nodes.variable[node], self.nodes.children[node]
        best = inf
        for value, more in moves(variable, self.known.values[variable]).items():
            after = children if value is None else (children[value],)
            best = min(best, more[0] + min(least[child] for child in after))
        return best

    def settings(self, wanted: Collection[Status], way: Mapping[int, int]) -> tuple[Setting, ...]:
        """The way with every value that will do: each combination of them leaves only wanted
        statuses."""
        allowed = sum(1 << status for status in wanted)
        box: dict[int, tuple[int, ...]] = {variable: (place,) for variable, place in way.items()}
        rest = self.known.without(sum(1 << variable for variable in way))
        fixed = {at: (rest.values[at],) for at in members(rest.given)}

        def holds(wider: Mapping[int, tuple[int, ...]]) -> bool:
            for places in product(*wider.values()):
                cell = {at: (place,) for at, place in zip(wider, places, strict=True)}
                seen = reachable_within(self.nodes, self.node, {**fixed, **cell}) & ~1
                if not seen or any(terminal & ~allowed for terminal in members(seen)):
                    return False
            return True

        for variable, place in way.items():
            for run in self._runs(variable, place):
                for other in run:
                    wider = {**box, variable: tuple(sorted((*box[variable], other)))}
                    if not holds(wider):
                        break
                    box = wider
        return tuple(self._setting(at, places) for at, places in box.items())

    def _setting(self, variable: int, places: tuple[int, ...]) -> Setting:
        name = self.variables.names[variable]
        fact, classes = self.variables.vocabulary[name], self.variables.classes[name]
        return Setting(name, places, merged(fact, classes, places))

    def _runs(self, variable: int, place: int) -> list[list[int]]:
        """Runs of places to try beside one: both ways along a number, on the same side of what the
        case has; else one by one."""
        name, here = self.variables.names[variable], self.known.values[variable]
        values = self.variables.classes[name]
        if self.variables.vocabulary[name].type != "int":
            return [[other] for other in range(len(values)) if other not in (place, here)]
        numbers = [other for other in range(len(values)) if values[other] != NONE]
        if place not in numbers:
            return []
        if here in numbers:
            numbers = [o for o in numbers if (o > here) is (place > here) and o != here]
        at = numbers.index(place)
        return [numbers[at + 1 :], numbers[:at][::-1]]


class Kind(Enum):
    """What the completions of a case say of an offer together."""

    #: Every completion fits.
    CERTAIN = "certain"
    #: Some completion fits and another does not.
    POSSIBLE = "possible"
    #: No completion fits; at least one is open in the documents.
    OPEN = "open"
    #: Every completion is excluded or not listed.
    RULED_OUT = "ruled-out"


@record
class Certainty:
    """`seen` are the statuses of the completions, best first.

    `witness`: the fewest facts with which a possible offer fits, or with which one of kind open is
    open in every completion; whatever value of the classes each has. None where there is nothing to
    add.
    """

    kind: Kind
    seen: tuple[Status, ...]
    witness: tuple[Setting, ...] | None = None


def certainty(outlook: Outlook) -> Certainty:
    """What all completions of the case together say of the offer."""
    seen = outlook.seen
    if seen == (Status.FITS,):
        return Certainty(Kind.CERTAIN, seen)
    if Status.FITS in seen:
        return Certainty(Kind.POSSIBLE, seen, witness(outlook, [Status.FITS]))
    if Status.OPEN in seen:
        return Certainty(
            Kind.OPEN, seen, witness(outlook, [Status.OPEN]) if len(seen) > 1 else None
        )
    return Certainty(Kind.RULED_OUT, seen)


def witness(outlook: Outlook, wanted: Collection[Status]) -> tuple[Setting, ...] | None:
    """The fewest unknown facts that lead to a wanted status whatever the rest is; the cheapest to
    ask of those."""
    variables = outlook.variables

    def moves(variable: int, known: int) -> Mapping[int | None, Cost]:
        if known >= 0:
            return {known: (0, 0)}
        learned = (1, variables.vocabulary[variables.names[variable]].cost)
        every: dict[int | None, Cost] = {None: (0, 0)}
        every.update(dict.fromkeys(range(variables.sizes[variable]), learned))
        return every

    found = next(outlook.ways(wanted, moves), None)
    return None if found is None else outlook.settings(wanted, found)
