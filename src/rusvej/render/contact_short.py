"""Whom to ring, in one screen: danger first, then those with a number."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.model import Rulebook
from rusvej.model.law import LawNote
from rusvej.render.page import Page
from rusvej.render.short import Group, short_page
from rusvej.render.unbroken import called, reachable, reached, upper_first


def acute_notes(book: Rulebook, asked: str = "") -> tuple[LawNote, ...]:
    """Help that is the same all over the country; with a word, where it stands in its names, or all
    for "akut"."""
    word = asked.strip().casefold()
    found = [note for note in book.law_notes if note.acute]
    if not word or word in ("akut", "akutte", "nød", "livsfare"):
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


def contacts_short(book: Rulebook, notes: Sequence[LawNote], *, all_units: bool = True) -> Page:
    """The page. `notes` are the national ones to tell; without `all_units` nothing else is."""
    own = [n for n in book.local_numbers if n.telephone and (all_units or not n.contact)]
    of_country = [note for note in notes if note.kind == "national" and not note.acute]
    law = [note for note in notes if note.kind != "national"]
    groups = [
        Group("AKUT", tuple((note.text, "[*]") for note in notes if note.acute), "danger"),
        Group("HJÆLP", tuple((n.text, "[*]") for n in of_country), "can"),
        Group("LOV", tuple((n.text, "[*]") for n in law)),
        Group("EGNE", tuple((f"{called(n.name, n.telephone)}: {n.purpose}", "") for n in own)),
    ]
    rest = ""
    if all_units:
        ringing = [unit for unit in book.contacts if unit.ringing]
        silent = [unit for unit in book.contacts if not unit.ringing]
        lines = ((f"{reached(u)}: {u.purpose}", book.cite(u.sources[-2:])) for u in ringing)
        groups.append(Group("RING", tuple(lines), "can"))
        documents = upper_first(book.words.documents)
        told = [unit for unit in silent if unit.email or unit.hours or not ringing]
        groups.append(Group("HOS", tuple((f"{reachable(u)}: {u.purpose}", "") for u in told)))
        if silent and not ringing:
            rest = f"{documents} har ingen telefonnumre. "
        elif left := len(silent) - len(told):
            others = f"{left} andre" if left > 1 else "én anden"
            rest = f"{documents} har ikke telefonnummer til {others}: --full. "
    foot = f"{rest}rusvej contact NAVN viser en enkelt."
    if notes:
        foot += f" [*] = ikke fra {book.words.documents}."
    return short_page(book, "Kontakt", groups, [foot])
