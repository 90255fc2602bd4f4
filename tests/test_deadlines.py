"""The time limits of the two documents, with days counted by hand from the quality standard's own
words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusvej.deadlines import DeadlineAnswer, DeadlineCheck, Verdict, check
from rusvej.diagnostics import InputError
from rusvej.model import Citation, Rulebook, Settled
from rusvej.render.deadline_words import sentence

CONTACT = date(2026, 3, 2)  # a Monday
LAST_DAY = date(2026, 3, 16)  # 14 days later, a Monday
TODAY = date(2026, 11, 20)
ADULT: dict[str, Any] = {"age": 25}

WAIVING = ("oensker-ikke-garanti", "udeblivelse", "manglende-samarbejde", "frit-valg")
DISPUTED = ("en-udeblivelse", "frit-valg-uden-godkendelse")


@pytest.fixture(scope="session")
def ask(rulebook: Rulebook) -> Any:
    """A question to the rulebook: dates by name, `case`, `exceptions` and `today`."""

    def asked(
        case: Any = None,
        exceptions: Any = (),
        today: date = TODAY,
        book: Rulebook = rulebook,
        **days: Any,
    ) -> Any:
        return check(
            book,
            {n.replace("_", "-"): day for n, day in days.items() if day},
            ADULT if case is None else case,
            exceptions,
            today,
        )

    asked.book = rulebook  # type: ignore[attr-defined]
    return asked


def start_of(answer: DeadlineAnswer) -> DeadlineCheck:
    return next(c for c in answer.checks if c.id == "behandlingsstart")


def one(answer: DeadlineAnswer, name: str) -> DeadlineCheck:
    return next(c for c in answer.checks if c.id == name)


def kinds(result: DeadlineCheck) -> list[str]:
    return [note.kind for note in result.notes]


def note(result: DeadlineCheck, kind: str) -> dict[str, Any]:
    return dict(next(n for n in result.notes if n.kind == kind).data)


def by_reading(result: DeadlineCheck) -> dict[tuple[str, ...], str]:
    return {tuple(reading for _, reading in r.choices): r.verdict.id for r in result.readings}


def settle(book: Rulebook, question: str, reading: str) -> Rulebook:
    def settled(q: Any) -> Any:
        return (
            replace(q, status="settled", settled=Settled(reading, "Udvalget", "2026-01-15"))
            if q.id == question
            else q
        )

    return replace(book, questions=tuple(settled(q) for q in book.questions))


# The treatment start: senest 14 dage efter the first contact (kvalitetsstandard:392-395).


@pytest.mark.parametrize(
    ("start", "verdict", "over"),
    [
        (date(2026, 3, 2), "in-time", 0),
        (date(2026, 3, 15), "in-time", 0),
        (date(2026, 3, 16), "in-time", 0),
        # On the fifteenth day it hangs on how the days are counted, which nobody has settled.
        (date(2026, 3, 17), "open", 1),
        (date(2026, 3, 18), "overdue", 2),
        (date(2026, 4, 16), "overdue", 31),
    ],
)
def test_started(ask: Any, start: date, verdict: str, over: int) -> None:
    answer = ask(contact=CONTACT, start=start)
    result = start_of(answer)
    assert (answer.verdict.id, result.verdict.id) == (verdict, verdict)
    assert (result.counted_from, result.last_day) == (CONTACT, LAST_DAY)
    assert (result.days_over, result.days_left, result.met_on) == (over, None, start)


@pytest.mark.parametrize(
    ("today", "verdict", "over", "left"),
    [
        (date(2026, 3, 2), "running", 0, 14),
        (date(2026, 3, 15), "running", 0, 1),
        (date(2026, 3, 16), "running", 0, 0),
        (date(2026, 3, 17), "open", 1, None),
        (date(2026, 3, 18), "overdue", 2, None),
    ],
)
def test_not_started(ask: Any, today: date, verdict: str, over: int, left: int | None) -> None:
    result = start_of(ask(contact=CONTACT, today=today))
    assert (result.verdict.id, result.days_over, result.days_left, result.met_on) == (
        verdict,
        over,
        left,
        None,
    )


def test_a_planned_start_is_said_to_be_planned(ask: Any) -> None:
    result = start_of(ask(contact=CONTACT, start=date(2026, 3, 16), today=date(2026, 3, 10)))
    assert result.verdict is Verdict.IN_TIME
    assert note(result, "planned") == {"day": date(2026, 3, 16)}


def test_the_first_talk_of_module_1_is_a_start_of_treatment(ask: Any) -> None:
    result = start_of(ask(contact=CONTACT, module1=date(2026, 3, 12)))
    assert result.verdict is Verdict.IN_TIME
    assert note(result, "met-by-other-event") == {
        "day": date(2026, 3, 12),
        "event": "module1",
        "wanted": "start",
    }
    later = start_of(ask(contact=CONTACT, module1=date(2026, 3, 12), start=date(2026, 3, 20)))
    assert later.met_on == date(2026, 3, 12)


def test_the_check_cites_both_wordings_and_tells_what_else_is_open(ask: Any) -> None:
    result = start_of(ask(contact=CONTACT, start=LAST_DAY))
    assert {
        Citation.parse("kvalitetsstandard:392-395"),
        Citation.parse("kvalitetsstandard:72-73"),
    } <= set(result.sources)
    assert note(result, "see-also")["questions"] == (
        "frist-opfyldelse",
        "substitution-og-frist",
        "frist-anden-gang",
    )
    assert "counting" in kinds(result)


@pytest.mark.parametrize("done", [True, False, None])
def test_whether_the_days_run_again_is_told_where_a_treatment_is_over(
    ask: Any, done: bool | None
) -> None:
    """[K 392-395] is of the first time; it is told, and the days are counted as ever."""
    case: dict[str, object] = {"age": 25, "level": "misbrug"}
    case |= {} if done is None else {"treatment_completed": done}
    result = start_of(ask(case=case, contact=CONTACT, start=LAST_DAY))
    assert ("open-beside" in kinds(result)) is (done is True)
    assert ("frist-anden-gang" in note(result, "see-also")["questions"]) is (done is not True)
    assert result.verdict.id == "in-time"


# Exceptions (kvalitetsstandard:288-290, 397-406): they matter only when something is late, and set
# no new date.


@pytest.mark.parametrize("name", WAIVING)
def test_may_be_departed_from(ask: Any, name: str) -> None:
    answer = ask(contact=CONTACT, start=date(2026, 3, 18), exceptions=(name,))
    result = start_of(answer)
    assert answer.verdict.id == "may-be-waived"
    assert (result.last_day, result.days_over) == (LAST_DAY, 2)
    assert [e.id for e in result.exceptions] == [name]
    assert "no-new-date" in kinds(result)


def test_delayed_information_is_the_weaker_sentence(ask: Any) -> None:
    answer = ask(contact=CONTACT, start=date(2026, 3, 18), exceptions=("forsinkede-oplysninger",))
    assert answer.verdict.id == "may-be-affected"
    assert "no-new-date" not in kinds(start_of(answer))


def test_a_waiver_is_stronger_than_delayed_information(ask: Any) -> None:
    named = ("forsinkede-oplysninger", "udeblivelse")
    assert (
        ask(contact=CONTACT, start=date(2026, 3, 18), exceptions=named).verdict.id
        == "may-be-waived"
    )


@pytest.mark.parametrize(
    ("name", "question", "waives", "holds"),
    [
        ("en-udeblivelse", "en-udeblivelse", "en-er-nok", "flere-skal-til"),
        ("frit-valg-uden-godkendelse", "frit-valg-godkendt", "ethvert-privat", "kun-godkendt"),
    ],
)
def test_disputed_exceptions(
    ask: Any, rulebook: Rulebook, name: str, question: str, waives: str, holds: str
) -> None:
    late = {"contact": CONTACT, "start": date(2026, 3, 18), "exceptions": (name,)}
    answer = ask(**late)
    assert answer.verdict.id == "open"
    assert by_reading(start_of(answer)) == {(waives,): "may-be-waived", (holds,): "overdue"}
    assert [use.question.id for use in answer.questions] == [question]
    assert ask(**late, book=settle(rulebook, question, waives)).verdict.id == "may-be-waived"
    settled = ask(**late, book=settle(rulebook, question, holds))
    assert settled.verdict.id == "overdue"
    assert note(start_of(settled), "settled") == {
        "question": question,
        "reading": holds,
        "by": "Udvalget",
        "on": "2026-01-15",
    }


@pytest.mark.parametrize("name", DISPUTED)
def test_a_plain_exception_makes_a_disputed_one_unimportant(ask: Any, name: str) -> None:
    answer = ask(contact=CONTACT, start=date(2026, 3, 18), exceptions=(name, "udeblivelse"))
    assert answer.verdict.id == "may-be-waived"
    assert not start_of(answer).readings


@pytest.mark.parametrize(
    ("name", "told"), [("udebliver", "“udebliver”"), ("sag 12345", "med det navn")]
)
def test_an_exception_that_is_none_is_refused(ask: Any, name: str, told: str) -> None:
    """What may be somebody's number is not repeated."""
    with pytest.raises(InputError) as refused:
        ask(contact=CONTACT, start=date(2026, 3, 18), exceptions=(name,))
    assert str(refused.value) == f"Undtagelsen {told} findes ikke i regelsættet."


def test_a_waiting_list_is_not_an_exception(ask: Any) -> None:
    answer = ask(contact=CONTACT, start=date(2026, 3, 18), exceptions=("venteliste",))
    assert answer.verdict.id == "overdue"
    assert start_of(answer).exceptions == ()
    assert note(start_of(answer), "not-an-exception") == {"exception": "venteliste"}
    assert (
        ask(
            contact=CONTACT, start=date(2026, 3, 18), exceptions=("venteliste", "udeblivelse")
        ).verdict.id
        == "may-be-waived"
    )


def test_an_exception_also_counts_when_treatment_has_not_begun(ask: Any) -> None:
    assert (
        ask(contact=CONTACT, today=date(2026, 3, 17), exceptions=("udeblivelse",)).verdict.id
        == "may-be-waived"
    )
    assert (
        ask(contact=CONTACT, today=date(2026, 3, 16), exceptions=("udeblivelse",)).verdict.id
        == "running"
    )


def test_an_exception_named_in_vain_is_told(ask: Any) -> None:
    in_time = start_of(ask(contact=CONTACT, start=LAST_DAY, exceptions=("udeblivelse",)))
    assert "exceptions-only-when-late" in kinds(in_time) and "exception" not in kinds(in_time)
    late = start_of(ask(contact=CONTACT, start=date(2026, 3, 18), exceptions=("udeblivelse",)))
    assert "exceptions-only-when-late" not in kinds(late)
    assert note(late, "exception") == {"exception": "udeblivelse", "effect": "waives"}


def test_an_exception_that_does_not_exist(ask: Any) -> None:
    with pytest.raises(InputError) as refused:
        ask(contact=CONTACT, exceptions=("udeblivelser",))
    assert "`udeblivelse`" in refused.value.help


def test_a_cpr_number_is_not_repeated(ask: Any) -> None:
    with pytest.raises(InputError) as refused:
        ask(contact=CONTACT, exceptions=("010203-4567",))
    assert "4567" not in str(refused.value) + refused.value.help


# For whom: over 18 (kvalitetsstandard:24), stofmisbrug (line 3), and what is left open.


def test_under_18_there_is_no_deadline(ask: Any) -> None:
    answer = ask(
        case={"age": 17}, contact=CONTACT, start=date(2026, 4, 20), doctor=date(2026, 4, 20)
    )
    assert answer.verdict.id == "no-deadline"
    for result in answer.checks:
        assert (result.verdict.id, result.last_day, result.days_over, result.days_left) == (
            "no-deadline",
            None,
            0,
            None,
        )
        assert note(result, "does-not-apply") == {"facts": ("age",)}


@pytest.mark.parametrize(
    ("start", "verdict"), [(LAST_DAY, "in-time"), (date(2026, 3, 18), "overdue")]
)
def test_exactly_18_is_open_until_it_is_settled(
    ask: Any, rulebook: Rulebook, start: date, verdict: str
) -> None:
    days = {"contact": CONTACT, "start": start}
    answer = ask(case={"age": 18}, **days)
    result = start_of(answer)
    assert answer.verdict.id == "open"
    assert by_reading(result) == {("fyldt-18",): verdict, ("fra-19",): "no-deadline"}
    # The reading assumed elsewhere stands first, but it does not settle a deadline.
    assert result.readings[0].choices == (("over-18", "fyldt-18"),)
    assert result.notes[0].kind == "assumed-does-not-settle"
    assert result.last_day == LAST_DAY
    assert (
        ask(case={"age": 18}, book=settle(rulebook, "over-18", "fyldt-18"), **days).verdict.id
        == verdict
    )
    assert (
        ask(case={"age": 18}, book=settle(rulebook, "over-18", "fra-19"), **days).verdict.id
        == "no-deadline"
    )


@pytest.mark.parametrize("age", [19, 25, 80])
def test_19_and_more_is_over_18_under_both_readings(ask: Any, age: int) -> None:
    assert ask(case={"age": age}, contact=CONTACT, start=LAST_DAY).verdict.id == "in-time"


def test_an_unknown_age_is_said(ask: Any) -> None:
    result = start_of(ask(case={}, contact=CONTACT, start=LAST_DAY))
    assert result.verdict.id == "in-time"
    assert "age-unknown" in kinds(result)
    assert "age-unknown" not in kinds(start_of(ask(contact=CONTACT, start=LAST_DAY)))


def test_what_was_taken_for_granted_is_said(ask: Any) -> None:
    result = start_of(ask(contact=CONTACT, start=LAST_DAY))
    assert set(note(result, "presumed")["facts"]) == {
        "level",
        "substance",
        "wants_anonymity",
        "contacted_unit",
    }
    # The standard is about the treatment of drug misuse, asked for at the team, not anonymously.
    fitting = set(note(result, "presumed")["fitting"])
    assert fitting >= {"substance=stoffer", "wants_anonymity=nej", "contacted_unit=misbrugsteam"}
    assert not {"substance=alkohol", "wants_anonymity=ja"} & fitting
    known = {
        "age": 25,
        "level": "misbrug",
        "substance": "stoffer",
        "wants_anonymity": False,
        "contacted_unit": "misbrugsteam",
    }
    assert "presumed" not in kinds(start_of(ask(case=known, contact=CONTACT, start=LAST_DAY)))


@pytest.mark.parametrize(
    ("fact", "value", "no_deadline"),
    [
        ("wants_anonymity", True, ("gaelder-ikke",)),
        ("substance", "alkohol", ("kun-stoffer",)),
        ("contacted_unit", "misbrugscenter", ("kun-misbrugsteam",)),
        ("contacted_unit", "mut", ("kun-misbrugsteam",)),
        ("contacted_unit", "anden", ("kun-misbrugsteam",)),
    ],
)
def test_left_open_by_the_standard(
    ask: Any, fact: str, value: Any, no_deadline: tuple[str, ...]
) -> None:
    answer = ask(case={"age": 25, fact: value}, contact=CONTACT, start=date(2026, 3, 18))
    readings = by_reading(start_of(answer))
    assert answer.verdict.id == "open"
    assert readings.pop(no_deadline) == "no-deadline"
    assert list(readings.values()) == ["overdue"]


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("wants_anonymity", False),
        ("substance", "stoffer"),
        ("substance", "begge"),
        ("contacted_unit", "misbrugsteam"),
    ],
)
def test_not_open(ask: Any, fact: str, value: Any) -> None:
    assert (
        ask(case={"age": 25, fact: value}, contact=CONTACT, start=date(2026, 3, 18)).verdict.id
        == "overdue"
    )


def test_under_18_is_outside_whatever_else_is_open(ask: Any) -> None:
    case = {"age": 17, "wants_anonymity": True, "substance": "alkohol", "contacted_unit": "mut"}
    assert ask(case=case, contact=CONTACT).verdict.id == "no-deadline"


def test_several_open_questions_give_no_more_readings_than_needed(ask: Any) -> None:
    case = {"age": 18, "wants_anonymity": True, "substance": "alkohol"}
    result = start_of(ask(case=case, contact=CONTACT, start=LAST_DAY))
    assert result.readings[0].choices[0] == ("over-18", "fyldt-18")
    assert len(result.readings) == 4  # one in which all say yes, and one for each no
    assert sorted(r.verdict.id for r in result.readings) == [
        "in-time",
        "no-deadline",
        "no-deadline",
        "no-deadline",
    ]


def test_contact_to_another_unit_and_then_an_application(ask: Any) -> None:
    case = {"age": 25, "contacted_unit": "mut"}
    result = start_of(
        ask(case=case, contact=CONTACT, applied=date(2026, 3, 9), start=date(2026, 3, 20))
    )
    assert result.verdict.id == "open"
    # Whoever the contact must be made to, the application's 14 days (23 March) are kept.
    assert {r.verdict.id for r in result.readings} == {"overdue", "in-time"}


# First contact or application (kvalitetsstandard:72-73 against 392-395).


def test_both_dates_are_computed_and_the_earliest_warns(ask: Any, rulebook: Rulebook) -> None:
    days = {"contact": CONTACT, "applied": date(2026, 3, 9), "start": date(2026, 3, 20)}
    answer = ask(**days)
    result = start_of(answer)
    assert answer.verdict.id == "open"
    assert by_reading(result) == {("foerste-henvendelse",): "overdue", ("ansoegning",): "in-time"}
    assert [r.last_day for r in result.readings] == [LAST_DAY, date(2026, 3, 23)]
    assert (result.counted_from, result.last_day, result.days_over) == (CONTACT, LAST_DAY, 4)
    assert (
        ask(**days, book=settle(rulebook, "frist-begyndelse", "ansoegning")).verdict.id == "in-time"
    )
    assert (
        ask(**days, book=settle(rulebook, "frist-begyndelse", "foerste-henvendelse")).verdict.id
        == "overdue"
    )


@pytest.mark.parametrize(
    ("start", "verdict"), [(LAST_DAY, "in-time"), (date(2026, 3, 25), "overdue")]
)
def test_both_dates_with_the_same_verdict(ask: Any, start: date, verdict: str) -> None:
    result = start_of(ask(contact=CONTACT, applied=date(2026, 3, 9), start=start))
    assert result.verdict.id == verdict
    assert [r.last_day for r in result.readings] == [LAST_DAY, date(2026, 3, 23)]


def test_the_same_day_for_both_is_one_reading(ask: Any) -> None:
    result = start_of(ask(contact=CONTACT, applied=CONTACT, start=LAST_DAY))
    assert result.verdict.id == "in-time" and result.last_day == LAST_DAY


def test_only_the_application(ask: Any) -> None:
    result = start_of(ask(applied=date(2026, 3, 9), start=date(2026, 3, 23)))
    assert (result.verdict.id, result.last_day) == ("in-time", date(2026, 3, 23))
    assert note(result, "other-start-not-given") == {"event": "contact"}


def test_a_lacking_application_is_told_only_where_it_could_help(ask: Any) -> None:
    assert "other-start-not-given" in kinds(start_of(ask(contact=CONTACT, start=date(2026, 3, 18))))
    assert "other-start-not-given" not in kinds(start_of(ask(contact=CONTACT, start=LAST_DAY)))


def test_settled_on_a_date_that_is_not_given(ask: Any, rulebook: Rulebook) -> None:
    book = settle(rulebook, "frist-begyndelse", "ansoegning")
    assert ask(contact=CONTACT, start=LAST_DAY, book=book).verdict.id == "in-time"
    late = ask(contact=CONTACT, start=date(2026, 3, 18), book=book)
    assert late.verdict.id == "open"
    assert note(start_of(late), "settled-start-not-given") == {"event": "applied"}
    other = settle(rulebook, "frist-begyndelse", "foerste-henvendelse")
    assert ask(applied=CONTACT, start=LAST_DAY, book=other).verdict.id == "open"
    assert ask(applied=CONTACT, start=date(2026, 3, 18), book=other).verdict.id == "overdue"


# Days off and the calendar.


@pytest.mark.parametrize(
    ("contact", "last_day", "name", "earlier"),
    [
        (date(2026, 3, 7), date(2026, 3, 21), "en lørdag", date(2026, 3, 20)),
        (date(2026, 3, 23), date(2026, 4, 6), "anden påskedag", date(2026, 4, 1)),
        (date(2025, 12, 11), date(2025, 12, 25), "juledag", date(2025, 12, 23)),
        (date(2023, 4, 21), date(2023, 5, 5), "store bededag", date(2023, 5, 4)),
        (date(2025, 12, 21), date(2026, 1, 4), "en søndag", date(2026, 1, 2)),
    ],
)
def test_a_day_off_is_pointed_out_and_not_moved(
    ask: Any, contact: date, last_day: date, name: str, earlier: date
) -> None:
    result = start_of(ask(contact=contact, start=last_day + timedelta(days=1)))
    said = note(result, "day-off")
    # Not moved; but an assumption of how the days are counted makes nobody late.
    assert (result.verdict.id, result.last_day) == ("open", last_day)
    assert (said["last_day"], said["name"], said["working_day_before"]) == (last_day, name, earlier)


@pytest.mark.parametrize(
    "contact",
    [CONTACT, date(2026, 5, 1), date(2024, 4, 12)],
)
def test_a_working_day_is_not_mentioned(ask: Any, contact: date) -> None:
    assert "day-off" not in kinds(start_of(ask(contact=contact)))


@pytest.mark.parametrize(
    ("contact", "name", "earlier", "days"),
    [
        (date(2025, 12, 10), "juleaftensdag", date(2025, 12, 23), ["2025-12-24"]),
        (date(2025, 12, 17), "nytårsaftensdag", date(2025, 12, 30), ["2025-12-31"]),
        (date(2026, 5, 22), "grundlovsdag", date(2026, 6, 4), ["2026-06-05"]),
        (date(2025, 12, 11), "juledag", date(2025, 12, 23), ["2025-12-24"]),
        (date(2026, 3, 7), "en lørdag", date(2026, 3, 20), []),
    ],
)
def test_what_only_custom_closes_is_said_to_be_a_remark_of_our_own(
    ask: Any, contact: date, name: str, earlier: date, days: list[str]
) -> None:
    answer = ask(contact=contact)
    said = note(start_of(answer), "day-off")
    assert (said["name"], said["working_day_before"], list(said["by_custom"])) == (
        name,
        earlier,
        days,
    )
    told = next(sentence(answer, n) for n in start_of(answer).notes if n.kind == "day-off")
    assert f" er {name}." in told and ("rusvejs egen bemærkning" in told) is bool(days)


@pytest.mark.parametrize(
    ("end", "last_day", "day"),
    [
        (date(2026, 8, 31), date(2027, 2, 28), "31"),
        (date(2026, 8, 29), date(2027, 2, 28), "29"),
        (date(2023, 8, 30), date(2024, 2, 29), "30"),
        (date(2026, 8, 28), date(2027, 2, 28), None),
        (date(2023, 8, 29), date(2024, 2, 29), None),
        (date(2026, 7, 31), date(2027, 1, 31), None),
    ],
)
def test_a_month_too_short_is_said(ask: Any, end: date, last_day: date, day: str | None) -> None:
    answer = ask(primary_end=end)
    (found,) = [c for c in answer.checks if c.last_day == last_day]
    said = [n for n in found.notes if n.kind == "month-too-short"]
    assert [n.data["day"] for n in said] == ([day] if day else [])
    assert all(f"ingen {day}. februar" in sentence(answer, n) for n in said)


@pytest.mark.parametrize(
    ("contact", "last_day"),
    [
        (date(2024, 2, 15), date(2024, 2, 29)),
        (date(2024, 2, 16), date(2024, 3, 1)),
        (date(2025, 2, 15), date(2025, 3, 1)),
        (date(2025, 12, 20), date(2026, 1, 3)),
        (date(2026, 3, 22), date(2026, 4, 5)),  # summer time begins on 29 March
    ],
)
def test_months_years_and_leap_days(ask: Any, contact: date, last_day: date) -> None:
    assert start_of(ask(contact=contact)).last_day == last_day


# The doctor's talk: senest 14 dage efter the request (kvalitetsstandard:203-204).


@pytest.mark.parametrize(
    ("doctor", "verdict", "over"), [(LAST_DAY, "in-time", 0), (date(2026, 3, 18), "overdue", 2)]
)
def test_the_talk_with_the_doctor(ask: Any, doctor: date, verdict: str, over: int) -> None:
    answer = ask(contact=CONTACT, start=LAST_DAY, doctor=doctor)
    result = one(answer, "laegesamtale")
    assert (result.verdict.id, result.last_day, result.days_over) == (verdict, LAST_DAY, over)
    assert answer.verdict.id == verdict
    assert start_of(answer).verdict.id == "in-time"


def test_a_talk_nobody_mentions_is_unknown_and_not_late(ask: Any) -> None:
    answer = ask(contact=CONTACT, start=LAST_DAY)
    assert answer.verdict.id == "in-time"
    assert [c.id for c in answer.checks] == ["behandlingsstart"]
    (unknown,) = answer.not_judged
    assert (unknown.deadline.id, unknown.last_day, unknown.days_left) == (
        "laegesamtale",
        LAST_DAY,
        None,
    )
    (running,) = ask(contact=CONTACT, today=date(2026, 3, 10)).not_judged
    assert running.days_left == 6
    assert ask(case={"age": 17}, contact=CONTACT).not_judged == ()


def test_exceptions_are_not_printed_with_the_talk(ask: Any) -> None:
    days = {"contact": CONTACT, "start": date(2026, 3, 18), "doctor": date(2026, 3, 18)}
    answer = ask(**days, exceptions=("udeblivelse",))
    assert start_of(answer).verdict.id == "may-be-waived"
    assert one(answer, "laegesamtale").verdict.id == "overdue"
    assert note(one(answer, "laegesamtale"), "printed-elsewhere") == {"exception": "udeblivelse"}
    assert answer.verdict.id == "overdue"


def test_the_talk_is_for_misuse_that_needs_treatment(ask: Any) -> None:
    answer = ask(
        case={"age": 25, "needs_treatment": False},
        contact=CONTACT,
        start=LAST_DAY,
        doctor=date(2026, 4, 1),
    )
    assert one(answer, "laegesamtale").verdict.id == "no-deadline"


# Frames: how long something lasts.


@pytest.mark.parametrize(
    ("field", "name", "first", "last"),
    [
        ("module1", "modul-1", date(2026, 3, 10), date(2026, 3, 31)),  # 3 uger
        ("module2", "modul-2", date(2026, 4, 1), date(2026, 7, 22)),  # 16 uger
        ("primary_end", "boostersamtaler", date(2026, 7, 22), date(2027, 1, 22)),  # 6 måneder
        ("primary_end", "boostersamtaler", date(2026, 8, 31), date(2027, 2, 28)),
        ("primary_end", "boostersamtaler", date(2023, 8, 31), date(2024, 2, 29)),
        ("course", "behandling-12-uger", date(2026, 4, 1), date(2026, 6, 24)),
        ("course", "dagbehandling-12-uger", date(2026, 4, 1), date(2026, 6, 24)),
        ("phase1", "jobcenter-fase-1", date(2026, 4, 1), date(2026, 5, 27)),  # 8 uger
        ("phase2", "jobcenter-fase-2", date(2026, 4, 1), date(2026, 8, 5)),  # 18 uger
    ],
)
def test_frames(ask: Any, field: str, name: str, first: date, last: date) -> None:
    running = one(ask(**{field: first}, today=last), name)
    assert (running.verdict.id, running.counted_from, running.last_day, running.days_left) == (
        "running",
        first,
        last,
        0,
    )
    over = one(ask(**{field: first}, today=last + timedelta(days=1)), name)
    assert (over.verdict.id, over.days_over) == ("in-time", 0)
    assert "frame-over" in kinds(over)


def test_a_frame_does_not_decide_beside_a_deadline(ask: Any) -> None:
    answer = ask(contact=CONTACT, module1=date(2026, 3, 10), today=date(2026, 3, 20))
    assert one(answer, "modul-1").verdict.id == "running"
    assert answer.verdict.id == "in-time"


def test_a_frame_is_over_on_its_own_last_day_however_days_are_counted(
    ask: Any, rulebook: Rulebook
) -> None:
    counting = next(d.counting for d in rulebook.deadlines if d.id == "behandlingsstart")
    book = replace(
        rulebook, deadlines=tuple(replace(d, counting=counting) for d in rulebook.deadlines)
    )
    # Three weeks from 10 March end on the 31st, which one reading would make the 1st of April.
    frame = one(ask(module1=date(2026, 3, 10), today=date(2026, 4, 1), book=book), "modul-1")
    assert (frame.verdict.id, frame.last_day) == ("in-time", date(2026, 3, 31))
    assert frame.readings == () and "open-question" not in kinds(frame)


def test_12_against_16_weeks_is_told(ask: Any) -> None:
    assert note(one(ask(module2=CONTACT), "modul-2"), "see-also")["questions"] == (
        "tolv-eller-seksten-uger",
        "fast-eller-individuel-laengde",
    )


@pytest.mark.parametrize(
    ("reading", "last_day", "verdict"),
    [
        ("kalenderdage", LAST_DAY, "overdue"),
        ("fra-dagen-efter", date(2026, 3, 17), "in-time"),
        ("dagen-taeller-med", date(2026, 3, 15), "overdue"),
    ],
)
def test_how_the_days_are_counted_can_be_settled(
    ask: Any, rulebook: Rulebook, reading: str, last_day: date, verdict: str
) -> None:
    book = settle(rulebook, "frist-taelling", reading)
    result = start_of(ask(contact=CONTACT, start=date(2026, 3, 17), book=book))
    assert (result.verdict.id, result.last_day) == (verdict, last_day)


def test_settled_counting_moves_a_day_off(ask: Any, rulebook: Rulebook) -> None:
    book = settle(rulebook, "frist-taelling", "naeste-hverdag")
    result = start_of(ask(contact=date(2026, 3, 7), start=date(2026, 3, 23), book=book))
    assert (result.verdict.id, result.last_day) == ("in-time", date(2026, 3, 23))


def test_counting_that_is_open_moves_no_day_whatever_the_order_of_its_readings(
    ask: Any, rulebook: Rulebook
) -> None:
    def opened(q: Any) -> Any:
        again = {"status": "open", "assumed": None, "readings": q.readings[::-1]}
        return replace(q, **again) if q.id == "frist-taelling" else q

    book = replace(rulebook, questions=tuple(map(opened, rulebook.questions)))
    result = start_of(ask(contact=CONTACT, start=date(2026, 3, 17), book=book))
    assert (result.verdict.id, result.last_day) == ("open", LAST_DAY)


def test_the_age_on_the_day_is_told(ask: Any, rulebook: Rulebook) -> None:
    days = {"contact": CONTACT, "today": date(2026, 3, 12)}
    assert note(start_of(ask(case={"age": 18}, **days)), "age-on-the-day")["age"] == 17
    assert "age-on-the-day" not in kinds(start_of(ask(case={"age": 25}, **days)))


def test_the_guides_course_is_for_all_ages_the_modules_are_not(ask: Any) -> None:
    answer = ask(case={"age": 16}, course=CONTACT, module2=CONTACT)
    verdicts = {c.id: c.verdict.id for c in answer.checks}
    assert verdicts == {
        "modul-2": "no-deadline",
        "behandling-12-uger": "in-time",
        "dagbehandling-12-uger": "no-deadline",
    }


# Dates that cannot be right.


@pytest.mark.parametrize(
    "days",
    [
        {},
        {"contact": date(2026, 11, 21)},
        {"applied": date(2026, 11, 21)},
        {"contact": CONTACT, "start": date(2026, 3, 1)},
        {"contact": CONTACT, "applied": date(2026, 3, 1)},
        {"contact": CONTACT, "doctor": date(2026, 3, 1)},
        {"contact": CONTACT, "module1": date(2026, 3, 1)},
        {"applied": CONTACT, "start": date(2026, 3, 1)},
        {"start": CONTACT},
        {"doctor": CONTACT},
        {"module1": CONTACT, "module2": date(2026, 3, 1)},
        {"module2": CONTACT, "primary_end": date(2026, 3, 1)},
        {"contact": CONTACT, "module2": date(2026, 4, 1)},  # begun, but when?
    ],
)
def test_impossible_dates(ask: Any, days: dict[str, date]) -> None:
    with pytest.raises(InputError) as refused:
        ask(**days)
    assert str(refused.value).endswith(".") and refused.value.help


def test_an_application_after_a_treatment_is_not_the_one_it_began_with(ask: Any) -> None:
    """[K 71-73] the days of the second application are not kept by the first treatment's start."""
    first = {"contact": CONTACT, "start": date(2026, 3, 10), "primary_end": date(2026, 7, 1)}
    assert ask(**first).verdict.id == "in-time"
    with pytest.raises(InputError) as refused:
        ask(**first, applied=date(2026, 8, 1))
    assert "kan ikke ligge før ansøgningen" in str(refused.value)
    assert refused.value.help == "Ret den ene af de to datoer."


def test_treatment_may_begin_before_the_formal_application(ask: Any) -> None:
    answer = ask(contact=CONTACT, start=date(2026, 3, 4), applied=date(2026, 3, 9))
    assert answer.verdict.id == "in-time"


# Laws.

days_ago = st.dates(date(2015, 1, 1), date(2026, 10, 1))
adult_cases = st.fixed_dictionaries(
    {"age": st.integers(0, 100)},
    optional={
        "substance": st.sampled_from(["alkohol", "stoffer", "begge"]),
        "wants_anonymity": st.booleans(),
        "contacted_unit": st.sampled_from(["misbrugsteam", "misbrugscenter", "mut", "anden"]),
    },
)
names = st.sampled_from([*WAIVING, *DISPUTED, "forsinkede-oplysninger", "venteliste"])
exceptions = st.sets(names).map(lambda chosen: tuple(sorted(chosen)))


@given(contact=days_ago, case=adult_cases)
def test_the_last_day_is_14_days_after(ask: Any, contact: date, case: Any) -> None:
    result = start_of(ask(case=case, contact=contact))
    assert (result.last_day is None) is (result.verdict.id == "no-deadline")
    if result.last_day:
        assert (result.last_day - result.counted_from).days == 14


@given(
    contact=days_ago,
    wait=st.integers(0, 45),
    case=adult_cases,
    named=exceptions,
    gap=st.none() | st.integers(0, 20),
)
def test_a_later_start_is_never_better(
    ask: Any, contact: date, wait: int, case: Any, named: Any, gap: int | None
) -> None:
    """Under each combination of readings; the whole may go from open to a plain verdict."""
    days = (
        {"contact": contact}
        if gap is None
        else {"contact": contact, "applied": contact + timedelta(days=gap)}
    )
    starts = (contact + timedelta(days=wait), contact + timedelta(days=wait + 1))
    sooner, later = (
        start_of(ask(case=case, exceptions=named, start=start, **days)) for start in starts
    )
    assert worst(sooner) <= worst(later)
    assert best(sooner) <= best(later)
    assert sooner.days_over <= later.days_over


def worst(result: DeadlineCheck) -> Verdict:
    return max((r.verdict for r in result.readings), default=result.verdict)


def best(result: DeadlineCheck) -> Verdict:
    return min((r.verdict for r in result.readings), default=result.verdict)


@given(contact=days_ago, wait=st.integers(0, 14), named=exceptions, age=st.integers(0, 100))
def test_an_exception_changes_nothing_that_is_in_time(
    ask: Any, contact: date, wait: int, named: Any, age: int
) -> None:
    days = {"case": {"age": age}, "contact": contact, "start": contact + timedelta(days=wait)}
    without, with_them = (start_of(ask(exceptions=names, **days)) for names in ((), named))
    assert (without.verdict, without.last_day, without.readings) == (
        with_them.verdict,
        with_them.last_day,
        with_them.readings,
    )


@given(contact=days_ago, wait=st.integers(15, 60), named=exceptions)
def test_an_exception_never_makes_it_in_time_or_moves_the_day(
    ask: Any, contact: date, wait: int, named: Any
) -> None:
    result = start_of(ask(contact=contact, start=contact + timedelta(days=wait), exceptions=named))
    assert result.verdict >= Verdict.MAY_BE_WAIVED
    assert (result.last_day, result.days_over) == (contact + timedelta(days=14), wait - 14)


@given(
    contact=days_ago,
    wait=st.integers(0, 60),
    case=adult_cases,
    named=exceptions,
    seed=st.integers(0, 10_000),
)
def test_the_order_of_everything_is_unimportant(
    ask: Any, contact: date, wait: int, case: Any, named: Any, seed: int
) -> None:
    shuffled = Random(seed)

    def mixed(items: Any) -> Any:
        return tuple(shuffled.sample(items, len(items)))

    book = replace(
        ask.book,
        deadlines=mixed(ask.book.deadlines),
        exceptions=mixed(ask.book.exceptions),
        questions=mixed(ask.book.questions),
    )
    days = {
        "case": case,
        "contact": contact,
        "start": contact + timedelta(days=wait),
        "module2": TODAY,
    }
    one_way, other_way = (
        ask(exceptions=named, **days),
        ask(exceptions=mixed(named), book=book, **days),
    )
    assert (one_way.checks, one_way.questions) == (other_way.checks, other_way.questions)


def test_the_verdicts_have_the_names_of_the_contract() -> None:
    names = {
        "in-time",
        "overdue",
        "running",
        "may-be-waived",
        "may-be-affected",
        "open",
        "no-deadline",
    }
    assert {verdict.id for verdict in Verdict} == names
    assert (
        max(Verdict) is Verdict.OVERDUE
        and Verdict.OPEN > Verdict.MAY_BE_AFFECTED > Verdict.MAY_BE_WAIVED > Verdict.IN_TIME
    )


def test_every_exception_of_the_contract_is_there(rulebook: Rulebook) -> None:
    assert {e.id for e in rulebook.exceptions} == {
        *WAIVING,
        *DISPUTED,
        "forsinkede-oplysninger",
        "venteliste",
    }
