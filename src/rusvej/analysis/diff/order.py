"""The order in which the answer puts the offers, all else being equal."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from rusvej.analysis.diff.records import Bit, Effect
from rusvej.compiled.nodes import NO, YES
from rusvej.engine.ranking import tail
from rusvej.model import Offer
from rusvej.space.pair import Pair


class Order:
    """The order of the offers that both rulebooks have, at each level at which it differs."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        book = pair.new.compiled.rulebook
        self._old = {offer.id: offer for offer in pair.old.compiled.rulebook.offers}
        self._both = [offer for offer in book.offers if offer.id in self._old]
        self._level = pair.new.variables.facts.get(pair.new.level)
        levels = () if self._level is None else pair.new.variables.classes[pair.new.level]
        #: The ids in the old and the new order, by the place of the level; last where it is
        #: unknown.
        self._orders = [self._at(level) for level in (*map(str, levels), None)]
        self._moved = [moved(*orders) for orders in self._orders]

    def _at(self, level: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        ids = [
            offer
            for offer in self._both
            if level is None or (_listed(offer, level) and _listed(self._old[offer.id], level))
        ]
        return (
            _ordered([self._old[offer.id] for offer in ids], level),
            _ordered(ids, level),
        )

    def moved(self, id: str, shown: int) -> Iterator[tuple[Effect, int]]:
        """Which offers come before this one where both rulebooks show it, otherwise than before."""
        pair = self._pair
        found: dict[Effect, list[int]] = {}
        for place, (orders, out) in enumerate(zip(self._orders, self._moved, strict=True)):
            if id in out:
                was, now = (set(order[: order.index(id)]) for order in orders)
                gone, come = (
                    tuple(Bit("after", other) for other in sorted(some))
                    for some in (was - now, now - was)
                )
                if gone or come:
                    effect = Effect("rank", "offers", id, "minor", gone, come)
                    found.setdefault(effect, []).append(place)
        for effect, places in found.items():
            where = shown
            if self._level is not None:
                at = pair.nodes.compare(self._level, places, YES, NO)
                where = pair.all(shown, at)
            if pair.somebody(where):
                yield effect, where


def _listed(offer: Offer, level: str) -> bool:
    return not offer.levels or offer.entry(level) is not None


def _ordered(offers: list[Offer], level: str | None) -> tuple[str, ...]:
    return tuple(offer.id for offer in sorted(offers, key=lambda offer: tail(offer, level)))


def moved(old: tuple[str, ...], new: tuple[str, ...]) -> frozenset[str]:
    """A smallest set of offers without which the two orders are the same (what is not in a longest
    common order)."""
    place = {offer: i for i, offer in enumerate(old)}
    ends: list[int] = []
    chains: list[tuple[str, ...]] = []
    for offer in new:
        at = bisect_left(ends, place[offer])
        chain = (*chains[at - 1], offer) if at else (offer,)
        ends[at : at + 1] = [place[offer]]
        chains[at : at + 1] = [chain]
    kept = set(chains[-1]) if chains else set()
    return frozenset(offer for offer in new if offer not in kept)
