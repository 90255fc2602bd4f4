"""The sentences for what must be told with a deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rusvej.calendar.day import MONTHS, WEEKDAYS
from rusvej.compose.deadline_texts import (
    AGE_KNOWN,
    AGE_OUTSIDE,
    FRAME_VERDICTS,
    NOTES,
    VERDICTS,
)
from rusvej.deadlines import DeadlineAnswer, DeadlineCheck, DeadlineReading, Note, Verdict
from rusvej.deadlines.records import NoteValue
from rusvej.model import Question, Rulebook, by_id
from rusvej.render import words

#: Where a few words must do.
_BRIEF = {
    Verdict.RUNNING: "fristen løber",
    Verdict.NO_DEADLINE: "ingen frist",
    Verdict.OPEN: "uklart",
}


def stands(verdict: Verdict, checks: Iterable[DeadlineCheck]) -> str:
    """The words for a verdict on these; for frames alone those of a frame."""
    frames = all(check.deadline.kind == "frame" for check in checks)
    return (FRAME_VERDICTS if frames else VERDICTS)[verdict.id]


def days(count: int) -> str:
    """``1 dag``, ``2 dage``."""
    return f"{count} dag" if count == 1 else f"{count} dage"


def sentence(answer: DeadlineAnswer, note: Note) -> str:
    """One note as a Danish sentence with its sources."""
    book = answer.rulebook
    return f"{told(book, note)} {book.cite(note.sources)}".strip()


def told(book: Rulebook, note: Note) -> str:
    """One note as a Danish sentence."""
    kind: str = note.kind
    if note.data.get("unit") == "workdays":
        kind = "counting-workdays" if book.days_off else "counting-weekdays"
    filled: dict[str, str] = {"custom": ""}
    for name, value in note.data.items():
        filled.update(_filled(book, note, name, value))
    return NOTES[kind].format_map(filled)


def _filled(book: Rulebook, note: Note, name: str, value: NoteValue) -> Iterator[tuple[str, str]]:
    """What one part of a note puts into the sentence."""
    if isinstance(value, date):
        yield name, words.day(value)
        yield "month", MONTHS[value.month - 1]
        return
    if isinstance(value, tuple):
        yield from _several(book, name, value)
        return
    match name:
        case "question":
            yield name, _question(book, note).question
        case "reading":
            yield name, words.lower_first(_question(book, note).reading(str(value)).text)
        case "event":
            event = book.event(str(value))
            yield from {name: event.label, "option": f" ({event.typed.rstrip('=')})"}.items()
        case "wanted":
            yield name, book.event(str(value)).label
        case "exception":
            found = by_id(book.exceptions, str(value))
            yield from {"name": found.name, "text": words.lower_first(found.text)}.items()
        case "deadline":
            limit = by_id(book.deadlines, str(value))
            yield from {"whom": limit.whom.rstrip("."), "option": " (--age)"}.items()
        case "age":
            yield from {name: str(value), "person": words.capital(book.person(value))}.items()
        case "known":
            yield "sure", AGE_KNOWN[bool(value)]
        case "outside":
            yield "then", AGE_OUTSIDE[bool(value)]
        case _:
            yield name, str(value)


def _several(book: Rulebook, name: str, ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if name == "facts":
        yield name, words.listed(book.vocabulary[fact].label for fact in ids)
    elif name == "questions":
        yield name, words.listed(q.title for q in book.questions if q.id in ids)
    elif name == "by_custom" and ids:
        days = words.listed(words.day(date.fromisoformat(each)) for each in ids)
        yield "custom", NOTES["by-custom"].format(days=days)


def _question(book: Rulebook, note: Note) -> Question:
    return book.question(str(note.data["question"]))


def headline(check: DeadlineCheck) -> str:
    """The verdict of one check in one line, with the days that matter."""
    text = stands(check.verdict, [check])
    if check.verdict is Verdict.RUNNING and check.days_left is not None:
        text += (
            ": i dag er sidste dag"
            if check.days_left == 0
            else f", {days(check.days_left)} tilbage"
        )
    elif check.days_over and check.verdict is not Verdict.NO_DEADLINE:
        text += f" ({days(check.days_over)} for sent)" if check.verdict is not Verdict.OPEN else ""
    return text


def under_reading(check: DeadlineCheck, reading: DeadlineReading) -> str:
    """How it stands under one reading, in a few words; the last day where it is another than the
    check's."""
    told = _BRIEF.get(reading.verdict) or stands(reading.verdict, [check])
    if reading.days_over and reading.verdict not in _BRIEF:
        told += f" ({days(reading.days_over)} for sent)"
    if reading.last_day and reading.last_day != check.last_day:
        told += f", sidste dag {day_told(reading.last_day)}"
    return told


def day_told(value: date | None) -> str:
    """``mandag den 2. november 2026``; nothing where there is no day."""
    return f"{WEEKDAYS[value.weekday()]} den {words.day(value)}" if value else ""
