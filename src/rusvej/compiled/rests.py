"""What can be left of a rulebook's nodes when something is known, and what is read off it.

All of it goes by node: the same rest says the same, whatever case left it, so what was read off one
is kept for the next case that leaves it.
"""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Callable, Hashable
from itertools import combinations, product
from typing import TypeVar, cast

from rusvej.answer import Status
from rusvej.compiled.compiled import Compiled
from rusvej.compiled.nodes import DIFFER, NO, UNION, YES
from rusvej.compiled.statuses import CERTAIN, VERDICTS, status_now, status_of, terminals_in
from rusvej.diagram import Diagrams, members
from rusvej.truth import Truth

_TRUTH = {
    0: Truth.UNKNOWN,
    1 << YES: Truth.YES,
    1 << NO: Truth.NO,
    1 << YES | 1 << NO: Truth.UNKNOWN,
}
#: So many rests, or things read off them, are kept; then it begins anew.
_MOST = 40_000

_Found = TypeVar("_Found")


def rests_of(compiled: Compiled) -> Rests:
    """Those kept with the compiled rulebook for the thread that asks: making nodes is not safe
    while others do."""
    thread = get_ident()
    rests = compiled.rests.get(thread)
    if not isinstance(rests, Rests) or rests.full():
        rests = compiled.rests[thread] = Rests(compiled)
    rests.nodes.building = "a case"
    return rests


def share(compiled: Compiled, rests: Rests) -> Compiled:
    """A compiled rulebook that keeps its rests with those of another with the same nodes, facts,
    questions and impossible combinations."""
    compiled.rests[get_ident()] = rests
    return compiled


class _Read(dict[int, _Found]):
    """What is read off each rest, the first time that somebody asks."""

    def __init__(self, read: Callable[[int], _Found]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, rest: int) -> _Found:
        found = self[rest] = self._read(rest)
        return found


def truth_of(reach: int) -> Truth:
    """What the terminals that can still be reached say together."""
    return _TRUTH[reach & (1 << YES | 1 << NO)]


class Rests:
    """The nodes of one rulebook with those left of them. It holds no case."""

    def __init__(self, compiled: Compiled, nodes: Diagrams | None = None) -> None:
        """`nodes`: the compiled rulebook's own, where nobody else reads them."""
        self.compiled = compiled
        self.nodes = nodes or compiled.diagrams.copy()
        self._least = len(self.nodes)
        self._facts = compiled.variables.fact_bits
        self._counted = self.nodes.partial(compiled.counted)
        #: What `kept` keeps.
        self.known: dict[Hashable, object] = {}
        #: Whether it holds: yes or no where everything left says so.
        self.verdicts = _Read(lambda rest: truth_of(self.nodes.reach[self.counted(rest)]))
        #: The open questions with another reading of which it would come to something else.
        self.questions = _Read(lambda rest: self._questions(rest, VERDICTS))
        #: Those with which it would hold for certain, or no longer would.
        self.questions_of_certainty = _Read(lambda rest: self._questions(rest, CERTAIN))

    def full(self) -> bool:
        """Whether there are so many nodes that they are better forgotten, as what is kept is here
        where that is too much."""
        if len(self.known) > _MOST:
            self.known.clear()
        own = self.nodes is not self.compiled.diagrams
        return own and len(self.nodes) - self._least > _MOST

    def kept(self, key: Hashable, make: Callable[[], _Found]) -> _Found:
        """What hangs on nothing but the key, made once."""
        if key not in self.known:
            self.known[key] = make()
        return cast(_Found, self.known[key])

    def counted(self, rest: int) -> int:
        """The rest with every question that has a reading counted with read so."""
        if not self.nodes.depends[rest] & self._counted.given:
            return rest
        return self.kept(("counted", rest), lambda: self.nodes.restrict(rest, self._counted))

    def status(self, rest: int) -> Status:
        """The status of an offer of which this is left."""
        return self.kept(("status", rest), lambda: self._status(self.counted(rest)))

    def _status(self, counted: int) -> Status:
        if self.nodes.depends[counted] & ~self._facts:
            return status_now(self.nodes, counted, self._facts)
        return status_of([terminals_in(self.nodes.reach[counted])])

    def _questions(self, rest: int, seen: tuple[int, ...]) -> tuple[str, ...]:
        if not self.nodes.depends[rest] & ~self._facts:
            return ()
        nodes, counted = self.nodes, self.compiled.counted
        left = nodes.map(seen, nodes.forget(UNION, self._facts, rest))
        mattering = []
        for question in nodes.support(left):
            others = {at: to for at, to in counted.items() if at != question}
            if nodes.depends[nodes.restrict(left, nodes.partial(others))] >> question & 1:
                mattering.append(self.compiled.variables.names[question])
        return tuple(mattering)

    def missing(self, rest: int, plain: int) -> frozenset[str]:
        """The unknown facts that could still turn it; `plain` is what is left of the condition
        itself. See `Held.missing`."""
        return self.kept(("missing", rest, plain), lambda: self._missing(rest, plain))

    def _missing(self, rest: int, plain: int) -> frozenset[str]:
        nodes = self.nodes
        node = nodes.map(VERDICTS, self.counted(rest))
        hanging = nodes.depends[node] & self._facts
        found = hanging & ~self.compiled.tied
        if found != hanging:
            found |= self._telling(node, self.counted(plain))
        return frozenset(self.compiled.variables.named(found))

    def _telling(self, node: int, plain: int) -> int:
        """The tied facts that the plain node hangs on and that tell something, under one and the
        same choice of readings."""
        nodes = self.nodes
        asked = members((nodes.depends[node] | nodes.depends[plain]) & ~self._facts)
        found = 0
        for places in product(*(range(nodes.sizes[question]) for question in asked)):
            choice = nodes.partial(dict(zip(asked, places, strict=True)))
            chosen = nodes.restrict(node, choice)
            hanging = nodes.depends[chosen] & nodes.depends[nodes.restrict(plain, choice)]
            for fact, tied in self.compiled.ties.items():
                if hanging & ~found & 1 << fact and self._tells(chosen, fact, tied):
                    found |= 1 << fact
        return found

    def _tells(self, node: int, fact: int, tied: int) -> bool:
        nodes = self.nodes
        others = nodes.forget(UNION, tied & ~(1 << fact), node)
        return any(
            nodes.reach[nodes.apply(DIFFER, one, other)] >> YES & 1
            for each in nodes.below(others)
            if nodes.variable[each] == fact
            for one, other in combinations(set(nodes.children[each]), 2)
        )

    def may_be_sure(self, rest: int, facts: int) -> bool:
        """Whether some answer to these facts (a set of bits) makes it hold under every reading
        left."""
        nodes, counted = self.nodes, self.counted(rest)
        others = nodes.forget(UNION, nodes.depends[counted] & ~facts, counted)
        return bool(nodes.reach[others] >> YES & 1)
