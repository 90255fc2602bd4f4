"""``rusvej contact``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.asked import Asked
from rusvej.cli.command import Argument, command
from rusvej.cli.printing import Shown


@command()
def contact(
    asked: Asked,
    who: Annotated[
        list[str] | None,
        Argument("[HVEM]", "Et navn, et andet navn for det, eller hvad det drejer sig om."),
    ] = None,
) -> Shown:
    """Telefonnumre og adresser efter formål. Hvor dokumenterne ikke trykker noget, står der, at det
    ikke er angivet.

    \b
    Eksempler:
      rusvej contact
      rusvej contact {contact}
    """
    from rusvej.render.contact_page import contact_page, contacts_json, contacts_page

    book = asked.book
    if not who:
        return Shown(
            lambda: contacts_page(book, book.contacts), lambda: contacts_json(book, book.contacts)
        )

    from rusvej.app.named import find_named

    name = " ".join(who)
    hits = find_named(
        book.contacts,
        name,
        lambda unit: (unit.id, unit.name, *unit.aliases),
        also=lambda unit: (unit.purpose,),
        what="en kontakt",
        help="rusvej contact viser alle kontakter.",
    )
    near = not hits.exact
    return Shown(
        lambda: (
            contacts_page(book, hits.records, name, near_miss=near)
            if len(hits.records) > 1
            else contact_page(book, hits.records[0], near_miss=near, asked=name)
        ),
        lambda: contacts_json(book, hits.records, near_miss=near),
    )
