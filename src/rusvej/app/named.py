"""Finding records by whatever a person calls them: a name, a part of one, or something near; and
help by what somebody says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from rusvej.diagnostics import InputError, near
from rusvej.facts import DENIED, fold
from rusvej.foreign import quoted
from rusvej.model import ContactUnit, LocalNumber, Offer, Rulebook
from rusvej.model.law import LawNote
from rusvej.persons import refuse_cpr
from rusvej.records import record

if TYPE_CHECKING:
    from rusvej.analysis.questions import Numbered

T = TypeVar("T")
_LONG = 4
#: A word of so few letters names nobody.
_SHORT = 3
#: Where one ends, a denial does too: "ikke i skole, men i fare", "ved ikke, om hun er i fare".
_CLAUSE = re.compile(r"[,;.:!?]|\b(?:og|men|om|for|fordi|så)\b")
#: A no that opens a line may answer something else: "nej han er bevidstløs".
_DENYING = DENIED - {"nej"}


@record
class Hits(Generic[T]):
    """What a word may mean, the likeliest first. `exact` is false for a near miss, which must be
    said to be one."""

    records: tuple[T, ...]
    exact: bool


def find_named(
    records: Sequence[T],
    wanted: str,
    names: Callable[[T], Iterable[str]],
    *,
    what: str,
    help: str,
    also: Callable[[T], Iterable[str]] = lambda _: (),
) -> Hits[T]:
    """The record with that name; else those that hold the words in one name or in a text of `also`;
    else the nearest ones.

    `what` is the record's kind in the sentence of the `InputError` raised when nothing is near;
    `help` its remedy.
    """
    refuse_cpr(wanted)
    word = fold(wanted)
    folded = [(each, tuple(fold(name) for name in names(each))) for each in records]
    if not word:
        raise InputError(f"Skriv navnet på {what}.", help)
    same = [each for each, own in folded if word in own]
    if same:
        return Hits(tuple(same[:1]), True)
    holding = [
        each
        for each, own in folded
        if any(_holds(name, word) for name in (*own, *map(fold, also(each))))
    ]
    if holding:
        return Hits(tuple(holding), True)
    every = {name for _, own in folded for name in own}
    parts = {part for name in every for part in name.split() if len(part) > _LONG}
    likely = near(word, sorted(every), cutoff=0.6) or near(word, sorted(parts), cutoff=0.72)
    hits = [
        each
        for hit in likely
        for each, own in folded
        if any(name == hit or hit in name.split() for name in own)
    ]
    unique = [each for place, each in enumerate(hits) if each not in hits[:place]]
    if not unique:
        raise InputError(
            f"Der er ikke {what}, hvis navn ligner {quoted(wanted, 'det skrevne')}.", help
        )
    return Hits(tuple(unique), False)


def find_offer(book: Rulebook, wanted: str) -> Hits[Offer]:
    """The offer with that id, name or alias; else those whose names hold the words; else the
    nearest ones. Raises `InputError` when nothing is near."""
    return find_named(
        book.offers,
        wanted,
        lambda offer: filter(None, (offer.id, offer.name, offer.short, *offer.aliases)),
        what="et tilbud",
        help=_elsewhere(book, wanted) or "rusvej offers viser alle tilbud.",
    )


def find_contacts(book: Rulebook, wanted: str) -> Hits[ContactUnit]:
    """The contacts that are called that: all of those that share a short name."""
    shorts = {each.record: each.short for each in book.screen if each.of == "contacts"}
    alike = [u for u in book.contacts if u.id in shorts and fold(shorts[u.id]) == fold(wanted)]
    if len(alike) > 1:
        return Hits(tuple(alike), True)
    return find_named(
        book.contacts,
        wanted,
        lambda unit: filter(None, (unit.id, unit.name, *unit.aliases, shorts.get(unit.id, ""))),
        also=lambda unit: (unit.purpose,),
        what="en kontakt",
        help=_elsewhere(book, wanted) or "rusvej contact viser alle kontakter.",
    )


def _elsewhere(book: Rulebook, wanted: str) -> str:
    """Where the documents have what is no record of the kind looked for: under the same name among
    the others, or in the title of a caveat."""
    word = fold(wanted)
    for command, records in (("offer", book.offers), ("contact", book.contacts)):
        for each in records:
            if word in map(fold, (each.id, each.name, *each.aliases)):
                return f"Skriv rusvej {command} {each.id}."
    titles = (each.title for each in book.caveats if _holds(fold(each.title), word))
    return f"{title}." if word and (title := next(titles, "")) else ""


def find_question(questions: Sequence[Numbered], wanted: str) -> Hits[Numbered]:
    """The open question with that id, number or title, or those that come near."""
    return find_named(
        questions,
        wanted,
        lambda each: (each.reach.question.id, each.reach.question.title, str(each.number)),
        also=lambda each: (each.reach.question.question,),
        what="et spørgsmål",
        help="rusvej questions viser dem alle.",
    )


def _holds(name: str, word: str) -> bool:
    """Whether the words stand in the name, each as the beginning of one of its words."""
    return all(any(part.startswith(piece) for part in name.split()) for piece in word.split())


def in_danger(book: Rulebook, asked: str) -> bool:
    """Whether the words are those of somebody who needs help at once."""
    return bool(_dangers(book, asked))


def _dangers(book: Rulebook, asked: str) -> list[str]:
    """What stands before each of them."""
    said = f" {fold(asked)}"
    words = (f" {fold(word)}" for note in book.law_notes if note.acute for word in note.words)
    return [said.partition(word)[0] for word in words if word in said]


def alarming(book: Rulebook, said: str) -> bool:
    """The same of what somebody says in between, where it is not denied just there: in doubt it is
    said whom to call."""
    return any(
        _DENYING.isdisjoint(before.split())
        for clause in _CLAUSE.split(said.casefold())
        for before in _dangers(book, clause)
    )


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
