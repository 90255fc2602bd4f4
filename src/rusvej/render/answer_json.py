"""The answer as JSON, by the contract ``rusvej/answer/1``: other programs read these names."""

from __future__ import annotations

from typing import Any

from rusvej.answer import (
    ActionResult,
    Answer,
    CaveatResult,
    DeadlineResult,
    OfferResult,
    QuestionUse,
    Reason,
    Said,
)
from rusvej.model import Rulebook, Sources, Statement
from rusvej.render import words
from rusvej.render.frame import head


def sources(book: Rulebook, cited: Sources) -> list[dict[str, Any]]:
    """Citations with the heading a reader of the paper would look for."""
    return [
        {"document": c.document, "lines": [c.first, c.last], "heading": book.heading(c)}
        for c in cited
    ]


def answer_json(answer: Answer) -> dict[str, Any]:
    """Plain data for `json.dumps`."""
    book = answer.rulebook
    return {
        **head("answer/1", book, answer.as_of),
        "case": dict(answer.case),
        "offers": [_offer(answer, result) for result in answer.offers],
        "caveats": [_caveat(book, result) for result in answer.caveats],
        "actions": [_action(book, result) for result in answer.actions],
        "deadlines": [_deadline(book, result) for result in answer.deadlines],
        "open_questions": [question_json(book, use) for use in answer.questions],
        "next_questions": [
            {
                "fact": asked.fact,
                "question": book.vocabulary[asked.fact].question,
                "settles": list(asked.settles),
            }
            for asked in answer.next_questions
        ],
        "guidance": book.about.guidance,
    }


def _offer(answer: Answer, result: OfferResult) -> dict[str, Any]:
    book = answer.rulebook
    return {
        "id": result.offer.id,
        "name": result.offer.name,
        "status": result.status.id,
        "rank": result.rank,
        "rank_reasons": words.rank_reasons(book, result),
        "why": words.why(answer, result),
        "reasons": [_reason(book, reason) for reason in result.reasons],
        "missing": list(result.missing),
        "open_questions": [use.question.id for use in result.questions],
        "readings_used": {use.question.id: use.used for use in result.questions if use.used},
        "caveats": list(result.caveats),
        "contact": {
            "first_step": result.first_step.statement.text if result.first_step else None,
            "statements": [_said(book, item) for item in result.contact],
            "units": [_unit(book, unit) for unit in result.offer.contact.units],
        },
        "referral": {
            "kind": result.offer.access.kind,
            "statements": [_said(book, item) for item in result.access],
        },
        "deadlines": list(result.deadlines),
        "limits": [_said(book, item) for item in result.limits],
    }


def _reason(book: Rulebook, reason: Reason) -> dict[str, Any]:
    return {
        "id": reason.criterion.id,
        "text": reason.criterion.text,
        "verdict": reason.verdict.value,
        "facts": list(reason.facts),
        "missing": list(reason.missing),
        "open_questions": list(reason.questions),
        "sources": sources(book, reason.criterion.sources),
    }


def statement_json(book: Rulebook, statement: Statement) -> dict[str, Any]:
    """A statement with its sources."""
    return {"text": statement.text, "sources": sources(book, statement.sources)}


def _said(book: Rulebook, item: Said) -> dict[str, Any]:
    return {
        **statement_json(book, item.statement),
        "applies": item.verdict.value,
        "open_questions": list(item.questions),
    }


def _unit(book: Rulebook, unit_id: str) -> dict[str, Any]:
    unit = next((contact for contact in book.contacts if contact.id == unit_id), None)
    if unit is None:
        return {"id": unit_id}
    address = list(unit.address) if not isinstance(unit.address, str) else unit.address
    return {
        "id": unit.id,
        "name": unit.name,
        "telephone": unit.telephone,
        "address": address,
        "sources": sources(book, unit.sources),
    }


def _caveat(book: Rulebook, result: CaveatResult) -> dict[str, Any]:
    return {
        "id": result.caveat.id,
        "title": result.caveat.title,
        "text": result.printed.text,
        "applies": result.applies.value,
        "stressed": result.stressed,
        "missing": list(result.missing),
        "offers": list(result.caveat.offers),
        "sources": sources(book, result.printed.sources),
    }


def _action(book: Rulebook, result: ActionResult) -> dict[str, Any]:
    action = result.action
    return {
        "id": action.id,
        "title": action.title,
        "text": action.text,
        "kind": action.kind,
        "applies": result.applies.value,
        "missing": list(result.missing),
        "offers": list(action.offers),
        "sources": sources(book, action.sources),
    }


def _deadline(book: Rulebook, result: DeadlineResult) -> dict[str, Any]:
    return {
        "id": result.deadline.id,
        "text": result.deadline.text,
        "last_day": None,
        "applies": result.applies.value,
        "missing": list(result.missing),
        "sources": sources(book, result.deadline.sources),
        "open_questions": list(result.questions),
    }


def question_json(book: Rulebook, use: QuestionUse) -> dict[str, Any]:
    """An open question with its readings; `settled` is who decided it, when, and for which reading,
    or null."""
    question = use.question
    settled = question.settled
    return {
        "id": question.id,
        "title": question.title,
        "question": question.question,
        "status": question.status,
        "readings": [
            {"id": reading.id, "text": reading.text, "effect": reading.effect}
            for reading in question.readings
        ],
        "used": use.used,
        "assumed": {"reading": question.assumed.reading, "reason": question.assumed.reason}
        if question.status == "assumed" and question.assumed
        else None,
        "settled": {"reading": settled.reading, "by": settled.by, "on": settled.on}
        if question.status == "settled" and settled
        else None,
        "sources": sources(book, question.sources),
    }
