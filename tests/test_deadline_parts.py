"""What stands behind the time limits, part by part: days counted, events that stand for others, and
whose lines a note cites."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rusvej.calendar import DaysOff
from rusvej.deadlines import DeadlineAnswer, check
from rusvej.deadlines.dates import Happenings
from rusvej.deadlines.periods import is_late, last_day, moved
from rusvej.facts import Case
from rusvej.model import Citation, Counted, Deadline, Period, Question, Rulebook, Settled
from rusvej.truth import Truth

CONTACT = date(2026, 3, 2)  # a Monday
ADULT: Case = {"age": 25}

# Days.


@pytest.mark.parametrize("year", [2026, 2027, 2029])
def test_a_day_that_only_custom_closes_counts_as_a_working_day(
    rulebook: Rulebook, year: int
) -> None:
    off = rulebook.calendar
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    custom = [day for day in days if (closed := off.closed_on(day)) and closed.kind == "custom"]
    assert custom
    for day in custom:
        assert last_day(day - timedelta(days=1), Period(workdays=1), off) == day


@pytest.mark.parametrize(
    ("workdays", "last"),
    # From Thursday 2 April 2026: Maundy Thursday, Good Friday, the weekend and Easter Monday.
    [(1, date(2026, 4, 7)), (2, date(2026, 4, 8)), (4, date(2026, 4, 10)), (5, date(2026, 4, 13))],
)
def test_working_days_pass_over_easter(rulebook: Rulebook, workdays: int, last: date) -> None:
    assert last_day(date(2026, 4, 2), Period(workdays=workdays), rulebook.calendar) == last


@pytest.mark.parametrize(
    ("start", "period", "last"),
    [
        (date(2026, 1, 31), Period(months=1), date(2026, 2, 28)),
        (date(2028, 1, 31), Period(months=1), date(2028, 2, 29)),
        (date(2026, 11, 30), Period(months=3), date(2027, 2, 28)),
        (date(2026, 12, 15), Period(months=1), date(2027, 1, 15)),
        (date(2026, 12, 15), Period(months=12), date(2027, 12, 15)),
        (date(2026, 3, 2), Period(weeks=2), date(2026, 3, 16)),
        (date(2026, 3, 2), Period(days=14), date(2026, 3, 16)),
        (date(2026, 3, 2), Period(hours=48), date(2026, 3, 4)),
        (date(2026, 3, 2), Period(hours=25), date(2026, 3, 3)),
        (date(2026, 3, 2), Period(), None),
    ],
)
def test_the_last_day_of_a_period(start: date, period: Period, last: date | None) -> None:
    assert last_day(start, period, DaysOff()) == last


def test_hours_are_late_where_no_time_of_day_makes_them_in_time() -> None:
    """48 hours from some time on the 2nd run out on the 4th; on the 5th it is too late."""
    two = Period(hours=48)
    late = [is_late(date(2026, 3, day), CONTACT, two, DaysOff()) for day in (2, 3, 4, 5)]
    assert late == [Truth.NO, Truth.NO, Truth.UNKNOWN, Truth.YES]
    assert is_late(date(2099, 1, 1), CONTACT, Period(), DaysOff()) is Truth.NO
    assert is_late(date(2026, 3, 16), CONTACT, Period(days=14), DaysOff()) is Truth.NO
    assert is_late(date(2026, 3, 17), CONTACT, Period(days=14), DaysOff()) is Truth.YES


def test_a_last_day_is_moved_as_the_reading_says(rulebook: Rulebook) -> None:
    off = rulebook.calendar
    friday = date(2026, 4, 3)  # Good Friday
    assert moved(friday, Counted("x"), off) == friday
    assert moved(friday, Counted("x", days=1), off) == date(2026, 4, 4)
    assert moved(friday, Counted("x", to_working_day=True), off) == date(2026, 4, 7)
    assert moved(friday, Counted("x", days=-1, to_working_day=True), off) == date(2026, 4, 7)
    assert moved(CONTACT, Counted("x", to_working_day=True), off) == CONTACT


# Events.


def test_an_event_stands_for_another_that_is_not_given(rulebook: Rulebook) -> None:
    """An application is the first contact, where no other is known."""

    def stands_for(name: str, **days: date) -> str | None:
        found = Happenings(rulebook, days).in_place_of(name)
        return found.id if found else None

    assert stands_for("contact", contact=CONTACT) == "contact"
    assert stands_for("contact", applied=CONTACT) == "applied"
    assert stands_for("contact", contact=CONTACT, applied=CONTACT) == "contact"
    assert stands_for("contact", start=CONTACT) is None
    assert stands_for("applied", contact=CONTACT) is None


# Notes.

SITUATIONS: list[tuple[Case, dict[str, date], tuple[str, ...]]] = [
    (ADULT, {"contact": CONTACT}, ()),
    (ADULT, {"contact": CONTACT}, ("udeblivelse", "venteliste", "en-udeblivelse")),
    (ADULT, {"contact": CONTACT, "module1": date(2026, 3, 30)}, ("frit-valg",)),
    (ADULT, {"contact": CONTACT, "applied": date(2026, 3, 9)}, ()),
    ({"age": 18}, {"contact": CONTACT}, ()),
    ({}, {"contact": CONTACT}, ()),
    ({"age": 25, "level": "problematisk"}, {"contact": CONTACT}, ()),
    (ADULT, {"applied": CONTACT}, ()),
    (ADULT, {"contact": CONTACT, "doctor": date(2026, 4, 1)}, ("udeblivelse",)),
    ({"age": 25, "contacted_unit": "anden"}, {"contact": CONTACT}, ()),
]
QUESTIONS = ("open-question", "assumed-does-not-settle", "age-on-the-day", "not-begun")


def told(
    book: Rulebook, case: Case, days: dict[str, date], exceptions: tuple[str, ...]
) -> DeadlineAnswer:
    return check(book, days, case, exceptions, date(2026, 4, 20))


def test_every_note_cites_the_lines_of_what_it_is_about(rulebook: Rulebook) -> None:
    questions = {each.id: each.sources for each in rulebook.questions}
    exceptions = {each.id: each.sources for each in rulebook.exceptions}
    events = {each.id: each.sources for each in rulebook.events}
    seen = set()
    for situation in SITUATIONS:
        for one in told(rulebook, *situation).checks:
            starts = {start.event: start.sources for start in one.deadline.counted_from}
            for note in one.notes:
                data = dict(note.data)
                if note.kind in QUESTIONS:
                    assert note.sources == questions[str(data["question"])]
                elif note.kind in ("other-start-not-given", "settled-start-not-given"):
                    assert note.sources == starts[str(data["event"])]
                elif "exception" in data:
                    assert note.sources == exceptions[str(data["exception"])]
                elif note.kind == "met-by-other-event":
                    assert note.sources == events[str(data["event"])]
                elif note.kind in ("counting", "age-unknown", "does-not-apply"):
                    assert note.sources == one.deadline.sources
                else:
                    continue
                seen.add(note.kind)
    assert seen >= {
        "open-question",
        "age-on-the-day",
        "not-begun",
        "other-start-not-given",
        "exception",
        "not-an-exception",
        "met-by-other-event",
        "counting",
        "age-unknown",
    }


def test_the_age_on_the_day_is_known_where_the_birthday_is(rulebook: Rulebook) -> None:
    """17 on the day of contact, 18 a week later: what is for those over 18 has not begun."""
    born = date(2008, 3, 9)
    days = {"contact": CONTACT}
    for known in (None, born):
        answer = check(rulebook, days, {"age": 18}, (), date(2026, 3, 20), known)
        notes = [note for one in answer.checks for note in one.notes]
        (data, *_) = [dict(note.data) for note in notes if note.kind == "age-on-the-day"]
        assert (data["known"], data["age"], data["day"]) == (known is not None, 17, CONTACT)


def lasting(book: Rulebook, period: Period) -> Rulebook:
    """The rulebook with another period for the start of treatment."""
    deadlines = (
        replace(each, period=period) if each.id == "behandlingsstart" else each
        for each in book.deadlines
    )
    return replace(book, deadlines=tuple(deadlines))


def test_hours_are_told_with_the_lines_of_the_deadline(rulebook: Rulebook) -> None:
    changed = lasting(rulebook, Period(hours=48))
    answer = check(changed, {"contact": CONTACT}, ADULT, (), date(2026, 3, 3))
    (one,) = [each for each in answer.checks if each.id == "behandlingsstart"]
    notes = {note.kind: note for note in one.notes}
    assert notes["hours"].sources == notes["counting"].sources == one.deadline.sources
    assert dict(notes["counting"].data) == {"unit": "hours"}


def test_a_question_is_told_with_the_reading_counted_with(rulebook: Rulebook) -> None:
    found = [use for each in SITUATIONS for use in told(rulebook, *each).questions]
    assert all(use.used == use.question.used for use in found)
    assert {use.used is None for use in found} == {True, False}


def test_the_counting_is_open_of_working_days_too(rulebook: Rulebook) -> None:
    """Ten working days from 2 March end on the 16th; on the 17th it hangs on the counting."""
    changed = lasting(rulebook, Period(workdays=10))
    for day, verdict in ((16, "running"), (17, "open"), (18, "overdue")):
        answer = check(changed, {"contact": CONTACT}, ADULT, (), date(2026, 3, day))
        (one,) = [each for each in answer.checks if each.id == "behandlingsstart"]
        assert (one.last_day, one.verdict.id) == (date(2026, 3, 16), verdict)


def citing(book: Rulebook) -> Rulebook:
    """The rulebook whose treatment start is counted from the contact by one line and from the
    application by another."""

    def cited(each: Deadline) -> Deadline:
        lines = (Citation("handleguide", 1, 1), Citation("handleguide", 2, 2))
        starts = (
            replace(start, sources=(line,))
            for start, line in zip(each.counted_from, lines, strict=True)
        )
        return replace(each, counted_from=tuple(starts))

    deadlines = (cited(d) if d.id == "behandlingsstart" else d for d in book.deadlines)
    return replace(book, deadlines=tuple(deadlines))


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        ({"contact": CONTACT}, {1}),
        ({"applied": CONTACT}, {2}),
        ({"contact": CONTACT, "applied": date(2026, 3, 9)}, {1, 2}),
    ],
)
def test_a_check_cites_the_starts_that_some_reading_counts_from(
    rulebook: Rulebook, days: dict[str, date], lines: set[int]
) -> None:
    # On the 20th it is late from the contact and not from the application.
    answer = check(citing(rulebook), days, ADULT, (), date(2026, 3, 20))
    (one,) = [each for each in answer.checks if each.id == "behandlingsstart"]
    assert {each.first for each in one.sources if each.first < 3} == lines


def test_the_earliest_last_day_is_shown_where_the_counting_is_settled(rulebook: Rulebook) -> None:
    """Whatever the order of the readings of another question."""

    def changed(question: Question) -> Question:
        if question.id == "frist-taelling":
            decided = Settled("fra-dagen-efter", "Udvalget", "2026-01-15")
            return replace(question, status="settled", settled=decided)
        return replace(question, readings=question.readings[::-1])

    book = replace(rulebook, questions=tuple(map(changed, rulebook.questions)))
    days = {"contact": CONTACT, "applied": date(2026, 3, 9)}
    answer = check(book, days, ADULT, (), date(2026, 3, 20))
    (one,) = [each for each in answer.checks if each.id == "behandlingsstart"]
    assert (one.last_day, one.counted_from) == (date(2026, 3, 17), CONTACT)
