"""``rusvej contact``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.asked import Asked
from rusvej.cli.command import FORMS, Argument, Option, command
from rusvej.cli.printing import Shown
from rusvej.diagnostics import InputError


@command(
    forms=(*FORMS, "csv", "excel"),
    form_help=(
        "Udskriftens form; csv er en tabel til programmer, excel den samme til et dansk Excel"
        " (semikolon, UTF-8 med BOM)."
    ),
)
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
    from rusvej.app.named import find_contacts
    from rusvej.render.contact_page import (
        CONTACT_COLUMNS,
        contact_page,
        contact_rows,
        contacts_json,
        contacts_page,
    )
    from rusvej.render.contact_short import acute_notes, contacts_short, notes_on
    from rusvej.render.law_words import notes_json
    from rusvej.render.tables import csv_text, excel_bytes

    book = asked.book
    if not who:
        return Shown(
            lambda: (
                contacts_page(book, book.contacts)
                if full
                else contacts_short(book, acute_notes(book))
            ),
            lambda: contacts_json(book, book.contacts),
            csv=lambda: csv_text(CONTACT_COLUMNS, contact_rows(book, book.contacts)),
            excel=lambda: excel_bytes(CONTACT_COLUMNS, contact_rows(book, book.contacts)),
        )
    name = " ".join(who)
    acute = acute_notes(book, name)
    if not acute:
        try:
            hits = find_contacts(book, name)
        except InputError:
            # Nobody is called that, but help may be for it.
            if not (acute := notes_on(book, name)):
                raise
    if acute:
        return Shown(
            lambda: contacts_short(book, acute, all_units=False),
            lambda: {
                **contacts_json(book, ()),
                "law_notes": notes_json(book, acute, asked.today),
            },
            csv=lambda: csv_text(CONTACT_COLUMNS, contact_rows(book, ())),
            excel=lambda: excel_bytes(CONTACT_COLUMNS, contact_rows(book, ())),
        )

    near = not hits.exact
    return Shown(
        lambda: (
            contacts_page(book, hits.records, name, near_miss=near)
            if len(hits.records) > 1
            else contact_page(book, hits.records[0], near_miss=near, asked=name, full=full)
        ),
        lambda: contacts_json(book, hits.records, near_miss=near),
        csv=lambda: csv_text(CONTACT_COLUMNS, contact_rows(book, hits.records)),
        excel=lambda: excel_bytes(CONTACT_COLUMNS, contact_rows(book, hits.records)),
    )
