"""``rusvej contact``"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any

from rusvej.cli.command import FORMS, TABLES, Argument, Asked, Option, Shown, command
from rusvej.diagnostics import InputError
from rusvej.model import ContactUnit
from rusvej.render.page import Page


@command(forms=(*FORMS, "csv", "excel"), form_help=TABLES)
def contact(
    asked: Asked,
    who: Annotated[
        list[str] | None,
        Argument("[HVEM]", "Et navn, et andet navn for det, eller hvad det drejer sig om."),
    ] = None,
    full: Annotated[bool, Option("--full", "Vis alt og ikke kun en skærm.")] = False,
) -> Shown:
    """Telefonnumre og adresser efter formål. Hvor dokumenterne ikke trykker noget, står der, at det
    ikke er angivet.

    \b
    Eksempler:
      rusvej contact
      rusvej contact akut
      rusvej contact {contact}
    """
    from rusvej.app.named import acute_notes, find_contacts, notes_on, own_numbers
    from rusvej.render.contact_page import (
        CONTACT_COLUMNS,
        contact_page,
        contact_rows,
        contact_short,
        contacts_json,
        contacts_page,
        contacts_short,
    )
    from rusvej.render.frame import found
    from rusvej.render.law_words import notes_json

    book, name = asked.book, " ".join(who or ())

    def shown(page: Callable[[], Page], units: Sequence[ContactUnit], **more: Any) -> Shown:
        rows = CONTACT_COLUMNS, lambda: contact_rows(book, units)
        return Shown(page, lambda: contacts_json(book, units) | more, tables=rows)

    acute = acute_notes(book, name)
    if not who:
        if full:
            return shown(lambda: contacts_page(book, book.contacts), book.contacts)
        return shown(lambda: contacts_short(book, acute), book.contacts)
    own = own_numbers(book, name)
    if not (acute or own):
        try:
            hits = find_contacts(book, name)
        except InputError:
            # Nobody is called that, but help may be for it.
            if not (acute := notes_on(book, name)):
                raise
    if own:
        # Whoever asks for the one who answers at night may be in danger.
        acute = acute_notes(book)
    if acute:
        notes = notes_json(book, acute, asked.today)
        called = partial(contacts_short, book, acute, all_units=False, named=own)
        return shown(called, (), law_notes=notes)
    first, *others = hits.records

    def page() -> Page:
        if others:
            return contacts_page(book, hits.records, name, near_miss=not hits.exact)
        if not full:
            remark = "" if hits.exact else f"Det, der ligner “{name}” mest, er {first.name}."
            return contact_short(book, first, remark)
        return found(contact_page(book, first), hits.exact, "Ingen", name, first.name)

    return shown(page, hits.records, near_miss=not hits.exact)
