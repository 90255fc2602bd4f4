"""What changes by itself: birthdays that matter, periods that end, and a birth date that is nowhere
to be seen."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusvej.calendar import age_on, birthday
from rusvej.cli.running import run
from rusvej.engine import answer
from rusvej.explain.timeline import birthdays
from rusvej.explain.whatif import difference
from rusvej.model import Rulebook

DAY = date(2026, 3, 2)


def timeline(
    capsys: pytest.CaptureFixture[str], *arguments: str, as_of: str = "2026-03-02"
) -> dict[str, Any]:
    assert run(["timeline", *arguments, "--as-of", as_of, "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_only_the_birthdays_that_matter(capsys: pytest.CaptureFixture[str]) -> None:
    found = timeline(capsys, "--born", "2009-02-14", "--level", "misbrug")
    # 18 adult offers; 19 the other reading of "over 18"; 21 and 22 the contact person; from 30 it
    # is open whether MUT is for anybody but the young. The ungeguide's 29 is printed elsewhere.
    assert [(each["age"], each["date"]) for each in found["birthdays"]] == [
        (18, "2027-02-14"),
        (19, "2028-02-14"),
        (21, "2030-02-14"),
        (22, "2031-02-14"),
        (30, "2039-02-14"),
    ]
    assert found["case"] == {"age": 17, "level": "misbrug"}
    turned = {
        offer["id"]: offer["status"]["after"]
        for offer in found["birthdays"][3]["difference"]["offers"]
    }
    # [H 632-633] after 21 no upper age is printed for the steady contact person.
    assert turned == {"stoettekontaktperson": "open"}


def test_without_a_birth_date_the_days_are_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    found = timeline(capsys, "--age", "17", "--level", "misbrug")
    assert {each["date"] for each in found["birthdays"]} == {None}
    assert run(["timeline", "--full", "--age", "17", "--level", "misbrug"]) == 0
    assert "Ved den 18. fødselsdag" in capsys.readouterr().out


@pytest.mark.parametrize("level", ["trivsel", "eksperimenterende", "afhaengighed"])
def test_the_turns_are_all_there_are(rulebook: Rulebook, level: str) -> None:
    answers = {age: answer(rulebook, {"age": age, "level": level}, DAY) for age in range(5, 40)}
    expected = [age for age in range(6, 40) if not difference(answers[age - 1], answers[age]).empty]
    assert [each.age for each in birthdays(answers[5], None)] == expected


@pytest.mark.parametrize("form", ["json", "plain", "markdown", "table"])
@pytest.mark.parametrize("born", ["2009-02-14", "14.2.2009", "14. februar 2009"])
def test_the_birth_date_appears_nowhere(
    born: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        run(
            [
                "timeline",
                "--born",
                born,
                "--level",
                "misbrug",
                "--as-of",
                "2026-03-02",
                "--format",
                form,
            ]
        )
        == 0
    )
    out, err = capsys.readouterr()
    assert "2009" not in out + err
    assert "2027" in out


@pytest.mark.parametrize(
    "born",
    [
        "2026-03-03",
        "2009-02-30",
        "1850-01-01",
        "03/02/2009",
        "140209-1234",
        "i går eller deromkring",
    ],
)
def test_births_that_cannot_be_are_refused_unrepeated(
    born: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timeline", "--born", born, "--as-of", "2026-03-02"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Fejl:")
    assert born not in err and "2009-02-30" not in err and "1850" not in err


def test_older_people_have_birth_dates_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert timeline(capsys, "--born", "1960-06-01", "--level", "misbrug")["case"]["age"] == 65


def test_one_age_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", "--born", "2009-02-14", "--age", "17"]) == 2
    assert run(["timeline", "--level", "misbrug"]) == 2
    capsys.readouterr()


def test_born_on_a_leap_day(capsys: pytest.CaptureFixture[str]) -> None:
    born = date(2008, 2, 29)
    assert birthday(born, 18) == date(2026, 3, 1)
    assert birthday(born, 20) == date(2028, 2, 29)
    assert (age_on(born, date(2026, 2, 28)), age_on(born, date(2026, 3, 1))) == (17, 18)
    assert (
        run(
            [
                "timeline",
                "--full",
                "--born",
                "2008-02-29",
                "--level",
                "misbrug",
                "--as-of",
                "2026-01-05",
            ]
        )
        == 0
    )
    text = capsys.readouterr().out
    assert "1. marts 2026" in text
    assert "Dokumenterne siger ikke, hvilken dag" in text
    assert (
        run(
            [
                "timeline",
                "--full",
                "--born",
                "2008-02-28",
                "--level",
                "misbrug",
                "--as-of",
                "2026-01-05",
            ]
        )
        == 0
    )
    assert "skudår" not in capsys.readouterr().out


@given(born=st.dates(date(1906, 1, 1), date(2026, 3, 1)), days=st.integers(0, 40000))
def test_the_age_changes_on_the_birthday(born: date, days: int) -> None:
    day = date.fromordinal(born.toordinal() + days)
    age = age_on(born, day)
    assert age >= 0
    assert birthday(born, age) <= day < birthday(born, age + 1)


def test_periods_end(capsys: pytest.CaptureFixture[str]) -> None:
    found = timeline(capsys, "--age", "25", "--level", "misbrug", "--contact", "2026-03-02")
    assert {each["id"]: each["last_day"] for each in found["deadlines"]} == {
        "behandlingsstart": "2026-03-16",
        "laegesamtale": "2026-03-16",
    }
    # Three weeks, sixteen weeks, six months.
    for option, day, name, last in (
        ("--module1", "2026-03-02", "modul-1", "2026-03-23"),
        ("--module2", "2026-03-02", "modul-2", "2026-06-22"),
        ("--primary-end", "2026-01-31", "boostersamtaler", "2026-07-31"),
    ):
        found = timeline(capsys, "--age", "25", "--level", "misbrug", option, day)
        assert (name, last) in {(each["id"], each["last_day"]) for each in found["deadlines"]}


def test_what_has_ended_is_said_to_have(capsys: pytest.CaptureFixture[str]) -> None:
    found = timeline(
        capsys, "--age", "25", "--level", "misbrug", "--contact", "2026-03-02", as_of="2026-04-01"
    )
    assert all(each["expired"] for each in found["deadlines"])


def test_under_18_no_deadline_runs(capsys: pytest.CaptureFixture[str]) -> None:
    found = timeline(capsys, "--age", "16", "--level", "misbrug", "--contact", "2026-03-02")
    assert found["deadlines"] == []


def test_the_grade_moves_too_but_is_not_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    found = timeline(
        capsys, "--age", "13", "--level", "trivsel", "--schooling", "folkeskole", "--grade", "7"
    )
    assert found["moving_facts"] == ["grade"]
    assert all(
        "ungeguide" not in {offer["id"] for offer in each["difference"]["offers"]}
        for each in found["birthdays"]
    )
