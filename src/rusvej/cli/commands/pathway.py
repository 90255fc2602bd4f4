"""``rusvej pathway``"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Annotated

from rusvej.cli.command import FORMS, Argument, Asked, Option, Shown, command
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.model import Level, Rulebook


@command(
    forms=(*FORMS, "mermaid"),
    form_help="Udskriftens form. mermaid er et diagram, der kan sættes ind i Markdown.",
)
def pathway(
    asked: Asked,
    level: Annotated[
        list[str] | None,
        Argument("[NIVEAU]", "Et af regelsættets niveauer; uden vises de alle."),
    ] = None,
    full: Annotated[bool, Option("--full", "Vis alt og ikke kun en skærm.")] = False,
) -> Shown:
    """Et niveaus vej trin for trin: hvem gør hvad, hvornår, og hvad kommer bagefter. Uden niveau
    vises niveauerne.

    \b
    Eksempler:
      rusvej pathway
      rusvej pathway {level}
      rusvej pathway {level} --format mermaid
    """
    from rusvej.render.pathway_page import (
        flowchart,
        levels_json,
        levels_page,
        levels_short,
        pathway_json,
        pathway_page,
        pathway_short,
    )

    book = asked.book
    if not level and book.levels:
        if asked.form == "mermaid":
            raise InputError("Et diagram viser ét niveau.", _choices(book))
        return Shown(
            lambda: (levels_page if full else levels_short)(book), lambda: levels_json(book)
        )

    from rusvej.analysis.pathways import pathway as steps_of

    if level and not book.levels:
        raise InputError("Regelsættet har ingen niveauer.", "Skriv rusvej pathway alene.")
    chosen = _level(book, " ".join(level)) if level else None
    strands = steps_of(book, asked.book.strands, chosen)
    return Shown(
        lambda: (pathway_page if full else pathway_short)(book, chosen, strands),
        lambda: pathway_json(book, chosen, strands),
        mermaid=lambda: flowchart(chosen, strands),
    )


def _level(book: Rulebook, wanted: str) -> Level:
    """The one level meant; a guess is said to be one. Raises `InputError`."""
    from rusvej.app.named import find_named

    asked = book.vocabulary.get(book.roles.level)
    with suppress(InputError):
        # As --level reads it: by number, however it is spelled, or in other words.
        known = asked.parse(wanted) if asked else None
        return next(level for level in book.levels if level.id == known)
    hits = find_named(
        book.levels,
        wanted,
        lambda level: (level.id, level.name),
        what="et niveau",
        help=_choices(book),
    )
    if len(hits.records) > 1:
        names = " eller ".join(level.name for level in hits.records)
        raise InputError(f"{quoted(wanted, 'Det')} kan være flere niveauer.", f"Mente du {names}?")
    if not hits.exact:
        sys.stderr.write(
            f"Intet niveau hedder {quoted(wanted, 'sådan')}; det nærmeste er"
            f" {hits.records[0].name}.\n"
        )
    return hits.records[0]


def _choices(book: Rulebook) -> str:
    return f"Niveauer: {', '.join(level.id for level in book.levels)}."
