"""Events as data, and periods of every kind, on a small rulebook that is nobody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rusvej import checks
from rusvej.deadlines import DeadlineAnswer, Verdict, check
from rusvej.deadlines.periods import is_late, last_day
from rusvej.diagnostics import InputError
from rusvej.model import Period, Rulebook
from rusvej.render.deadline_page import deadline_page
from rusvej.render.plain import plain
from rusvej.store.load import inspect_contents
from rusvej.truth import Truth
from test_calendar import DANISH

BOOK = """
rulebook: {name: Boligplanen, version: 1.0.0, format: 2}
documents:
  - {id: plan, title: Boligplanen, file: plan, lines: [1, 40], date: "2026", sections: []}
events:
  - {id: plan, option: --plan, label: planens begyndelse}
  - {id: moede, option: --moede, label: mødet, not_before: [plan]}
  - {id: start, option: --start, label: hjælpens start, not_before: [plan]}
  - {id: aften, label: den første aften, not_before: [plan], counts_as: [start], sources: [plan 9]}
deadlines:
  - id: hjaelp
    name: Hjælp
    text: Hjælpen begynder senest to uger efter planen
    kind: deadline
    period: %s
    counted_from: [{event: plan, text: planens begyndelse, sources: [plan 3]}]
    met_by: start
    sources: [plan 3]
"""


def book(period: str = "{weeks: 2}", more: str = "") -> Rulebook:
    loaded = inspect_contents([("book.yaml", ((BOOK % period) + more).encode())], "")
    assert loaded.diagnostics == []
    found = checks.run(loaded.rulebook, loaded.where, loaded.lost, today=date(2026, 3, 2))
    # The meeting counts as nothing, and working days may have no days off: both are tried below,
    # and are what `validate` warns of.
    bare = "workdays" in period and "days_off" not in more
    assert {each.code for each in found} == {"begivenhed-ubrugt"} | (
        {"frist-fridage"} if bare else set()
    )
    return loaded.rulebook


def ask(rulebook: Rulebook, today: date, **days: Any) -> DeadlineAnswer:
    return check(rulebook, days, {}, (), today)


PLAN = date(2026, 3, 2)  # a Monday


def test_an_event_that_starts_nothing_else_does_not_meet_the_deadline() -> None:
    """Help never given is late, whatever another municipality counts as its beginning."""
    found = ask(book(), date(2026, 4, 20), plan=PLAN)
    assert found.verdict is Verdict.OVERDUE
    assert found.checks[0].last_day == date(2026, 3, 16)
    assert found.checks[0].days_over == 35


def test_what_counts_as_the_event_meets_it_and_is_told() -> None:
    found = ask(book(), date(2026, 4, 20), plan=PLAN, aften=date(2026, 3, 9))
    assert found.verdict is Verdict.IN_TIME
    told = plain(deadline_page(found))
    assert "den første aften (9. marts 2026), der er regnet som hjælpens start" in told


def test_a_meeting_that_counts_as_nothing_changes_nothing() -> None:
    found = ask(book(), date(2026, 4, 20), plan=PLAN, moede=date(2026, 3, 3))
    assert found.verdict is Verdict.OVERDUE


def test_no_word_is_said_of_an_age_that_the_deadline_does_not_hang_on() -> None:
    told = plain(deadline_page(ask(book(), PLAN, plan=PLAN)))
    assert "alder" not in told.casefold()
    assert "18" not in told


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"plan": PLAN, "start": date(2026, 3, 1)}, "kan ikke ligge før planens begyndelse"),
        ({"start": PLAN}, "ikke den dag fristen regnes fra"),
        ({"plen": PLAN}, "“plen” findes ikke"),
        ({}, "ingen dato at regne fra"),
    ],
)
def test_refused(days: dict[str, date], said: str) -> None:
    with pytest.raises(InputError, match=said):
        ask(book(), PLAN, **days)


@pytest.mark.parametrize(
    ("period", "start", "last"),
    [
        ({"days": 14}, PLAN, date(2026, 3, 16)),
        ({"weeks": 2}, PLAN, date(2026, 3, 16)),
        ({"months": 1}, date(2026, 1, 31), date(2026, 2, 28)),
        ({"workdays": 5}, PLAN, date(2026, 3, 9)),
        ({"workdays": 1}, date(2026, 3, 6), date(2026, 3, 9)),  # Friday to Monday
        # Maundy Thursday is 2 April 2026, Easter Monday the 6th.
        ({"workdays": 1}, date(2026, 4, 1), date(2026, 4, 7)),
        ({"workdays": 3}, date(2026, 3, 31), date(2026, 4, 8)),
        ({"hours": 48}, PLAN, date(2026, 3, 4)),
        ({"soonest": True}, PLAN, None),
    ],
)
def test_last_days(period: dict[str, Any], start: date, last: date | None) -> None:
    assert last_day(start, Period(**period), DANISH) == last


@pytest.mark.parametrize("number", range(1, 60))
def test_a_length_never_exceeds_its_most_days(number: int) -> None:
    for unit in ("days", "weeks", "months", "workdays", "hours"):
        period = Period(**{unit: number})  # type: ignore[arg-type]
        for start in (date(2026, 3, 31), date(2026, 12, 22), date(2024, 1, 31)):
            last, most = last_day(start, period, DANISH), period.most_days
            assert last is not None
            assert most is not None
            assert (last - start).days <= most


@pytest.mark.parametrize(
    ("day", "late"),
    [(2, Truth.NO), (3, Truth.UNKNOWN), (4, Truth.YES)],
)
def test_hours_are_not_told_apart_by_days(day: int, late: Truth) -> None:
    """24 hours after some time on the 2nd: the 2nd is always in time, the 3rd may be either."""
    assert is_late(date(2026, 3, day), PLAN, Period(hours=24), DANISH) is late


def test_two_days_and_a_bit_are_certain_in_the_middle() -> None:
    assert is_late(date(2026, 3, 3), PLAN, Period(hours=48), DANISH) is Truth.NO
    assert is_late(date(2026, 3, 4), PLAN, Period(hours=48), DANISH) is Truth.UNKNOWN
    assert is_late(date(2026, 3, 5), PLAN, Period(hours=48), DANISH) is Truth.YES


def test_what_hours_cannot_decide_is_open() -> None:
    found = ask(book("{hours: 24}"), date(2026, 4, 1), plan=PLAN, start=date(2026, 3, 3))
    assert found.verdict is Verdict.OPEN
    assert "klokkeslættet kendes ikke" in plain(deadline_page(found))


def test_as_soon_as_possible_is_told_and_not_judged() -> None:
    found = ask(book("{soonest: true}"), date(2026, 4, 1), plan=PLAN)
    assert found.checks == ()
    assert found.not_judged[0].last_day is None
    assert "ikke sat nogen dag" in plain(deadline_page(found))


def test_working_days_are_said_to_be_counted() -> None:
    found = ask(book("{workdays: 5}"), date(2026, 3, 10), plan=PLAN)
    assert found.checks[0].last_day == date(2026, 3, 9)
    assert found.verdict is Verdict.OVERDUE
    assert "Regnet i hverdage (mandag til fredag; regelsættet har ingen" in plain(
        deadline_page(found)
    )


def test_days_off_of_its_own() -> None:
    """Another country's holidays are its rulebook's own; none moves a period in days."""
    own = "days_off: [{id: national, name: nationaldagen, on: '03-06'}]\n"
    found = ask(book("{workdays: 5}", own), date(2026, 3, 10), plan=PLAN)
    assert found.checks[0].last_day == date(2026, 3, 10)
    assert found.verdict is Verdict.RUNNING
    assert "Regnet i arbejdsdage" in plain(deadline_page(found))
    found = ask(book("{days: 4}", own), date(2026, 3, 3), plan=PLAN)
    assert found.checks[0].last_day == date(2026, 3, 6)
    assert "6. marts 2026, er nationaldagen" in plain(deadline_page(found))


def test_dates_that_no_deadline_is_counted_from_are_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match="ingen frist") as refused:
        ask(book(), PLAN, moede=PLAN)
    assert "planens begyndelse (--plan)" in str(refused.value.help)


def test_a_rulebook_without_deadlines_says_so() -> None:
    none = replace(book(), deadlines=())
    for days in ({}, {"moede": PLAN}):
        with pytest.raises(InputError) as refused:
            ask(none, PLAN, **days)
        assert refused.value.help == "Regelsættet har ingen frister."


def test_an_event_that_is_like_no_other_is_refused_with_all_there_are() -> None:
    one = book().events[0]
    for count, told in [
        (13, f"Begivenheder: {', '.join(f'e{n}' for n in range(13))}."),
        (2, "Muligheder: e0, e1."),
        (0, "Begivenheder: ingen."),
    ]:
        many = replace(book(), events=tuple(replace(one, id=f"e{n}") for n in range(count)))
        with pytest.raises(InputError) as refused:
            ask(many, PLAN, hvadsomhelst=PLAN)
        assert refused.value.help == told


def test_a_period_without_a_length_is_never_over() -> None:
    soon = book("{soonest: true}").deadlines[0].period
    assert is_late(date(2099, 1, 1), PLAN, soon, DANISH) is Truth.NO


EITHER = """
    when: {any: [{fact: ung, is: true}, {fact: bolig, is: true}]}
facts:
  - {id: ung, type: bool, label: ung, question: "Er det en ung?", sources: [plan 4]}
  - {id: bolig, type: bool, label: bolig, question: "Er der en bolig?", sources: [plan 4]}
"""


def test_what_is_presumed_names_no_value_where_every_one_will_do() -> None:
    """Either of two facts is enough, so neither must have a certain value."""
    rulebook = book(more=EITHER[1:])
    (told,) = [n for n in ask(rulebook, PLAN, plan=PLAN).checks[0].notes if n.kind == "presumed"]
    assert told.data == {"facts": ("ung", "bolig"), "fitting": ()}
    young = check(rulebook, {"plan": PLAN}, {"ung": False}, (), PLAN)
    (told,) = [n for n in young.checks[0].notes if n.kind == "presumed"]
    assert told.data == {"facts": ("bolig",), "fitting": ("bolig=ja",)}
