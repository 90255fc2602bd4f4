"""``rusvej pathway``"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from rusvej.cli.options import Data, Plain
from rusvej.cli.output import Format, show, show_json
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.model import Level, Rulebook


class PathwayFormat(StrEnum):
    """How the pathway is printed."""

    table = "table"
    plain = "plain"
    json = "json"
    markdown = "markdown"
    mermaid = "mermaid"


def pathway(
    level: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NIVEAU]",
            help="trivsel, eksperimenterende, problematisk, misbrug eller afhaengighed.",
        ),
    ] = None,
    format: Annotated[
        PathwayFormat,
        typer.Option(
            "--format",
            help="Udskriftens form. mermaid er et diagram, der kan sættes ind i Markdown.",
        ),
    ] = PathwayFormat.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Et niveaus vej trin for trin: hvem gør hvad, hvornår, og hvad kommer bagefter. Uden niveau
    vises de fem niveauer.

    \b
    Eksempler:
      rusvej pathway
      rusvej pathway misbrug
      rusvej pathway "problematisk brug" --format mermaid
    """
    from rusvej.app.rulebook import open_rulebook, open_side
    from rusvej.render.pathway_page import levels_json, levels_page, pathway_json, pathway_page
    from rusvej.store import data_folder

    folder = data_folder(data)
    book = open_rulebook(folder)
    if not level:
        if format is PathwayFormat.mermaid:
            raise InputError("Et diagram viser ét niveau.", _choices(book))
        if format is PathwayFormat.json:
            show_json(levels_json(book))
        else:
            show(levels_page(book), Format(format.value), plain=plain)
        return

    from rusvej.analysis.pathways import pathway as steps_of

    chosen = _level(book, " ".join(level))
    strands = steps_of(book, open_side(folder, "strands"), chosen)
    if format is PathwayFormat.json:
        show_json(pathway_json(book, chosen, strands))
    elif format is PathwayFormat.mermaid:
        from rusvej.render.pathway_mermaid import flowchart

        sys.stdout.write(flowchart(chosen, strands))
    else:
        show(pathway_page(book, chosen, strands), Format(format.value), plain=plain)


def _level(book: Rulebook, wanted: str) -> Level:
    """The one level meant; a guess is said to be one. Raises `InputError`."""
    from rusvej.app.named import find_named

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
