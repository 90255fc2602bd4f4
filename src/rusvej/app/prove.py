"""Proving the promises of a rulebook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rusvej.analysis.prove import Proof, TooLarge, prove
from rusvej.diagnostics import InputError
from rusvej.model import Rulebook


def proved(book: Rulebook, on: date) -> Iterator[Proof]:
    """The proofs, worked out one by one as they are asked for; counterexamples are answered for the
    day `on`. Raises `InputError` for a question that is too large to be decided exactly."""
    try:
        yield from prove(book, book.properties, book.known_gaps, on)
    except TooLarge as error:
        raise InputError(
            "Et spørgsmål kan ikke afgøres nøjagtigt: for mange oplysninger hænger sammen"
            f" ({error.building}).",
            "Del egenskaben op, så hver del handler om færre tilbud eller oplysninger.",
        ) from None
