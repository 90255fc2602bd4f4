"""``rusvej check-deadline``"""

from __future__ import annotations

from typing import Annotated, Any

from rusvej.cli.command import FORMS, Asked, Option, Shown, command
from rusvej.cli.files import ics
from rusvej.cli.guard import ANSWERED, FINDINGS, UNDECIDED
from rusvej.deadlines import Verdict, check
from rusvej.render.page import Page

_EXIT = {Verdict.OVERDUE: FINDINGS, Verdict.OPEN: UNDECIDED}


@command(
    forms=(*FORMS, "ics"),
    form_help=(
        "Udskriftens form; ics er en kalenderfil med sidste dag, den sidste arbejdsdag før og"
        " påmindelser, uden oplysninger om personen."
    ),
    case=True,
    events=True,
    exceptions=True,
    today=True,
    law=True,
)
def check_deadline(
    asked: Asked,
    full: Annotated[bool, Option("--full", "Vis alt og ikke kun en skærm.")] = False,
) -> Shown:
    """Regn på fristerne: er de holdt, løber de, eller er de overskredet?

    Datoer skrives 2026-03-02, 2.3.2026, 2/3-2026 eller i dag. Afslutter med 1, når en frist er
    overskredet, og med 4, når dokumenterne kan læses på flere måder, og det afgør sagen. Intet
    registreres.

    \b
    Eksempler:
      rusvej check-deadline {deadline}
      rusvej check-deadline {deadline} --exception {exception}
      rusvej check-deadline {deadline} --format json
    """
    from rusvej.explain.law_notes import for_deadlines
    from rusvej.render.deadline_page import deadline_json, deadline_page, deadline_short
    from rusvej.render.law_words import notes_json, put_in

    exceptions = tuple(asked.given("exceptions") or ())
    answer = check(asked.book, asked.days, asked.case, exceptions, asked.day)
    notes = for_deadlines(asked.book.law_notes, answer) if asked.law_notes else ()

    def page() -> Page:
        if not full:
            return deadline_short(answer, notes)
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
        ics=lambda: ics(answer),
    )
