"""Periods, and dates that cannot be right."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from rusvej.deadlines.records import DeadlineDates
from rusvej.diagnostics import InputError
from rusvej.model import Period


def add(day: date, period: Period) -> date:
    """The last day of a period that begins on `day`; a month too short for the day of the month
    ends on its last day."""
    if period.months is None:
        return day + timedelta(days=period.days or 0, weeks=period.weeks or 0)
    years, month = divmod(day.month - 1 + period.months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


_IN_DANISH = {
    "contact": "den første henvendelse",
    "applied": "ansøgningen",
    "start": "behandlingens start",
    "doctor": "lægesamtalen",
    "module1_start": "den første samtale i Modul 1",
    "module2_start": "starten på Modul 2",
    "primary_end": "afslutningen på primærbehandlingen",
    "phase1_start": "starten på fase 1",
    "phase2_start": "starten på fase 2",
}
#: What cannot lie before what: (earlier, later).
_ORDER = (
    ("contact", "applied"),
    ("contact", "start"),
    ("contact", "doctor"),
    ("contact", "module1_start"),
    ("contact", "module2_start"),
    ("start", "primary_end"),
    ("module1_start", "module2_start"),
    ("module1_start", "primary_end"),
    ("module2_start", "primary_end"),
    ("phase1_start", "phase2_start"),
)
#: The same where no first contact is given: the application then stands for it.
_ORDER_FROM_APPLICATION = tuple(
    ("applied", later) for later in ("start", "doctor", "module1_start", "module2_start")
)


def refuse_impossible(dates: DeadlineDates, today: date) -> None:
    """Raises `InputError` for dates that contradict each other, lie in the future although they
    cannot, or are not enough."""
    if all(getattr(dates, field) is None for field in DeadlineDates.__dataclass_fields__):
        raise InputError(
            "Der er ingen dato at regne fra.",
            "Skriv dagen for den første henvendelse, fx --contact 2026-03-02.",
        )
    begun = dates.contact or dates.applied
    for name in ("contact", "applied"):
        day: date | None = getattr(dates, name)
        if day and day > today:
            raise InputError(
                f"{_capital(_IN_DANISH[name])} ({day}) ligger efter den dag, der regnes på"
                f" ({today}).",
                "Ret datoen, eller sæt --today, hvis der skal regnes på en anden dag.",
            )
    for earlier, later in _ORDER if dates.contact else _ORDER + _ORDER_FROM_APPLICATION:
        first: date | None = getattr(dates, earlier)
        second: date | None = getattr(dates, later)
        if first and second and second < first:
            raise InputError(
                f"{_capital(_IN_DANISH[later])} ({second}) kan ikke ligge før {_IN_DANISH[earlier]}"
                f" ({first}).",
                _order_help(earlier, later),
            )
    if not begun and (dates.start or dates.doctor):
        what = "start" if dates.start else "doctor"
        raise InputError(
            f"{_capital(_IN_DANISH[what])} er givet, men ikke den dag fristen regnes fra.",
            "Skriv også --contact eller --applied.",
        )
    if (
        begun
        and not (dates.start or dates.module1_start)
        and (dates.module2_start or dates.primary_end)
    ):
        # Treatment has begun, but when is not said: calling the deadline overdue would be a guess.
        raise InputError(
            "Behandlingen er begyndt, men startdagen mangler.",
            "Skriv også --start, eller udelad henvendelsen, hvis kun perioden skal regnes ud.",
        )


def _order_help(earlier: str, later: str) -> str:
    if later == "applied":
        return "Er ansøgningen den første henvendelse, så skriv dens dato som --contact."
    if earlier == "applied":
        return "Var der en tidligere henvendelse, så skriv dens dato som --contact."
    return "Ret den ene af de to datoer."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
