"""What the diagrams of a rulebook are over: every fact by its classes, then every open question by
its readings.

The constants in the conditions cut each fact into classes of values that nothing tells apart; a
class is one value of the variable. The order of the variables is given by a rule and never by the
order of the files, so that equal rulebooks have equal diagrams: level and age first, because most
conditions name them; then at each turn the fact that stands in most conditions together with those
placed last, what impossible combinations tie together before all else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import permutations

from rusvej.conditions import Condition, classes, cut_points
from rusvej.diagram import Partial, members
from rusvej.facts import NONE, Case, Fact, Value
from rusvej.model import Question

#: What a tie by an impossible combination counts, in conditions that two facts share.
_TIE = 1000
#: So many of the facts placed last draw the next one to them.
_NEAR = 4


class Variables:
    """The variables in their order. A fact's values are the places of its classes, a question's
    those of its readings."""

    def __init__(
        self,
        facts: Sequence[Fact],
        cuts: Mapping[str, Collection[int]],
        questions: Iterable[Question],
    ) -> None:
        self.facts = {fact.id: at for at, fact in enumerate(facts)}
        self.vocabulary = {fact.id: fact for fact in facts}
        #: The lowest value of every class of a fact, in order; "ingen" is the last.
        self.classes: dict[str, tuple[Value, ...]] = {
            fact.id: classes(fact, frozenset(cuts.get(fact.id, ()))) for fact in facts
        }
        asked = sorted((q for q in questions if q.readings), key=lambda question: question.id)
        self.questions = {q.id: len(self.facts) + at for at, q in enumerate(asked)}
        self.readings = {q.id: tuple(r.id for r in q.readings) for q in asked}
        self.names = (*self.facts, *self.questions)
        self.sizes = (
            *(len(found) for found in self.classes.values()),
            *(len(found) for found in self.readings.values()),
        )
        #: The variables that are facts, as a set of bits; the others are questions.
        self.fact_bits = (1 << len(self.facts)) - 1
        self._places = {
            name: {value: at for at, value in enumerate(found)}
            for name, found in self.classes.items()
        }
        self._starts = {
            fact.id: [at for at in self.classes[fact.id] if at != NONE]
            for fact in facts
            if fact.type == "int"
        }

    def place(self, fact: str, value: Value) -> int:
        """The class that holds a value of the fact's domain."""
        if fact in self._starts and value != NONE:
            return bisect_right(self._starts[fact], value) - 1
        return self._places[fact][value]

    def renamed(self, facts: Mapping[str, str], questions: Mapping[str, str]) -> Variables:
        """The same variables, called what another rulebook calls them: its own names to those
        here."""
        new = object.__new__(Variables)
        new.facts = {own: self.facts[name] for own, name in facts.items()}
        new.vocabulary = {own: self.vocabulary[name] for own, name in facts.items()}
        new.classes = {own: self.classes[name] for own, name in facts.items()}
        new.questions = {own: self.questions[name] for own, name in questions.items()}
        new.readings = {own: self.readings[name] for own, name in questions.items()}
        own_names = {at: own for own, at in (*new.facts.items(), *new.questions.items())}
        new.names = tuple(own_names.get(at, name) for at, name in enumerate(self.names))
        new.sizes, new.fact_bits = self.sizes, self.fact_bits
        new._places = {own: self._places[name] for own, name in facts.items()}
        new._starts = {
            own: self._starts[name] for own, name in facts.items() if name in self._starts
        }
        return new

    def tells_apart(self, condition: Condition) -> bool:
        """Whether the classes tell apart all that a condition does."""
        return all(
            cut in self._starts.get(fact, ())
            or cut <= (self.vocabulary[fact].min or 0)
            or cut > (self.vocabulary[fact].max or 0)
            for fact, cut in cut_points(condition)
        )

    def partial(self, case: Case) -> Partial:
        """The classes of the facts that a case gives. It must have been checked against the
        vocabulary."""
        facts, places, cut = self.facts, self._places, self._starts
        found = {
            facts[name]: self.place(name, value) if name in cut else places[name][value]
            for name, value in case.items()
        }
        return Partial(len(self.sizes), found)

    def bits(self, facts: Iterable[str]) -> int:
        """These facts as a set of bits."""
        found = 0
        for fact in facts:
            found |= 1 << self.facts[fact]
        return found

    def named(self, bits: int) -> tuple[str, ...]:
        """The facts and questions of a set of bits, in the order of the variables."""
        return tuple(self.names[at] for at in members(bits))


def ordered(
    facts: Iterable[Fact],
    together: Iterable[Collection[str]],
    tied: Iterable[Collection[str]],
    first: Sequence[str],
) -> list[Fact]:
    """The facts in the order in which diagrams test them. `together` are the facts of each
    condition, `tied` those of each impossible combination, `first` are placed before all others."""
    left = {fact.id: fact for fact in facts}
    shared: dict[str, dict[str, int]] = {fact: {} for fact in left}
    for groups, counts in ((together, 1), (tied, _TIE)):
        for group in groups:
            for one, other in permutations(group, 2):
                shared[one][other] = shared[one].get(other, 0) + counts
    drawn_by_all = {fact: sum(others.values()) for fact, others in shared.items()}
    placed = [left.pop(fact) for fact in first if fact in left]
    near: list[str] = []

    def drawn(fact: str) -> tuple[int, int, str]:
        others = shared[fact]
        return (-sum(others.get(other, 0) for other in near), -drawn_by_all[fact], fact)

    by_all = iter(sorted(left, key=drawn))
    while left:
        # Only what stands together with one of these is drawn by them.
        drawing = {other for each in near for other in shared[each] if other in left}
        fact = min(drawing, key=drawn) if drawing else next(f for f in by_all if f in left)
        placed.append(left.pop(fact))
        near = [*near[1 - _NEAR :], fact]
    return placed
