"""Whether anybody's answer changes when a rulebook does: exact, over every partial case the rules
can tell apart, for what is seen of a record is a node and a changed one is another.

Records that a change cannot reach are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rusvej.analysis.mutation.records import Mutant
from rusvej.analysis.mutation.touched import Touched
from rusvej.compiled import Compiled
from rusvej.compiled.compiled import compile_over, variables_of
from rusvej.compiled.nodes import DIFFER, TERMINALS, YES
from rusvej.compiled.pieces import Piece, pieces
from rusvej.compiled.rests import private
from rusvej.conditions import Compare, Condition, cut_points
from rusvej.diagram import Diagrams
from rusvej.facts import Case, Value
from rusvej.model import Rulebook, conditions_of
from rusvej.records import record
from rusvej.space.pair import Pair
from rusvej.space.space import Shared, Space


@record
class Difference:
    """Somebody whose answer differs: in the part about `name`. `case` is None where only dates
    bring it out."""

    name: str
    case: Mapping[str, Value] | None


#: Changes of a condition, or of where something is printed, and of nothing else but the order.
_OF_CONDITIONS = frozenset({"bound", "value", "flip", "join", "drop", "never", "always", "level"})


class Changed:
    """Whom a change of conditions can concern: those some completion of whom some piece says
    another thing of, under some reading."""

    def __init__(self, compiled: Compiled, nodes: frozenset[int]) -> None:
        self._compiled = compiled
        self._nodes = nodes

    def concerns(self, case: Case) -> bool:
        """Whether anything said of the case can be another; the order of its offers apart, which
        also hangs on what conditions mention."""
        known = self._compiled.variables.partial(case)
        diagrams = self._compiled.diagrams
        return any(diagrams.reachable(node, known) >> YES & 1 for node in self._nodes)


class Comparison:
    """A rulebook that mutants are compared with. Every class of values that a mutant can tell apart
    is told apart."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        found = list(pieces(book))
        more = _shifted(condition for _, condition in conditions_of(book))
        variables = variables_of(book, [piece.when for piece in found], more)
        self._diagrams = Diagrams(variables.sizes, TERMINALS, 5_000_000, 50_000_000)
        self._shared = Shared(variables, self._diagrams)
        self._space = Space(compile_over(book, found, variables, self._diagrams), self._shared)

    def compiled(self, book: Rulebook) -> Compiled:
        """Another rulebook over the same classes; it may be a part of one."""
        return private(compile_over(book, pieces(book), self._shared.variables, self._diagrams))

    def changed(self, mutant: Mutant, other: Compiled) -> Changed | None:
        """Whom the mutant, or the part of it that is compiled, can concern; None where more than
        conditions differ."""
        meanings = self._space.compiled.meanings
        if mutant.kind not in _OF_CONDITIONS or not other.meanings.keys() <= meanings.keys():
            return None
        apply = self._diagrams.apply
        return Changed(
            other,
            frozenset(
                apply(DIFFER, one, two)
                for key, now in other.meanings.items()
                for one, two in zip(meanings[key][:2], now[:2], strict=True)
                if one != two
            ),
        )

    def pair(self, other: Compiled) -> Pair:
        """This rulebook and another one over the same classes."""
        return Pair(self._space, Space(other, self._shared))

    def difference(self, mutant: Mutant, found: Touched) -> Difference | None:
        """One difference between the answers of the two rulebooks, or None when there is none in
        any case."""
        book = mutant.book
        needed = found.offers | {
            offer.id
            for deadline in (*self.book.deadlines, *book.deadlines)
            if deadline.id in found.deadlines
            for offer in book.offers
            if deadline.id in offer.deadlines or offer.id in deadline.offers
        }
        about = needed | found.caveats | found.actions | found.deadlines | found.dates
        changed = [piece for piece in pieces(book) if piece.owner in about or _told(piece)]
        compiled = compile_over(book, changed, self._shared.variables, self._diagrams)
        pair = self.pair(compiled)
        for section in ("offers", "caveats", "actions", "deadlines"):
            for id in sorted(getattr(found, section)):
                for _, one, two in pair.parts(section, id):
                    case = pair.smallest(pair.differ(one, two))
                    if case is not None:
                        return Difference(id, case)
        for id in sorted(found.dates):
            for name, one, two in pair.dates(id):
                case = pair.smallest(pair.differ(one, two))
                if case is not None:
                    # Only dates bring out a change of what is no condition.
                    return Difference(id, case if name[0] in ("runs", "starts") else None)
        return None


def _told(piece: Piece) -> bool:
    return piece.kind == "colours"


def _shifted(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions that cut where a mutant may: one below and one above every cut."""
    cuts = {pair for condition in conditions for pair in cut_points(condition)}
    for fact, cut in sorted(cuts):
        yield from (Compare(fact, low=cut + step) for step in (-1, 0, 1))
