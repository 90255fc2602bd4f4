"""What every piece of an answer comes to for every partial case, as diagrams that are only walked.

A fact has one value more here than elsewhere: unknown (0; class `n` is `n + 1`). So a partial case
is one path, and where it ends stands what the engine says of it: verdict or status, missing facts,
open questions, what is still worth asking. Nothing is left to be worked out by whoever walks, and
nothing is said a second time: each end is what `Held` and `Asking` say of a case that leads there.

A node is `[variable, child of unknown, child of class 0, …]`; a child that is not negative is a
node, a negative one the outcome `-1 - child`. Equal nodes are one. Two paths need not be gone
twice where the piece restricted by them is the same node: the cost grows with the distinct
restrictions and not with the partial cases.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from rusvej.compiled import Compiled, Held
from rusvej.compiled.pieces import Key
from rusvej.compiled.rests import rests_of
from rusvej.diagram import members
from rusvej.engine.asking import Asking
from rusvej.facts import Case, Value
from rusvej.page.deadlines import Part

#: What a leaf says, as plain data.
Outcome = tuple[Any, ...]


class Outcomes(NamedTuple):
    """The diagrams of a rulebook: `roots` by piece, over `variables` (fact ids in order)."""

    variables: tuple[str, ...]
    nodes: list[list[int]]
    leaves: list[Outcome]
    roots: dict[Key, int]


def outcomes(
    compiled: Compiled,
    kinds: Collection[str],
    step: Callable[[], None] = lambda: None,
    parts: Iterable[Part] = (),
) -> Outcomes:
    """The pieces of these kinds of a rulebook valid on a day, and the parts of its deadlines. A
    kind of its own is ("possible", "", n): whether some person is like that. `step` is called for
    each piece."""
    return _Builder(compiled).build(kinds, step, parts)


class _Builder:
    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.nodes: list[list[int]] = []
        self.leaves: list[Outcome] = []
        self._node: dict[tuple[int, ...], int] = {}
        self._leaf: dict[Outcome, int] = {}
        self._tied = set(compiled.variables.named(compiled.tied))
        self._possible: dict[tuple[object, ...], bool] = {}
        self._renewed()

    def _renewed(self) -> None:
        """Rests, and what goes by their nodes; begun anew when there are many of them."""
        rests = rests_of(self.compiled)
        if rests is not getattr(self, "rests", None):
            self.rests = rests
            self.asking = Asking(self.compiled, rests.nodes)
            #: What is left of a node when one fact is known.
            self._left: dict[tuple[int, int, int], int] = {}

    def build(
        self, kinds: Collection[str], step: Callable[[], None], parts: Iterable[Part]
    ) -> Outcomes:
        roots: dict[Key, int] = {}
        nobody = self.compiled.possible_nodes
        for at, node in enumerate(nobody):
            roots["possible", "", str(at)] = self._whole(node, node, self._alike)
        for key, meaning in self.compiled.meanings.items():
            if key[0] not in kinds:
                continue
            self._renewed()
            say = self._offer(key) if key[0] == "standing" else self._said(key)
            roots[key] = self._whole(meaning.node, meaning.plain, say)
            step()
        for key, facts, said in parts:
            roots[key] = self._counted(members(self.compiled.variables.bits(facts)), said, {})
        names = self.compiled.variables.names[: self.compiled.variables.fact_bits.bit_length()]
        return Outcomes(names, self.nodes, self.leaves, roots)

    def _alike(self, held: Held) -> Outcome:
        return (int(self.possible(held.case)),)

    def possible(self, case: Case) -> bool:
        """Whether some person is like the case: that hangs on few facts."""
        tied = {fact: value for fact, value in case.items() if fact in self._tied}
        key = tuple(tied.items())
        if key not in self._possible:
            self._possible[key] = self.compiled.possible(tied)
        return self._possible[key]

    def _said(self, key: Key) -> Callable[[Held], Outcome]:
        return lambda held: (
            held.verdict(key).name.lower(), held.missing(key), held.questions(key)
        )  # fmt: skip

    def _offer(self, key: Key) -> Callable[[Held], Outcome]:
        """Status, missing facts, questions; then what there is to ask: the facts that matter to it,
        the one without which it is never settled, and those that only come before another."""
        variables, asking = self.compiled.variables, self.asking
        earlier = {each for fact in self.compiled.rulebook.facts for each in fact.asked_after}
        forerunners = variables.bits(earlier)
        node = self.compiled[key].node

        def say(held: Held) -> Outcome:
            rest = self.rests.counted(held.left(node))
            mattering: tuple[str, ...] = ()
            needed: tuple[str, ...] = ()
            first: tuple[str, ...] = ()
            if not asking.settled(rest):
                bits = asking.mattering(rest)
                mattering = variables.named(bits)
                first = variables.named(asking.hanging_on(rest) & forerunners & ~bits)
                found = asking.needed(rest)
                needed = () if found is None else (variables.names[found],)
            asked = held.questions(key)
            return (held.status(key[1]).id, held.missing(key), asked, mattering, needed, first)

        return say

    def _whole(self, node: int, plain: int, say: Callable[[Held], Outcome]) -> int:
        """The diagram of one piece."""
        compiled, variables = self.compiled, self.compiled.variables
        depends = self.rests.nodes.depends
        facts = members((depends[node] | depends[plain]) & variables.fact_bits)
        # Each is as long as there are variables: a piece asks for few, and for each many times.
        self._partial = cache(lambda fact, place: self.rests.nodes.partial({fact: place}))
        done: dict[tuple[int, int, int], int] = {}

        def end(case: Case, left: int, still: int) -> int:
            if not self.possible(case):
                return self._end(())
            return self._end(say(Held(compiled, case, self.rests, {node: left, plain: still})))

        def walk(at: int, case: dict[str, Value], left: int, still: int) -> int:
            both = depends[left] | depends[still]
            while at < len(facts) and not both >> facts[at] & 1:
                at += 1
            key = (at, left, still)
            if key in done:
                return done[key]
            if at == len(facts):
                found = end(case, left, still)
            else:
                fact = facts[at]
                name = variables.names[fact]
                children = [walk(at + 1, case, left, still)]
                for place, value in enumerate(variables.classes[name]):
                    narrowed = [self._narrowed(each, fact, place) for each in (left, still)]
                    children.append(walk(at + 1, {**case, name: value}, *narrowed))
                found = self._test(fact, children)
            done[key] = found
            return found

        return walk(0, {}, node, plain)

    def _narrowed(self, node: int, fact: int, place: int) -> int:
        nodes, key = self.rests.nodes, (node, fact, place)
        if not nodes.depends[node] >> fact & 1:
            return node
        if key not in self._left:
            self._left[key] = nodes.restrict(node, self._partial(fact, place))
        return self._left[key]

    def _counted(
        self,
        facts: Sequence[int],
        say: Callable[[dict[str, Value]], Outcome],
        case: dict[str, Value],
    ) -> int:
        """The diagram of what is said of few facts, whatever else is possible."""
        if not facts:
            return self._end(say(case))
        name = self.compiled.variables.names[facts[0]]
        children = [self._counted(facts[1:], say, case)]
        for value in self.compiled.variables.classes[name]:
            children.append(self._counted(facts[1:], say, {**case, name: value}))
        return self._test(facts[0], children)

    def _end(self, outcome: Outcome) -> int:
        if outcome not in self._leaf:
            self._leaf[outcome] = len(self.leaves)
            self.leaves.append(outcome)
        return -1 - self._leaf[outcome]

    def _test(self, variable: int, children: list[int]) -> int:
        if all(child == children[0] for child in children):
            return children[0]
        key = (variable, *children)
        if key not in self._node:
            self._node[key] = len(self.nodes)
            self.nodes.append(list(key))
        return self._node[key]
