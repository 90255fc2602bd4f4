"""One offer with everything the documents say of it, and the list of offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rusvej.answer import OfferResult
from rusvej.conditions import ALWAYS, in_words
from rusvej.model import NOT_STATED, Criterion, Offer, Rulebook, Stated, Statement
from rusvej.render import words
from rusvej.render.as_json import picked
from rusvej.render.frame import closing, guessed, head
from rusvej.render.page import Column, Item, Page, Table


def offer_page(
    book: Rulebook,
    offer: Offer,
    *,
    near_miss: bool = False,
    asked: str = "",
    full_sources: bool = False,
) -> Page:
    """The page for `offer`. A near miss is said to be one."""
    page = Page(offer.name)
    if near_miss:
        guessed(page, "Intet tilbud", asked, offer.name)
    page.say(offer.summary.rstrip(".") + ".")
    if offer.aliases:
        page.say("Også kaldet: " + ", ".join(offer.aliases) + ".", "quiet")
    level_names = {level.id: level.name for level in book.levels}
    entries = [
        Item(
            f"{entry.note} {book.cite(entry.sources)}".strip(),
            level_names.get(entry.level, entry.level),
        )
        for entry in offer.levels
    ]
    page.points(f"Nævnt på disse {book.words.levels}", entries)
    if not offer.levels and book.levels:
        page.say(
            f"{words.capital(book.document_name(offer.document))} har tilbuddet uden at dele op i"
            f" {book.words.levels}. {book.cite(offer.entry_lines)}"
        )
    page.points("Betingelser", [_criterion(book, criterion) for criterion in offer.criteria])
    if not offer.criteria:
        page.heading("Betingelser")
        page.say("Der er ikke trykt nogen betingelser.")
    page.points(
        f"Adgang: {words.ACCESS[offer.access.kind]}",
        [_said(book, statement) for statement in offer.access.statements],
    )
    page.points("Kontakt", [_said(book, statement) for statement in offer.contact.statements])
    page.points("Første skridt", [_said(book, statement) for statement in offer.contact.first_step])
    page.points(
        "Dokumenterne peger på tilbuddet, når",
        [_said(book, statement) for statement in offer.points_to],
    )
    page.points(
        "Dokumenterne peger videre, når",
        [_said(book, statement) for statement in offer.points_away],
    )
    page.points("Grænser", [_said(book, statement) for statement in offer.limits])
    for key, title in book.details(offer):
        _detail(page, book, title, offer.details[key])
    page.points("Opmærksomhedspunkter", caveat_items(book, offer))
    page.points(
        "Frister",
        [
            Item(f"{d.text} {book.cite(d.sources)}", d.name)
            for d in book.deadlines
            if d.id in offer.deadlines or offer.id in d.offers
        ],
    )
    named = {question for criterion in offer.criteria for question in _questions(book, criterion)}
    page.points(
        "Uklart i dokumenterne",
        [
            Item(f"{q.question} {book.cite(q.sources)}", q.title, tuple(r.text for r in q.readings))
            for q in book.questions
            if q.id in named
        ],
    )
    if full_sources:
        page.points("Kilder", [Item(line) for line in words.places(book, _all_sources(offer))])
    return closing(page, book)


def caveat_items(book: Rulebook, offer: Offer) -> list[Item]:
    """The caveats printed beside the offer, each with the level at which it stands."""
    level_names = {level.id: level.name for level in book.levels}
    return [
        Item(
            f"{printed.text} {book.cite(printed.sources)}",
            f"{caveat.title} ({level_names.get(printed.level, printed.level)})",
        )
        for caveat in book.caveats
        if offer.id in caveat.offers
        for printed in caveat.printed
    ]


def _questions(book: Rulebook, criterion: Criterion) -> frozenset[str]:
    from rusvej.conditions import questions_of

    return questions_of(criterion.when, book.readings)


def _all_sources(offer: Offer) -> list[Any]:
    from rusvej.model import statements_of

    found = [source for entry in offer.levels for source in entry.sources]
    found += [source for criterion in offer.criteria for source in criterion.sources]
    found += [source for place in statements_of(offer) for source in place.statement.sources]
    return sorted(set(found))


def _criterion(book: Rulebook, criterion: Criterion) -> Item:
    note = f" ({criterion.note.rstrip('.')})" if criterion.note else ""
    return Item(
        f"{criterion.text}{note} {_levels(book, criterion.levels)}{book.cite(criterion.sources)}"
    )


def _levels(book: Rulebook, levels: tuple[str, ...] | None) -> str:
    if levels is None:
        return ""
    level_names = {level.id: level.name for level in book.levels}
    return f"(trykt ved {words.listed(level_names.get(level, level) for level in levels)}) "


def _said(book: Rulebook, statement: Statement) -> Item:
    when = ""
    if statement.when != ALWAYS:
        titles = {question.id: question.title for question in book.questions}
        when = f"(når: {in_words(statement.when, book.vocabulary, titles)}) "
    return Item(
        f"{statement.text} {when}{_levels(book, statement.levels)}{book.cite(statement.sources)}"
    )


def _detail(page: Page, book: Rulebook, title: str, stated: Stated) -> None:
    if isinstance(stated, str):
        page.points(title, [Item(words.NOT_STATED_TEXT)])
    else:
        page.points(title, [_said(book, statement) for statement in stated])


def offer_json(book: Rulebook, offer: Offer) -> dict[str, Any]:
    """The offer for other programs: ``rusvej/offer/1``."""

    def stated(value: Stated) -> Any:
        return value if isinstance(value, str) else [_printed(book, each) for each in value]

    return {
        **head("offer/1", book),
        **picked(book, offer, "id name aliases summary document levels deadlines"),
        "criteria": [
            {**_printed(book, each), **picked(book, each, "id note")} for each in offer.criteria
        ],
        "referral": {"kind": offer.access.kind, "statements": stated(offer.access.statements)},
        "contact": {
            "statements": stated(offer.contact.statements),
            "first_step": stated(offer.contact.first_step),
            "units": list(offer.contact.units),
        },
        "limits": stated(offer.limits),
        "details": {key: stated(value) for key, value in offer.details.items()},
        "caveats": [caveat.id for caveat in book.caveats if offer.id in caveat.offers],
        "not_stated": sorted(key for key, value in offer.details.items() if value == NOT_STATED),
    }


def _printed(book: Rulebook, said: Statement | Criterion) -> dict[str, Any]:
    """What is printed at some levels (null = at all)."""
    return {**picked(book, said, "text sources"), "levels": list(said.levels or ()) or None}


def offers_page(book: Rulebook, results: tuple[OfferResult, ...], *, filtered: bool) -> Page:
    """The list of offers; with a case known in part, also how each stands to it."""
    page = Page("Tilbud")
    level_names = {level.id: level.name for level in book.levels}
    columns = [Column("Tilbud", share=30), Column("Adgang", share=20)]
    if book.levels:
        columns.insert(1, Column(words.capital(book.words.levels), share=26))
    if filtered:
        columns.insert(1, Column("Status", width=11))
    rows = []
    for result in results:
        offer = result.offer
        levels = (
            ", ".join(level_names.get(entry.level, entry.level) for entry in offer.levels)
            or f"kun {book.document_name(offer.document)}"
        )
        cells = [f"{offer.name} ({offer.id})", words.ACCESS[offer.access.kind]]
        if book.levels:
            cells.insert(1, levels)
        if filtered:
            cells.insert(1, words.STATUS_SHORT[result.status])
        rows.append(tuple(cells))
    if rows:
        page.blocks.append(Table(tuple(columns), tuple(rows)))
    page.say(f"{len(rows)} tilbud. rusvej offer NAVN viser alt om ét.")
    return closing(page, book, legend=False)


def offers_json(book: Rulebook, results: tuple[OfferResult, ...]) -> dict[str, Any]:
    """The list for other programs: ``rusvej/offers/1``."""
    return {
        **head("offers/1", book),
        "offers": [
            {
                "id": result.offer.id,
                "name": result.offer.name,
                "status": result.status.id,
                "levels": [entry.level for entry in result.offer.levels],
                "referral": result.offer.access.kind,
                "summary": result.offer.summary,
            }
            for result in results
        ],
    }


OFFER_COLUMNS = [
    "id", "navn", "status", "niveauer", "adgang", "kort", "kontakt", "telefon",
]  # fmt: skip


def offer_rows(book: Rulebook, results: Sequence[OfferResult]) -> Iterator[Sequence[Any]]:
    """One row for each offer, in the order of `OFFER_COLUMNS`."""
    units = {unit.id: unit for unit in book.contacts}
    for result in results:
        offer = result.offer
        whom = [units[name] for name in offer.contact.units if name in units]
        levels = [entry.level for entry in offer.levels]
        yield (
            *(offer.id, offer.name, result.status.id, levels, offer.access.kind, offer.summary),
            *(
                [unit.name for unit in whom],
                [number for unit in whom for number, _ in unit.ringing],
            ),
        )
