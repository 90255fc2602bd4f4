"""``rusvej timeline``"""

from __future__ import annotations

from typing import Annotated

import typer

from rusvej.cli.case import read_case, read_dates
from rusvej.cli.options import (
    Age,
    AsOf,
    CaseFile,
    Data,
    Facts,
    FormatOption,
    Grade,
    Level,
    Motivation,
    OtherMeasure,
    Plain,
    Schooling,
)
from rusvej.cli.output import Format, on, rulebook, show, show_json
from rusvej.diagnostics import InputError


def timeline(
    born: Annotated[
        str | None,
        typer.Option(
            "--born",
            metavar="DATO",
            help="Fødselsdato; bruges kun til at regne og skrives ingen steder.",
        ),
    ] = None,
    age: Age = None,
    level: Level = None,
    motivation: Motivation = None,
    other_measure: OtherMeasure = None,
    schooling: Schooling = None,
    grade: Grade = None,
    fact: Facts = None,
    case: CaseFile = None,
    contact: Annotated[
        str | None,
        typer.Option(
            "--contact", metavar="DATO", help="Første henvendelse med ønske om behandling."
        ),
    ] = None,
    applied: Annotated[
        str | None,
        typer.Option("--applied", metavar="DATO", help="Ansøgningen, hvis den kom en anden dag."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="DATO", help="Den dag behandlingen gik i gang.")
    ] = None,
    doctor: Annotated[
        str | None, typer.Option("--doctor", metavar="DATO", help="Lægesamtalen.")
    ] = None,
    module1: Annotated[
        str | None, typer.Option("--module1", metavar="DATO", help="Den første samtale i Modul 1.")
    ] = None,
    module2: Annotated[
        str | None, typer.Option("--module2", metavar="DATO", help="Første dag i Modul 2.")
    ] = None,
    primary_end: Annotated[
        str | None,
        typer.Option("--primary-end", metavar="DATO", help="Primærbehandlingens sidste dag."),
    ] = None,
    happened: Annotated[
        list[str] | None,
        typer.Option(
            "--date", metavar="BEGIVENHED=DATO", help="Enhver af regelsættets begivenheder."
        ),
    ] = None,
    as_of: AsOf = None,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Hvad ændrer sig af sig selv, uden at noget nyt bliver oplyst?

    Viser de fødselsdage, hvor svaret bliver et andet, og de frister og perioder, der udløber. Uden
    --born kendes datoerne ikke.

    \b
    Eksempler:
      rusvej timeline --age 17 --level misbrug
      rusvej timeline --born 2009-02-14 --level problematisk
      rusvej timeline --age 25 --level misbrug --contact 2026-03-02 --as-of 2026-03-05
    """
    if born is None and age is None and case is None and fact is None:
        raise InputError(
            "Der mangler en alder eller en fødselsdato.", "Skriv --age 17 eller --born 2009-02-14."
        )
    book, day = rulebook(data), on(as_of)
    facts = read_case(
        book,
        age=age,
        level=level,
        motivation=motivation,
        other_measure=other_measure,
        schooling=schooling,
        grade=grade,
        fact=fact,
        case=case,
    )
    typed = {
        "contact": contact,
        "applied": applied,
        "start": start,
        "doctor": doctor,
        "module1": module1,
        "module2": module2,
        "primary-end": primary_end,
    }
    dates = read_dates(typed, happened, day)
    from rusvej.app.timeline import timeline as lay_out
    from rusvej.render.timeline_page import timeline_json, timeline_page

    found = lay_out(book, facts, born, dates, day)
    if format is Format.json:
        show_json(timeline_json(found))
    else:
        show(timeline_page(found), format, plain=plain)
