"""One case held against the pieces of a rulebook.

What a case says of a condition is what all its completions say together: the terminals that can
still be reached, each unknown fact free, IMPOSSIBLE left out. An open question without a reading
counted with is read in every way; one with such a reading is read in that way.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import combinations, product

from rusvej.answer import QuestionUse, Status
from rusvej.compiled.compiled import Compiled
from rusvej.compiled.nodes import DIFFER, NO, UNION, YES
from rusvej.compiled.pieces import Key
from rusvej.compiled.statuses import VERDICTS, status_now, status_of, terminals_in
from rusvej.diagram import Diagrams, Partial, members
from rusvej.facts import Case, Value
from rusvej.truth import Truth

_YES_BIT, _NO_BIT = 1 << YES, 1 << NO


class Held:
    """A case, checked and possible, held against the pieces. It is for one answer: what it works
    out is dropped with it."""

    def __init__(self, compiled: Compiled, case: Case) -> None:
        self.compiled = compiled
        self.case = case
        #: The classes known, and with them the readings counted with.
        self.known = compiled.variables.partial(case)
        self.counted = self.known.also(compiled.counted)
        self._diagrams = compiled.diagrams
        self._facts = compiled.variables.fact_bits

    @property
    def level(self) -> Value | None:
        """The case's level; None while it is unknown or the rulebook has none."""
        return self.case.get(self.compiled.rulebook.about.roles.level)

    def use(self, question: str) -> QuestionUse:
        """The question with the reading counted with."""
        asked = self.compiled.questions[question]
        return QuestionUse(asked, asked.used)

    @cached_property
    def own(self) -> Diagrams:
        """The nodes that belong to this case alone."""
        return self._diagrams.alike()

    def reach(self, key: Key, choice: Mapping[int, int] | None = None) -> int:
        """The values that a piece can have, as a set of bits; `choice` are readings counted with in
        place of the rulebook's."""
        known = self.counted if choice is None else self.known.also(choice)
        return self._diagrams.reachable(self.compiled[key].node, known)

    def verdict(self, key: Key) -> Truth:
        """Whether the piece holds: yes or no where every completion and every reading counted with
        says so."""
        reach = self.reach(key)
        if reach & _YES_BIT:
            return Truth.UNKNOWN if reach & _NO_BIT else Truth.YES
        return Truth.NO if reach & _NO_BIT else Truth.UNKNOWN

    def status(self, offer: str) -> Status:
        """The status of an offer; see `Status`. Under several choices of readings it is open where
        one excludes and another does not, otherwise what is least sure among them."""
        key = ("standing", offer, "")
        own = self.own
        if self._diagrams.depends[self.compiled[key].node] & self.compiled.undecided:
            node = own.restrict(self.compiled[key].node, self.counted, self._diagrams)
            return status_now(own, node, self._facts)
        return status_of([terminals_in(self.reach(key))])

    def questions(self, key: Key) -> tuple[str, ...]:
        """The open questions that matter to the piece, by id: with another reading of one of them,
        the others as counted with, it would come to something else for this case."""
        diagrams = self._diagrams
        if not diagrams.depends[self.compiled[key].node] & ~self._facts:
            return ()
        left = self._by_reading(key, self.known)
        own, variables = self.own, self.compiled.variables
        counted = self.compiled.counted
        mattering = []
        for question in own.support(left):
            others = {at: to for at, to in counted.items() if at != question}
            rest = own.restrict(left, own.partial(others))
            if own.depends[rest] >> question & 1:
                mattering.append(variables.names[question])
        return tuple(mattering)

    def missing(self, key: Key) -> tuple[str, ...]:
        """The unknown facts that could still turn the piece, in the order in which its condition
        mentions them.

        A fact is named if the condition itself hangs on it, under a reading counted with, and
        learning it can tell something: two of its values leave different verdicts, all facts that
        impossible combinations do not tie to it being the same.
        """
        meaning = self.compiled[key]
        diagrams, own = self._diagrams, self.own
        if not diagrams.depends[meaning.node] & self._facts & ~self.known.given:
            return ()
        node = own.map(VERDICTS, own.restrict(meaning.node, self.counted, diagrams))
        hanging = own.depends[node] & self._facts
        if not hanging:
            return ()
        found = hanging & ~self.compiled.tied
        if found != hanging:
            plain = own.restrict(meaning.plain, self.counted, diagrams)
            found |= self._telling(node, plain)
        named = set(self.compiled.variables.named(found))
        return tuple(fact for fact in meaning.facts if fact in named)

    def may_be_sure(self, key: Key) -> bool:
        """Whether some answer to what is missing makes the piece hold under every reading left."""
        variables = self.compiled.variables
        asked = [variables.facts[fact] for fact in self.missing(key)]
        return any(
            self.reach(key, {**self.compiled.counted, **dict(zip(asked, places, strict=True))})
            & (_YES_BIT | _NO_BIT)
            == _YES_BIT
            for places in product(*(range(variables.sizes[fact]) for fact in asked))
        )

    def _telling(self, node: int, plain: int) -> int:
        """The tied facts that the plain node hangs on and that tell something, under one and the
        same choice of readings."""
        own = self.own
        asked = members((own.depends[node] | own.depends[plain]) & ~self._facts)
        found = 0
        for places in product(*(range(own.sizes[question]) for question in asked)):
            choice = own.partial(dict(zip(asked, places, strict=True)))
            chosen = own.restrict(node, choice)
            hanging = own.depends[chosen] & own.depends[own.restrict(plain, choice)]
            for fact, tied in self.compiled.ties.items():
                if hanging & ~found & 1 << fact and self._tells(chosen, fact, tied):
                    found |= 1 << fact
        return found

    def _tells(self, node: int, fact: int, tied: int) -> bool:
        own = self.own
        others = own.forget(UNION, tied & ~(1 << fact), node)
        return any(
            own.reach[own.apply(DIFFER, one, other)] & _YES_BIT
            for each in own.below(others)
            if own.variable[each] == fact
            for one, other in combinations(set(own.children[each]), 2)
        )

    def _by_reading(self, key: Key, known: Partial) -> int:
        """The values that a piece can have, as a set, for every reading of the questions left."""
        own = self.own
        node = own.restrict(self.compiled[key].node, known, self._diagrams)
        return own.map(VERDICTS, own.forget(UNION, self._facts, node))
