"""Whether anybody's answer changes when a rulebook does: exact, over every partial case the rules
can tell apart, for what is seen of a record is a node and a changed one is another.

Records that a change cannot reach are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rusvej.analysis.mutation.records import Mutant
from rusvej.analysis.mutation.touched import Touched
from rusvej.compiled import Compiled
from rusvej.compiled.compiled import compile_over, variables_of
from rusvej.compiled.nodes import NO, TERMINALS, YES
from rusvej.compiled.pieces import Piece, pieces
from rusvej.conditions import Compare, Condition, cut_points, questions_of
from rusvej.diagram import Diagrams
from rusvej.facts import Value
from rusvej.model import Deadline, Rulebook, conditions_of
from rusvej.records import record
from rusvej.space.seen import ABSENT, Seen, action_seen, caveat_seen, deadline_seen, offer_seen
from rusvej.space.space import Shared, Space


@record
class Difference:
    """Somebody whose answer differs: in the part about `name`. `case` is None where only dates
    bring it out."""

    name: str
    case: Mapping[str, Value] | None


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
        self._seen: dict[tuple[str, str], Seen] = {}

    def compiled(self, book: Rulebook) -> Compiled:
        """Another rulebook over the same classes; it may be a part of one."""
        return compile_over(book, pieces(book), self._shared.variables, self._diagrams)

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
        return next(self._differences(Space(compiled, self._shared), found), None)

    def _differences(self, other: Space, found: Touched) -> Iterator[Difference]:
        looks: tuple[tuple[str, frozenset[str], Callable[[Space, Any], Seen]], ...] = (
            ("offers", found.offers, offer_seen),
            ("caveats", found.caveats, caveat_seen),
            ("actions", found.actions, action_seen),
            ("deadlines", found.deadlines, deadline_seen),
        )
        after = other.compiled.rulebook
        for section, ids, look in looks:
            for one, two in _pairs(getattr(self.book, section), getattr(after, section), ids):
                key = (section, one.id)
                if key not in self._seen:
                    self._seen[key] = look(self._space, one)
                now = look(other, two) if two is not None else {}
                yield from self._unequal(one.id, self._seen[key], now)
        for one, two in _pairs(self.book.deadlines, after.deadlines, found.dates):
            yield from self._dates(other, one, two)

    def _unequal(self, name: str, before: Seen, after: Seen) -> Iterator[Difference]:
        for part in {**before, **after}:
            one, two = before.get(part, ABSENT), after.get(part, ABSENT)
            case = self._space.smallest(self._space.compared(one, two)) if one != two else None
            if case is not None:
                yield Difference(name, case)

    def _dates(self, other: Space, one: Deadline, two: Deadline | None) -> Iterator[Difference]:
        """Differences in `check-deadline`, for some dates, exceptions and day."""
        after = other.compiled.rulebook
        keys = [("deadline-runs", one.id, "")]
        keys += [("starts", one.id, str(at)) for at in range(len(one.counted_from))]
        for key in keys:
            before = self._space.compiled.meanings.get(key)
            now = other.compiled.meanings.get(key) if two is not None else None
            # Every reading counts here: a deadline is judged under all that nobody has settled.
            a = self._shared.lifted(before.node) if before else YES
            b = self._shared.lifted(now.node) if now else (NO if two is None else YES)
            if a != b:
                space = self._space
                case = space.smallest(space.without_questions(space.compared(a, b)))
                if case is not None:
                    yield Difference(one.id, case)
        if two is not None and _plan(self.book, one) != _plan(after, two):
            yield Difference(one.id, None)


def _told(piece: Piece) -> bool:
    return piece.kind == "colours"


def _pairs(
    before: Iterable[Any], after: Iterable[Any], ids: frozenset[str]
) -> Iterator[tuple[Any, Any]]:
    found = {record.id: record for record in after}
    yield from ((record, found.get(record.id)) for record in before if record.id in ids)


def _shifted(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions that cut where a mutant may: one below and one above every cut."""
    cuts = {pair for condition in conditions for pair in cut_points(condition)}
    for fact, cut in sorted(cuts):
        yield from (Compare(fact, low=cut + step) for step in (-1, 0, 1))


def _asked(book: Rulebook, deadline: Deadline) -> tuple[str, ...]:
    """The questions beside a time limit that decide whom it holds for; the others are only told."""
    asked = {
        question.id
        for question in book.questions
        if all(reading.when is not None for reading in question.readings)
    }
    return tuple(question for question in deadline.questions if question in asked)


def _plan(book: Rulebook, deadline: Deadline) -> tuple[object, ...]:
    """Everything about a time limit that is no condition; whoever it holds for gets another result
    for some dates when it changes."""
    starts = tuple((event.event, event.reading) for event in deadline.counted_from)
    start = deadline.start_question if len({reading for _, reading in starts}) > 1 else ""
    deciding = {
        start,
        *_asked(book, deadline),
        *(event.question for event in deadline.counted_from),
    }
    plan: tuple[object, ...] = (deadline.period, deadline.kind, deadline.met_by, start, starts)
    if deadline.kind == "deadline":
        printed = tuple(e for e in book.exceptions if e.id in deadline.exceptions)
        deciding |= {e.question for e in printed if e.effect == "open"}
        plan += tuple((e.id, e.effect, e.question, e.waives_under) for e in printed)
        # Of those not printed here it is told whether they are exceptions at all.
        plan += tuple((e.id, e.effect == "none") for e in book.exceptions)
    deciding |= questions_of(deadline.when, book.readings)
    deciding |= {
        inner
        for name in deciding
        if name
        for when in book.readings.get(name, ())
        for inner in questions_of(when, book.readings)
    }
    return (*plan, tuple((q.id, q.used, q.status) for q in book.questions if q.id in deciding))
