"""What Python says of a case, in the shape in which the page says it, and the two compared."""

from __future__ import annotations

import hashlib
import json
import random
from datetime import date
from pathlib import Path
from typing import Any

from rusvej.answer import Answer
from rusvej.compiled import compiled
from rusvej.compose import Voice, compose
from rusvej.compose.records import Door, Line
from rusvej.engine import answer
from rusvej.explain.law_notes import for_answer
from rusvej.facts import Value
from rusvej.model import Rulebook

_TOLD = Path(__file__).parent / "page" / "told.js"
#: So many cases go to the browser at a time.
_BATCH = 250


def a_case(book: Rulebook, chance: random.Random) -> dict[str, Value]:
    """A random partial case that some person is like; most have a level."""
    while True:
        share = chance.choice([0.05, 0.2, 0.4, 0.7])
        case: dict[str, Value] = {}
        for fact in book.facts:
            if fact.id != book.roles.level and chance.random() > share:
                continue
            if fact.type == "int":
                assert fact.min is not None and fact.max is not None
                case[fact.id] = chance.randint(fact.min, fact.max)
            else:
                case[fact.id] = chance.choice(
                    (True, False) if fact.type == "bool" else fact.choices()
                )
        if chance.random() < 0.2:
            case.pop(book.roles.level, None)
        if compiled(book).possible(case):
            return case


def compare(page: Any, book: Rulebook, cases: list[dict[str, Value]], day: date) -> None:
    """Asks both of every case: the page works out the digest of all that it says of each, Python
    meanwhile its own; where the two differ, the first part that does is told."""
    page.evaluate(
        f"{_TOLD.read_text(encoding='utf-8')}\nObject.assign(window, {{ told, digests }});"
    )
    for start in range(0, len(cases), _BATCH):
        asked = cases[start : start + _BATCH]
        page.evaluate(
            "cases => { window.found = digests(book, JSON.parse(cases)); }", json.dumps(asked)
        )
        expected = [_plain(told(book, case, day)) for case in asked]
        found = page.evaluate("() => window.found")
        for case, wanted, digest in zip(asked, expected, found, strict=True):
            if hashlib.sha256(wanted.encode()).hexdigest() != digest:
                said = page.evaluate("given => told(book, given)", case)
                parts = [part for part, each in json.loads(wanted).items() if said[part] != each]
                raise AssertionError((parts or "order", case))


def _plain(said: dict[str, Any]) -> str:
    """As the page's `JSON.stringify` writes it."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


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
        "why": [
            [
                [[r.criterion.id, r.verdict.name.lower()] for r in result.reasons],
                [pointer.text for pointer in result.pointers],
                [said.statement.text for said in (*result.access, *result.contact)],
                [said.statement.text for said in result.limits],
                result.first_step.statement.text if result.first_step else None,
                list(result.caveats),
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
        **_screen(found),
    }


def _screen(found: Answer) -> dict[str, Any]:
    screen = compose(
        found, Voice(found.rulebook, found.case), for_answer(found.rulebook.law_notes, found)
    )
    first = screen.first
    groups = {
        "person": screen.person,
        "acute": [_line(line) for line in screen.acute],
        "must": [_line(line) for line in screen.must],
        "call": [_line(line) for line in screen.call],
        "first": first
        and [
            first.unit,
            first.telephone,
            first.text,
            [_line(line) for line in first.granted],
            [_line(line) for line in first.deadlines],
        ],
        "deadlines": [_line(line) for line in screen.deadlines],
        "now": [_door(door) for door in screen.now],
        "decision": [_door(door) for door in screen.decision],
        "if": [_line(line) for line in screen.if_],
        "not": [_line(line) for line in screen.not_],
        "unclear": [_line(line) for line in screen.unclear],
        "know": [_line(line) for line in screen.know],
        "levels": [_line(line) for line in screen.levels],
        "ask": [[ask.fact, ask.question, list(ask.settles)] for ask in screen.ask],
    }
    return {"case": [list(screen.case), screen.least], "screen": groups}


def _door(door: Door) -> list[Any]:
    return [door.unit, door.name, door.telephone, door.own, [_line(line) for line in door.lines]]


def _line(line: Line) -> list[Any]:
    sources = [[source.document, source.first, source.last] for source in line.sources]
    return [
        line.kind, line.id, line.text, line.label, line.condition, list(line.notes),
        line.telephone, line.reach, sources,
    ]  # fmt: skip
