"""The text of a calendar file by RFC 5545, with the name of a calendar by RFC 7986."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from rusvej.foreign import neutral
from rusvej.records import record

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
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_text(product)}", "CALSCALE:GREGORIAN"),
        *("METHOD:PUBLISH", f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"),
        *(line for event in events for line in _event(event, _utc(stamp))),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: DayEvent, stamp: str) -> Iterator[str]:
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


def _utc(stamp: datetime) -> str:
    return f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"


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
