"""The answer as JSON, by the contract ``rusvej/answer/1``: other programs read these names."""

from __future__ import annotations

from typing import Any

from rusvej.answer import Answer, QuestionUse
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.as_json import picked, plain
from rusvej.render.frame import json_document

_OFFER = (
    "id=offer.id name=offer.name status rank rank_reasons why reasons missing"
    " open_questions=questions.question.id readings_used caveats"
    " contact=.(first_step=first_step.statement.text statements=contact units)"
    " referral=.(kind=offer.access.kind statements=access) deadlines limits"
)


def answer_json(answer: Answer) -> dict[str, Any]:
    """Plain data for `json.dumps`."""
    book = answer.rulebook
    units = {unit.id: unit for unit in book.contacts}
    return json_document(
        "answer/1",
        book,
        answer,
        f"case offers({_OFFER}) caveats actions deadlines open_questions"
        " next_questions(fact question settles) guidance=rulebook.about.guidance",
        answer.as_of,
        rank_reasons=lambda result: words.rank_reasons(book, result),
        why=lambda result: words.why(answer, result),
        readings_used=lambda result: {u.question.id: u.used for u in result.questions if u.used},
        units=lambda result: [units.get(unit, {"id": unit}) for unit in result.offer.contact.units],
        deadlines=[plain(book, result) | {"last_day": None} for result in answer.deadlines],
        open_questions=[question_json(book, use) for use in answer.questions],
        question=lambda asked: book.vocabulary[asked.fact].question,
    )


def question_json(book: Rulebook, use: QuestionUse) -> dict[str, Any]:
    """An open question with its readings; `settled` is who decided it, when, and for which reading,
    or null."""
    question = use.question
    ways = {name: getattr(question, name) for name in ("assumed", "settled")}
    return picked(
        book,
        question,
        "id title question status readings sources used assumed settled",
        used=use.used,
        **{name: told if question.status == name else None for name, told in ways.items()},
    )
