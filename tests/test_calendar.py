"""Dates as people write them, and the days on which nobody is at the office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from rusvej.calendar import DaysOff, Rule, read_date
from rusvej.calendar.ages import age_on, birthday
from rusvej.calendar.day import Day, day_in_words
from rusvej.diagnostics import InputError
from rusvej.store import layers

#: The days off that a rulebook has by naming the layer.
DANISH = DaysOff(
    Rule(each["name"], **{key: each[key] for key in Rule._fields[1:] if key in each})
    for each in layers.records("danmark")["days_off"].values()
)
closed_on, last_working_day_before = DANISH.closed_on, DANISH.last_working_day_before

TODAY = date(2026, 11, 20)
MARCH_2 = date(2026, 3, 2)
WEEKDAYS = ("mandag", "tirs.", "on", "to.", "fre", "lør.", "søndag den")


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
        "2/3–2026",
        "2—3—2026",
        "2/3 − 2026",
        "02\u201103\u20112026",
        "2.3.2026.",
        "(2.3.2026)",
        "man. 2.3.2026",
        "ma. 2/3-2026",
        "mandag 2.3.2026",
        "mandag den 2. marts 2026",
        "Mandag d. 2. marts 2026",
        "mandag, 2. marts, 2026.",
        "2.\u00a0marts\u00a02026",
        "20260302",
        "02032026",
        "2026.03.02",
        "2026/3/2",
        "2026-03-02.",
        # As Windows' calendar, a web page and a file with a byte order mark give them.
        "\u200e2\u200e.\u200e3\u200e.\u200e2026",
        "\u202a2.3.2026\u202c",
        "\ufeff2.3.2026",
        "2. mar\u00adts 2026",
    ],
)
def test_the_second_of_march(text: str) -> None:
    assert read_date(text, TODAY) == MARCH_2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i dag", date(2026, 11, 20)),
        ("I dag", date(2026, 11, 20)),
        ("i dag.", date(2026, 11, 20)),
        # 50 signs, and one more below.
        (f"({'2.3.2026':(<48})", date(2026, 3, 2)),
        ("i går", date(2026, 11, 19)),
        ("i morgen", date(2026, 11, 21)),
        ("i  forgårs", date(2026, 11, 18)),
        ("i ga\u030ar", date(2026, 11, 19)),
        ("lørdag den 14. november 2026", date(2026, 11, 14)),
        ("12.5.2026", date(2026, 5, 12)),
        ("12/12/2026", date(2026, 12, 12)),
        ("13/12/2026", date(2026, 12, 13)),
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
        ("12/5/2026", "12. maj og som 5. december"),
        ("5/12/2026", "5. december og som 12. maj"),
        ("1/2/2026", "1. februar og som 2. januar"),
        ("2/1/2026", "2. januar og som 1. februar"),
        ("tirsdag den 2. marts 2026", "Ugedagen passer ikke til datoen, som er en mandag"),
        ("ugedag 2.3.2026", "ikke en dato"),
        ("uge 12", "ikke en dato"),
        ("2026-03.02", "ikke en dato"),
        ("٢.٣.٢٠٢٦", "andre cifre end 0-9"),
        ("２.３.2026", "andre cifre end 0-9"),
        ("2026030２", "andre cifre end 0-9"),
        ("2/3/2026", "2. marts og som 3. februar"),
        ("2.3.26", "fire cifre"),
        ("2/3-26", "fire cifre"),
        ("2. marts 26", "fire cifre"),
        ("2/3", "mangler et årstal"),
        ("2. marts", "mangler et årstal"),
        ("2.3.", "mangler et årstal"),
        ("2206-03-02", "uden for 2000-2099"),
        ("næste uge", "ikke en dato"),
        ("ukendt", "ikke kendes"),
        ("Ved ikke.", "ikke kendes"),
        ("", "ikke en dato"),
        ("2" * 5000, "ikke en dato"),
    ],
)
def test_refused_with_a_reason_and_an_example(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_date(text, TODAY)
    assert said in str(refused.value)
    assert "202" in refused.value.help


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2.3.26", "Årstallet skal skrives med fire cifre."),
        ("2.3.26.", "Årstallet skal skrives med fire cifre."),
        ("2.3.2026..", "Teksten er ikke en dato."),
        (f"({'2.3.2026':(<49})", "Teksten er ikke en dato."),
        ("٢.٣.٢٠٢٦", "Datoen er skrevet med andre cifre end 0-9."),
        ("2.3", "Datoen mangler et årstal."),
        ("2.13.2026", "13 er ikke en måned."),
        ("2.0.2026", "0 er ikke en måned."),
        ("1/13/2026", "13 er ikke en måned."),
        ("2/0/2026", "0 er ikke en måned."),
        ("32.1.2026", "32. januar 2026 findes ikke."),
        ("32.12.2026", "32. december 2026 findes ikke."),
        ("2. frost 2026", "Teksten er ikke en dato."),
        ("hverdag 2.3.2026", "Teksten er ikke en dato."),
        ("frost", "Teksten er ikke en dato."),
        ("2.3.2026 kl. 10", "Efter datoen står et klokkeslæt."),
        ("man. 2.3.2026 10.30", "Efter datoen står et klokkeslæt."),
        ("2. marts 2026, 10:30", "Efter datoen står et klokkeslæt."),
        ("2026-03-02T10:30:00", "Efter datoen står et klokkeslæt."),
        ("31.12.2100", "Årstallet 2100 ligger uden for 2000-2099."),
        ("31.12.1999", "Årstallet 1999 ligger uden for 2000-2099."),
    ],
)
def test_what_is_said_of_a_date_that_is_none(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_date(text, TODAY)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("03/02/26", "Skriv 3.2.2026 eller 2.3.2026 (dag, måned, år)."),
        ("2/1/2026", "Skriv 2.1.2026 eller 1.2.2026 (dag, måned, år)."),
        ("2.3.2026 kl. 10", "Skriv kun dagen. "),
        ("2.13.2026", "Dagen kommer før måneden. "),
        ("32.1.2026", "Ret dagen. "),
        ("tirsdag 2.3.2026", "Ret ugedagen eller datoen. "),
    ],
)
def test_what_can_be_done_about_it_is_said(text: str, help: str) -> None:
    with pytest.raises(InputError) as refused:
        read_date(text, TODAY)
    assert refused.value.help.startswith(help)


def test_the_first_and_the_last_day_that_can_be_written() -> None:
    assert read_date("1.1.2000", TODAY) == date(2000, 1, 1)
    assert read_date("31.12.2099", TODAY) == date(2099, 12, 31)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 3, 10), date(2026, 3, 9), 17),
        (date(2008, 3, 10), date(2026, 3, 10), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 3, 2), date(2026, 3, 1), -1),
        (date(2026, 3, 2), date(2026, 3, 2), 0),
    ],
)
def test_how_old_somebody_is(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
    assert birthday(born, age) <= day < birthday(born, age + 1)


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
        f"{y}{m:02}{d:02}",
        f"{d}/{m}–{y}",
        f"{WEEKDAYS[day.weekday()]} {d}.{m}.{y}.",
    ):
        assert read_date(text, TODAY) == day


@given(st.text(max_size=60) | st.text("0123456789./- -manuiorsdgjfe", max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        said = read_date(text, TODAY).isoformat()
    except InputError as refused:
        said = refused.help
    assert said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16/11", date(2026, 11, 16)),
        ("16.11.", date(2026, 11, 16)),
        ("16. november", date(2026, 11, 16)),
        ("mandag den 16. november", date(2026, 11, 16)),
        ("5/1", date(2027, 1, 5)),
        ("22/8", date(2026, 8, 22)),  # 90 days ago
    ],
)
def test_a_day_without_a_year_is_the_near_one_and_that_is_said(text: str, day: date) -> None:
    said: list[str] = []
    assert read_date(text, TODAY, tell=said.append) == day
    assert len(said) == 1 and str(day.year) in said[0]
    with pytest.raises(InputError, match="mangler et årstal"):
        read_date(text, TODAY)


@pytest.mark.parametrize("text", ["21/8", "2/3", "31/11", "13/13", "2. april", "20/5"])
def test_a_day_without_a_year_that_is_not_near_needs_one(text: str) -> None:
    with pytest.raises(InputError, match="mangler et årstal"):
        read_date(text, TODAY, tell=lambda _: None)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 2), "skærtorsdag"),
        (date(2026, 4, 3), "langfredag"),
        (date(2026, 4, 5), "påskedag"),
        (date(2026, 4, 6), "anden påskedag"),
        (date(2026, 5, 14), "Kristi himmelfartsdag"),
        (date(2026, 5, 24), "pinsedag"),
        (date(2026, 5, 25), "anden pinsedag"),
        (date(2026, 12, 25), "juledag"),
        (date(2026, 12, 26), "anden juledag"),
        (date(2027, 1, 1), "nytårsdag"),
        (date(2023, 5, 5), "store bededag"),
        (date(2026, 3, 7), "en lørdag"),
        (date(2026, 3, 8), "en søndag"),
        (date(2026, 6, 5), "grundlovsdag"),
        (date(2026, 12, 24), "juleaftensdag"),
        (date(2026, 12, 31), "nytårsaftensdag"),
    ],
)
def test_days_on_which_offices_are_closed(day: date, name: str) -> None:
    closed = closed_on(day)
    assert closed is not None and closed.name == name


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 4, 26),  # would have been store bededag
        date(2026, 5, 1),
        date(2026, 5, 15),  # the Friday after Kristi himmelfartsdag
        MARCH_2,
    ],
)
def test_working_days(day: date) -> None:
    assert closed_on(day) is None


def test_a_weekend_is_one() -> None:
    closed = closed_on(date(2026, 3, 1))
    assert closed is not None and closed.kind == "weekend"


def test_only_what_no_law_closes_is_custom() -> None:
    custom = {
        (day.month, day.day)
        for n in range(366 * 7)
        if (closed := closed_on(day := date(2020, 1, 1) + timedelta(days=n)))
        and closed.kind == "custom"
    }
    assert custom == {(6, 5), (12, 24), (12, 31)}


@pytest.mark.parametrize("year", range(1990, 2100))
def test_the_public_holidays_are_those_that_others_reckon(year: int) -> None:
    import holidays

    theirs = holidays.country_holidays("DK", years=year, language="da", categories=("public",))
    every = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    ours = {
        day: closed.name
        for day in every
        if day.year == year and (closed := closed_on(day)) and closed.kind == "holiday"
    }
    assert {day: name.casefold() for day, name in ours.items()} == {
        day: name.casefold() for day, name in theirs.items()
    }


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2026, 4, 6), date(2026, 4, 1)),  # all of Easter lies between
        (date(2026, 3, 21), date(2026, 3, 20)),
        (date(2026, 3, 16), date(2026, 3, 13)),
        (date(2027, 1, 3), date(2026, 12, 30)),
        (date(2026, 12, 27), date(2026, 12, 23)),
        (date(2026, 6, 6), date(2026, 6, 4)),
    ],
)
def test_last_working_day_before(day: date, earlier: date) -> None:
    assert last_working_day_before(day) == earlier


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_the_last_working_day_is_earlier_and_all_between_are_closed(day: date) -> None:
    earlier = last_working_day_before(day)
    assert earlier < day and closed_on(earlier) is None
    assert all(closed_on(earlier + timedelta(days=n)) for n in range(1, (day - earlier).days))


def test_without_rules_only_the_weekend_is_off() -> None:
    bare = DaysOff()
    assert bare.closed_on(date(2026, 12, 25)) is None
    assert bare.closed_on(date(2026, 12, 26)) == ("en lørdag", "weekend")
    assert bare.last_working_day_before(date(2026, 12, 28)) == date(2026, 12, 25)


def test_a_day_of_every_year_of_one_year_and_from_easter() -> None:
    own = DaysOff(
        [
            Rule("nationaldagen", "06-06", last_year=2026),
            Rule("den lange dag", "2026-05-15", custom=True),
            Rule("påskeaften", easter=-1),
            Rule("skuddag", "02-29"),
        ]
    )
    named = {
        day: closed
        for n in range(366 * 3)
        if (closed := own.closed_on(day := date(2026, 1, 1) + timedelta(days=n)))
        and closed.kind != "weekend"
    }
    assert named == {
        date(2026, 4, 4): ("påskeaften", "holiday"),
        date(2026, 5, 15): ("den lange dag", "custom"),
        date(2026, 6, 6): ("nationaldagen", "holiday"),
        date(2027, 3, 27): ("påskeaften", "holiday"),
        date(2028, 2, 29): ("skuddag", "holiday"),
        date(2028, 4, 15): ("påskeaften", "holiday"),
    }
    once = Rule("den lange dag", "2026-05-15")
    assert [once.day(year) for year in (2025, 2026, 2027)] == [None, date(2026, 5, 15), None]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_eight_digits_are_one_day_whichever_way_they_are_written(day: date) -> None:
    assert read_date(f"{day:%d%m%Y}", TODAY) == read_date(f"{day:%Y%m%d}", TODAY) == day


def test_a_day_in_words_has_its_month_written_out() -> None:
    assert day_in_words(date(2026, 3, 2)) == "2. marts 2026"
    assert day_in_words(date(2026, 1, 31)) == "31. januar 2026"
    assert day_in_words(date(2026, 12, 1)) == "1. december 2026"


def test_data_write_a_day_in_one_way() -> None:
    """What is none has a mark of its own, for which `store/schema.py` has a sentence."""
    day = TypeAdapter(Day)
    read = day.validate_python("2026-03-02")
    assert read == MARCH_2 and isinstance(read, Day)
    for raw in ("2026-02-30", "2026-3-2", "20260302", "2026-03-02 ", "2026-W10-1", MARCH_2, None):
        with pytest.raises(ValidationError) as refused:
            day.validate_python(raw)
        assert [error["type"] for error in refused.value.errors()] == ["day"]
