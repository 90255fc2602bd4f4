"""What Python says of a case, in the shape in which the page's scripts say it."""

from __future__ import annotations

from typing import Any

from rusvej.answer import Answer
from rusvej.compose import Voice, compose
from rusvej.compose.records import Door, Line
from rusvej.engine import answer
from rusvej.explain.law_notes import for_answer
from rusvej.facts import Value
from rusvej.model import Rulebook


def told(book: Rulebook, case: dict[str, Value], day: Any) -> dict[str, Any]:
    """Statuses, missing facts, questions, caveats, actions, deadlines and composed groups."""
    found = answer(book, case, day)
    return {
        "offers": [
            [
                result.offer.id,
                result.status.id,
                list(result.missing),
                [use.question.id for use in result.questions],
            ]
            for result in found.offers
        ],
        "caveats": [[r.caveat.id, r.applies.name.lower()] for r in found.caveats],
        "actions": [[r.action.id, r.applies.name.lower(), list(r.missing)] for r in found.actions],
        "deadlines": [
            [r.deadline.id, r.applies.name.lower(), list(r.missing), list(r.questions)]
            for r in found.deadlines
        ],
        "questions": [use.question.id for use in found.questions],
        "next": [[asked.fact, list(asked.settles)] for asked in found.next_questions],
        "screen": _screen(found),
    }


def _screen(found: Answer) -> dict[str, Any]:
    screen = compose(
        found, Voice(found.rulebook, found.case), for_answer(found.rulebook.law_notes, found)
    )
    first = screen.first
    return {
        "person": screen.person,
        "acute": [_line(line) for line in screen.acute],
        "must": [_line(line) for line in screen.must],
        "first": first
        and [
            first.unit,
            first.telephone,
            first.text,
            [_line(line) for line in first.granted],
            [_line(line) for line in first.deadlines],
        ],
        "now": [_door(door) for door in screen.now],
        "decision": [_door(door) for door in screen.decision],
        "if": [_line(line) for line in screen.if_],
        "not": [_line(line) for line in screen.not_],
        "unclear": [_line(line) for line in screen.unclear],
        "know": [_line(line) for line in screen.know],
        "levels": [_line(line) for line in screen.levels],
        "ask": [[ask.fact, ask.question, list(ask.settles)] for ask in screen.ask],
    }


def _door(door: Door) -> list[Any]:
    return [door.unit, door.name, door.telephone, door.own, [_line(line) for line in door.lines]]


def _line(line: Line) -> list[Any]:
    sources = [[source.document, source.first, source.last] for source in line.sources]
    return [
        line.kind, line.id, line.text, line.label, line.condition, list(line.notes),
        line.telephone, sources,
    ]  # fmt: skip
