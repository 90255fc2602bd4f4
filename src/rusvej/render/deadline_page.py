"""``check-deadline`` as a page, and as JSON by the contract ``rusvej/deadline/1``."""

from __future__ import annotations

from typing import Any

from rusvej.deadlines import DeadlineAnswer, DeadlineCheck, DeadlineReading, Verdict
from rusvej.render import words
from rusvej.render.answer_json import question_json
from rusvej.render.deadline_words import days, headline, sentence, stands
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Item, Page, filled

CALCULATES_ONLY = "rusvej regner kun; intet er registreret eller sendt nogen steder hen."


def deadline_page(answer: DeadlineAnswer) -> Page:
    """The page for `check-deadline`."""
    page = Page("Frister")
    page.say(
        f"Samlet: {stands(answer.verdict, answer.checks)}.",
        "warning" if answer.verdict >= Verdict.MAY_BE_WAIVED else "plain",
    )
    for check in answer.checks:
        _check(page, answer, check)
    page.points("Ikke vurderet", [_not_judged(answer, waiting) for waiting in answer.not_judged])
    today = f"Regnet pr. {words.day(answer.today)}. {CALCULATES_ONLY}"
    return closing(page, answer.rulebook, today)


def _check(page: Page, answer: DeadlineAnswer, check: DeadlineCheck) -> None:
    book, deadline = answer.rulebook, check.deadline
    start = f"{words.day(check.counted_from)} ({check.event.text})"
    what = f" ({deadline.met_by_text})" if deadline.met_by_text else ""
    lacking = book.event(deadline.met_by).label if check.unmet else ""
    items = (
        ("Resultat", f"{headline(check)}."),
        ("Regnet fra", words.cited(book, start, check.event.sources)),
        ("Sidste dag", words.day(check.last_day) if check.last_day else ""),
        ("Opfyldt", f"{words.day(check.met_on)}{what}" if check.met_on else ""),
        ("", f"Dagen er ikke oplyst: {lacking}." if lacking else ""),
        *(("Læsning", _reading(answer, check, reading)) for reading in check.readings),
        *(("", sentence(answer, note)) for note in check.notes),
    )
    page.points(deadline.name, filled(items))
    told = f"Fristen: {deadline.text.rstrip('.')}."
    page.say(words.cited(book, told, check.sources), "quiet")


def _reading(answer: DeadlineAnswer, check: DeadlineCheck, reading: DeadlineReading) -> str:
    last = f"sidste dag {words.day(reading.last_day)}" if reading.last_day else "ingen sidste dag"
    over = (
        f" ({days(reading.days_over)} for sent)"
        if reading.days_over and reading.verdict is not Verdict.NO_DEADLINE
        else ""
    )
    return f"{chosen_text(answer, reading)}: {last}; {stands(reading.verdict, [check])}{over}"


def chosen_text(answer: DeadlineAnswer, reading: DeadlineReading) -> str:
    """The readings chosen, each with the title of its question."""
    question = answer.rulebook.question
    return "; ".join(
        f"{question(q).title}: {words.lower_first(question(q).reading(r).text)}"
        for q, r in reading.choices
    )


def _not_judged(answer: DeadlineAnswer, waiting: DeadlineCheck) -> Item:
    book, deadline = answer.rulebook, waiting.deadline
    if waiting.last_day is None:
        text = deadline.text.rstrip(".")
        told = f"{text}. Der er ikke sat nogen dag, så der er intet at regne på."
    else:
        left = waiting.days_left
        day = f"{'var' if left is None else 'er'} {words.day(waiting.last_day)}"
        state = f"sidste dag {day}" + (f", {days(left)} tilbage" if left is not None else "")
        event = book.event(deadline.met_by).typed
        told = f"{state}. Om den er holdt, er ikke oplyst ({event})."
    under = tuple(sentence(answer, note) for note in waiting.doubts)
    return Item(words.cited(book, told, deadline.sources), deadline.name, under)


def deadline_json(answer: DeadlineAnswer) -> dict[str, Any]:
    """Plain data for `json.dumps`."""
    book = answer.rulebook
    shape = (
        "today checks(id verdict counted_from last_day days_over days_left met_on sources"
        " event=event.event exceptions=exceptions.id notes(kind sources text)"
        " readings(choices last_day verdict reading)) not_judged(id counted_from last_day"
        " days_left notes=doubts(kind sources text)) verdict=verdict.id"
        " open_questions guidance=rulebook.about.guidance note"
    )
    return json_document(
        "deadline/1",
        book,
        answer,
        shape,
        text=lambda note: sentence(answer, note),
        reading=lambda each: chosen_text(answer, each),
        open_questions=[question_json(book, use) for use in answer.questions],
        note=CALCULATES_ONLY,
    )
