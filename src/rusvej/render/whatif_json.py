"""The difference between two answers as plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rusvej.explain.whatif import Change, Difference, OfferChange
from rusvej.model import Rulebook
from rusvej.render.as_json import picked
from rusvej.render.frame import head

#: What differs of records of these kinds: where their id is, and their citations.
_PLACES = {
    "caveats": "id=caveat.id before after sources=printed.sources",
    "actions": "id=action.id before after sources=action.sources",
    "deadlines": "id=deadline.id before after sources=deadline.sources",
}


def whatif_json(found: Difference) -> dict[str, Any]:
    """Plain data: ``rusvej/what-if/1``."""
    book, before, after = found.after.rulebook, found.before.case, found.after.case
    changes = {
        name: {"before": before.get(name), "after": after.get(name)} for name in found.changed
    }
    return {
        **head("what-if/1", book, found.after.as_of),
        "case": dict(before),
        "changes": changes,
        **difference_json(found),
        "guidance": book.about.guidance,
    }


def difference_json(found: Difference) -> dict[str, Any]:
    """What differs, without the cases."""
    book = found.after.rulebook
    others = {
        kind: [_sides(book, change, shape, _state) for change in getattr(found, kind)]
        for kind, shape in _PLACES.items()
    }
    return {
        "same": found.empty,
        "offers": [_offer(book, change) for change in found.offers],
        **others,
    }


def _sides(
    book: Rulebook, change: Change[Any], shape: str, state: Callable[[Any], Any]
) -> dict[str, Any]:
    """A record that is on one side or both, with how it stands on each."""
    before, after = (
        None if side is None else state(side) for side in (change.before, change.after)
    )
    return picked(book, change.after or change.before, shape, before=before, after=after)


def _state(result: Any) -> str:
    stressed = " stressed" if getattr(result, "stressed", False) else ""
    return f"{result.applies.value}{stressed}"


def _offer(book: Rulebook, change: OfferChange) -> dict[str, Any]:
    reason = "id=criterion.id text=criterion.text sources=criterion.sources before after"
    step = "before=before.first_step.statement.text after=after.first_step.statement.text"
    return picked(
        book,
        change,
        "id=after.offer.id name=after.offer.name change=kind status reasons referral=access"
        " contact limits pointers first_step open_questions",
        status=picked(book, change, "before=before.status after=after.status"),
        reasons=[_sides(book, each, reason, lambda side: side.verdict) for each in change.reasons],
        first_step=picked(book, change, step),
        open_questions=picked(
            book, change.questions, "gone=gone.question.id come=come.question.id"
        ),
    )
