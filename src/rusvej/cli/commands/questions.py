"""``rusvej questions``"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from rusvej.cli.asked import Asked
from rusvej.cli.command import Argument, Option, command
from rusvej.cli.printing import Shown


class State(StrEnum):
    """How far a question has come."""

    open = "open"
    assumed = "assumed"
    settled = "settled"


@command(day=True)
def questions(
    asked: Asked,
    question: Annotated[
        list[str] | None,
        Argument("[SPØRGSMÅL]", "Et spørgsmåls id, nummer eller titel, eller noget, der ligner."),
    ] = None,
    full: Annotated[
        bool,
        Option("--full", "Skriv hvert spørgsmål helt ud (altid, når formen er markdown)."),
    ] = False,
    status: Annotated[
        State | None,
        Option("--status", "Kun de åbne, de forudsatte (assumed) eller de afgjorte (settled)."),
    ] = None,
) -> Shown:
    """Det, dokumenterne lader stå åbent eller siger på to måder, og hvad hvert svar ville ændre.

    De spørgsmål, der rører flest slags sager, kommer først. Med --format markdown er listen
    skrevet, så kommunen kan svare på den.

    \b
    Eksempler:
      rusvej questions
      rusvej questions 1
      rusvej questions --status open --format markdown
    """
    from rusvej.analysis.questions import numbered
    from rusvej.app.questions import find_question
    from rusvej.render.frame import choices
    from rusvej.render.questions_page import question_page, questions_json, questions_page

    book = asked.book
    found = tuple(
        each
        for each in numbered(book)
        if status is None or each.reach.question.status == status.value
    )
    if not question:
        whole = full or asked.form == "markdown"
        return Shown(
            lambda: questions_page(book, found, full=whole), lambda: questions_json(book, found)
        )
    words = " ".join(question)
    hits = find_question(found, words)
    near = not hits.exact
    named = [
        (each.reach.question.title, f"rusvej questions {each.reach.question.id}")
        for each in hits.records
    ]
    return Shown(
        lambda: (
            choices(words, "spørgsmål", named)
            if len(named) > 1
            else question_page(book, hits.records[0], near_miss=near, asked=words)
        ),
        lambda: questions_json(book, hits.records, near_miss=near),
    )
