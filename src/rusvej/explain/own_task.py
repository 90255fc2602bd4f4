"""What the asker's own task hangs on: it is asked before what others do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from rusvej.answer import ActionResult, CaveatResult, Status
from rusvej.model import Rulebook, Sources
from rusvej.records import record
from rusvej.truth import Truth


@record
class Task:
    """A part of what the asker does that may be another: what it waits for, in the order of the
    vocabulary, the offer it belongs to, and what is printed of it."""

    missing: tuple[str, ...]
    offer: str
    text: str
    sources: Sources


def open_tasks(
    book: Rulebook,
    role: object,
    status: Callable[[str], Status],
    caveats: Iterable[CaveatResult],
    actions: Iterable[ActionResult],
) -> Iterator[Task]:
    """What puts another task in the place of the asker's comes first, then what she does herself as
    far as it is not known whether it is hers. Nothing where it is open whether the offer is for the
    person at all, or where it is not."""
    units = {unit for asker in book.askers if asker.role == role for unit in asker.units}
    own = {
        offer.id
        for offer in book.offers
        if units.intersection(offer.contact.units[:1])
        and status(offer.id) in (Status.FITS, Status.DEPENDS)
    }
    if not own:
        return
    instead = {
        wording.record
        for wording in book.screen
        if wording.of == "caveats" and any(told.instead for told in wording.told)
    }
    for caveat in caveats:
        mine = [offer for offer in caveat.caveat.offers if offer in own]
        if mine and caveat.applies is Truth.UNKNOWN and caveat.caveat.id in instead:
            missing = _ordered(book, caveat.missing)
            yield Task(missing, mine[0], caveat.printed.text, caveat.printed.sources)
    # What is a duty to somebody is nothing that its receiver does.
    received = {a.offers[0] for a in book.actions if a.must and len(a.offers) == 1}
    for each in actions:
        first = next(iter(each.action.offers), "")
        if first not in own or first in received or each.action.must:
            continue
        if each.applies is Truth.UNKNOWN and each.missing:
            yield Task(_ordered(book, each.missing), first, each.action.text, each.action.sources)


def _ordered(book: Rulebook, missing: Iterable[str]) -> tuple[str, ...]:
    wanted: Mapping[str, None] = dict.fromkeys(missing)
    return tuple(fact for fact in book.vocabulary if fact in wanted)
