"""The answer as JSON, by the contract ``rusvej/answer/1``: other programs read these names."""

from __future__ import annotations

from typing import Any

from rusvej.answer import Answer, OfferResult, QuestionUse
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.as_json import picked, plain
from rusvej.render.frame import head


def answer_json(answer: Answer) -> dict[str, Any]:
    """Plain data for `json.dumps`."""
    book = answer.rulebook
    return head("answer/1", book, answer.as_of) | picked(
        book,
        answer,
        "case offers caveats actions deadlines open_questions next_questions"
        " guidance=rulebook.about.guidance",
        offers=[_offer(answer, result) for result in answer.offers],
        deadlines=[plain(book, result) | {"last_day": None} for result in answer.deadlines],
        open_questions=[question_json(book, use) for use in answer.questions],
        next_questions=[
            picked(
                book, asked, "fact question settles", question=book.vocabulary[asked.fact].question
            )
            for asked in answer.next_questions
        ],
    )


def _offer(answer: Answer, result: OfferResult) -> dict[str, Any]:
    book = answer.rulebook
    units = {unit.id: unit for unit in book.contacts}
    return picked(
        book,
        result,
        "id=offer.id name=offer.name status rank rank_reasons why reasons missing"
        " open_questions=questions.question.id readings_used caveats contact referral deadlines"
        " limits",
        rank_reasons=words.rank_reasons(book, result),
        why=words.why(answer, result),
        readings_used={use.question.id: use.used for use in result.questions if use.used},
        contact=picked(
            book,
            result,
            "first_step=first_step.statement.text statements=contact units",
            units=[units.get(name, {"id": name}) for name in result.offer.contact.units],
        ),
        referral=picked(book, result, "kind=offer.access.kind statements=access"),
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
