"""``rusvej contact``"""

from __future__ import annotations

from typing import Annotated

import typer

from rusvej.cli.options import Data, FormatOption, Plain
from rusvej.cli.output import Format, rulebook, show, show_json


def contact(
    who: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[HVEM]", help="Et navn, et andet navn for det, eller hvad det drejer sig om."
        ),
    ] = None,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Telefonnumre og adresser efter formål. Hvor dokumenterne ikke trykker noget, står der, at det
    ikke er angivet.

    \b
    Eksempler:
      rusvej contact
      rusvej contact Misbrugsteamet
      rusvej contact anonym
    """
    from rusvej.render.contact_page import contact_page, contacts_json, contacts_page

    book = rulebook(data)
    if not who:
        if format is Format.json:
            show_json(contacts_json(book, book.contacts))
        else:
            show(contacts_page(book, book.contacts), format, plain=plain)
        return

    from rusvej.app.named import find_named

    asked = " ".join(who)
    hits = find_named(
        book.contacts,
        asked,
        lambda unit: (unit.id, unit.name, *unit.aliases),
        also=lambda unit: (unit.purpose,),
        what="en kontakt",
        help="rusvej contact viser alle kontakter.",
    )
    if format is Format.json:
        show_json(contacts_json(book, hits.records, near_miss=not hits.exact))
    elif len(hits.records) > 1:
        show(
            contacts_page(book, hits.records, asked, near_miss=not hits.exact), format, plain=plain
        )
    else:
        show(
            contact_page(book, hits.records[0], near_miss=not hits.exact, asked=asked),
            format,
            plain=plain,
        )
