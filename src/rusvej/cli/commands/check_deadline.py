"""``rusvej check-deadline``"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from rusvej.app.deadline import check_deadline as check_dates
from rusvej.cli.case import read_dates
from rusvej.cli.guard import ANSWERED, FINDINGS, UNDECIDED
from rusvej.cli.options import Data, NoLawNotes, Plain
from rusvej.cli.output import Format, on, rulebook, show, show_json
from rusvej.deadlines import Verdict

_EXIT = {Verdict.OVERDUE: FINDINGS, Verdict.OPEN: UNDECIDED}


class DeadlineFormat(StrEnum):
    """How the answer is printed; ``ics`` is a calendar file."""

    table = "table"
    plain = "plain"
    json = "json"
    markdown = "markdown"
    ics = "ics"


def check_deadline(
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
    age: Annotated[
        str | None,
        typer.Option("--age", metavar="ÅR", help="Alder i hele år; standarden gælder over 18."),
    ] = None,
    happened: Annotated[
        list[str] | None,
        typer.Option(
            "--date", metavar="BEGIVENHED=DATO", help="Enhver af regelsættets begivenheder."
        ),
    ] = None,
    exception: Annotated[
        list[str] | None,
        typer.Option("--exception", metavar="ID", help="En undtagelse ved fristen. Kan gentages."),
    ] = None,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Det drejer sig om anonym behandling.")
    ] = False,
    contact_to: Annotated[
        str | None,
        typer.Option(
            "--contact-to", metavar="HVEM", help="misbrugsteam, misbrugscenter, mut eller anden."
        ),
    ] = None,
    substance: Annotated[
        str | None,
        typer.Option("--substance", metavar="alkohol|stoffer|begge", help="Hvad det handler om."),
    ] = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATO", help="Regn, som om det var denne dag.")
    ] = None,
    no_law_notes: NoLawNotes = False,
    format: Annotated[
        DeadlineFormat, typer.Option("--format", help="Udskriftens form; ics er en kalenderfil.")
    ] = DeadlineFormat.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Regn på behandlingsgarantiens 14 dage, lægesamtalen og modulernes varighed.

    Datoer skrives 2026-03-02, 2.3.2026, 2/3-2026 eller i dag. Sidste dag er henvendelsen plus 14
    kalenderdage. Afslutter med 1, når en frist er overskredet, og med 4, når dokumenterne kan læses
    på flere måder, og det afgør sagen. Intet registreres.

    \b
    Eksempler:
      rusvej check-deadline --contact 2026-03-02 --age 25
      rusvej check-deadline --contact 2.3.2026 --start 18.3.2026 --age 25 --exception udeblivelse
      rusvej check-deadline --contact 2026-03-02 --applied 2026-03-05 --format json
    """
    now = on(today)
    book = rulebook(data)
    typed = {
        "contact": contact,
        "applied": applied,
        "start": start,
        "doctor": doctor,
        "module1": module1,
        "module2": module2,
        "primary-end": primary_end,
    }
    dates = read_dates(typed, happened, now)
    given: dict[str, object] = {"contacted_unit": contact_to, "substance": substance}
    if age is not None:
        given[book.roles.age or "age"] = age
    if anonymous:
        given[book.roles.anonymity] = True
    known = {name: value for name, value in given.items() if value is not None}
    answer = check_dates(book, dates, known, tuple(exception or ()), now)
    from rusvej.analysis.law_notes import for_deadlines
    from rusvej.app.law_notes import law_notes
    from rusvej.render.deadline_page import deadline_ics, deadline_json, deadline_page
    from rusvej.render.law_words import notes_json, put_in

    notes = () if no_law_notes else for_deadlines(law_notes(data), answer)
    if format is DeadlineFormat.json:
        told = deadline_json(answer)
        show_json(
            told if no_law_notes else {**told, "law_notes": notes_json(answer.rulebook, notes, now)}
        )
    elif format is DeadlineFormat.ics:
        sys.stdout.buffer.write(deadline_ics(answer, datetime.now(UTC)))
    else:
        page = deadline_page(answer)
        put_in(page, answer.rulebook, notes, now)
        show(page, Format(format.value), plain=plain)
    raise typer.Exit(_EXIT.get(answer.verdict, ANSWERED))
