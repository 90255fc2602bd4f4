"""``rusvej offer``"""

from __future__ import annotations

from typing import Annotated, Any

from rusvej.app.named import find_offer
from rusvej.cli.command import FORMS, Argument, Asked, Option, Shown, command
from rusvej.cli.files import drawn
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.render.page import Page


@command(
    forms=(*FORMS, "html"),
    form_help=(
        "Udskriftens form; html er et ark til en samtale (kræver rusvej[page]), i tonen for den,"
        " der spørger."
    ),
    case=True,
    day=True,
    law=True,
)
def offer(
    asked: Asked,
    name: Annotated[
        list[str],
        Argument("NAVN", "Tilbuddets navn, et andet navn for det, eller noget, der ligner."),
    ],
    full: Annotated[bool, Option("--full", "Vis alt og ikke kun en skærm.")] = False,
    sources: Annotated[bool, Option("--sources", "Skriv alle kilder helt ud.")] = False,
) -> Shown:
    """Alt, hvad dokumenterne siger om ét tilbud, og det, de ikke siger.

    \b
    Eksempler:
      rusvej offer {offer}
      rusvej offer {offer} --sources
    """
    from rusvej.explain.law_notes import for_offer
    from rusvej.render.frame import choices, found
    from rusvej.render.law_words import notes_json, put_in
    from rusvej.render.offer_page import offer_json, offer_page, offer_short

    book, words = asked.book, " ".join(name)
    said = quoted(words, "det skrevne")
    hits = find_offer(book, words)
    first, *others = hits.records
    notes = for_offer(asked.book.law_notes, first.id) if asked.law_notes else ()

    if asked.case and asked.form != "html":
        raise InputError(
            "Oplysninger om sagen bruges kun til arket (--format html) her.",
            "rusvej suggest svarer på en sag, og rusvej why forklarer et tilbud i den.",
        )

    def html() -> str:
        from rusvej.render.handout import offer_sheet

        if others:
            named = ", ".join(each.id for each in hits.records)
            raise InputError(f"{said} kan være flere tilbud.", f"Skriv et af dem: {named}.")
        return drawn(offer_sheet(book, first, asked.case, notes, asked.day))

    def page() -> Page:
        if others:
            named = [(o.name, f"{o.summary} (rusvej offer {o.id})") for o in hits.records]
            return choices(words, "tilbud", named)
        if not (full or sources):
            remark = "" if hits.exact else f"Det, der ligner {said} mest, er {first.name}."
            return offer_short(book, first, remark)
        page = offer_page(book, first, full_sources=sources)
        found(page, hits.exact, "Intet tilbud", words, first.name)
        put_in(page, book, notes, asked.day, cases=False)
        return page

    def json() -> dict[str, Any]:
        told = offer_json(book, first)
        told |= {"near_miss": not hits.exact, "others": [each.id for each in others]}
        return told | ({"law_notes": notes_json(book, notes, asked.day)} if asked.law_notes else {})

    return Shown(page, json, html=html)
