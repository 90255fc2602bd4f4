"""The calendar file: read back by another program, true on the day it rings, and about nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusvej.cli.running import run
from rusvej.foreign import CONTROL, neutral
from rusvej.render.deadline_ics import Alarm, DayEvent, calendar
from test_calendar import DANISH

STAMP = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
RUNNING = ["--contact", "2026-03-02", "--age", "25", "--today", "2026-03-05"]


def written(capfdbinary: Any, *words: str) -> bytes:
    """The calendar file that `check-deadline` writes."""
    run(["check-deadline", *words, "--format", "ics"])
    return bytes(capfdbinary.readouterr().out)


def entries(file: bytes) -> list[Any]:
    """The events of a calendar file."""
    return list(icalendar.Calendar.from_ical(file).walk("VEVENT"))


def test_the_last_day_and_the_last_working_day_before_each_with_an_alarm(capfdbinary: Any) -> None:
    found = entries(written(capfdbinary, *RUNNING))
    days = {(str(e["summary"]).split(":")[0], e.decoded("dtstart")) for e in found}
    assert days == {
        ("Sidste dag", date(2026, 3, 16)),
        ("Sidste arbejdsdag før fristen", date(2026, 3, 13)),
    }
    for event in found:
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
        # At nine on the day; of the last day also a week before. Never two at the same minute.
        wanted = {timedelta(hours=9)}
        if str(event["summary"]).startswith("Sidste dag:"):
            wanted.add(timedelta(days=-7, hours=9))
        alarms = event.walk("VALARM")
        assert {alarm.decoded("trigger") for alarm in alarms} == wanted
        assert len(alarms) == len(wanted)
        assert {str(alarm["action"]) for alarm in alarms} == {"DISPLAY"}


def test_whom_the_deadline_is_for_is_in_every_entry_where_the_age_is_not_known(
    capfdbinary: Any,
) -> None:
    # Standard, line 24: those over 18.
    found = entries(written(capfdbinary, "--contact", "2026-03-02", "--today", "2026-03-05"))
    assert len(found) == 4
    assert all("Alderen er ikke oplyst" in str(event["description"]) for event in found)


def test_every_deadline_that_is_waited_for_is_there(capfdbinary: Any) -> None:
    names = {str(e["summary"]) for e in entries(written(capfdbinary, *RUNNING))}
    assert any("Behandlingsstart" in name for name in names)
    assert any("Lægesamtale" in name for name in names)
    met = written(capfdbinary, *RUNNING, "--start", "2026-03-04")
    assert not any("Behandlingsstart" in str(e["summary"]) for e in entries(met))


def test_every_reading_has_its_days(capfdbinary: Any) -> None:
    """Counted from the contact or from the later application: two last days."""
    words = ["--contact", "2026-03-02", "--applied", "2026-03-09", "--age", "25"]
    found = entries(written(capfdbinary, *words, "--today", "2026-03-20"))
    days = {e.decoded("dtstart") for e in found if str(e["summary"]).startswith("Sidste dag: Beh")}
    assert days == {date(2026, 3, 16), date(2026, 3, 23)}
    told = [str(e["description"]) for e in found if e.decoded("dtstart") == date(2026, 3, 23)]
    assert told and all("efter denne læsning" in text for text in told if "Beh" in text)


def test_nothing_is_said_that_time_makes_untrue(capfdbinary: Any) -> None:
    one_passed = ["--contact", "2026-03-02", "--applied", "2026-03-09", "--today", "2026-03-20"]
    for words in (RUNNING, [*one_passed, "--age", "25"]):
        for event in entries(written(capfdbinary, *words)):
            text = str(event["description"])
            assert "regnet" in text and ("2. marts 2026" in text or "9. marts 2026" in text)
            for word in ("tilbage", "løber", "i dag", "for sent", "overskredet", "i morgen"):
                assert word not in text


def test_ids_are_like_no_others(capfdbinary: Any) -> None:
    ids = [str(e["uid"]) for _ in range(3) for e in entries(written(capfdbinary, *RUNNING))]
    assert len(set(ids)) == len(ids)


def test_no_person_in_it(capfdbinary: Any) -> None:
    text = written(capfdbinary, *RUNNING, "--fact", "pregnant=ja").decode()
    unfolded = text.replace("\r\n ", "")
    assert "CLASS:PRIVATE" in unfolded
    assert "25 år" not in unfolded and "gravid" not in unfolded and "ATTENDEE" not in unfolded


@pytest.mark.parametrize(
    "words",
    [
        ["--contact", "2026-03-02", "--age", "17", "--today", "2026-03-05"],
        # The last day was 16 March: nobody waits for it any more.
        ["--contact", "2026-03-02", "--age", "25", "--today", "2026-03-17"],
        [*RUNNING, "--start", "2026-03-04", "--doctor", "2026-03-04"],
    ],
)
def test_no_file_without_an_event(capfdbinary: Any, words: list[str]) -> None:
    code = run(["check-deadline", *words, "--format", "ics"])
    shown = capfdbinary.readouterr()
    if code == 2:
        assert shown.out == b"" and "ingen frist" in shown.err.decode()
    else:
        assert entries(shown.out)


def test_a_deadline_that_the_documents_do_not_have_makes_no_file(capfdbinary: Any) -> None:
    words = ["--contact", "2026-03-02", "--age", "17", "--today", "2026-03-05", "--format", "ics"]
    assert run(["check-deadline", *words]) == 2
    shown = capfdbinary.readouterr()
    assert shown.out == b"" and "ingen frist" in shown.err.decode()


TEXTS = st.text(max_size=200) | st.text("æøå,;\\\n\t\r\x00\u2028é🙂 ", max_size=200)


@given(TEXTS, TEXTS, st.dates(date(2000, 1, 1), date(2099, 12, 30)))
def test_any_text_survives_the_file(name: str, text: str, day: date) -> None:
    event = DayEvent("id@rusvej", day, name, text, (Alarm(timedelta(hours=9), text),))
    file = calendar(name, "-//rusvej//DA", [event], STAMP)
    assert b"\n" not in file.replace(b"\r\n", b"")
    lines = file.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not CONTROL.search("".join(line.decode() for line in lines))
    (back,) = entries(file)
    assert back.decoded("dtstart") == day and back.decoded("dtstamp") == STAMP
    assert str(back["uid"]) == "id@rusvej"

    for field, given_ in (("summary", name), ("description", text)):
        wanted = neutral(given_).replace("\r\n", "\n").replace("\t", " ")
        assert str(back[field]) == wanted


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (timedelta(days=-7, hours=9), b"TRIGGER:-P6DT15H"),
        (timedelta(hours=9), b"TRIGGER:PT9H"),
        (timedelta(days=-1), b"TRIGGER:-P1D"),
        (timedelta(0), b"TRIGGER:PT0H"),
    ],
)
def test_durations(length: timedelta, told: bytes) -> None:
    event = DayEvent("a", date(2026, 3, 2), "b", "c", (Alarm(length, "d"),))
    assert told in calendar("e", "f", [event], STAMP)


def test_a_calendar_has_at_least_one_event() -> None:
    with pytest.raises(ValueError, match="without events"):
        calendar("e", "f", [], STAMP)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_reminder_falls_on_a_working_day(day: date) -> None:
    assert DANISH.closed_on(DANISH.last_working_day_before(day)) is None
