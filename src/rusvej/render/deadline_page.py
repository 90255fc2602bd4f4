"""``check-deadline`` as a page, and as JSON by the contract ``rusvej/deadline/1``."""

from __future__ import annotations

from typing import Any

from rusvej.deadlines import DeadlineAnswer, DeadlineCheck, DeadlineReading, NotJudged, Verdict
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.answer_json import question_json
from rusvej.render.as_json import picked
from rusvej.render.deadline_words import VERDICT, days, headline, sentence
from rusvej.render.frame import closing, head
from rusvej.render.page import Item, Page

CALCULATES_ONLY = "rusvej regner kun; intet er registreret eller sendt nogen steder hen."


def deadline_page(answer: DeadlineAnswer) -> Page:
    """The page for `check-deadline`."""
    page = Page("Frister")
    page.say(
        f"Samlet: {VERDICT[answer.verdict]}.",
        "warning" if answer.verdict >= Verdict.MAY_BE_WAIVED else "plain",
    )
    for check in answer.checks:
        _check(page, answer, check)
    page.points(
        "Ikke vurderet", [_not_judged(answer.rulebook, waiting) for waiting in answer.not_judged]
    )
    today = f"Regnet pr. {words.day(answer.today)}. {CALCULATES_ONLY}"
    return closing(page, answer.rulebook, today)


def _check(page: Page, answer: DeadlineAnswer, check: DeadlineCheck) -> None:
    items = [Item(f"{headline(check)}.", "Resultat")]
    items.append(
        Item(
            f"{words.day(check.counted_from)} ({check.event.text})"
            f" {answer.rulebook.cite(check.event.sources)}",
            "Regnet fra",
        )
    )
    if check.last_day:
        items.append(Item(f"{words.day(check.last_day)}", "Sidste dag"))
    if check.met_on:
        what = f" ({check.deadline.met_by_text})" if check.deadline.met_by_text else ""
        items.append(Item(f"{words.day(check.met_on)}{what}", "Opfyldt"))
    items += [Item(_reading(answer, reading), "Læsning") for reading in check.readings]
    items += [Item(sentence(answer, note)) for note in check.notes]
    page.points(check.deadline.name, items)
    page.say(
        f"Fristen: {check.deadline.text.rstrip('.')}. {answer.rulebook.cite(check.sources)}",
        "quiet",
    )


def _reading(answer: DeadlineAnswer, reading: DeadlineReading) -> str:
    last = f"sidste dag {words.day(reading.last_day)}" if reading.last_day else "ingen sidste dag"
    over = (
        f" ({days(reading.days_over)} for sent)"
        if reading.days_over and reading.verdict is not Verdict.NO_DEADLINE
        else ""
    )
    return f"{chosen_text(answer, reading)}: {last}; {VERDICT[reading.verdict]}{over}"


def chosen_text(answer: DeadlineAnswer, reading: DeadlineReading) -> str:
    """The readings chosen, each with the title of its question."""
    by_id = {question.id: question for question in answer.rulebook.questions}
    return "; ".join(
        f"{by_id[q].title}: {words.lower_first(by_id[q].reading(r).text)}"
        for q, r in reading.choices
    )


def _not_judged(book: Rulebook, waiting: NotJudged) -> Item:
    deadline = waiting.deadline
    if waiting.last_day is None:
        return Item(
            f"{deadline.text.rstrip('.')}. Der er ikke sat nogen dag, så der er intet at regne på."
            f" {book.cite(deadline.sources)}",
            deadline.name,
        )
    if waiting.days_left is None:
        state = f"sidste dag var {words.day(waiting.last_day)}"
    else:
        state = f"sidste dag er {words.day(waiting.last_day)}, {days(waiting.days_left)} tilbage"
    return Item(
        f"{state}. Om den er holdt, er ikke oplyst ({book.event(deadline.met_by).typed})."
        f" {book.cite(deadline.sources)}",
        deadline.name,
    )


def deadline_json(answer: DeadlineAnswer) -> dict[str, Any]:
    """Plain data for `json.dumps`."""
    book = answer.rulebook
    return {
        **head("deadline/1", book),
        "today": answer.today.isoformat(),
        "checks": [_check_json(answer, check) for check in answer.checks],
        "not_judged": [
            {"id": each.deadline.id, **picked(book, each, "counted_from last_day days_left")}
            for each in answer.not_judged
        ],
        "verdict": answer.verdict.id,
        "open_questions": [question_json(book, use) for use in answer.questions],
        "guidance": book.about.guidance,
        "note": CALCULATES_ONLY,
    }


def _check_json(answer: DeadlineAnswer, check: DeadlineCheck) -> dict[str, Any]:
    book: Rulebook = answer.rulebook
    return {
        **picked(
            book, check, "id verdict counted_from last_day days_over days_left met_on sources"
        ),
        "event": check.event.event,
        "exceptions": [exception.id for exception in check.exceptions],
        "notes": [
            {**picked(book, note, "kind sources"), "text": sentence(answer, note)}
            for note in check.notes
        ],
        "readings": [
            {
                **picked(book, each, "choices last_day verdict"),
                "reading": chosen_text(answer, each),
            }
            for each in check.readings
        ],
    }
