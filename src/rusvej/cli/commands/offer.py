"""``rusvej offer``"""

from __future__ import annotations

from typing import Annotated

import typer

from rusvej.app.lookup import find_offer
from rusvej.cli.options import Data, Format, FormatOption, Plain, rulebook, show, show_json


def offer(
    name: Annotated[list[str], typer.Argument(metavar="NAVN", help="Tilbuddets navn, et andet navn for det, eller noget, der ligner.")],
    sources: Annotated[bool, typer.Option("--sources", help="Skriv alle kilder helt ud.")] = False,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Alt, hvad dokumenterne siger om ét tilbud, og det, de ikke siger.

    \b
    Eksempler:
      rusvej offer MUT
      rusvej offer opsøgende
      rusvej offer metadon --sources
    """
    book = rulebook(data)
    asked = " ".join(name)
    found = find_offer(book, asked)
    first = found.offers[0]
    if len(found.offers) > 1 and format is not Format.json:
        from rusvej.render.page import Item, Page

        page = Page()
        page.heading(f"Flere tilbud kan være ment med “{asked}”", 1)
        page.points("Mente du", [Item(f"{each.summary} (rusvej offer {each.id})", each.name) for each in found.offers])
        show(page, format, plain=plain)
        return
    from rusvej.render.offer_page import offer_json, offer_page

    if format is Format.json:
        others = [each.id for each in found.offers[1:]]
        show_json({**offer_json(book, first), "near_miss": not found.exact, "others": others})
        return
    show(offer_page(book, first, near_miss=not found.exact, asked=asked, full_sources=sources), format, plain=plain)
