"""Deadlines can be counted, and what lets one depart from them is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, Path, check, quoted
from rusvej.checks.examples import example
from rusvej.checks.index import following
from rusvej.checks.texts import is_date
from rusvej.model import Deadline, DeadlineException, Event
from rusvej.model.deadlines import UNITS, DayOff

#: Ten years; a longer time limit is a slip of the pen.
_LONGEST = {"days": 3660, "weeks": 520, "months": 120, "workdays": 2600, "hours": 87_840}
_DAYS = {"days": 1, "weeks": 7}
_SPAN = re.compile(r"\b(\d{1,4})\s+(arbejdsdag|hverdag|dag|døgn|uge|måned|time)(?:e|r|er)?\b", re.I)
_UNIT = {
    "arbejdsdag": "workdays",
    "hverdag": "workdays",
    "dag": "days",
    "døgn": "days",
    "uge": "weeks",
    "måned": "months",
    "time": "hours",
}
_WORKDAYS = {"text": "Inden 5 arbejdsdage"}
_ONCE = {"text": "Én gang", "effect": "open"}
_QUESTION = example(
    "questions", {"id": "en-gang", "readings": "[{id: ja, text: Ja}, {id: nej, text: Nej}]"}
) + example("deadlines", {"questions": "[en-gang]"})


@check(
    "frist-form",
    "En frist kan ikke regnes ud",
    bad=example("deadlines", {"period": "{days: 14, weeks: 2}  # <-"}),
    good=example("deadlines", {"period": "{days: 14}"}),
)
def form(index: Index) -> Iterator[Finding]:
    """One period, a day to count from, and for what can be missed also what meets it."""
    for path, deadline in index.each(Deadline):
        for key, message, help in (*_length(deadline), *_kind(deadline), *_beginnings(deadline)):
            yield Finding((*path, *key), message, help)


def _length(deadline: Deadline) -> Iterator[tuple[Path, str, str]]:
    lengths = [(u, n) for u in UNITS if (n := getattr(deadline.period, u)) is not None]
    fit = all(0 < number <= _LONGEST[unit] for unit, number in lengths)
    if len(lengths) + deadline.period.soonest != 1 or not fit:
        most = f" til {_LONGEST[lengths[0][0]]}" if len(lengths) == 1 else ""
        text = f"Perioden skal være netop én af {', '.join(UNITS)} og soonest, fra 1{most}."
        help = "Fx {days: 14}, {workdays: 5} eller {soonest: true} for hurtigst muligt."
        yield ("period",), text, help
    if deadline.kind == "frame" and deadline.period.soonest:
        yield ("period",), "En tidsramme skal have en længde.", "Skriv den, eller kind: deadline."


def _kind(deadline: Deadline) -> Iterator[tuple[Path, str, str]]:
    if deadline.kind == "deadline" and not deadline.met_by and not deadline.period.soonest:
        text = "En frist, der kan overskrides, skal sige, hvad der overholder den."
        yield ("kind",), text, "Tilføj met_by med id'et på en begivenhed fra events."
    if deadline.met_by and deadline.met_by in {start.event for start in deadline.counted_from}:
        text = "Fristen regnes fra den begivenhed, der overholder den, og kan aldrig overskrides."
        yield ("met_by",), text, "Skriv den begivenhed, der skal være sket inden sidste dag."
    if deadline.kind == "frame" and (deadline.met_by or deadline.exceptions):
        text = "En tidsramme kan ikke overskrides og har hverken met_by eller exceptions."
        yield ("kind",), text, "Fjern dem, eller skriv kind: deadline."


def _beginnings(deadline: Deadline) -> Iterator[tuple[Path, str, str]]:
    if not deadline.counted_from:
        text = "Det mangler, hvad fristen regnes fra."
        yield ("counted_from",), text, "Tilføj en begivenhed under counted_from."
    if len(deadline.counted_from) > 1 and not deadline.start_question:
        text = "Med flere begyndelser skal et uklart spørgsmål vælge mellem dem."
        yield ("counted_from",), text, "Tilføj start_question."
    for j, start in enumerate(deadline.counted_from):
        if bool(start.reading) is not bool(deadline.start_question):
            help = "Skriv for hver begyndelse, hvilken læsning af start_question der regner derfra."
            yield ("counted_from", j), "reading og start_question hører sammen.", help


@check(
    "frist-tal",
    "En frists tekst siger en anden længde end den, der regnes med",
    bad=example("deadlines", {"text": "Senest 10 dage efter  # <-", "period": "{days: 14}"}),
    good=example("deadlines", {"text": "Senest 14 dage efter", "period": "{weeks: 2}"}),
)
def told_length(index: Index) -> Iterator[Finding]:
    """The reader is told the text and the program counts the period. A text with several lengths
    tells more than the period."""
    for path, deadline in index.each(Deadline):
        told = {
            _length_of(_UNIT[word.casefold()], int(n)) for n, word in _SPAN.findall(deadline.text)
        }
        counted = deadline.period.length
        if counted is None and not deadline.period.soonest:
            continue
        if len(told) == 1 and (counted is None or _length_of(*counted) not in told):
            yield Finding(
                (*path, "text"),
                "Teksten siger en anden længde end den, der regnes med under period.",
                "Ret den ene af dem.",
            )


def _length_of(unit: str, number: int) -> tuple[str, int]:
    """The same for 14 days and two weeks, and for one day and 24 hours."""
    if unit == "hours" and number % 24 == 0:
        return "days", number // 24
    return ("days", number * _DAYS[unit]) if unit in _DAYS else (unit, number)


@check(
    "frist-fridage",
    "En frist tæller arbejdsdage, og regelsættet har ingen fridage",
    bad=example("deadlines", _WORKDAYS | {"period": "{workdays: 5}  # <-"}),
    good=example("deadlines", _WORKDAYS | {"period": "{workdays: 5}"}) + example("days_off", {}),
)
def without_holidays(index: Index) -> Iterator[Finding]:
    """Christmas would be counted as working days."""
    for path, deadline in index.each(Deadline):
        lost = index.may_have("days_off:")
        if deadline.period.workdays and not index.rulebook.days_off and not lost:
            yield Finding(
                (*path, "period"),
                "Regelsættet har ingen fridage, så helligdage ville blive talt som arbejdsdage.",
                "Tilføj layers: [danmark] under rulebook, eller skriv fridagene under days_off.",
            )


@check(
    "undtagelse-form",
    "En undtagelse siger ikke, hvad den afhænger af",
    bad=example("exceptions", _ONCE | {"effect": "open  # <-"}) + _QUESTION,
    good=example("exceptions", _ONCE | {"question": "en-gang", "waives_under": "ja"}) + _QUESTION,
)
def exception(index: Index) -> Iterator[Finding]:
    """`open` needs the question and the reading under which it waives; any other effect has
    neither."""
    for path, part in index.each(DeadlineException):
        given = bool(part.question), bool(part.waives_under)
        if part.effect == "open" and given != (True, True):
            yield Finding(
                (*path, "effect"),
                f"Undtagelsen {quoted(part.id)} kan læses på to måder, men siger ikke hvordan.",
                "Tilføj question og waives_under.",
            )
        elif part.effect != "open" and any(given):
            yield Finding(
                (*path, "effect"),
                f"Undtagelsen {quoted(part.id)} afhænger af et spørgsmål, men er ikke open.",
                "Skriv effect: open, eller fjern question og waives_under.",
            )


@check(
    "fridag-form",
    "En fridag har ingen dato",
    bad=example("days_off", {"on": '"1. januar"  # <-'}),
    good=example(
        "days_off", {}, {"id": "langfredag", "name": "langfredag", "on": "", "easter": "-2"}
    ),
)
def day_off(index: Index) -> Iterator[Finding]:
    """A day of every year, a single day, or so many days from Easter Sunday; one of the three."""
    for path, each in index.each(DayOff):
        # The year has a 29th of February.
        text = each.on if len(each.on) > len("12-25") else f"2024-{each.on}"
        wrong = is_date(text) == (each.easter is not None) if each.on else each.easter is None
        if wrong:
            yield Finding(
                (*path, "on" if each.on else "id"),
                "En fridag skal have enten en dato eller et antal dage fra påskedag.",
                'Skriv fx on: "12-25", on: "2026-05-15" eller easter: -2.',
            )


@check(
    "begivenhed-form",
    "En begivenhed kan ikke bruges",
    bad=example("events", {"counts_as": "[start]  # <-", "sources": ""}),
    good=example("events", {"counts_as": "[start]"}),
)
def event(index: Index) -> Iterator[Finding]:
    """No circle in the order, and a line for what counts as what."""
    direct = {each.id: each.not_before for _, each in index.each(Event)}
    for path, each in index.each(Event):
        if each.counts_as and not each.sources:
            text = "At en begivenhed tæller som en anden, skal stå et sted."
            yield Finding((*path, "counts_as"), text, "Tilføj sources med linjerne.")
        if each.id in following(each.not_before, direct):
            text = "Begivenheden kan ikke ligge før sig selv."
            help = "Fjern det led, der gør rækkefølgen til en ring."
            yield Finding((*path, "not_before"), text, help)
