"""Two rulebooks over the same variables: where they differ, and for whom."""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.compiled.nodes import AND, DIFFER, NEGATED, NO, OR, TERMINALS, YES
from rusvej.diagram import count, members
from rusvej.facts import Value
from rusvej.space.seen import ABSENT, NO_OFFER, Seen, dated, dates_seen, seen
from rusvej.space.space import Space

#: A part of what is seen of a record, and its node in the old and the new rulebook.
Part = tuple[tuple[str, ...], int, int]


class Pair:
    """An old and a new rulebook. `apart` are facts of which nothing can be said to both of them
    (a set of bits): they stay unknown."""

    def __init__(self, old: Space, new: Space, apart: int = 0) -> None:
        self.old, self.new = old, new
        self.shared, self.nodes = old.shared, old.nodes
        sizes = self.nodes.sizes
        self._apart = self.nodes.partial({at: sizes[at] - 1 for at in members(apart)})
        #: YES where somebody is like the case in both; 0 elsewhere.
        self.possible = self.nodes.apply(AND, old.possible, new.possible)

    def parts(self, section: str, id: str) -> Iterator[Part]:
        """What is seen of a record that is not the same node in both."""
        yield from self._unequal(seen(self.old, section, id), seen(self.new, section, id))

    def dates(self, id: str) -> Iterator[Part]:
        """The same of what dates held against a time limit come to, by the readings of the open
        questions that it hangs on in either."""
        asked = self._shared_questions(id)
        yield from self._unequal(*(dates_seen(side, id, asked) for side in (self.old, self.new)))

    @staticmethod
    def _unequal(before: Seen, after: Seen) -> Iterator[Part]:
        for name in {**before, **after}:
            absent = NO_OFFER if name == ("status",) else ABSENT
            one, two = before.get(name, absent), after.get(name, absent)
            if one != two:
                yield name, one, two

    def _shared_questions(self, id: str) -> dict[str, int]:
        hanging = 0
        for side in (self.old, self.new):
            for key in dated(side, id):
                hanging |= side.compiled.diagrams.depends[side.compiled[key].node]
        one, two = (side.variables.questions for side in (self.old, self.new))
        return {
            name: at
            for name, at in sorted(one.items())
            if two.get(name) == at and hanging >> at & 1
        }

    def differ(self, one: int, other: int) -> int:
        """Where two nodes differ; for whomever, also for nobody."""
        return self.nodes.restrict(self.nodes.apply(DIFFER, one, other), self._apart)

    def all(self, *nodes: int) -> int:
        """Where all of these hold."""
        return self.nodes.restrict(self.nodes.join(AND, {YES, *nodes}), self._apart)

    def any(self, *nodes: int) -> int:
        """Where one of these holds."""
        return self.old.any(nodes)

    def never(self, node: int) -> int:
        """Where it does not hold."""
        return self.nodes.map(NEGATED, node)

    def somebody(self, where: int) -> bool:
        """Whether somebody is where the node is YES."""
        return bool(self.nodes.reach[self.all(where, self.possible)] >> YES & 1)

    def smallest(self, where: int) -> dict[str, Value] | None:
        """The case with the fewest facts known where the node is YES, then that with the lowest
        values; None where there is none."""
        return self.new.smallest(self.all(where, self.possible))

    def closed(self, facts: int) -> int:
        """Facts with all that impossible combinations of either rulebook tie to them."""
        while (wider := self.old.tied(facts) | self.new.tied(facts)) != facts:
            facts = wider
        return facts

    def possible_over(self, facts: int) -> int:
        """YES where some facts are possible together in both; 0 elsewhere."""
        sides = (self.old, self.new)
        return self.nodes.join(AND, {YES, *(side.possible_over(facts) for side in sides)})

    def count(self, where: int, facts: int) -> int:
        """How many possible cells of these facts, which are closed and hold all that the node hangs
        on, are there."""
        found = self.nodes.apply(AND, where, self.possible_over(facts))
        return count(self.nodes, found, members(facts)).get(YES, 0)

    def sure(self, where: int) -> int:
        """NO where nobody is like the case."""
        return self.nodes.map((NO, NO, *range(2, TERMINALS)), where)

    def projected(self, where: int, facts: int) -> int:
        """The cells of some facts (a set of bits) in which it holds for somebody."""
        return self.nodes.forget(OR, self.nodes.depends[where] & ~facts, self.sure(where))
