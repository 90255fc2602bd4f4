"""``rusvej questions``"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from rusvej.cli.command import Argument, Asked, Option, Shown, command
from rusvej.render.page import Page


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
    from rusvej.app.named import find_question
    from rusvej.render.frame import choices, found
    from rusvej.render.questions_page import question_page, questions_json, questions_page

    book = asked.book
    listed = tuple(each for each in numbered(book) if status in (None, each.reach.question.status))
    if not question:
        whole = full or asked.form == "markdown"
        return Shown(
            lambda: questions_page(book, listed, full=whole), lambda: questions_json(book, listed)
        )
    words = " ".join(question)
    hits = find_question(listed, words)
    first, *others = hits.records

    def page() -> Page:
        if others:
            asked_for = [each.reach.question for each in hits.records]
            named = [(each.title, f"rusvej questions {each.id}") for each in asked_for]
            return choices(words, "spørgsmål", named)
        page = question_page(book, first)
        return found(page, hits.exact, "Intet spørgsmål", words, f"nr. {first.number}")

    return Shown(page, lambda: questions_json(book, hits.records, near_miss=not hits.exact))
