"""What changes by itself: from a birth date or an age, and the dates of a course of treatment, to
the days that matter."""

from __future__ import annotations

from datetime import date

from rusvej.calendar import age_on, read_date
from rusvej.compiled import checked_case
from rusvej.deadlines import DeadlineDates, check
from rusvej.diagnostics import InputError
from rusvej.engine import answer
from rusvej.explain.timeline import Timeline, birthdays, endings, moving_facts, rule_changes
from rusvej.model import Case, Rulebook
from rusvej.persons import refuse_cpr

_HELP = "Skriv den som 2009-02-14 eller 14.2.2009, eller brug --age i stedet."


def read_birth(text: str, today: date, oldest: int) -> date:
    """A birth date. Raises `InputError` for what is no date, lies ahead or lies more than `oldest`
    years back.

    Neither the text nor the date stands in any message.
    """
    refuse_cpr(text)
    try:
        born = read_date(text, today, first_year=1800)
    except InputError:
        raise InputError("Fødselsdatoen kan ikke læses som en dato, der findes.", _HELP) from None
    if born > today:
        raise InputError(
            "Fødselsdatoen ligger efter den dag, svaret skal gælde.",
            "Ret datoen, eller sæt --as-of til en senere dag.",
        )
    if age_on(born, today) > oldest:
        raise InputError(f"Fødselsdatoen giver en alder på mere end {oldest} år.", _HELP)
    return born


def timeline(
    book: Rulebook, case: Case, born: str | None, dates: DeadlineDates, as_of: date
) -> Timeline:
    """The timeline of a checked case. Raises `InputError` for an impossible birth date, two ages,
    or impossible dates."""
    day_of_birth = None
    age = book.about.roles.age
    if born is not None:
        if not age:
            raise InputError("Regelsættet har ingen oplysning om alderen.", "Udelad --born.")
        if age in case:
            raise InputError("Alderen er givet to gange.", "Brug enten --born eller --age.")
        day_of_birth = read_birth(born, as_of, book.vocabulary[age].max or 120)
        case = checked_case(book, {**case, age: age_on(day_of_birth, as_of)})
    now = answer(book, case, as_of)
    found = endings(check(book, dates, case, (), as_of, day_of_birth)) if dates else ()
    return Timeline(
        now,
        birthdays(now, day_of_birth),
        tuple(ending for ending in found if ending.last_day >= as_of),
        tuple(ending for ending in found if ending.last_day < as_of),
        rule_changes(book, now, day_of_birth),
        moving_facts(now),
        bool(dates) and not found,
    )
