"""What a case says of the pieces of a time limit while every open question is read in one way.

Combinations that nobody is like are not left out: a limit is held against what is known, not
against what follows from it.
"""

from __future__ import annotations

from rusvej.compiled import Compiled
from rusvej.compiled.pieces import Key
from rusvej.compiled.rests import rests_of, truth_of
from rusvej.deadlines.readings import Choice
from rusvej.facts import Case, Value
from rusvej.truth import Truth


class Chosen:
    """A case with the readings chosen."""

    def __init__(self, compiled: Compiled, case: Case, choice: Choice) -> None:
        variables = compiled.variables
        self._compiled, self._case, self._choice = compiled, case, choice
        self._nodes = rests_of(compiled).nodes
        self._known = variables.partial(case).also(
            {
                variables.questions[question]: variables.readings[question].index(reading)
                for question, reading in choice.items()
            }
        )

    def but(self, fact: str, value: Value) -> Chosen:
        """The same with another value of a fact."""
        return Chosen(self._compiled, {**self._case, fact: value}, self._choice)

    def verdict(self, key: Key) -> Truth:
        """Whether the piece holds."""
        return truth_of(self._nodes.reachable(self._compiled[key].plain, self._known))

    def missing(self, key: Key) -> tuple[str, ...]:
        """The unknown facts on which the piece hangs, in the order in which its condition mentions
        them."""
        hanging, facts = self._hanging(key), self._compiled.variables.facts
        return tuple(fact for fact in self._compiled[key].facts if hanging >> facts[fact] & 1)

    def questions(self, key: Key) -> tuple[str, ...]:
        """The open questions that are not read and on which the piece hangs."""
        variables = self._compiled.variables
        return variables.named(self._hanging(key) & ~variables.fact_bits)

    def _hanging(self, key: Key) -> int:
        left = self._nodes.restrict(self._compiled[key].plain, self._known)
        return self._nodes.depends[left]

    def against(self, key: Key) -> tuple[str, ...]:
        """The known facts of a piece that does not hold, sorted; none where it may."""
        if self.verdict(key) is not Truth.NO:
            return ()
        return tuple(sorted(fact for fact in self._compiled[key].facts if fact in self._case))
