"""The dates of a course of treatment, as check-deadline and timeline take them."""

from __future__ import annotations

from typing import Annotated

from rusvej.calendar import read_date
from rusvej.cli.asked import Asked, remark
from rusvej.cli.case import pairs
from rusvej.cli.command import Option
from rusvej.deadlines import DeadlineDates
from rusvej.diagnostics import InputError

Contact = Annotated[
    str | None, Option("--contact", "Første henvendelse med ønske om behandling.", "DATO")
]
Applied = Annotated[
    str | None, Option("--applied", "Ansøgningen, hvis den kom en anden dag.", "DATO")
]
Start = Annotated[str | None, Option("--start", "Den dag behandlingen gik i gang.", "DATO")]
Doctor = Annotated[str | None, Option("--doctor", "Lægesamtalen.", "DATO")]
Module1 = Annotated[str | None, Option("--module1", "Den første samtale i Modul 1.", "DATO")]
Module2 = Annotated[str | None, Option("--module2", "Første dag i Modul 2.", "DATO")]
PrimaryEnd = Annotated[
    str | None, Option("--primary-end", "Primærbehandlingens sidste dag.", "DATO")
]


Happened = Annotated[
    list[str] | None,
    Option("--date", "Enhver af regelsættets begivenheder. Kan gentages.", "BEGIVENHED=DATO"),
]


def dates(asked: Asked, happened: list[str] | None, **typed: str | None) -> DeadlineDates:
    """The days given by options of their own and as ``EVENT=DAY``. Raises `InputError`."""
    given = {name.replace("_", "-"): text for name, text in typed.items() if text is not None}
    for name, day in pairs(happened or [], "--date EVENT=2026-03-02").items():
        if name in given:
            raise InputError(f"Dagen for {name} er givet to gange.", "Skriv den én gang.")
        given[name] = str(day)
    return DeadlineDates(
        {name: read_date(text, asked.day, tell=remark) for name, text in given.items()}
    )
