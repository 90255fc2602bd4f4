"""Whom to turn to, for what, and how: the numbers and addresses that are printed, and that others
are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rusvej.foreign import quoted
from rusvej.model import NOT_STATED, ContactUnit, LocalNumber, Rulebook
from rusvej.render import words
from rusvej.render.as_json import picked
from rusvej.render.frame import closing, guessed, head
from rusvej.render.page import Column, Item, Page, Table
from rusvej.render.unbroken import upper_first


def contacts_page(
    book: Rulebook, units: Sequence[ContactUnit], asked: str = "", *, near_miss: bool = False
) -> Page:
    """The list by purpose: first those with a number, then those with an address or a site, then
    the rest."""
    page = Page(f"Kontakt: {quoted(asked, 'sådan')}" if asked else "Kontakt")
    if near_miss:
        page.remark(f"Ingen hedder {quoted(asked, 'sådan')}. Her er dem, der ligner mest.")
    with_number = [unit for unit in units if unit.ringing]
    reachable = [
        unit
        for unit in units
        if unit not in with_number and (unit.address != NOT_STATED or unit.web)
    ]
    rest = [unit for unit in units if unit not in with_number and unit not in reachable]
    _table(page, "Med telefonnummer", with_number, telephone=True)
    _table(
        page, "Med adresse eller netsted; telefon ikke angivet i kilden", reachable, telephone=False
    )
    page.points(
        "Hverken telefon, adresse eller netsted er angivet i kilden",
        [
            Item(unit.purpose.rstrip(".") + ".", unit.name, (unit.note,) if unit.note else ())
            for unit in rest
        ],
    )
    page.say("rusvej contact NAVN viser en enkelt med forbehold og kilder.")
    return closing(page, book, legend=False)


def _table(page: Page, title: str, units: Sequence[ContactUnit], *, telephone: bool) -> None:
    if not units:
        return
    page.heading(title)
    columns = [
        Column("Hvem", share=28),
        Column("Til hvad", share=32),
        Column("Adresse/netsted", share=22),
    ]
    if telephone:
        columns.insert(2, Column("Telefon", width=11))
    rows = []
    for unit in units:
        cells = [unit.name, unit.purpose, _address(unit)]
        if telephone:
            cells.insert(2, _numbers(unit))
        rows.append(tuple(cells))
    page.blocks.append(Table(tuple(columns), tuple(rows)))


def _numbers(unit: ContactUnit) -> str:
    return "; ".join(f"{number} ({what})" if what else number for number, what in unit.ringing)


def _address(unit: ContactUnit) -> str:
    address = words.NOT_STATED_TEXT if isinstance(unit.address, str) else ", ".join(unit.address)
    return f"{address}; {unit.web}" if unit.web else address


def contact_page(
    book: Rulebook, unit: ContactUnit, *, near_miss: bool = False, asked: str = ""
) -> Page:
    """One unit with everything that is printed about it."""
    page = Page(unit.name)
    if near_miss:
        guessed(page, "Ingen", asked, unit.name)
    page.say(unit.purpose.rstrip(".") + ".")
    if unit.aliases:
        page.say("Også kaldet: " + ", ".join(unit.aliases) + ".", "quiet")
    telephone = unit.telephone if unit.telephone != NOT_STATED else words.NOT_STATED_TEXT
    items = [
        Item(f"{telephone}{f'. {unit.telephone_note}' if unit.telephone_note else ''}", "Telefon")
    ]
    items += [
        Item("; ".join((each.telephone, *each.hours)), upper_first(each.purpose))
        for each in unit.numbers
    ]
    items.append(
        Item(
            words.NOT_STATED_TEXT if isinstance(unit.address, str) else ", ".join(unit.address),
            "Adresse",
        )
    )
    items.append(Item(unit.web or words.NOT_STATED_TEXT, "Netsted"))
    items += [Item(", ".join(unit.email), "Mail")] if unit.email else []
    items += [Item("; ".join(unit.hours), "Åbent")] if unit.hours else []
    page.points("Sådan", items)
    own = [n for n in book.local_numbers if n.contact == unit.id and n.given]
    page.points("Kommunens egne oplysninger, ikke fra dokumenterne", [_own(n) for n in own])
    if unit.note:
        page.say(unit.note, "note")
    page.points(
        "Tilbud, hvor kontakten er nævnt",
        [Item(f"rusvej offer {o.id}", o.name) for o in book.offers if unit.id in o.contact.units],
    )
    page.points("Kilder", [Item(place) for place in words.places(book, unit.sources)])
    return closing(page, book, legend=False)


def _own(number: LocalNumber) -> Item:
    ways = [number.telephone, *number.email, number.web, *number.hours]
    given = [part for part in (number.given_by, number.given_on) if part]
    told = f" (oplyst af {', '.join(given)})" if given else ""
    return Item(f"{'; '.join(way for way in ways if way)}{told}", number.name)


def contacts_json(
    book: Rulebook, units: Sequence[ContactUnit], *, near_miss: bool = False
) -> dict[str, Any]:
    """The units for other programs; ``ikke-angivet`` where the documents print nothing."""
    return {
        **head("contacts/1", book),
        "near_miss": near_miss,
        "contacts": [
            {
                **picked(
                    book,
                    unit,
                    "id name aliases purpose telephone telephone_note address note email hours"
                    " numbers sources",
                ),
                "web": unit.web or NOT_STATED,
                "offers": [offer.id for offer in book.offers if unit.id in offer.contact.units],
            }
            for unit in units
        ],
    }


CONTACT_COLUMNS = [
    "id", "navn", "formaal", "telefon", "telefon_note", "adresse", "email", "tider", "web",
    "note", "tilbud", "flere_numre", "kilde",
]  # fmt: skip


def contact_rows(book: Rulebook, units: Sequence[ContactUnit]) -> Iterator[Sequence[Any]]:
    """One row for each unit, in the order of `CONTACT_COLUMNS`."""
    for unit in units:
        offers = [offer.name for offer in book.offers if unit.id in offer.contact.units]
        yield (
            *(unit.id, unit.name, unit.purpose, unit.telephone, unit.telephone_note),
            *(unit.address, unit.email, unit.hours, unit.web, unit.note, offers),
            *([f"{each.telephone} ({each.purpose})" for each in unit.numbers], unit.sources),
        )
