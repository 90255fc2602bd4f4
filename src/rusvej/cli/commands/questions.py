"""``rusvej questions``"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from rusvej.cli.options import Data, FormatOption, Plain
from rusvej.cli.output import Format, rulebook, show, show_json


class State(StrEnum):
    """How far a question has come."""

    open = "open"
    assumed = "assumed"
    settled = "settled"


def questions(
    question: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SPØRGSMÅL]",
            help="Et spørgsmåls id, nummer eller titel, eller noget, der ligner.",
        ),
    ] = None,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="Skriv hvert spørgsmål helt ud (altid, når formen er markdown)."
        ),
    ] = False,
    status: Annotated[
        State | None,
        typer.Option(
            "--status", help="Kun de åbne, de forudsatte (assumed) eller de afgjorte (settled)."
        ),
    ] = None,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Det, dokumenterne lader stå åbent eller siger på to måder, og hvad hvert svar ville ændre.

    De spørgsmål, der rører flest slags sager, kommer først. Med --format markdown er listen
    skrevet, så kommunen kan svare på den.

    \b
    Eksempler:
      rusvej questions
      rusvej questions over-18
      rusvej questions --status open --format markdown
    """
    from rusvej.analysis.questions import numbered
    from rusvej.app.questions import find_question
    from rusvej.render.questions_page import (
        choices_page,
        question_page,
        questions_json,
        questions_page,
    )

    book = rulebook(data)
    found = tuple(
        each
        for each in numbered(book)
        if status is None or each.reach.question.status == status.value
    )
    if not question:
        if format is Format.json:
            show_json(questions_json(book, found))
        else:
            show(
                questions_page(book, found, full=full or format is Format.markdown),
                format,
                plain=plain,
            )
        return
    asked = " ".join(question)
    hits = find_question(found, asked)
    if format is Format.json:
        show_json(questions_json(book, hits.records, near_miss=not hits.exact))
    elif len(hits.records) > 1:
        show(choices_page(asked, hits.records), format, plain=plain)
    else:
        show(
            question_page(book, hits.records[0], near_miss=not hits.exact, asked=asked),
            format,
            plain=plain,
        )
