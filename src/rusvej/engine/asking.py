"""What to ask next, and when to stop, so that the questions still to come cost little.

What is left of an offer after the answers so far is a *rest*: its node with the known facts put in,
facts asked for in vain taken as unknown whatever else is learned. An offer is settled when no
answer can give it another status. Interviews with the same rests of unsettled offers are at the
same point, whatever led there.

The order: a fact without which some offer is never settled is asked for at once, for it is paid for
in any order. Else it is the fact that, one answer ahead, is expected to make most cost of other
questions needless for its own; the answers to a question count as equally likely over the classes
that are still possible. What a fact waits for is asked before it. `benchmarks/interview.py` holds
that against the optimum.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from rusvej.answer import NextQuestion
from rusvej.compiled import Compiled
from rusvej.compiled.nodes import DIFFER, UNION, YES
from rusvej.compiled.statuses import status_now, statuses_when_known
from rusvej.diagram import Diagrams, Partial, members
from rusvej.facts import Case, Value

#: The rests of the offers that are not settled.
State = frozenset[int]


class Asking:
    """The choice of questions for one rulebook. It keeps what it has worked out, and holds no
    case."""

    def __init__(self, compiled: Compiled, nodes: Diagrams | None = None) -> None:
        """`nodes`: a copy of the compiled rulebook's to work in, where the caller has one."""
        self.compiled = compiled
        self.vocabulary = compiled.rulebook.vocabulary
        self._nodes = nodes or compiled.diagrams.copy()
        self._names = compiled.variables.names
        self._facts = compiled.variables.fact_bits
        self._questions = (1 << len(self._names)) - 1 & ~self._facts
        self._status: dict[int, int] = {}
        self._settled: dict[int, bool] = {}
        self._matter: dict[int, int] = {}
        self._worth: dict[int, int] = {}
        self._later: dict[tuple[int, int], tuple[int, ...]] = {}
        self._next: dict[tuple[tuple[str, int], ...], tuple[NextQuestion, ...]] = {}

    # Rests.

    def rests(self, case: Case, unanswered: Collection[str] = ()) -> dict[str, int]:
        """What is left of every offer that is not settled, by id; `unanswered` are the facts asked
        for in vain."""
        known = self.compiled.variables.partial(case).also(self.compiled.counted)
        vain = self.compiled.variables.bits(unanswered)
        # The bound on steps is one on what a case takes: a long-lived rulebook has seen many.
        self._nodes.building = "a case"
        found = {
            offer.id: self._rest(offer.id, known, vain) for offer in self.compiled.rulebook.offers
        }
        return {offer: rest for offer, rest in found.items() if not self.settled(rest)}

    def rest(self, offer: str, case: Case) -> int:
        """What is left of one offer."""
        known = self.compiled.variables.partial(case).also(self.compiled.counted)
        return self._rest(offer, known, 0)

    def _rest(self, offer: str, known: Partial, vain: int) -> int:
        standing = self.compiled["standing", offer, ""].node
        return self._nodes.forget(UNION, vain, self._nodes.restrict(standing, known))

    def status(self, rest: int) -> int:
        """The status of every completion, as a node."""
        if rest not in self._status:
            self._status[rest] = statuses_when_known(self._nodes, rest, self._questions)
        return self._status[rest]

    def settled(self, rest: int) -> bool:
        """Whether every completion has the same status, and the case as it stands has it too.

        Open everywhere is open now only if one and the same reading excludes everywhere; else it
        still reads as "depends".
        """
        if rest < self._nodes.terminals:
            return True
        if rest not in self._settled:
            nodes = self._nodes
            seen = [each for each in members(nodes.reach[self.status(rest)]) if each]
            self._settled[rest] = len(seen) == 0 or seen == [
                1 << status_now(nodes, rest, self._facts)
            ]
        return self._settled[rest]

    def mattering(self, rest: int) -> int:
        """The facts along which a status changes, as a set of bits; those known only through what
        is impossible are left out where they can be."""
        if rest not in self._matter:
            node, nodes = self.status(rest), self._nodes
            hanging = nodes.depends[node] or self.hanging_on(rest)
            found = hanging & ~self.compiled.tied
            for each in nodes.below(node) if hanging & self.compiled.tied else ():
                fact = 1 << nodes.variable[each]
                if fact & self.compiled.tied & ~found and any(
                    nodes.reach[nodes.apply(DIFFER, one, other)] >> YES & 1
                    for one, other in combinations(set(nodes.children[each]), 2)
                ):
                    found |= fact
            self._matter[rest] = found or hanging
        return self._matter[rest]

    def hanging_on(self, rest: int) -> int:
        """The facts that the rest depends on at all, as a set of bits."""
        return self._nodes.depends[rest] & self._facts

    def facts_mattering(self, rests: Iterable[int]) -> tuple[str, ...]:
        """The facts that matter to one of the rests, in the order of the variables."""
        found = 0
        for rest in rests:
            found |= self.mattering(rest)
        return self.compiled.variables.named(found)

    def after(self, rest: int, fact: int) -> tuple[int, ...]:
        """What is left after each answer to a question; 0 for one that is impossible."""
        if not self._nodes.depends[rest] >> fact & 1:
            return (rest,) * self._nodes.sizes[fact]
        key = (rest, fact)
        if key not in self._later:
            nodes = self._nodes
            self._later[key] = tuple(
                nodes.restrict(rest, nodes.partial({fact: value}))
                for value in range(nodes.sizes[fact])
            )
        return self._later[key]

    # The choice.

    def classes(self, fact: str) -> tuple[Value, ...]:
        """One value for each class of a fact."""
        return self.compiled.variables.classes[fact]

    def cost(self, fact: int) -> int:
        """What it costs to ask for a fact, given by its variable."""
        return max(self.vocabulary[self._names[fact]].cost, 1)

    def first(self, state: Iterable[int]) -> str | None:
        """The fact to ask for first, given the rests that are not settled; None without any."""
        rests = list(state)
        if not rests:
            return None
        needed = [fact for rest in rests if (fact := self.needed(rest)) is not None]
        # All of these are paid for in any order; the order of the variables begins with the level.
        best = min(needed) if needed else self.ahead(frozenset(rests), self._hanging(rests))
        unknown = 0
        for rest in rests:
            unknown |= self.hanging_on(rest)
        return self._names[self._before(best, unknown)]

    def _before(self, fact: int, unknown: int) -> int:
        """The fact, or of those that come before it the first that is not known."""
        waiting = (each for each in members(unknown) if self.waits(fact) >> each & 1)
        return next((self._before(each, unknown) for each in waiting), fact)

    def waits(self, fact: int) -> int:
        """The facts that are asked for before this one, as a set of bits."""
        return self.compiled.variables.bits(self.vocabulary[self._names[fact]].asked_after)

    def outcomes(self, state: State, fact: int) -> list[State]:
        """The rests still unsettled after each possible answer."""
        columns = zip(*(self.after(rest, fact) for rest in state), strict=True)
        return [
            frozenset(rest for rest in column if not self.settled(rest))
            for column in columns
            if all(column)
        ]

    def needed(self, rest: int) -> int | None:
        """A fact without which the rest is never settled: two of its values never come to the same
        status, whatever the other facts are."""
        nodes, status = self._nodes, self.status(rest)
        children = nodes.children[status]
        fact = nodes.variable[status]
        if not children or self.compiled.tied >> fact & 1:
            return None
        reach = [nodes.reach[child] & ~1 for child in children]
        apart = any(one and other and not one & other for one, other in combinations(reach, 2))
        return fact if apart else None

    def ahead(self, state: State, hanging: Mapping[int, int]) -> int:
        """The fact that, one answer ahead, is expected to spare most cost of further questions for
        its own cost."""
        now = self._cost_left(state)

        def key(fact: int) -> tuple[float, tuple[float, int, str]]:
            later = self.outcomes(state, fact)
            spared = now - sum(map(self._cost_left, later)) / max(len(later), 1)
            return (round(-spared / self.cost(fact), 9), self._priority(fact, hanging))

        return min(hanging, key=key)

    def _cost_left(self, state: State) -> int:
        """What it costs to ask for everything that matters."""
        facts = 0
        for rest in state:
            facts |= self.mattering(rest)
        if facts not in self._worth:
            self._worth[facts] = sum(map(self.cost, members(facts)))
        return self._worth[facts]

    def _hanging(self, rests: Iterable[int]) -> dict[int, int]:
        """How many of the rests each fact makes a difference in."""
        counted: dict[int, int] = {}
        for rest in rests:
            for fact in members(self.mattering(rest)):
                counted[fact] = counted.get(fact, 0) + 1
        return counted

    def _priority(self, fact: int, hanging: Mapping[int, int]) -> tuple[float, int, str]:
        """Least first: what most offers hang on for its cost, then what most hang on, then by
        id."""
        count = hanging.get(fact, 0)
        return (-count / self.cost(fact), -count, self._names[fact])

    def next_questions(self, rests: Mapping[str, int]) -> tuple[NextQuestion, ...]:
        """The facts that can still change a status, each with the offers that hang on it, in the
        order of `rests`: what is left of every offer. The first is the one `rusvej interview` asks
        for; then those on which most offers hang for their cost."""
        unsettled = {offer: rest for offer, rest in rests.items() if not self.settled(rest)}
        key = tuple(unsettled.items())
        if key not in self._next:
            self._next[key] = tuple(self._next_questions(unsettled))
        return self._next[key]

    def _next_questions(self, rests: Mapping[str, int]) -> Iterator[NextQuestion]:
        first = self.first(rests.values())
        hanging = self._hanging(rests.values())
        order = sorted(
            hanging, key=lambda fact: (self._names[fact] != first, self._priority(fact, hanging))
        )
        for fact in order:
            offers = [offer for offer, rest in rests.items() if self.mattering(rest) >> fact & 1]
            yield NextQuestion(self._names[fact], tuple(offers))
