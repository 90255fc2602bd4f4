"""Explaining an answer offer by offer."""

from __future__ import annotations

from collections.abc import Iterable

from rusvej.analysis.certainty import Certainty, View, certainty
from rusvej.analysis.space import Space
from rusvej.analysis.why import Why, why
from rusvej.answer import Answer, OfferResult
from rusvej.engine import Knowledge


def space_of(answer: Answer) -> Space:
    """The decision space of the answer's rulebook."""
    return Space(Knowledge(answer.rulebook))


def explain(space: Space, answer: Answer, results: Iterable[OfferResult]) -> tuple[Why, ...]:
    """Why each of the offers stands as it does in the answer."""
    return tuple(why(space, result, answer.case) for result in results)


def certainties(space: Space, answer: Answer) -> dict[str, Certainty]:
    """What is certain of every offer, by its id."""
    return {
        result.offer.id: certainty(View(space, result.offer, answer.case))
        for result in answer.offers
    }
