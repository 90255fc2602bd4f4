"""Every statement of an offer, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Literal, NamedTuple

from rusvej.model.citing import Statement
from rusvej.model.offers import Offer

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


def statements_of(offer: Offer) -> Iterator[Place]:
    """Every statement of an offer."""
    yield from spoken_of(offer)
    for key, stated in offer.details.items():
        for i, statement in enumerate(() if isinstance(stated, str) else stated):
            yield Place("detail", f"{key} {i}", ("details", key, i), statement)


def spoken_of(offer: Offer) -> Iterator[Place]:
    """Those that its part of an answer is made of."""
    for kind, path in STATEMENTS:
        for i, statement in enumerate(attrgetter(".".join(path))(offer)):
            yield Place(kind, f"{i}", (*path, i), statement)
