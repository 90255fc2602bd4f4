"""One offer: in one screen, and with everything the documents say of it; and the list of offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rusvej.answer import OfferResult
from rusvej.conditions import ALWAYS, questions_of
from rusvej.model import (
    NOT_STATED,
    Citation,
    Criterion,
    Offer,
    Rulebook,
    Stated,
    Statement,
    statements_of,
)
from rusvej.render import words
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Column, Item, Page
from rusvej.render.short import Group, group, short_page, to_ask
from rusvej.render.unbroken import called, hard, reachable


def offer_page(book: Rulebook, offer: Offer, *, full_sources: bool = False) -> Page:
    """The page for `offer`."""
    page = Page(offer.name)
    page.say(offer.summary.rstrip(".") + ".")
    if offer.aliases:
        page.say("Også kaldet: " + ", ".join(offer.aliases) + ".", "quiet")
    entries = [
        Item(words.cited(book, each.note, each.sources), words.level_name(book, each.level))
        for each in offer.levels
    ]
    page.points(f"Nævnt på disse {book.words.levels}", entries)
    if not offer.levels and book.levels:
        page.say(
            f"{words.capital(book.document_name(offer.document))} har tilbuddet uden at dele op i"
            f" {book.words.levels}. {book.cite(offer.entry_lines)}"
        )
    page.heading("Betingelser")
    if not offer.criteria:
        page.say("Der er ikke trykt nogen betingelser.")
    page.points("", [_criterion(book, each) for each in offer.criteria])
    stated = {
        f"Adgang: {words.ACCESS[offer.access.kind]}": offer.access.statements,
        "Kontakt": offer.contact.statements,
        "Første skridt": offer.contact.first_step,
        "Dokumenterne peger på tilbuddet, når": offer.points_to,
        "Dokumenterne peger videre, når": offer.points_away,
        "Grænser": offer.limits,
    }
    details = [(title, offer.details[key]) for key, title in book.details(offer)]
    for title, said in (*stated.items(), *details):
        page.points(title, _said(book, said))
    _around(page, book, offer)
    if full_sources:
        page.points("Kilder", [Item(line) for line in words.places(book, _all_sources(offer))])
    return closing(page, book)


def _around(page: Page, book: Rulebook, offer: Offer) -> None:
    """What other records say of the offer."""
    caveats = [
        Item(
            words.cited(book, printed.text, printed.sources),
            f"{caveat.title} ({words.level_name(book, printed.level)})",
        )
        for caveat in book.caveats
        if offer.id in caveat.offers
        for printed in caveat.printed
    ]
    page.points("Opmærksomhedspunkter", caveats)
    deadlines = [
        Item(words.cited(book, each.text, each.sources), each.name)
        for each in book.deadlines
        if offer.brings(each)
    ]
    page.points("Frister", deadlines)
    open_ = {name for each in offer.criteria for name in questions_of(each.when, book.readings)}
    questions = [
        Item(
            words.cited(book, each.question, each.sources),
            each.title,
            tuple(reading.text for reading in each.readings),
        )
        for each in book.questions
        if each.id in open_
    ]
    page.points("Uklart i dokumenterne", questions)


def _all_sources(offer: Offer) -> list[Citation]:
    placed = (place.statement for place in statements_of(offer))
    cited = (
        record.sources for records in (offer.levels, offer.criteria, placed) for record in records
    )
    return sorted({source for sources in cited for source in sources})


def _criterion(book: Rulebook, criterion: Criterion) -> Item:
    note = f" ({criterion.note.rstrip('.')})" if criterion.note else ""
    return Item(f"{criterion.text}{note} {_levels(book, criterion)}{book.cite(criterion.sources)}")


def _levels(book: Rulebook, printed: Criterion | Statement) -> str:
    if printed.levels is None:
        return ""
    return f"(trykt ved {words.levels(book, printed.levels)}) "


def _said(book: Rulebook, stated: Stated) -> list[Item]:
    if isinstance(stated, str):
        return [Item(words.NOT_STATED_TEXT)]
    found = []
    for each in stated:
        when = "" if each.when == ALWAYS else f"(når: {words.condition(book, each.when)}) "
        found.append(Item(f"{each.text} {when}{_levels(book, each)}{book.cite(each.sources)}"))
    return found


#: A statement, wherever one stands in an offer.
_STATED = "(text sources levels?)"
_OFFER = (
    "id name aliases summary document levels deadlines criteria(text sources levels? id note)"
    f" referral=access(kind statements{_STATED})"
    f" contact(statements{_STATED} first_step{_STATED} units)"
    f" points_to{_STATED} points_away{_STATED} limits{_STATED} details{_STATED} caveats not_stated"
)


def offer_json(book: Rulebook, offer: Offer) -> dict[str, Any]:
    """The offer for other programs: ``rusvej/offer/1``."""
    return json_document(
        "offer/1",
        book,
        offer,
        _OFFER,
        caveats=[caveat.id for caveat in book.caveats if offer.id in caveat.offers],
        not_stated=sorted(key for key, value in offer.details.items() if value == NOT_STATED),
    )


def offers_page(book: Rulebook, results: Iterable[OfferResult], *, filtered: bool) -> Page:
    """The list of offers; with a case known in part, also how each stands to it."""
    page = Page("Tilbud")
    columns = [Column("Tilbud", share=30)]
    columns += [Column("Status", width=11)] if filtered else []
    columns += [Column(words.capital(book.words.levels), share=26)] if book.levels else []
    columns.append(Column("Adgang", share=20))
    rows = []
    for result in results:
        offer = result.offer
        levels = ", ".join(words.level_name(book, entry.level) for entry in offer.levels)
        cells = [f"{offer.name} ({offer.id})"]
        cells += [words.STATUS_SHORT[result.status]] if filtered else []
        cells += [levels or f"kun {book.document_name(offer.document)}"] if book.levels else []
        rows.append((*cells, words.ACCESS[offer.access.kind]))
    if rows:
        page.table(columns, rows)
    page.say(f"{len(rows)} tilbud. rusvej offer NAVN viser alt om ét.")
    return closing(page, book, legend=False)


def offers_json(book: Rulebook, results: Sequence[OfferResult]) -> dict[str, Any]:
    """The list for other programs: ``rusvej/offers/1``."""
    shape = (
        "offers=.(id=offer.id name=offer.name status levels=offer.levels.level"
        " referral=offer.access.kind summary=offer.summary)"
    )
    return json_document("offers/1", book, results, shape)


OFFER_COLUMNS = "id navn status niveauer adgang kort kontakt telefon".split()


def offer_rows(book: Rulebook, results: Iterable[OfferResult]) -> Iterator[Sequence[Any]]:
    """One row for each offer, in the order of `OFFER_COLUMNS`."""
    units = {unit.id: unit for unit in book.contacts}
    for result in results:
        offer = result.offer
        whom = [units[name] for name in offer.contact.units if name in units]
        levels = [entry.level for entry in offer.levels]
        numbers = [number for unit in whom for number, _ in unit.ringing]
        told = (offer.id, offer.name, result.status.id, levels, offer.access.kind, offer.summary)
        yield (*told, [unit.name for unit in whom], numbers)


#: How the way in is called, as the beginning of a line.
_ACCESS = {
    "direct": "Uden visitation",
    "contact": "Kan kontaktes; om der visiteres, står der ikke",
    "assessed": "Nogen vurderer eller henviser først",
    "decision": "Kræver en afgørelse",
    NOT_STATED: "Hvem der afgør, står der ikke",
}
#: The groups of an offer, with their headings in full.
HEADINGS = {
    "HVAD": "Hvad det er",
    "HVEM": "Hvem der kan henvende sig",
    "RING": "Ring",
    "HOS": "Hvem du henvender dig til",
    "SÅDAN": "Sådan gør du",
    "VEJEN": "Vejen ind",
    "KRÆVER": "Det kræver",
    "GRÆNSE": "Grænser",
    "STÅR": "Hvor det er nævnt",
    "OBS": "Vær opmærksom på",
    "UKLART": "Uklart i dokumenterne",
    "OGSÅ": "Godt at vide",
}


def offer_short(book: Rulebook, offer: Offer, remark: str = "") -> Page:
    """The page; `remark` says how the name was understood."""
    all_of_it = hard(f"rusvej offer {offer.id} --full")
    foot = f"{book.about.brief or book.about.guidance} Alt: {all_of_it}"
    return short_page(book, offer.name, offer_groups(book, offer), [remark, foot])


def offer_groups(book: Rulebook, offer: Offer) -> list[Group]:
    """What is said of the offer, group by group."""
    names = {level.id: level.name for level in book.levels}
    at = words.listed(words.lower_first(names.get(e.level, e.level)) for e in offer.levels)
    units = [unit for unit in book.contacts if unit.id in offer.contact.units]
    doors = [reachable(unit) for unit in units if unit.ringing]
    silent = [reachable(unit) for unit in units if not unit.ringing]
    doors += [
        f"{called(n.name, n.telephone)} (kommunens eget, ikke fra {book.words.documents})"
        for n in book.local_numbers_for(offer)
        if n.telephone
    ]
    first = next(iter(offer.access.statements), None)
    access = [(_ACCESS[offer.access.kind], book.cite(first.sources[:1]) if first else "")]
    if offer.access.kind != "direct" or not first:
        access += _told_once(book, offer.access.statements)
    questions = {q for c in offer.criteria for q in questions_of(c.when, book.readings)}
    return [
        group("HVAD", [offer.summary], "first"),
        group("HVEM", _told_once(book, offer.contact.statements), "can"),
        group("RING", doors, "can"),
        group("HOS", silent, "can"),
        group("SÅDAN", (*_told_once(book, offer.contact.first_step), *to_ask(book, units)), "can"),
        group("VEJEN", access),
        group("KRÆVER", _told_once(book, offer.criteria), "must"),
        group("GRÆNSE", _told_once(book, offer.limits)),
        group("STÅR", [_where(book, offer, at)]),
        group("OBS", (c.title for c in book.caveats if offer.id in c.offers), "unclear"),
        group("UKLART", (q.title for q in book.questions if q.id in questions)),
        group("OGSÅ", _brief(book, offer)),
    ]


def _where(book: Rulebook, offer: Offer, at: str) -> str:
    """At which levels it stands; without any, in which document, where that says something."""
    if at:
        return f"Ved {at}"
    name = words.capital(book.document_name(offer.document))
    if book.levels:
        return f"{name} har det uden at dele op i {book.words.levels}"
    return f"{name} har det" if len(book.documents) > 1 else ""


def _brief(book: Rulebook, offer: Offer) -> Iterator[tuple[str, str]]:
    """The details that the rulebook wants on one screen, where they are stated."""
    for detail in book.about.details:
        stated = offer.details.get(detail.id, NOT_STATED)
        if detail.brief and not isinstance(stated, str):
            for text, cited in _told_once(book, stated):
                yield f"{detail.label}: {words.lower_first(text)}", cited


def _told_once(
    book: Rulebook, statements: Iterable[Statement | Criterion]
) -> tuple[tuple[str, str], ...]:
    names = {level.id: words.lower_first(level.name) for level in book.levels}
    alike: dict[str, list[Statement | Criterion]] = {}
    for statement in statements:
        alike.setdefault(statement.text.rstrip("."), []).append(statement)
    found = []
    for text, said in alike.items():
        # What is printed at several levels is told once.
        everywhere = any(each.levels is None for each in said)
        levels = () if everywhere else dict.fromkeys(x for each in said for x in each.levels or ())
        at = words.listed(names.get(level, level) for level in levels)
        cited = dict.fromkeys(source for each in said for source in each.sources[:2])
        found.append((f"{text} (ved {at})" if at else text, book.cite(tuple(cited)[:3])))
    return tuple(found)
