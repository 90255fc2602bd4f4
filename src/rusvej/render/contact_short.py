"""Whom to ring, in one screen: danger first, then those with a number."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.facts import DENIED, fold
from rusvej.model import ContactUnit, LocalNumber, Rulebook
from rusvej.model.law import LawNote
from rusvej.render import words
from rusvej.render.contact_page import given, mentioning, ways
from rusvej.render.page import LAW, Page
from rusvej.render.short import group, short_page, to_ask
from rusvej.render.unbroken import called, hard, reachable, reached

#: What is said of a number that nobody has filled in.
_EMPTY = "Kommunen har ikke skrevet nummeret ind her"
#: A word of so few letters names nobody.
_SHORT = 3


def in_danger(book: Rulebook, asked: str) -> bool:
    """Whether the words are those of somebody who needs help at once."""
    begun = tuple(fold(word) for note in book.law_notes if note.acute for word in note.words)
    return any(word.startswith(begun) for word in fold(asked).split())


def alarming(book: Rulebook, said: str) -> bool:
    """The same of what somebody says in between, where nothing may be denied."""
    return in_danger(book, said) and DENIED.isdisjoint(fold(said).split())


def acute_notes(book: Rulebook, asked: str = "") -> tuple[LawNote, ...]:
    """Help that is the same all over the country; with a word, where it stands in its names, or all
    for words of danger."""
    word = asked.strip().casefold()
    found = [note for note in book.law_notes if note.acute]
    if not word or in_danger(book, word):
        return tuple(found)
    return tuple(
        note
        for note in found
        if word in f"{note.id} {note.title} {note.now}".casefold().split(" ")
        or word in note.now.casefold()
    )


def notes_on(book: Rulebook, asked: str) -> tuple[LawNote, ...]:
    """The notes that name the word: help that is the same all over the country, and the law."""
    word = asked.strip().casefold()
    found = [n for n in book.law_notes if word in f"{n.title} {n.text} {n.now}".casefold()]
    return tuple(sorted(found, key=lambda n: n.kind != "national")) if len(word) > 3 else ()


def own_numbers(book: Rulebook, asked: str) -> tuple[LocalNumber, ...]:
    """The municipality's own that belong to no unit, are called so and may not be filled in."""
    said = set(fold(asked).split())
    if not any(len(word) > _SHORT for word in said):
        return ()
    return tuple(n for n in book.local_numbers if not n.contact and said <= {*fold(n.name).split()})


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
