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
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.as_json import picked, plain
from rusvej.render.frame import head


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
            "statements": [said_json(book, item) for item in result.contact],
            "units": [_unit(book, unit) for unit in result.offer.contact.units],
        },
        "referral": {
            "kind": result.offer.access.kind,
            "statements": [said_json(book, item) for item in result.access],
        },
        "deadlines": list(result.deadlines),
        "limits": [said_json(book, item) for item in result.limits],
    }


def _reason(book: Rulebook, reason: Reason) -> dict[str, Any]:
    return {
        **picked(book, reason.criterion, "id text sources"),
        **picked(book, reason, "verdict facts missing", open_questions="questions"),
    }


def said_json(book: Rulebook, item: Said) -> dict[str, Any]:
    """A statement with what the case says of it."""
    return {
        **plain(book, item.statement),
        **picked(book, item, "", applies="verdict", open_questions="questions"),
    }


def _unit(book: Rulebook, unit_id: str) -> dict[str, Any]:
    unit = next((contact for contact in book.contacts if contact.id == unit_id), None)
    if unit is None:
        return {"id": unit_id}
    return picked(book, unit, "id name telephone address sources")


def _caveat(book: Rulebook, result: CaveatResult) -> dict[str, Any]:
    return {
        **picked(book, result.caveat, "id title offers"),
        **picked(book, result.printed, "text sources"),
        **picked(book, result, "applies stressed missing"),
    }


def _action(book: Rulebook, result: ActionResult) -> dict[str, Any]:
    return {
        **picked(book, result.action, "id title text kind offers sources"),
        **picked(book, result, "applies missing"),
    }


def _deadline(book: Rulebook, result: DeadlineResult) -> dict[str, Any]:
    return {
        **picked(book, result.deadline, "id text sources"),
        **picked(book, result, "applies missing", open_questions="questions"),
        "last_day": None,
    }


def question_json(book: Rulebook, use: QuestionUse) -> dict[str, Any]:
    """An open question with its readings; `settled` is who decided it, when, and for which reading,
    or null."""
    question = use.question
    return {
        **picked(book, question, "id title question status readings sources"),
        "used": use.used,
        **{
            way: plain(book, getattr(question, way)) if question.status == way else None
            for way in ("assumed", "settled")
        },
    }
