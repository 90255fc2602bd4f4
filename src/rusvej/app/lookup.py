"""Finding one offer by whatever a person calls it, and listing many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rusvej.answer import OfferResult
from rusvej.diagnostics import InputError, near
from rusvej.engine import answer
from rusvej.facts import Case, fold
from rusvej.foreign import quoted
from rusvej.model import Offer, Rulebook
from rusvej.persons import refuse_cpr
from rusvej.records import record


@record
class Found:
    """The offers a word may mean. `exact` is false for a near miss, which must be said to be
    one."""

    offers: tuple[Offer, ...]
    exact: bool


def names(offer: Offer) -> tuple[str, ...]:
    """Everything the offer can be called."""
    return tuple(filter(None, (offer.id, offer.name, offer.short, *offer.aliases)))


def find_offer(book: Rulebook, wanted: str) -> Found:
    """The offer with that id, name or alias; else those whose names hold the words; else the
    nearest ones.

    Raises `InputError` when nothing is near.
    """
    refuse_cpr(wanted)
    word = fold(wanted)
    if not word:
        raise InputError("Skriv navnet på et tilbud.", "rusvej offers viser dem alle.")
    by_name = {
        fold(name): offer for offer in reversed(book.offers) for name in reversed(names(offer))
    }
    if word in by_name:
        return Found((by_name[word],), True)
    holding = [
        offer for offer in book.offers if any(_holds(fold(name), word) for name in names(offer))
    ]
    if holding:
        return Found(tuple(holding), True)
    likely = near(word, by_name, cutoff=0.6) or near(word, _single_words(by_name), cutoff=0.72)
    hits = dict.fromkeys(
        offer.id
        for hit in likely
        for name, offer in by_name.items()
        if name == hit or hit in name.split()
    )
    if not hits:
        raise InputError(
            f"Intet tilbud hedder noget, der ligner {quoted(wanted, 'det skrevne')}.",
            "rusvej offers viser alle tilbud.",
        )
    return Found(tuple(book.offer(offer_id) for offer_id in hits), False)


def _holds(name: str, word: str) -> bool:
    """Whether the words stand in the name, each as the beginning of one of its words."""
    return all(any(part.startswith(piece) for part in name.split()) for piece in word.split())


def _single_words(names_of_offers: Iterable[str]) -> list[str]:
    return sorted({part for name in names_of_offers for part in name.split() if len(part) > 4})


def list_offers(
    book: Rulebook,
    case: Case,
    as_of: date,
    *,
    access: str | None = None,
    provider: str | None = None,
) -> tuple[OfferResult, ...]:
    """The offers in the order of their rank for what is known, filtered by kind of access and by
    provider's name."""
    results = answer(book, case, as_of).offers
    if access is not None:
        results = tuple(result for result in results if result.offer.access.kind == access)
    if provider is not None:
        wanted = fold(provider)
        results = tuple(
            result
            for result in results
            if any(wanted in fold(text) for text in provider_texts(result.offer))
        )
    return results


def provider_texts(offer: Offer) -> tuple[str, ...]:
    """What the documents say of who provides the offer."""
    stated = offer.details.get("provider", ())
    return () if isinstance(stated, str) else tuple(statement.text for statement in stated)
