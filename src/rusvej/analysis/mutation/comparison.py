"""Whether anybody's answer changes when a rulebook does: exact, over every partial case the rules
can tell apart, for what is seen of a record is a node and a changed one is another.

Records that a change cannot reach are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

from rusvej.analysis.expectations import OF_OFFERS, Expectation
from rusvej.analysis.mutation.records import Mutant
from rusvej.analysis.mutation.touched import Touched
from rusvej.compiled import Compiled, Held
from rusvej.compiled.compiled import (
    compile_over,
    meanings_of,
    possible_groups,
    readings_of,
    variables_of,
)
from rusvej.compiled.nodes import TERMINALS, Conditions
from rusvej.compiled.pieces import Key, Piece, pieces, pieces_of, told
from rusvej.compiled.rests import Rests, rests_of, share
from rusvej.conditions import Compare, Condition, cut_points, questions_of
from rusvej.diagram import Diagrams
from rusvej.facts import Case, Value
from rusvej.model import Rulebook
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
_Read = Callable[[Held, Key], object]


def _verdict(held: Held, key: Key) -> object:
    return held.verdict(key), held.questions(key)


_STATED = ((("says", "decides", "questions"), _verdict),)
_POINTED = ((("points", "questions", "before"), _verdict),)
_CAVEATS = ((("caveats", "stressed", "caveats_of"), _verdict),)
#: By the kind of a piece: what of the expectation it can turn, and what says whether it does. The
#: last three are parts of `standing`, or told without a case.
_READ: dict[str, tuple[tuple[tuple[str, ...], _Read], ...]] = {
    "standing": (
        # An offer that is shown brings its time limits into the answer.
        ((*OF_OFFERS, "before", "deadlines"), lambda held, key: held.status(key[1])),
        (("missing",), Held.missing),
        (("questions",), Held.questions),
    ),
    **dict.fromkeys(("access", "contact", "first-step", "limit"), _STATED),
    **dict.fromkeys(("points-to", "points-away"), _POINTED),
    "criterion": (
        (("reasons", "before"), _verdict),
        # What a criterion mentions has a say in the order, whatever it says.
        (("before",), lambda held, key: held.compiled[key].facts),
    ),
    "concerns": ((("reasons", "before"), _verdict),),
    **dict.fromkeys(("caveat", "caveat-anywhere", "stressed"), _CAVEATS),
    **dict.fromkeys(("status", "listed", "detail"), ()),
}
#: A piece of another kind can turn anything.
_REST: tuple[tuple[tuple[str, ...], _Read], ...] = (
    (("anything",), lambda held, key: [held.left(node) for node in held.compiled[key][:2]]),
)

#: The sections whose records have pieces of their own.
_SECTIONS = ("offers", "caveats", "actions", "deadlines")


def concerns(keys: Iterable[Key], was: Held, now: Held, expect: Expectation) -> bool:
    """Whether anything expected of a case can be another, where these pieces mean another thing."""
    return any(
        any(_speaks(expect, name, key[1]) for name in names) and _differ(key, read, was, now)
        for key in keys
        for names, read in _READ.get(key[0], _REST)
    )


def _differ(key: Key, read: _Read, was: Held, now: Held) -> bool:
    one, other = (read(held, key) if key in held.compiled.meanings else None for held in (was, now))
    return one != other


def _speaks(expect: Expectation, name: str, owner: str) -> bool:
    if name == "before":
        return any(owner in pair for pair in expect.before)
    if name in ("deadlines", "caveats_of"):
        return bool(getattr(expect, name))
    return name == "anything" or owner in getattr(expect, name)


class Comparison:
    """A rulebook that mutants are compared with. Every class of values that a mutant can tell apart
    is told apart."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        found = list(pieces(book))
        read = chain.from_iterable(book.readings.values())
        more = _shifted(chain((piece.when for piece in found), read))
        variables = variables_of(book, [piece.when for piece in found], more)
        self._diagrams = Diagrams(variables.sizes, TERMINALS, 5_000_000, 50_000_000)
        self._shared = Shared(variables, self._diagrams)
        self._space = Space(compile_over(book, found, variables, self._diagrams), self._shared)
        self._rests = Rests(self._space.compiled, self._diagrams)
        self._conditions = Conditions(self._diagrams, variables, readings_of(book))
        self._possible = possible_groups(book, self._conditions)
        self._whens = {piece.key: piece.when for piece in found}
        #: The pieces that name an open question, and the keys of what a record means.
        self._naming: dict[str, list[Piece]] = {}
        for piece in found:
            for question in questions_of(piece.when, book.readings):
                self._naming.setdefault(question, []).append(piece)
        self._keys: dict[str, list[Key]] = {}
        #: Those that are no record's own.
        self._around: list[Key] = []
        for key in self._space.compiled.meanings:
            own = key[0] not in ("impossible", "colours")
            (self._keys.setdefault(key[1], []) if own else self._around).append(key)
        #: The records by identity: a mutant shares all but one.
        self._records = {
            id(each) for section in (*_SECTIONS, "questions") for each in getattr(book, section)
        }

    def held(self, case: Case) -> Held:
        """A case held against the rulebook itself."""
        return Held(self._space.compiled, case, self._rests)

    def compiled(self, book: Rulebook, also: Collection[str] = ()) -> Compiled:
        """Another rulebook over the same classes; it may be a part of one, and `also` are records
        that are asked for beside it. Only what is another record there is compiled anew, with what
        may hang on it."""
        new = {
            each.id
            for section in _SECTIONS
            for each in getattr(book, section)
            if id(each) not in self._records
        }
        # Where a caveat is printed while the level is unknown hangs on its offers.
        new |= {caveat.id for caveat in book.caveats if not new.isdisjoint(caveat.offers)}
        again = [each for section in _SECTIONS for each in getattr(book, section) if each.id in new]
        found = [piece for each in again for piece in pieces_of(book, each)]
        every = self._space.compiled.meanings
        there = {each.id for section in _SECTIONS for each in getattr(book, section)}.union(also)
        keys = (*self._around, *(key for each in there - new for key in self._keys.get(each, ())))
        meanings = {key: every[key] for key in keys}
        conditions = self._conditions
        # The open questions that are others there.
        asked = [each.id for each in book.questions if id(each) not in self._records]
        if asked:
            conditions = Conditions(self._diagrams, self._shared.variables, readings_of(book))
            naming = (piece for each in asked for piece in self._naming.get(each, ()))
            found += [piece for piece in naming if piece.key in meanings]
            found += [piece for piece in told(book) if piece.owner in asked]
        owners = {piece.owner for piece in found}
        if not asked:
            same = [each for each in found if self._whens.get(each.key) == each.when]
            meanings |= {each.key: every[each.key] for each in same}
            found = [each for each in found if each.key not in meanings]
        offers = [offer for offer in book.offers if offer.id in owners]
        meanings = meanings_of(offers, found, conditions, self._possible, meanings)
        other = self._space.compiled.telling(book, meanings)
        return share(other, Rests(other, self._diagrams) if asked else self._rests)

    def told_of(self, book: Rulebook, compiled: Compiled) -> Compiled:
        """The same nodes for a book that has the same conditions, or some of them."""
        return share(compiled.telling(book, compiled.meanings), rests_of(compiled))

    def changed(self, mutant: Mutant, other: Compiled) -> list[Key] | None:
        """The pieces of which the mutant, or the part of it that is compiled, says another thing;
        None where more than conditions differ."""
        meanings = self._space.compiled.meanings
        gone = mutant.kind == "gone" and mutant.section == "offers"
        if (
            not (gone or mutant.kind in _OF_CONDITIONS)
            or not other.meanings.keys() <= meanings.keys()
        ):
            return None
        turned = [key for key, now in other.meanings.items() if now != meanings[key]]
        return [*turned, *(self._keys[mutant.id] if gone else ())]

    def other_standings(self, other: Compiled, offers: Iterable[str]) -> list[str]:
        """Those of the offers that have another status for somebody."""
        was, now = self._space.compiled.meanings, other.meanings
        keys: list[Key] = [("standing", offer, "") for offer in offers]
        return [key[1] for key in keys if key in now and now[key].node != was[key].node]

    def pair(self, other: Compiled) -> Pair:
        """This rulebook and another one over the same classes."""
        return Pair(self._space, Space(other, self._shared))

    def difference(self, mutant: Mutant, found: Touched) -> Difference | None:
        """One difference between the answers of the two rulebooks, or None when there is none in
        any case."""
        pair = self.pair(self.compiled(mutant.book))
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


def _shifted(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions that cut where a mutant may: one below and one above every cut."""
    cuts = {pair for condition in conditions for pair in cut_points(condition)}
    for fact, cut in sorted(cuts):
        yield from (Compare(fact, low=cut + step) for step in (-1, 0, 1))
