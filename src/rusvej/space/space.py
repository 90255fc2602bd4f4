"""The pieces of a rulebook over every partial case.

A partial case gives each fact one of its classes or leaves it unknown. What it says is what all its
completions say, so the child for "unknown" is the union of all others; that is one walk over a
diagram. Equal nodes mean that nobody, however little is known of them, gets anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from rusvej.answer import Status
from rusvej.compiled import Compiled
from rusvej.compiled.nodes import AND, DIFFER, NO, OR, TERMINALS, UNION, YES
from rusvej.compiled.pieces import POINTERS, Key
from rusvej.compiled.statuses import VERDICTS, statuses_when_known
from rusvej.compiled.variables import Variables
from rusvej.diagram import Diagrams, Partial, count, members, shortest
from rusvej.facts import Case, Value

#: A verdict that completions or readings counted with differ in.
UNKNOWN = NO | YES


#: The readings counted with, by the variables of their questions.
Readings = tuple[tuple[int, int], ...]


class Judged(NamedTuple):
    """A piece over all partial cases: its verdict (NO, YES or UNKNOWN), and for each open question
    where (YES or NO) another reading of it would give another one, or, for a pointer, would make it
    hold for certain or no longer do."""

    verdict: int
    questions: Mapping[str, int]


class Shared:
    """Nodes over the partial cases of some variables, for all rulebooks that are compiled over
    these variables into one `Diagrams`."""

    def __init__(self, variables: Variables, source: Diagrams) -> None:
        self.variables = variables
        self.source = source
        facts = len(variables.facts)
        self.nodes = Diagrams(
            [size + (at < facts) for at, size in enumerate(variables.sizes)],
            TERMINALS,
            source.most_nodes * 10,
            source.most_steps * 10,
        )
        self._lifted: dict[int, int] = {terminal: terminal for terminal in range(TERMINALS)}
        #: What nodes of `source` come to under the readings counted with: rulebooks that differ in
        #: one record have nearly all of them in common.
        self.judged: dict[tuple[int, bool, Readings], Judged] = {}
        self.statuses: dict[tuple[int, Readings], int] = {}
        self.wheres: dict[tuple[int, frozenset[int]], int] = {}

    def lifted(self, node: int) -> int:
        """The node with a child for "unknown" at every fact."""
        nodes, source = self.nodes, self.source
        for each in source.below(node):
            if each not in self._lifted:
                variable = source.variable[each]
                children = tuple([self._lifted[child] for child in source.children[each]])
                if variable < len(self.variables.facts):
                    children = (*children, nodes.join(UNION, set(children)))
                self._lifted[each] = nodes.node(variable, children)
        return self._lifted[node]


class Space:
    """The pieces of one rulebook over all partial cases; `choice` are readings of open questions
    counted with in place of the rulebook's, by their variables."""

    def __init__(
        self,
        compiled: Compiled,
        shared: Shared | None = None,
        choice: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        self.compiled = compiled
        self.shared = shared or Shared(compiled.variables, compiled.diagrams)
        self.nodes = self.shared.nodes
        self.variables = compiled.variables
        self.facts = self.variables.fact_bits
        self.counted = {**compiled.counted, **choice}
        self._readings: Readings = tuple(sorted(self.counted.items()))
        self._questions = (1 << len(self.variables.sizes)) - 1 & ~self.facts
        #: What is seen of records, by section and id; see `rusvej.space.seen`.
        self.kept: dict[tuple[str, str], dict[tuple[str, ...], int]] = {}

    @property
    def level(self) -> str:
        """The fact for the level; empty where there is none."""
        return self.compiled.rulebook.about.roles.level

    @cached_property
    def possible(self) -> int:
        """YES where some person is like the case; 0 elsewhere."""
        return self.possible_over(self.facts)

    def possible_over(self, facts: int) -> int:
        """The same by the impossible combinations of these facts (a set of bits) alone."""
        groups = [
            self.shared.lifted(node)
            for node in self.compiled.possible_nodes
            if self.compiled.diagrams.depends[node] & facts
        ]
        return self.nodes.join(AND, {YES, *groups})

    def tied(self, facts: int) -> int:
        """Facts with those that impossible combinations tie to them."""
        for fact in members(facts & self.compiled.tied):
            facts |= self.compiled.ties[fact]
        return facts

    def count(self, where: int, facts: int) -> int:
        """In how many possible partial cases of these facts alone, which hold all on which it
        hangs, the node is YES."""
        found = self.all([where, self.possible_over(facts)])
        return count(self.nodes, found, members(facts)).get(YES, 0)

    def judged(self, key: Key) -> Judged:
        """What every partial case says of a piece."""
        self.nodes.building = " ".join(key).strip()
        return self.judge(self.compiled[key].node, key[0] in POINTERS)

    def judge(self, condition: int, pointer: bool = False) -> Judged:
        """The same for a node of the compiled rulebook."""
        known, asked = self.shared.judged, (condition, pointer, self._readings)
        if asked not in known:
            known[asked] = self._judge(condition, pointer)
        return known[asked]

    def _judge(self, condition: int, pointer: bool) -> Judged:
        node = self.everything(condition)
        counted = self.nodes.restrict(node, self.nodes.partial(self.counted))
        seen = self.where(node, [YES]) if pointer else node
        return Judged(
            self.nodes.forget(UNION, self._questions, counted),
            {
                self.variables.names[at]: self._mattering(seen, at)
                for at in self.nodes.support(seen)
                if not self.facts >> at & 1
            },
        )

    def everything(self, condition: int) -> int:
        """What every partial case says of a node of the compiled rulebook under every reading."""
        return self.nodes.map(VERDICTS, self.shared.lifted(condition))

    def _mattering(self, node: int, question: int) -> int:
        """Where, the others being as counted with, two readings of the question differ."""
        nodes = self.nodes
        others = {at: to for at, to in self.counted.items() if at != question}
        left = nodes.restrict(node, nodes.partial(others))
        readings = [
            nodes.restrict(left, nodes.partial({question: reading}))
            for reading in range(nodes.sizes[question])
        ]
        differ = self.any(nodes.apply(DIFFER, readings[0], other) for other in readings[1:])
        return nodes.forget(OR, self._questions, differ)

    def status(self, offer: str) -> int:
        """The status of an offer in every partial case: the terminal `1 << status`."""
        condition = self.compiled["standing", offer, ""].node
        known = self.shared.statuses
        if (condition, self._readings) not in known:
            self.nodes.building = f"standing {offer}"
            node = self.shared.lifted(condition)
            counted = self.nodes.restrict(node, self.nodes.partial(self.counted))
            found = statuses_when_known(self.nodes, counted, self._questions)
            known[condition, self._readings] = found
        return known[condition, self._readings]

    def has_status(self, offer: str, wanted: Callable[[Status], bool]) -> int:
        """Where (YES or NO) the status is one of those wanted."""
        return self.where(self.status(offer), [1 << status for status in Status if wanted(status)])

    def shown(self, offer: str) -> int:
        """Where the short list shows the offer."""
        return self.has_status(offer, lambda status: status.shown)

    def where(self, node: int, wanted: Iterable[int]) -> int:
        """YES where the node is one of these, NO elsewhere; 0 stays."""
        values, known = frozenset(wanted), self.shared.wheres
        if (node, values) not in known:
            mapping = [0, *(YES if each in values else NO for each in range(1, TERMINALS))]
            known[node, values] = self.nodes.map(mapping, node)
        return known[node, values]

    def all(self, nodes: Iterable[int]) -> int:
        """Where all of these (YES or NO) hold."""
        return self.nodes.join(AND, {YES, *nodes})

    def any(self, nodes: Iterable[int]) -> int:
        """Where one of these holds."""
        return self.nodes.join(OR, {NO, *nodes})

    def smallest(self, where: int) -> dict[str, Value] | None:
        """The case with the fewest facts known where the node is YES, then that with the lowest
        values; None where there is none."""
        sizes = self.nodes.sizes

        def cost(variable: int, value: int) -> int:
            return int(value < sizes[variable] - 1)

        path = shortest(self.nodes, self.all([where, self.possible]), [YES], cost)
        return None if path is None else self.case(path)

    def places(self, case: Case) -> Partial:
        """The cell of a case, what it does not give being unknown."""
        variables = self.variables
        return self.nodes.partial(
            {
                at: variables.place(fact, case[fact])
                if fact in case
                else len(variables.classes[fact])
                for fact, at in variables.facts.items()
            }
        )

    def case(self, places: Mapping[int, int]) -> dict[str, Value]:
        """The case with the lowest value of each class; the place after the last is unknown."""
        by_name = {self.variables.names[at]: place for at, place in places.items()}
        return {
            fact: classes[by_name[fact]]
            for fact, classes in self.variables.classes.items()
            if by_name.get(fact, len(classes)) < len(classes)
        }
