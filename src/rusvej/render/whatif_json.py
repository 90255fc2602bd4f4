"""The difference between two answers as plain data."""

from __future__ import annotations

from typing import Any

from rusvej.explain.whatif import Difference
from rusvej.render.as_json import picked
from rusvej.render.frame import json_document

_CRITERION = "id=either.criterion.id text=either.criterion.text sources=either.criterion.sources"
_DIFFERENCE = (
    "same=empty offers(id=after.offer.id name=after.offer.name change=kind"
    " status=.(before=before.status after=after.status)"
    f" reasons({_CRITERION} before=before.verdict after=after.verdict) referral=access contact"
    " limits pointers first_step=.(before=before.first_step.statement.text"
    " after=after.first_step.statement.text)"
    " open_questions=questions(gone=gone.question.id come=come.question.id))"
    " caveats(id=either.caveat.id before after sources=either.printed.sources)"
    " actions(id=either.action.id before after sources=either.action.sources)"
    " deadlines(id=either.deadline.id before after sources=either.deadline.sources)"
)


def whatif_json(found: Difference) -> dict[str, Any]:
    """Plain data: ``rusvej/what-if/1``."""
    book, before, after = found.after.rulebook, found.before.case, found.after.case
    changes = {
        name: {"before": before.get(name), "after": after.get(name)} for name in found.changed
    }
    start = json_document(
        "what-if/1", book, found, "case=before.case changes", found.after.as_of, changes=changes
    )
    return start | difference_json(found) | {"guidance": book.about.guidance}


def difference_json(found: Difference) -> dict[str, Any]:
    """What differs, without the cases."""
    return picked(
        found.after.rulebook,
        found,
        _DIFFERENCE,
        before=lambda change: _state(change.before),
        after=lambda change: _state(change.after),
    )


def _state(result: Any) -> str | None:
    stressed = " stressed" if getattr(result, "stressed", False) else ""
    return result and f"{result.applies.value}{stressed}"
