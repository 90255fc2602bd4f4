"""The order of the offers. It is rusvej's own: the documents do not rank."""

from __future__ import annotations

from rusvej.answer import AWAY, RankKey, Status
from rusvej.model import Offer, Statement

_ACCESS = {"direct": 0, "contact": 0, "assessed": 1, "decision": 2, "ikke-angivet": 3}
#: Line numbers of the guide stay far below this; what only the standard has is ordered after it.
_AFTER_THE_GUIDE = 100_000


def rank_key(
    offer: Offer,
    status: Status,
    tested: bool,
    level: object,
    to: tuple[Statement, ...],
    away: tuple[Statement, ...],
) -> RankKey:
    """The ranking of one offer at a level (None = unknown); `to` and `away` are the pointers that
    hold for this very case, and `tested` says that a criterion asked for more than age and level.
    """
    pointed = AWAY if away else 0 if to else 1
    return RankKey(group(status, tested, pointed), pointed, *tail(offer, level))


def group(status: Status, tested: bool, pointed: int) -> int:
    """The first item of the key; see `RankKey`."""
    if status > Status.DEPENDS:
        return 1 + int(status)
    if pointed == 0:
        return 0
    return 1 if status is Status.FITS and tested and pointed == 1 else 2


def tail(offer: Offer, level: object) -> tuple[int, int, int, str]:
    """The items of the key that hang on nothing but the level."""
    return offer.order, _ACCESS[offer.access.kind], _own_order(offer, level), offer.id


def _own_order(offer: Offer, level: object) -> int:
    entry = offer.entry(level)
    if entry is not None:
        return entry.sources[0].first
    if offer.levels:
        return min(listed.sources[0].first for listed in offer.levels)
    return _AFTER_THE_GUIDE + (offer.entry_lines[0].first if offer.entry_lines else 0)
