"""Which of two offers stands before the other, in every partial case."""

from __future__ import annotations

from rusvej.answer import Status
from rusvej.compiled.nodes import NO, YES
from rusvej.diagram import Operation
from rusvej.engine.ranking import group, tail
from rusvej.model import Offer
from rusvej.space.seen import pointers
from rusvej.space.space import UNKNOWN, Space

_EQUAL = 3
_WITHIN = Operation(lambda where, place: place if where == YES else 0)
_STILL = Operation(lambda left, before: before if left == YES else left)
#: Whether the left place is the lower one, 0 being no place at all.
_LOWER = Operation(lambda a, b: 0 if not (a and b) else YES if a < b else NO if a > b else _EQUAL)
#: What the tie comes to (right) where the places are equal.
_BY_TAIL = Operation(lambda lower, by_tail: by_tail if lower == _EQUAL else lower)
#: What points on from an offer (left) outdoes what points to it.
_POINTED = Operation(
    lambda away, to: 0 if not (away and to) else 3 if away == YES else 1 if to == YES else 2
)
#: The pointers' 1 … 3, three further where more than age and level is tested.
_TESTED = Operation(
    lambda tested, pointed: 0 if not (tested and pointed) else pointed + 3 * (tested == YES)
)


def _place(status: int, rest: int) -> int:
    if not (status and rest):
        return 0
    tested, pointed = divmod(rest - 1, 3)
    return 1 + 3 * group(Status(status.bit_length() - 1), bool(tested), pointed) + pointed


_PLACED = Operation(_place)


class Ranked:
    """The order of the offers of one rulebook, as `rusvej.engine.ranking` has it."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self._places: dict[str, int] = {}
        self._untested: dict[str, int] = {}

    def pointed(self, offer: Offer) -> int:
        """1 where the documents point to the offer for the very case, 3 where they point on from
        it, 2 elsewhere."""
        return self.space.nodes.apply(_POINTED, *pointers(self.space, offer))

    def pointed_to(self, offer: Offer) -> int:
        """Where the documents point to the offer for the very case."""
        return self.space.where(self.pointed(offer), [1])

    def untested(self, offer: Offer) -> int:
        """Where nothing but age and level speaks for the offer: nothing else is tested, and the
        documents do not point to it."""
        if offer.id not in self._untested:
            tested = self.space.where(self.tested(offer), [NO])
            aside = self.space.where(self.pointed(offer), [2, 3])
            self._untested[offer.id] = self.space.all([tested, aside])
        return self._untested[offer.id]

    def tested(self, offer: Offer) -> int:
        """Where a criterion asks for more than age and level."""
        space = self.space
        roles = space.compiled.rulebook.about.roles
        return space.any(
            space.where(space.judged(("concerns", offer.id, each.id)).verdict, [YES, UNKNOWN])
            for each in offer.criteria
            if set(space.compiled["criterion", offer.id, each.id].facts) - {roles.age, roles.level}
        )

    def before(self, one: Offer, other: Offer, where: int = YES) -> int:
        """Where the one stands before the other, of the cases in which `where` holds; 0
        elsewhere."""
        apply = self.space.nodes.apply
        places = [apply(_WITHIN, where, self._place(offer)) for offer in (one, other)]
        return apply(_BY_TAIL, apply(_LOWER, *places), self._by_tail(one, other))

    def first(self, offer: Offer, where: int = YES) -> int:
        """Where it stands before all others, of the cases in which `where` holds."""
        left = where
        for other in self.space.compiled.rulebook.offers:
            if other.id != offer.id:
                before = self.before(offer, other, left)
                left = self.space.nodes.apply(_STILL, left, before)
        return left

    def _place(self, offer: Offer) -> int:
        if offer.id not in self._places:
            apply = self.space.nodes.apply
            rest = apply(_TESTED, self.tested(offer), self.pointed(offer))
            self._places[offer.id] = apply(_PLACED, self.space.status(offer.id), rest)
        return self._places[offer.id]

    def _by_tail(self, one: Offer, other: Offer) -> int:
        """The same for two whose places are equal."""
        space = self.space
        known = space.variables.classes.get(space.level, ())
        lower = [
            at for at, level in enumerate((*known, None)) if tail(one, level) < tail(other, level)
        ]
        if not known:
            return YES if lower else NO
        return space.nodes.compare(space.variables.facts[space.level], lower, YES, NO)
