"""What Python says of deadlines, in the shape in which the page's scripts say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from rusvej.deadlines import DeadlineAnswer, DeadlineCheck, check
from rusvej.diagnostics import InputError
from rusvej.facts import Value
from rusvej.model import Rulebook, Sources
from rusvej.render.deadline_page import chosen_text
from rusvej.render.deadline_words import headline, sentence


def told_deadlines(
    book: Rulebook,
    dates: dict[str, date],
    case: dict[str, Value],
    exceptions: Sequence[str],
    today: date,
) -> dict[str, Any] | None:
    """Everything that is said; None where the dates are refused."""
    try:
        answer = check(book, dates, case, tuple(exceptions), today)
    except InputError:
        return None
    return {
        "verdict": answer.verdict.id,
        "checks": [_check(answer, each) for each in answer.checks],
        "waiting": [
            [
                each.deadline.id,
                _day(each.counted_from),
                _day(each.last_day),
                each.days_left,
                [
                    [note.kind, _plain(sentence(answer, note), answer, note.sources)]
                    for note in each.doubts
                ],
            ]
            for each in answer.not_judged
        ],
    }


def _check(answer: DeadlineAnswer, found: DeadlineCheck) -> dict[str, Any]:
    return {
        "id": found.id,
        "verdict": found.verdict.id,
        "event": found.event.event,
        "from": _day(found.counted_from),
        "last": _day(found.last_day),
        "over": found.days_over,
        "left": found.days_left,
        "met": _day(found.met_on),
        "exceptions": [exception.id for exception in found.exceptions],
        "headline": headline(found),
        "sources": _cited(found.sources),
        "notes": [
            [note.kind, _plain(sentence(answer, note), answer, note.sources), _cited(note.sources)]
            for note in found.notes
        ],
        "readings": [
            [
                chosen_text(answer, each),
                each.verdict.id,
                _day(each.counted_from),
                _day(each.last_day),
                each.days_over,
            ]
            for each in found.readings
        ],
    }


def _plain(text: str, answer: DeadlineAnswer, sources: Sources) -> str:
    """The sentence without its citation and without what is typed in a terminal."""
    cited = answer.rulebook.cite(sources)
    return re.sub(r" \(--[^)]*\)", "", text.removesuffix(cited).strip())


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _cited(sources: Sources) -> list[list[Any]]:
    return [[source.document, source.first, source.last] for source in sources]
