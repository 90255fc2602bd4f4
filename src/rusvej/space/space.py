"""The pieces of a rulebook over every partial case.

A partial case gives each fact one of its classes or leaves it unknown. What it says is what all its
completions say, so the child for "unknown" is the union of all others; that is one walk over a
diagram. Equal nodes mean that nobody, however little is known of them, gets anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from rusvej.answer import Status
from rusvej.compiled import Compiled
from rusvej.compiled.nodes import AND, DIFFER, NO, OR, TERMINALS, UNION, YES
from rusvej.compiled.pieces import Key
from rusvej.compiled.statuses import VERDICTS, statuses_when_known
from rusvej.compiled.variables import Variables
from rusvej.diagram import Diagrams, members, shortest
from rusvej.facts import Value

#: A verdict that completions or readings counted with differ in.
UNKNOWN = NO | YES


class Judged(NamedTuple):
    """A piece over all partial cases: its verdict (NO, YES or UNKNOWN), and for each open question
    where (YES or NO) another reading of it would give another one."""

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
    """The pieces of one rulebook over all partial cases."""

    def __init__(self, compiled: Compiled, shared: Shared | None = None) -> None:
        self.compiled = compiled
        self.shared = shared or Shared(compiled.variables, compiled.diagrams)
        self.nodes = self.shared.nodes
        self.variables = self.shared.variables
        self.facts = self.variables.fact_bits
        self._questions = (1 << len(self.variables.sizes)) - 1 & ~self.facts
        self._judged: dict[Key, Judged] = {}
        self._status: dict[str, int] = {}
        self._possible: int | None = None

    @property
    def level(self) -> str:
        """The fact for the level; empty where there is none."""
        return self.compiled.rulebook.about.roles.level

    @property
    def possible(self) -> int:
        """YES where some person is like the case; 0 elsewhere."""
        if self._possible is None:
            self._possible = self.nodes.join(
                AND, {YES, *map(self.shared.lifted, self.compiled.possible_nodes)}
            )
        return self._possible

    def judged(self, key: Key) -> Judged:
        """What every partial case says of a piece."""
        if key not in self._judged:
            self.nodes.building = " ".join(key).strip()
            node = self.nodes.map(VERDICTS, self.shared.lifted(self.compiled[key].node))
            counted = self.nodes.restrict(node, self.nodes.partial(self.compiled.counted))
            verdict = self.nodes.forget(UNION, self._questions, counted)
            self._judged[key] = Judged(
                verdict,
                {
                    self.variables.names[at]: self._mattering(node, at)
                    for at in self.nodes.support(node)
                    if at >= len(self.variables.facts)
                },
            )
        return self._judged[key]

    def _mattering(self, node: int, question: int) -> int:
        """Where, the others being as counted with, two readings of the question differ."""
        nodes = self.nodes
        others = {at: to for at, to in self.compiled.counted.items() if at != question}
        left = nodes.restrict(node, nodes.partial(others))
        readings = [
            nodes.restrict(left, nodes.partial({question: reading}))
            for reading in range(nodes.sizes[question])
        ]
        differ = nodes.join(
            OR, {NO, *(nodes.apply(DIFFER, readings[0], other) for other in readings[1:])}
        )
        return nodes.forget(OR, self._questions, differ)

    def status(self, offer: str) -> int:
        """The status of an offer in every partial case: the terminal `1 << status`."""
        if offer not in self._status:
            self.nodes.building = f"standing {offer}"
            node = self.shared.lifted(self.compiled["standing", offer, ""].node)
            counted = self.nodes.restrict(node, self.nodes.partial(self.compiled.counted))
            self._status[offer] = statuses_when_known(self.nodes, counted, self._questions)
        return self._status[offer]

    def has_status(self, offer: str, wanted: Callable[[Status], bool]) -> int:
        """Where (YES or NO) the status is one of those wanted."""
        return self.where(self.status(offer), [1 << status for status in Status if wanted(status)])

    def shown(self, offer: str) -> int:
        """Where the short list shows the offer."""
        return self.has_status(offer, lambda status: status.shown)

    def where(self, node: int, wanted: Iterable[int]) -> int:
        """YES where the node is one of these, NO elsewhere; 0 stays."""
        values = set(wanted)
        return self.nodes.map(
            [0, *(YES if each in values else NO for each in range(1, TERMINALS))], node
        )

    def all(self, nodes: Iterable[int]) -> int:
        """Where all of these (YES or NO) hold."""
        return self.nodes.join(AND, {YES, *nodes})

    def any(self, nodes: Iterable[int]) -> int:
        """Where one of these holds."""
        return self.nodes.join(OR, {NO, *nodes})

    def compared(self, one: int, other: int) -> int:
        """Where two nodes differ and somebody is like the case."""
        if one == other:
            return NO
        return self.all([self.nodes.apply(DIFFER, one, other), self.possible])

    def without_questions(self, where: int) -> int:
        """Where it holds under some reading of the open questions."""
        return self.nodes.forget(OR, self._questions, where)

    def smallest(self, where: int) -> dict[str, Value] | None:
        """The case with the fewest facts known where the node is YES, then that with the lowest
        values; None where there is none."""
        sizes = self.nodes.sizes

        def cost(variable: int, value: int) -> int:
            return int(value < sizes[variable] - 1)

        path = shortest(self.nodes, self.all([where, self.possible]), [YES], cost)
        return None if path is None else self.case(path)

    def case(self, places: Mapping[int, int]) -> dict[str, Value]:
        """The case with the lowest value of each class; the place after the last is unknown."""
        by_name = {self.variables.names[at]: place for at, place in places.items()}
        return {
            fact: classes[by_name[fact]]
            for fact, classes in self.variables.classes.items()
            if by_name.get(fact, len(classes)) < len(classes)
        }

    def facts_of(self, node: int) -> tuple[str, ...]:
        """The facts that a node hangs on."""
        return self.variables.named(self.nodes.depends[node] & self.facts)

    def holds(self, node: int) -> bool:
        """Whether somebody is where the node is YES."""
        return self.smallest(node) is not None

    def terminals(self, node: int) -> tuple[int, ...]:
        """The values that the node can have."""
        return members(self.nodes.reach[node])
