"""``rusvej standard``"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rusvej.cli.options import Data, Format, FormatOption, Plain, rulebook, show, show_json


def standard(
    part: Annotated[
        list[str] | None, typer.Argument(metavar="[DEL]", help="En del af standarden, fx målgruppe, frit valg eller klage.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Vis alle dele helt ud.")] = False,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Kvalitetsstandarden del for del. Uden en del vises listen over delene.

    \b
    Eksempler:
      rusvej standard
      rusvej standard frit valg
      rusvej standard --all --format markdown
    """
    from rusvej.render.standard_page import choices_page, parts_page, standard_json, standard_page

    book = rulebook(data)
    if not part:
        if format is Format.json:
            show_json(standard_json(book, book.standard))
        else:
            show(standard_page(book, book.standard) if everything else parts_page(book), format, plain=plain)
        return

    from rusvej.app.named import find_named

    asked = " ".join(part)
    hits = find_named(
        book.standard,
        asked,
        lambda each: (each.id, each.title),
        what="en del af standarden",
        help="rusvej standard viser delene.",
    )
    if not hits.exact:
        sys.stderr.write(f"Ingen del hedder “{asked[:40]}”; det nærmeste er vist.\n")
    if format is Format.json:
        show_json(standard_json(book, hits.records))
    elif len(hits.records) > 1:
        show(choices_page(asked, hits.records), format, plain=plain)
    else:
        show(standard_page(book, hits.records), format, plain=plain)
