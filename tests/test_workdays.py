"""Dates as people write them, and the days on which nobody is at the office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusvej.diagnostics import InputError
from rusvej.workdays import is_day_off, last_working_day_before, read_date

TODAY = date(2026, 11, 20)
MARCH_2 = date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02",
        "2026-3-2",
        "2.3.2026",
        "02.03.2026",
        "2. 3. 2026",
        "2/3-2026",
        "2/3 2026",
        "2/3 - 2026",
        "02-03-2026",
        "2. marts 2026",
        "2 marts 2026",
        "2. mar. 2026",
        "2. MARTS 2026",
        "den 2. marts 2026",
        "d. 2/3-2026",
        "  2.3.2026  ",
    ],
)
def test_the_second_of_march(text: str) -> None:
    assert read_date(text, TODAY) == MARCH_2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i dag", date(2026, 11, 20)),
        ("I dag", date(2026, 11, 20)),
        ("i går", date(2026, 11, 19)),
        ("i morgen", date(2026, 11, 21)),
        ("i  forgårs", date(2026, 11, 18)),
        ("25/02/2026", date(2026, 2, 25)),
        ("3/3/2026", date(2026, 3, 3)),
        ("29.2.2028", date(2028, 2, 29)),
        ("1. sept. 2026", date(2026, 9, 1)),
    ],
)
def test_other_ways_of_saying_a_day(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31.2.2026", "31. februar 2026 findes ikke"),
        ("2026-02-29", "29. februar 2026 findes ikke"),
        ("0.3.2026", "0. marts 2026 findes ikke"),
        ("2026-13-01", "13 er ikke en måned"),
        ("02/25/2026", "25 er ikke en måned"),
        ("03/02/2026", "3. februar og som 2. marts"),
        ("2/3/2026", "2. marts og som 3. februar"),
        ("2.3.26", "fire cifre"),
        ("2/3-26", "fire cifre"),
        ("2. marts 26", "fire cifre"),
        ("2/3", "mangler et årstal"),
        ("2. marts", "mangler et årstal"),
        ("2.3.", "mangler et årstal"),
        ("2206-03-02", "uden for 2000-2099"),
        ("02032026", "ikke en dato"),
        ("næste uge", "ikke en dato"),
        ("", "ikke en dato"),
        ("2" * 5000, "ikke en dato"),
    ],
)
def test_refused_with_a_reason_and_an_example(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_date(text, TODAY)
    assert said in str(refused.value)
    assert "202" in refused.value.help


def test_an_ambiguous_date_offers_both_unambiguous_ones() -> None:
    with pytest.raises(InputError) as refused:
        read_date("03/02/2026", TODAY)
    assert "3.2.2026" in refused.value.help and "2.3.2026" in refused.value.help


def test_what_is_no_date_is_not_repeated() -> None:
    with pytest.raises(InputError) as refused:
        read_date("010203-4567", TODAY)
    assert "4567" not in str(refused.value) + refused.value.help


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_can_be_written_in_each_way(day: date) -> None:
    d, m, y = day.day, day.month, day.year
    for text in (
        day.isoformat(),
        f"{d}.{m}.{y}",
        f"{d}/{m}-{y}",
        f"{d}/{m} {y}",
        f"{d:02}-{m:02}-{y}",
    ):
        assert read_date(text, TODAY) == day


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        said = read_date(text, TODAY).isoformat()
    except InputError as refused:
        said = refused.help
    assert said


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 2), "skærtorsdag"),
        (date(2026, 4, 3), "langfredag"),
        (date(2026, 4, 5), "påskedag"),
        (date(2026, 4, 6), "anden påskedag"),
        (date(2026, 5, 14), "kristi himmelfartsdag"),
        (date(2026, 5, 25), "anden pinsedag"),
        (date(2026, 12, 25), "juledag"),
        (date(2026, 12, 26), "anden juledag"),
        (date(2027, 1, 1), "nytårsdag"),
        (date(2023, 5, 5), "store bededag"),
        (date(2026, 3, 7), "lørdag"),
        (date(2026, 3, 8), "søndag"),
    ],
)
def test_days_off(day: date, name: str) -> None:
    assert (is_day_off(day) or "").casefold() == name


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 4, 26),  # would have been store bededag
        date(2026, 6, 5),
        date(2026, 12, 24),
        date(2026, 12, 31),
        date(2026, 5, 1),
        date(2026, 5, 15),  # the Friday after kristi himmelfartsdag
        MARCH_2,
    ],
)
def test_working_days(day: date) -> None:
    assert is_day_off(day) is None


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2026, 4, 6), date(2026, 4, 1)),  # all of Easter lies between
        (date(2026, 3, 21), date(2026, 3, 20)),
        (date(2026, 3, 16), date(2026, 3, 13)),
        (date(2027, 1, 3), date(2026, 12, 31)),
        (date(2026, 12, 27), date(2026, 12, 24)),
    ],
)
def test_last_working_day_before(day: date, earlier: date) -> None:
    assert last_working_day_before(day) == earlier


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_the_last_working_day_is_earlier_and_all_between_are_off(day: date) -> None:
    earlier = last_working_day_before(day)
    assert earlier < day and is_day_off(earlier) is None
    assert all(is_day_off(earlier + timedelta(days=n)) for n in range(1, (day - earlier).days))
