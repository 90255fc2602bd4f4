"""Where what is seen of a record changes, and what that does to somebody.

A change is a part that is another node in the new rulebook. Parts that are told together (what is
said of whom to contact, say) are split into regions in which each of them changes in one way; what
that means is `rusvej.analysis.diff.effects`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from rusvej.analysis.diff import effects
from rusvej.analysis.diff.order import Order
from rusvej.analysis.diff.records import Effect
from rusvej.answer import Status
from rusvej.compiled.nodes import NO, YES
from rusvej.diagram import members
from rusvej.records import record
from rusvej.space.pair import Pair, Part
from rusvej.space.seen import ABSENT, presence, seen
from rusvej.space.space import Space


@record
class Change:
    """An effect, and the partial cells that have it. `visible`: where an answer shows it; NO where
    only dates bring it out."""

    effect: Effect
    where: int
    visible: int


def changes(pair: Pair) -> Iterator[list[Change]]:
    """Every change, those of one aspect of one record together, in the order of the new rulebook's
    records."""
    order = Order(pair)
    for id in _ids(pair, "offers"):
        yield from _offer(pair, id, order)
    for id in _ids(pair, "caveats"):
        yield _told(pair, YES, pair.parts("caveats", id), effects.caveat, id)
    for id in _ids(pair, "actions"):
        yield _told(pair, YES, pair.parts("actions", id), effects.action, id)
    for id in _ids(pair, "deadlines"):
        yield from _deadline(pair, id)


def _ids(pair: Pair, section: str) -> list[str]:
    sides = (pair.new, pair.old)
    return list(
        dict.fromkeys(
            each.id for side in sides for each in getattr(side.compiled.rulebook, section)
        )
    )


def _told(
    pair: Pair,
    base: int,
    parts: Iterable[Part],
    telling: effects.Telling,
    id: str,
    visible: int = YES,
) -> list[Change]:
    """The effects of some parts within a region."""
    found: dict[Effect, int] = {}
    for before, after, where in _split(pair, base, list(parts)):
        for effect in telling(id, before, after):
            found[effect] = pair.any(found.get(effect, NO), where)
    return [Change(effect, where, pair.all(where, visible)) for effect, where in found.items()]


def _split(
    pair: Pair, base: int, parts: list[Part]
) -> Iterator[tuple[effects.State, effects.State, int]]:
    """The regions in which every part has one value before and one after, where any differs."""
    found: list[tuple[effects.State, effects.State, int]] = [({}, {}, base)]
    for name, one, two in parts:
        found = [
            ({**before, name: was}, {**after, name: now}, left)
            for before, after, where in found
            for was, now, left in _cut(pair, where, one, two)
        ]
    yield from (each for each in found if each[0] != each[1])


def _cut(pair: Pair, where: int, one: int, two: int) -> Iterator[tuple[int, int, int]]:
    for was in members(pair.nodes.reach[one]):
        left = pair.all(where, pair.old.where(one, [was]))
        if was and pair.somebody(left):
            for now in members(pair.nodes.reach[two]):
                both = pair.all(left, pair.new.where(two, [now]))
                if now and pair.somebody(both):
                    yield was, now, both


def _shown(side: Space, id: str) -> int:
    return side.shown(id) if ("standing", id, "") in side.compiled.meanings else NO


def _both_show(pair: Pair, id: str) -> int:
    return pair.all(_shown(pair.old, id), _shown(pair.new, id))


def _offer(pair: Pair, id: str, order: Order) -> Iterator[list[Change]]:
    groups: dict[str, list[Part]] = {}
    for part in pair.parts("offers", id):
        groups.setdefault(part[0][0], []).append(part)
    told = [_told(pair, YES, groups.get("status", ()), effects.status, id)]
    in_both = all(("standing", id, "") in side.compiled.meanings for side in (pair.old, pair.new))
    if in_both:
        both = _both_show(pair, id)
        told += [
            _told(
                pair, both, [part for name in names for part in groups.get(name, ())], telling, id
            )
            for names, telling in (
                (("way", "access"), effects.authority),
                (("contact", "reach"), effects.contact),
                (("limit",), effects.limits),
                (("deadline",), effects.deadline_at),
            )
        ]
        told.append(_first_step(pair, both, id, groups.get("first", [])))
        if "away" in groups or "to" in groups:
            # Both kinds of pointers, whichever of them differs: one outweighs the other.
            one, two = (seen(side, "offers", id) for side in (pair.old, pair.new))
            pointers = [(name, one[name], two[name]) for name in (("away",), ("to",))]
            told.append(_told(pair, both, pointers, effects.pointed, id))
        told.append([Change(effect, where, where) for effect, where in order.moved(id, both)])
    yield from told
    if not in_both:
        return
    # That an open question is told where it was not is a change by itself where nothing else is.
    elsewhere = pair.never(pair.any(*(each.where for group in told for each in group)))
    yield _told(pair, elsewhere, groups.get("question", ()), effects.questions, id)


def _first_step(pair: Pair, both: int, id: str, parts: list[Part]) -> list[Change]:
    """An offer that is open has none, and that it is open is told of its status."""
    ordered = [
        side.has_status(id, lambda status: status <= Status.DEPENDS) if parts else YES
        for side in (pair.old, pair.new)
    ]
    return _told(pair, pair.all(both, *ordered), parts, effects.first_step, id)


def _deadline(pair: Pair, id: str) -> Iterator[list[Change]]:
    """Whether the time limit stands in the answer, where both rulebooks show an offer that brings
    it; and what it comes to, for them or else for whomever it holds."""
    sides = (pair.old, pair.new)
    key = ("deadline", id, "")
    there = [key in side.compiled.meanings for side in sides]
    one, two = (
        presence(side, key) if has else ABSENT for side, has in zip(sides, there, strict=True)
    )
    links = [_bringing(side, id) for side in sides]
    brought = pair.any(*(_both_show(pair, offer) for offer in sorted(links[0] & links[1])))
    facts = reduce(or_, (pair.nodes.depends[node] for node in (one, two)))
    seen_by = pair.projected(pair.all(brought, pair.possible), facts)
    whole = [(("presence",), one, two)]
    standing = _told(pair, seen_by, whole, effects.deadline, id, brought)
    by_offers = list(_by_offers(pair, id, links))
    told = pair.any(*(each.where for each in standing), *by_offers)
    beside = _told(pair, pair.never(told), pair.parts("deadlines", id), effects.deadline, id)
    yield [*standing, *beside]
    if not all(there):
        if not beside and not any(map(pair.somebody, by_offers)):
            yield _told(pair, YES, whole, effects.deadline, id, NO)
        return
    parts = list(pair.dates(id))
    dated = [part for part in parts if part[0][0] not in ("runs", "starts")]
    content = _told(pair, seen_by, dated, effects.content, id, brought)
    content = content or _told(pair, YES, dated, effects.content, id, NO)
    yield content
    rest = [part for part in parts if part not in dated]
    left = pair.all(seen_by, pair.never(pair.any(*(each.where for each in standing))))
    runs = _told(pair, left, rest, effects.running, id, NO)
    yield (runs if runs or standing or content else _told(pair, YES, rest, effects.running, id, NO))


def _bringing(side: Space, deadline: str) -> set[str]:
    book = side.compiled.rulebook
    own = [name for each in book.deadlines if each.id == deadline for name in each.offers]
    return {offer.id for offer in book.offers if deadline in offer.deadlines or offer.id in own}


def _by_offers(pair: Pair, id: str, links: list[set[str]]) -> Iterator[int]:
    """Where a change of the offers that bring the time limit is told of them."""
    for offer in sorted(links[0] | links[1]):
        yield pair.differ(_shown(pair.old, offer), _shown(pair.new, offer))
        for name, one, two in pair.parts("offers", offer):
            if name == ("deadline", id):
                yield pair.all(_both_show(pair, offer), pair.differ(one, two))
