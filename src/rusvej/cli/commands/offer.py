"""``rusvej offer``"""

from __future__ import annotations

from typing import Annotated

import typer

from rusvej.app.lookup import find_offer
from rusvej.cli.options import AsOf, Data, FormatOption, NoLawNotes, Plain
from rusvej.cli.output import Format, on, rulebook, show, show_json
from rusvej.foreign import quoted


def offer(
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAVN", help="Tilbuddets navn, et andet navn for det, eller noget, der ligner."
        ),
    ],
    sources: Annotated[bool, typer.Option("--sources", help="Skriv alle kilder helt ud.")] = False,
    as_of: AsOf = None,
    no_law_notes: NoLawNotes = False,
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
    day = on(as_of)
    book = rulebook(data)
    asked = " ".join(name)
    found = find_offer(book, asked)
    first = found.offers[0]
    if len(found.offers) > 1 and format is not Format.json:
        from rusvej.render.page import Item, Page

        page = Page()
        page.heading(f"Flere tilbud kan være ment med {quoted(asked, 'det skrevne')}", 1)
        page.points(
            "Mente du",
            [Item(f"{each.summary} (rusvej offer {each.id})", each.name) for each in found.offers],
        )
        show(page, format, plain=plain)
        return
    from rusvej.analysis.law_notes import for_offer
    from rusvej.app.law_notes import law_notes
    from rusvej.render.law_words import notes_json, put_in
    from rusvej.render.offer_page import offer_json, offer_page

    notes = () if no_law_notes else for_offer(law_notes(data), first.id)
    if format is Format.json:
        others = [each.id for each in found.offers[1:]]
        told = {**offer_json(book, first), "near_miss": not found.exact, "others": others}
        show_json(told if no_law_notes else {**told, "law_notes": notes_json(book, notes, day)})
        return
    page = offer_page(book, first, near_miss=not found.exact, asked=asked, full_sources=sources)
    put_in(page, book, notes, day, cases=False)
    show(page, format, plain=plain)
