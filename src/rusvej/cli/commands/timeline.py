"""``rusvej timeline``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.asked import Asked
from rusvej.cli.command import Option, command
from rusvej.cli.dates import (
    Applied,
    Contact,
    Doctor,
    Happened,
    Module1,
    Module2,
    PrimaryEnd,
    Start,
    dates,
)
from rusvej.cli.printing import Shown
from rusvej.diagnostics import InputError


@command(case=True, day=True)
def timeline(
    asked: Asked,
    born: Annotated[
        str | None,
        Option("--born", "Fødselsdato; bruges kun til at regne og skrives ingen steder.", "DATO"),
    ] = None,
    contact: Contact = None,
    applied: Applied = None,
    start: Start = None,
    doctor: Doctor = None,
    module1: Module1 = None,
    module2: Module2 = None,
    primary_end: PrimaryEnd = None,
    happened: Happened = None,
) -> Shown:
    """Hvad ændrer sig af sig selv, uden at noget nyt bliver oplyst?

    Viser de fødselsdage, hvor svaret bliver et andet, og de frister og perioder, der udløber. Uden
    --born kendes datoerne ikke.

    \b
    Eksempler:
      rusvej timeline --age 17 --level misbrug
      rusvej timeline --born 2009-02-14 --level problematisk
      rusvej timeline --age 25 --level misbrug --contact 2026-03-02 --as-of 2026-03-05
    """
    from rusvej.app.timeline import timeline as lay_out
    from rusvej.render.timeline_page import timeline_json, timeline_page

    if born is None and not any(map(asked.given, ("age", "case", "fact"))):
        raise InputError(
            "Der mangler en alder eller en fødselsdato.", "Skriv --age 17 eller --born 2009-02-14."
        )
    days = dates(
        asked,
        happened,
        contact=contact,
        applied=applied,
        start=start,
        doctor=doctor,
        module1=module1,
        module2=module2,
        primary_end=primary_end,
    )
    found = lay_out(asked.book, asked.case, born, days, asked.day)
    return Shown(lambda: timeline_page(found), lambda: timeline_json(found))
