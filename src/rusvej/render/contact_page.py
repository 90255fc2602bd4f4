"""Whom to turn to, for what, and how, in one screen and in full: the numbers and addresses that are
printed, and that others are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rusvej.foreign import quoted
from rusvej.model import NOT_STATED, ContactUnit, LocalNumber, Offer, Rulebook
from rusvej.model.law import LawNote
from rusvej.render import words
from rusvej.render.frame import closing, json_document
from rusvej.render.page import LAW, Column, Item, Page
from rusvej.render.short import group, short_page, to_ask
from rusvej.render.unbroken import called, hard, reachable, reached


def contacts_page(
    book: Rulebook, units: Sequence[ContactUnit], asked: str = "", *, near_miss: bool = False
) -> Page:
    """The list by purpose: first those with a number, then those with an address or a site, then
    the rest."""
    page = Page(f"Kontakt: {quoted(asked, 'sådan')}" if asked else "Kontakt")
    if near_miss:
        page.remark(f"Ingen hedder {quoted(asked, 'sådan')}. Her er dem, der ligner mest.")
    ringing = [unit for unit in units if unit.ringing]
    silent = [unit for unit in units if not unit.ringing]
    placed = [unit for unit in silent if unit.address != NOT_STATED or unit.web]
    _table(page, "Med telefonnummer", ringing)
    _table(page, "Med adresse eller netsted; telefon ikke angivet i kilden", placed)
    rest = [
        Item(unit.purpose.rstrip(".") + ".", unit.name, (unit.note,) if unit.note else ())
        for unit in silent
        if unit not in placed
    ]
    nowhere = "Hverken telefon, adresse eller netsted er angivet i kilden"
    page.points(f"{nowhere}; spørg kommunen", rest)
    page.say("rusvej contact NAVN viser en enkelt med forbehold og kilder.")
    return closing(page, book, legend=False)


#: What the municipality has added stands under this.
OWN = "Kommunens egne oplysninger, ikke fra dokumenterne"


def _table(page: Page, title: str, units: Sequence[ContactUnit]) -> None:
    if units:
        page.heading(title)
        telephone = [Column("Telefon", width=11)] if units[0].ringing else []
        first = (Column("Hvem", share=28), Column("Til hvad", share=32))
        rows = []
        for unit in units:
            numbers = (f"{number} ({what})" if what else number for number, what in unit.ringing)
            told = ["; ".join(numbers)] if telephone else []
            place = "; ".join(filter(None, (_place(unit), unit.web)))
            rows.append((unit.name, unit.purpose, *told, place))
        page.table((*first, *telephone, Column("Adresse/netsted", share=22)), rows)


def _place(unit: ContactUnit) -> str:
    return words.NOT_STATED_TEXT if isinstance(unit.address, str) else ", ".join(unit.address)


def contact_page(book: Rulebook, unit: ContactUnit) -> Page:
    """One unit with every line that names it, and what else it is called."""
    page = Page(unit.name)
    page.say(unit.purpose.rstrip(".") + ".")
    if unit.aliases:
        page.say("Også kaldet: " + ", ".join(unit.aliases) + ".", "quiet")
    page.points("Sådan", [Item(way, label) for label, way in ways(unit)])
    own = [n for n in book.local_numbers if n.contact == unit.id and n.given]
    page.points(OWN, [Item(given(n), n.name) for n in own])
    if unit.note:
        page.say(unit.note, "note")
    page.points(
        "Tilbud, hvor kontakten er nævnt",
        [Item(f"rusvej offer {offer.id}", offer.name) for offer in mentioning(book, unit)],
    )
    page.points("Kilder", [Item(place) for place in words.places(book, unit.sources)])
    return closing(page, book, legend=False)


def ways(unit: ContactUnit) -> list[tuple[str, str]]:
    """How the unit is reached, each way under what it is; what is not stated is said."""
    telephone = unit.telephone if unit.telephone != NOT_STATED else words.NOT_STATED_TEXT
    note = f". {unit.telephone_note}" if unit.telephone_note else ""
    found = [
        ("Telefon", f"{telephone}{note}"),
        *((words.capital(n.purpose), "; ".join((n.telephone, *n.hours))) for n in unit.numbers),
        ("Adresse", "" if isinstance(unit.address, str) else _place(unit)),
        ("Netsted", unit.web),
        ("Mail", ", ".join(unit.email)),
        ("Åbent", "; ".join(unit.hours)),
    ]
    silent = ["adresse"] * isinstance(unit.address, str) + ["netsted"] * (not unit.web)
    if silent:
        found.append((words.capital(" og ".join(silent)), words.NOT_STATED_TEXT))
    return [(label, way) for label, way in found if way]


def given(number: LocalNumber) -> str:
    """What the municipality itself has told, and who told it when."""
    told = filter(None, (number.telephone, *number.email, number.web, *number.hours))
    teller = [part for part in (number.given_by, number.given_on) if part]
    by = f" (oplyst af {', '.join(teller)})" if teller else ""
    return f"{'; '.join(told)}{by}"


def contacts_json(book: Rulebook, units: Sequence[ContactUnit]) -> dict[str, Any]:
    """The units for other programs; ``ikke-angivet`` where the documents print nothing."""
    shape = (
        "near_miss contacts=.(id name aliases purpose telephone telephone_note address note email"
        " hours numbers sources web offers)"
    )
    return json_document(
        "contacts/1",
        book,
        units,
        shape,
        near_miss=False,
        web=lambda unit: unit.web or NOT_STATED,
        offers=lambda unit: [offer.id for offer in mentioning(book, unit)],
    )


def mentioning(book: Rulebook, unit: ContactUnit) -> list[Offer]:
    """The offers that one turns to the unit about."""
    return [offer for offer in book.offers if unit.id in offer.contact.units]


CONTACT_COLUMNS = (
    "id navn formaal telefon telefon_note adresse email tider web note tilbud flere_numre kilde"
).split()


def contact_rows(book: Rulebook, units: Sequence[ContactUnit]) -> Iterator[Sequence[Any]]:
    """One row for each unit, in the order of `CONTACT_COLUMNS`."""
    for unit in units:
        yield (
            *(unit.id, unit.name, unit.purpose, unit.telephone, unit.telephone_note, unit.address),
            *(unit.email, unit.hours, unit.web, unit.note),
            *([offer.name for offer in mentioning(book, unit)],),
            *([f"{each.telephone} ({each.purpose})" for each in unit.numbers], unit.sources),
        )


#: What is said of a number that nobody has filled in.
_EMPTY = "Kommunen har ikke skrevet nummeret ind her"


def contact_short(book: Rulebook, unit: ContactUnit, remark: str = "") -> Page:
    """One unit; `remark` says how its name was understood."""
    own = [n for n in book.local_numbers if n.contact == unit.id and n.given]
    offers = words.listed(offer.short or offer.name for offer in mentioning(book, unit))
    reached_by = (f"{label}: {way}" for label, way in ways(unit))
    ask = to_ask(book, [unit])
    if not (ask or own or unit.ringing or unit.web) and isinstance(unit.address, str):
        ask = [("Spørg kommunen", "")]
    groups = [
        group("HVAD", [unit.purpose], "first"),
        group("EGNE", ((f"{n.name}: {given(n)}", LAW) for n in own), "can"),
        group("RING" if unit.ringing else "HOS", reached_by, "can"),
        group("NUMMER", ask, "can"),
        group("OBS", [unit.note], "unclear"),
        group("TILBUD", [f"{offers} (rusvej offer NAVN)"] if offers else ()),
    ]
    all_of_it = hard(f"rusvej contact {unit.id} --full")
    foot = f"{book.about.brief or book.about.guidance} Alt: {all_of_it}"
    return short_page(book, unit.name, groups, [remark, foot])


def contacts_short(
    book: Rulebook,
    notes: Sequence[LawNote],
    *,
    all_units: bool = True,
    named: Sequence[LocalNumber] = (),
) -> Page:
    """The page. `notes` are the national ones to tell; without `all_units` nothing else is but the
    municipality's own, and those `named`, filled in or not."""
    own = [n for n in book.local_numbers if n.telephone and (all_units or not n.contact)]
    empty = [n for n in named if not n.telephone]
    of_country = [note for note in notes if note.kind == "national" and not note.acute]
    law = [note for note in notes if note.kind != "national"]
    groups = [
        group("AKUT", ((note.text, LAW) for note in notes if note.acute), "danger"),
        group("HJÆLP", ((note.text, LAW) for note in of_country), "can"),
        group("LOV", ((note.text, LAW) for note in law)),
        group("EGNE", (f"{called(n.name, n.telephone)}: {n.purpose}" for n in own)),
        group("EGNE", (f"{n.name}: {n.purpose}. {_EMPTY}" for n in empty)),
    ]
    rest = ""
    if all_units:
        ringing = [unit for unit in book.contacts if unit.ringing]
        silent = [unit for unit in book.contacts if not unit.ringing]
        lines = ((f"{reached(u)}: {u.purpose}", book.cite(u.sources[-2:])) for u in ringing)
        groups.append(group("RING", lines, "can"))
        documents = words.capital(book.words.documents)
        told = [unit for unit in silent if unit.email or unit.hours or not ringing]
        groups.append(group("HOS", (f"{reachable(u)}: {u.purpose}" for u in told)))
        if silent and not ringing:
            rest = f"{documents} har ingen telefonnumre. "
        elif left := len(silent) - len(told):
            others = f"{left} andre" if left > 1 else "én anden"
            rest = f"{documents} har ikke telefonnummer til {others}: --full. "
    foot = f"{rest}rusvej contact NAVN viser en enkelt."
    return short_page(book, "Kontakt", groups, [foot])
