"""One offer in one screen: what it is, who can turn to it, how, and what it demands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rusvej.conditions import questions_of
from rusvej.model import NOT_STATED, Offer, Rulebook, Statement
from rusvej.render import words
from rusvej.render.page import Page
from rusvej.render.short import Group, group, short_page, to_ask
from rusvej.render.unbroken import called, hard, reachable

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
        access += _said(book, offer.access.statements)
    questions = {q for c in offer.criteria for q in questions_of(c.when, book.readings)}
    return [
        group("HVAD", [offer.summary], "first"),
        group("HVEM", _said(book, offer.contact.statements), "can"),
        group("RING", doors, "can"),
        group("HOS", silent, "can"),
        group("SÅDAN", (*_said(book, offer.contact.first_step), *to_ask(book, units)), "can"),
        group("VEJEN", access),
        group("KRÆVER", ((c.text, book.cite(c.sources[:2])) for c in offer.criteria), "must"),
        group("GRÆNSE", _said(book, offer.limits)),
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
            for text, cited in _said(book, stated):
                yield f"{detail.label}: {words.lower_first(text)}", cited


def _said(book: Rulebook, statements: Iterable[Statement]) -> tuple[tuple[str, str], ...]:
    names = {level.id: words.lower_first(level.name) for level in book.levels}
    alike: dict[str, list[Statement]] = {}
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
