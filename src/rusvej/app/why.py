"""Explaining an answer offer by offer."""

from __future__ import annotations

from collections.abc import Iterable

from rusvej.answer import Answer, OfferResult
from rusvej.compiled import compiled
from rusvej.explain.certainty import Certainty, certainty
from rusvej.explain.outlook import Outlook
from rusvej.explain.why import Why, whys


def explain(answer: Answer, results: Iterable[OfferResult]) -> tuple[Why, ...]:
    """Why each of the offers stands as it does in the answer."""
    return whys(compiled(answer.rulebook), results, answer.case)


def certainties(answer: Answer) -> dict[str, Certainty]:
    """What is certain of every offer, by its id."""
    return {
        result.offer.id: certainty(Outlook(compiled(answer.rulebook), result.offer.id, answer.case))
        for result in answer.offers
    }
