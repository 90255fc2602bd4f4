"""Finding one offer by whatever a person calls it, and listing many."""

from __future__ import annotations

from datetime import date

from rusvej.answer import OfferResult
from rusvej.app.named import Hits, find_named
from rusvej.engine import answer
from rusvej.facts import Case, fold
from rusvej.model import Offer, Rulebook


def find_offer(book: Rulebook, wanted: str) -> Hits[Offer]:
    """The offer with that id, name or alias; else those whose names hold the words; else the
    nearest ones. Raises `InputError` when nothing is near."""
    return find_named(
        book.offers,
        wanted,
        lambda offer: filter(None, (offer.id, offer.name, offer.short, *offer.aliases)),
        what="et tilbud",
        help="rusvej offers viser alle tilbud.",
    )


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
