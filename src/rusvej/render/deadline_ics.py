"""The deadlines of an answer as a calendar file: days and no person, and only what is still true on
the day somebody is reminded. The text of the file is that of RFC 5545, the name of the calendar
that of RFC 7986."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from rusvej.deadlines import DeadlineAnswer, DeadlineCheck, NoteKind
from rusvej.foreign import neutral
from rusvej.records import record
from rusvej.render import words
from rusvej.render.deadline_page import chosen_text
from rusvej.render.deadline_words import sentence

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


#: Octets of a line before it is folded (3.1).
_LINE = 75


@record
class Alarm:
    """A reminder at a time counted from the midnight with which the day begins."""

    after: timedelta
    text: str


@record
class DayEvent:
    """An entry of one whole day. `uid` is like no other's in the world."""

    uid: str
    day: date
    summary: str
    description: str
    alarms: tuple[Alarm, ...] = ()


def calendar(name: str, product: str, events: Sequence[DayEvent], stamp: datetime) -> bytes:
    """The file, written at the time `stamp`. Raises `ValueError` without events: a calendar has at
    least one component (3.4)."""
    if not events:
        raise ValueError("a calendar without events")
    written = f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_text(product)}", "CALSCALE:GREGORIAN"),
        *("METHOD:PUBLISH", f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"),
        *(line for event in events for line in _entry(event, written)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _entry(event: DayEvent, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{stamp}")
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    # The day after: the end is exclusive (3.6.1).
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield from (f"SUMMARY:{_text(event.summary)}", f"DESCRIPTION:{_text(event.description)}")
    yield from ("TRANSP:TRANSPARENT", "CLASS:PRIVATE")
    for alarm in event.alarms:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{_duration(alarm.after)}")
        yield from (f"DESCRIPTION:{_text(alarm.text)}", "END:VALARM")
    yield "END:VEVENT"


def _duration(length: timedelta) -> str:
    """A duration of whole hours (3.3.6)."""
    hours = int(length.total_seconds()) // 3600
    days, rest = divmod(abs(hours), 24)
    time = f"T{rest}H" if rest or not days else ""
    return f"{'-' if hours < 0 else ''}P{f'{days}D' if days else ''}{time}"


def _text(text: str) -> str:
    """A value of the type TEXT (3.3.11), without control characters."""
    flat = neutral(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return flat.replace("\r\n", "\n").replace("\n", "\\n").replace("\t", " ")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, never divided inside a character."""
    pieces: list[bytes] = []
    rest = line
    while rest:
        room = _LINE - bool(pieces)
        piece = rest.encode()[:room].decode(errors="ignore")
        pieces.append(piece.encode())
        rest = rest[len(piece) :]
    return b"\r\n ".join(pieces) + b"\r\n"
