"""Every condition and every statement of a rulebook, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from rusvej.conditions import Condition
from rusvej.model.citing import Statement
from rusvej.model.offers import Offer
from rusvej.model.rulebook import Rulebook

Spoken = Literal["points-to", "points-away", "access", "contact", "first-step", "limit"]

#: Where an offer has statements, whether or not an answer shows them: their kind among the pieces,
#: and the fields that lead to them. Beside these there are its details.
STATEMENTS: tuple[tuple[Spoken, tuple[str, ...]], ...] = (
    ("points-to", ("points_to",)),
    ("points-away", ("points_away",)),
    ("access", ("access", "statements")),
    ("contact", ("contact", "statements")),
    ("first-step", ("contact", "first_step")),
    ("limit", ("limits",)),
)


class Place(NamedTuple):
    """A statement of an offer: `kind` and `name` are those of its piece, `path` leads to it."""

    kind: Spoken | Literal["detail"]
    name: str
    path: tuple[str | int, ...]
    statement: Statement


def conditions_of(rulebook: Rulebook) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
    """Every condition with its path in the data, in the order of the records."""
    for i, impossible in enumerate(rulebook.impossible):
        yield ("impossible", i, "when"), impossible.when
    for i, question in enumerate(rulebook.questions):
        for j, reading in enumerate(question.readings):
            if reading.when is not None:
                yield ("questions", i, "readings", j, "when"), reading.when
        if question.shown_when is not None:
            yield ("questions", i, "shown_when"), question.shown_when
    for i, offer in enumerate(rulebook.offers):
        for j, criterion in enumerate(offer.criteria):
            yield ("offers", i, "criteria", j, "when"), criterion.when
            yield ("offers", i, "criteria", j, "applies_when"), criterion.applies_when
        for j, limit in enumerate(offer.limits):
            if limit.reached is not None:
                yield ("offers", i, "limits", j, "reached", "when"), limit.reached.when
        for place in statements_of(offer):
            yield ("offers", i, *place.path, "when"), place.statement.when
    for i, caveat in enumerate(rulebook.caveats):
        yield ("caveats", i, "when"), caveat.when
        if caveat.stressed_when is not None:
            yield ("caveats", i, "stressed_when"), caveat.stressed_when
    for i, action in enumerate(rulebook.actions):
        yield ("actions", i, "when"), action.when
    for i, deadline in enumerate(rulebook.deadlines):
        yield ("deadlines", i, "when"), deadline.when


def statements_of(offer: Offer) -> Iterator[Place]:
    """Every statement of an offer."""
    yield from spoken_of(offer)
    for key, stated in offer.details.items():
        for i, statement in enumerate(() if isinstance(stated, str) else stated):
            yield Place("detail", f"{key} {i}", ("details", key, i), statement)


def spoken_of(offer: Offer) -> Iterator[Place]:
    """Those that its part of an answer is made of."""
    for kind, path in STATEMENTS:
        for i, statement in enumerate(statements_at(offer, path)):
            yield Place(kind, f"{i}", (*path, i), statement)


def statements_at(offer: Offer, path: tuple[str, ...]) -> tuple[Statement, ...]:
    """The statements to which these fields lead."""
    found: object = offer
    for name in path:
        found = getattr(found, name)
    assert isinstance(found, tuple)
    return found
