"""``rusvej check-deadline``"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from rusvej.app.deadline import check_deadline as check_dates
from rusvej.cli.asked import Asked
from rusvej.cli.command import FORMS, Option, command
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
from rusvej.cli.guard import ANSWERED, FINDINGS, UNDECIDED
from rusvej.cli.printing import Shown
from rusvej.deadlines import Verdict
from rusvej.render.page import Page

_EXIT = {Verdict.OVERDUE: FINDINGS, Verdict.OPEN: UNDECIDED}


@command(
    forms=(*FORMS, "ics"),
    form_help="Udskriftens form; ics er en kalenderfil.",
    case=True,
    today=True,
    law=True,
)
def check_deadline(
    asked: Asked,
    contact: Contact = None,
    applied: Applied = None,
    start: Start = None,
    doctor: Doctor = None,
    module1: Module1 = None,
    module2: Module2 = None,
    primary_end: PrimaryEnd = None,
    happened: Happened = None,
    exception: Annotated[
        list[str] | None,
        Option(
            "--exception",
            "En undtagelse ved fristen. Kan gentages.",
            "ID",
        ),
    ] = None,
    anonymous: Annotated[
        bool, Option("--anonymous", "Det drejer sig om anonym behandling.")
    ] = False,
    contact_to: Annotated[
        str | None,
        Option("--contact-to", "misbrugsteam, misbrugscenter, mut eller anden.", "HVEM"),
    ] = None,
    substance: Annotated[
        str | None, Option("--substance", "Hvad det handler om.", "alkohol|stoffer|begge")
    ] = None,
) -> Shown:
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
    from rusvej.explain.law_notes import for_deadlines
    from rusvej.render.deadline_page import deadline_ics, deadline_json, deadline_page
    from rusvej.render.law_words import notes_json, put_in

    answer = check_dates(
        asked.book,
        dates(
            asked,
            happened,
            contact=contact,
            applied=applied,
            start=start,
            doctor=doctor,
            module1=module1,
            module2=module2,
            primary_end=primary_end,
        ),
        asked.case_with(
            {
                "contacted_unit": contact_to,
                "substance": substance,
                asked.book.roles.anonymity: True if anonymous else None,
            }
        ),
        tuple(exception or ()),
        asked.day,
    )
    notes = for_deadlines(asked.book.law_notes, answer) if asked.law_notes else ()

    def page() -> Page:
        page = deadline_page(answer)
        put_in(page, answer.rulebook, notes, asked.day)
        return page

    def json() -> dict[str, Any]:
        more = {"law_notes": notes_json(answer.rulebook, notes, asked.day)}
        return deadline_json(answer) | (more if asked.law_notes else {})

    return Shown(
        page,
        json,
        code=_EXIT.get(answer.verdict, ANSWERED),
        ics=lambda: deadline_ics(answer, datetime.now(UTC)),
    )
