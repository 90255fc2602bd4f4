"""The deadlines of an answer as a calendar file: days and no person, and only what is still true on
the day somebody is reminded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from rusvej.deadlines import DeadlineAnswer, DeadlineCheck, NoteKind
from rusvej.render import words
from rusvej.render.deadline_page import chosen_text
from rusvej.render.deadline_words import sentence
from rusvej.render.ical import Alarm, DayEvent, calendar

#: Notes that time does not make untrue.
_LASTING: tuple[NoteKind, ...] = (
    *("open-question", "assumed-does-not-settle", "settled", "age-unknown", "presumed"),
    *("not-begun", "day-off", "month-too-short", "counting", "hours"),
    *("other-start-not-given", "settled-start-not-given"),
)
#: At nine in the morning, a week before and on the day itself.
_A_WEEK_BEFORE, _IN_THE_MORNING = timedelta(days=-7, hours=9), timedelta(hours=9)


def deadline_ics(answer: DeadlineAnswer, stamp: datetime, unique: str, version: str) -> bytes:
    """The file; nothing where no deadline is waited for, or all last days have passed.

    `stamp` is the time of writing. `unique` is like nothing written before: two people with the
    same day must not overwrite each other's entries.
    """
    waiting = list(_waiting(answer))
    if not any(day >= answer.today for _, day in waiting):
        return b""
    events = [
        event
        for number, (check, day) in enumerate(waiting)
        for event in _events(answer, check, day, f"{unique}-{number}")
    ]
    product = f"-//rusvej//rusvej {version}//DA"
    return calendar("Frister", product, events, stamp)


def _waiting(answer: DeadlineAnswer) -> Iterator[tuple[DeadlineCheck, date]]:
    """Each deadline that is not met, with each of the last days that it has by some reading."""
    for check in answer.checks:
        days = {reading.last_day for reading in check.readings} | {check.last_day}
        if check.met_on is None:
            yield from ((check, day) for day in sorted(day for day in days if day))
    for waiting in answer.not_judged:
        if waiting.last_day:
            yield waiting, waiting.last_day


def _events(
    answer: DeadlineAnswer, check: DeadlineCheck, day: date, uid: str
) -> Iterator[DayEvent]:
    name = check.deadline.name
    working_day = answer.rulebook.calendar.last_working_day_before(day)
    last = f"Sidste dag: {name}"
    text = _description(answer, check, day)
    said = f"{last} er {words.day(day)}"
    reminders = (Alarm(_A_WEEK_BEFORE, said), Alarm(_IN_THE_MORNING, said))
    yield DayEvent(f"{uid}-a@rusvej", day, last, text, reminders)
    before = f"Sidste arbejdsdag før fristen: {name}"
    yield DayEvent(f"{uid}-b@rusvej", working_day, before, text, (Alarm(_IN_THE_MORNING, before),))


def _description(answer: DeadlineAnswer, check: DeadlineCheck, day: date) -> str:
    book = answer.rulebook
    told = [
        f"{check.deadline.text.rstrip('.')}.",
        f"Sidste dag er {words.day(day)}, regnet {words.day(answer.today)} fra"
        f" {words.day(check.counted_from)}.",
    ]
    by = [chosen_text(answer, reading) for reading in check.readings if reading.last_day == day]
    told += [f"Det gælder efter denne læsning: {text}." for text in by]
    told += [sentence(answer, note) for note in check.notes if note.kind in _LASTING]
    told.append(f"Regelsæt: {book.about.name}, version {book.about.version}.")
    told.append(book.about.guidance)
    return "\n".join(each for each in told if each)
