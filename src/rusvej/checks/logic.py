"""Exact reasoning over conditions: can one be met at all, is it always met, do two ever differ.

It is read off decision diagrams. The readings of an open question are a variable like any other, so
that "never" means under no reading. What has mistakes that other checks report is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from rusvej.compiled import Conditions, possible_groups, variables_of
from rusvej.compiled.nodes import AND, DIFFER, IMPOSSIBLE, NO, TERMINALS, YES
from rusvej.conditions import Compare, Condition, Pending, Reading, walk
from rusvej.diagram import Diagrams, TooLarge
from rusvej.facts import Fact
from rusvej.model import Question, Rulebook
from rusvej.records import changed


class Logic:
    """What can be concluded from a rulebook's facts, questions and impossible combinations about
    these conditions. None = it cannot be said: the condition has a mistake, or is too large."""

    def __init__(
        self, rulebook: Rulebook, ids_lost: Collection[str], conditions: Iterable[Condition]
    ) -> None:
        self._facts = {
            fact.id: fact for fact in rulebook.facts if fact.id not in ids_lost and _usable(fact)
        }
        self._questions: dict[str, Question] = {}
        waiting = [q for q in rulebook.questions if q.id not in ids_lost and q.readings]
        # A question is sound when those that its readings name are; a circle never comes to be.
        while sound := [q for q in waiting if all(self._sound(r.when) for r in q.readings)]:
            self._questions |= {q.id: q for q in sound}
            waiting = [q for q in waiting if q.id not in self._questions]
        self._book = changed(
            rulebook,
            facts=tuple(self._facts.values()),
            questions=tuple(self._questions.values()),
            impossible=tuple(rule for rule in rulebook.impossible if self._sound(rule.when)),
        )
        self._all = [condition for condition in conditions if self._sound(condition)]

    def never(
        self, condition: Condition, levels: Collection[str] | None = None, *, rules: bool = True
    ) -> bool:
        """Whether no possible case meets the condition at these levels, under no reading of the
        documents."""
        found = self._reach(condition, levels, rules)
        return found is not None and not found >> YES & 1

    def always(
        self, condition: Condition, levels: Collection[str] | None = None, *, rules: bool = True
    ) -> bool:
        """Whether every possible case at these levels meets the condition, under every reading."""
        found = self._reach(condition, levels, rules)
        return found is not None and not found >> NO & 1

    def same(self, one: Condition, other: Condition) -> bool:
        """Whether two conditions agree on every possible case, under every reading."""
        if not (self._sound(one) and self._sound(other)):
            return False
        try:
            nodes, diagrams = self._nodes, self._nodes.diagrams
            differ = diagrams.apply(DIFFER, nodes.node(one), nodes.node(other))
            return not diagrams.reach[self._possible(differ)] >> YES & 1
        except TooLarge:
            return False

    @cached_property
    def _nodes(self) -> Conditions:
        variables = variables_of(self._book, self._all)
        diagrams = Diagrams(variables.sizes, TERMINALS)
        readings = {q.id: {r.id: r.when for r in q.readings} for q in self._questions.values()}
        return Conditions(diagrams, variables, readings)

    @cached_property
    def _groups(self) -> list[tuple[int, int]]:
        return possible_groups(self._book, self._nodes)

    def _reach(
        self, condition: Condition, levels: Collection[str] | None, rules: bool
    ) -> int | None:
        """The terminals that the condition can come to, as a set of bits."""
        if not self._sound(condition):
            return None
        level = self._facts.get(self._book.about.roles.level)
        try:
            nodes, diagrams = self._nodes, self._nodes.diagrams
            node = nodes.node(condition)
            if levels and level and all(level.allows(name) for name in levels):
                places = {nodes.variables.place(level.id, name) for name in levels}
                here = diagrams.compare(nodes.variables.facts[level.id], places, YES, IMPOSSIBLE)
                node = diagrams.apply(AND, here, node)
            return diagrams.reach[self._possible(node) if rules else node]
        except TooLarge:
            return None

    def _possible(self, node: int) -> int:
        diagrams = self._nodes.diagrams
        for tied, allowed in self._groups:
            if diagrams.depends[node] & tied:
                node = diagrams.apply(AND, allowed, node)
        return node

    def _sound(self, condition: Condition | None) -> bool:
        """Whether the condition is free of the mistakes that other checks report."""
        return condition is not None and all(self._fits(node) for node in walk(condition))

    def _fits(self, node: Condition) -> bool:
        if isinstance(node, Reading):
            return node.question in self._questions
        if isinstance(node, Compare):
            fact = self._facts.get(node.fact)
            return fact is not None and _compares(fact, node)
        return not isinstance(node, Pending)


def _usable(fact: Fact) -> bool:
    if fact.type == "int":
        return fact.min is not None and fact.max is not None and fact.min <= fact.max
    return fact.type == "bool" or bool(fact.values)


def _compares(fact: Fact, node: Compare) -> bool:
    if node.values:
        return all(fact.allows(value) for value in node.values)
    if fact.type != "int" or fact.min is None or fact.max is None:
        return False
    low = fact.min if node.low is None else node.low
    high = fact.max if node.high is None else node.high
    return fact.min <= low <= high <= fact.max
