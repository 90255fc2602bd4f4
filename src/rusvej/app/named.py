"""Finding records by whatever a person calls them: a name, a part of one, or something near."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from rusvej.diagnostics import InputError, near
from rusvej.facts import fold
from rusvej.foreign import quoted
from rusvej.model import ContactUnit, Offer, Rulebook
from rusvej.persons import refuse_cpr
from rusvej.records import record

if TYPE_CHECKING:
    from rusvej.analysis.questions import Numbered

T = TypeVar("T")
_LONG = 4


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
