"""Conditions as nodes: what a condition says of every case, under every reading of the open
questions.

A condition's terminals are NO and YES. Combinations of facts that cannot be lead to IMPOSSIBLE, but
only in the diagrams whose facts they tie, and stay there as a value of its own: evidence for them
may come on a later variable. Terminals are sets of bits, so that the union of two is what either
may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rusvej.compiled.variables import Variables
from rusvej.conditions import All, AnyOf, Compare, Condition, Not, Reading, children
from rusvej.diagram import Diagrams, Operation

IMPOSSIBLE, NO, YES = 0, 1, 2
#: What an offer has beside them: the guide does not list it there; the same as NO and YES where a
#: limit with a question of its own is reached.
UNLISTED, NO_USED_UP, YES_USED_UP = 4, 8, 16
#: Sets of up to six different values.
TERMINALS = 64

AND = Operation(lambda a, b: min(a, b) if a and b else IMPOSSIBLE, commutes=True)
OR = Operation(lambda a, b: max(a, b) if a and b else IMPOSSIBLE, commutes=True)
#: Either of the two.
UNION = Operation(lambda a, b: a | b, commutes=True)
#: YES where two sets of values differ, none of them empty.
DIFFER = Operation(lambda a, b: YES if a and b and a != b else NO, commutes=True)
#: An offer's verdict where a limit is reached (left).
USED_UP = Operation(
    lambda reached, verdict: (
        verdict << 3
        if reached == YES and verdict in (NO, YES)
        else verdict
        if reached
        else IMPOSSIBLE
    )
)
#: The same where the guide lists it (left), which is all that it says elsewhere.
LISTED = Operation(
    lambda listed, verdict: (
        IMPOSSIBLE if not (listed and verdict) else verdict if listed == YES else UNLISTED
    )
)
NEGATED = (IMPOSSIBLE, YES, NO, *range(3, TERMINALS))
_FORBIDDEN = (IMPOSSIBLE, YES, IMPOSSIBLE, *range(3, TERMINALS))


class Conditions:
    """The nodes of conditions over some variables, without what is impossible."""

    def __init__(
        self,
        diagrams: Diagrams,
        variables: Variables,
        readings: Mapping[str, Mapping[str, Condition | None]],
    ) -> None:
        self.diagrams = diagrams
        self.variables = variables
        #: For every open question the condition of each reading, by id; None where it has none.
        self.readings = readings
        #: By identity, with the condition itself, so that none of the numbers is used again.
        self._done: dict[int | str, tuple[object, int]] = {}

    def node(self, condition: Condition) -> int:
        """The condition's node. Raises `KeyError` for a fact or question that is no variable, and
        `ValueError` where readings lead back to their own question."""
        waiting: list[tuple[Condition, bool]] = [(condition, False)]
        open_questions: set[str] = set()
        while waiting:
            part, ready = waiting.pop()
            key = part.question if isinstance(part, Reading) else id(part)
            if key in self._done:
                continue
            below = self._below(part)
            if ready or not below:
                self._done[key] = (part, self._made(part, below))
                open_questions.discard(str(key))
                continue
            if isinstance(part, Reading):
                if part.question in open_questions:
                    raise ValueError(f"the readings of {part.question} lead back to it")
                open_questions.add(part.question)
            waiting.append((part, True))
            waiting += [(each, False) for each in below]
        return self._of(condition)

    def compare(self, fact: str, values: Iterable[int]) -> int:
        """That the fact is in one of these classes."""
        return self.diagrams.compare(self.variables.facts[fact], values, YES, NO)

    def reading(self, question: str, readings: Iterable[str]) -> int:
        """That one of these readings is chosen."""
        every = self.variables.readings[question]
        return self.diagrams.compare(
            self.variables.questions[question], [every.index(each) for each in readings], YES, NO
        )

    def all(self, nodes: Iterable[int]) -> int:
        """That all of these hold; YES for none."""
        return self.diagrams.join(AND, {YES, *nodes})

    def any(self, nodes: Iterable[int]) -> int:
        """That one of these holds; NO for none."""
        return self.diagrams.join(OR, {NO, *nodes})

    def negated(self, node: int) -> int:
        """That it does not hold."""
        return self.diagrams.map(NEGATED, node)

    def never(self, node: int) -> int:
        """IMPOSSIBLE where it holds, else YES."""
        return self.diagrams.map(_FORBIDDEN, node)

    def _of(self, part: Condition) -> int:
        return self._done[part.question if isinstance(part, Reading) else id(part)][1]

    def _below(self, part: Condition) -> tuple[Condition, ...]:
        if isinstance(part, Reading):
            return tuple(when for when in self.readings[part.question].values() if when)
        return children(part)

    def _made(self, part: Condition, below: tuple[Condition, ...]) -> int:
        match part:
            case Compare():
                values = self.variables.classes[part.fact]
                return self.compare(
                    part.fact, [at for at, value in enumerate(values) if part.holds(value)]
                )
            case All():
                return self.all(map(self._of, below))
            case AnyOf():
                return self.any(map(self._of, below))
            case Not():
                return self.negated(self._of(part.part))
            case Reading():
                readings = self.readings[part.question]
                return self.any(
                    self.diagrams.apply(AND, self.reading(part.question, [name]), self._of(when))
                    for name, when in readings.items()
                    if when
                )
            case _:
                return YES
