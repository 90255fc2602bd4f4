"""The difference between two answers as plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from rusvej.answer import ActionResult, CaveatResult, DeadlineResult, OfferResult, Reason, Said
from rusvej.explain.whatif import Change, Delta, Difference, OfferChange
from rusvej.model import Rulebook, Sources
from rusvej.render.answer_json import said_json
from rusvej.render.as_json import picked, plain
from rusvej.render.frame import head

T = TypeVar("T")


def whatif_json(found: Difference) -> dict[str, Any]:
    """Plain data: ``rusvej/what-if/1``."""
    book = found.after.rulebook
    return {
        **head("what-if/1", book, found.after.as_of),
        "case": dict(found.before.case),
        "changes": {
            fact: {"before": found.before.case.get(fact), "after": found.after.case.get(fact)}
            for fact in found.changed
        },
        **difference_json(found),
        "guidance": book.about.guidance,
    }


def difference_json(found: Difference) -> dict[str, Any]:
    """What differs, without the cases."""
    book = found.after.rulebook
    return {
        "same": found.empty,
        "offers": [_offer_json(found, change) for change in found.offers],
        "caveats": [
            _item_json(book, change, lambda r: (r.caveat.id, r.printed.sources), _caveat_state)
            for change in found.caveats
        ],
        "actions": [
            _item_json(book, change, lambda r: (r.action.id, r.action.sources), _applies)
            for change in found.actions
        ],
        "deadlines": [
            _item_json(book, change, lambda r: (r.deadline.id, r.deadline.sources), _applies)
            for change in found.deadlines
        ],
    }


def _caveat_state(result: CaveatResult) -> str:
    return result.applies.value + (" stressed" if result.stressed else "")


def _applies(result: ActionResult | DeadlineResult) -> str:
    return result.applies.value


def _item_json(
    book: Rulebook,
    change: Change[T],
    name: Callable[[T], tuple[str, Sources]],
    state: Callable[[T], str],
) -> dict[str, Any]:
    item = change.after if change.after is not None else change.before
    assert item is not None
    item_id, cited = name(item)
    return {
        "id": item_id,
        "before": None if change.before is None else state(change.before),
        "after": None if change.after is None else state(change.after),
        "sources": plain(book, cited),
    }


def _offer_json(found: Difference, change: OfferChange) -> dict[str, Any]:
    book = found.after.rulebook

    def said(delta: Delta[Said]) -> dict[str, Any]:
        return {
            side: [said_json(book, item) for item in items]
            for side, items in (("gone", delta.gone), ("come", delta.come))
        }

    def step(result: OfferResult) -> str | None:
        return result.first_step.statement.text if result.first_step else None

    return {
        "id": change.after.offer.id,
        "name": change.after.offer.name,
        "change": change.kind,
        "status": {"before": change.before.status.id, "after": change.after.status.id},
        "reasons": [_reason_json(found, reason) for reason in change.reasons],
        "referral": said(change.access),
        "contact": said(change.contact),
        "limits": said(change.limits),
        "pointers": picked(book, change.pointers, "gone come"),
        "first_step": {"before": step(change.before), "after": step(change.after)},
        "open_questions": {
            "gone": [use.question.id for use in change.questions.gone],
            "come": [use.question.id for use in change.questions.come],
        },
    }


def _reason_json(found: Difference, change: Change[Reason]) -> dict[str, Any]:
    reason = change.after or change.before
    assert reason is not None
    return {
        **picked(found.after.rulebook, reason.criterion, "id text sources"),
        "before": change.before.verdict.value if change.before else None,
        "after": change.after.verdict.value if change.after else None,
    }
