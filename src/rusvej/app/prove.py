"""Proving the promises of a folder's rulebook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rusvej.analysis.prove import Proof, TooLarge, count, prove
from rusvej.app.rulebook import open_rulebook
from rusvej.diagnostics import InputError
from rusvej.model import Rulebook
from rusvej.records import record


@record
class Proving:
    """A rulebook and its proofs, which are worked out one by one as they are asked for; `count`
    says how many there are."""

    rulebook: Rulebook
    count: int
    proofs: Iterator[Proof]


def proving(folder: Path, on: date) -> Proving:
    """The proofs of the rulebook in a folder; counterexamples are answered for the day `on`.

    Raises `InputError` or `RulebookError` for a folder that cannot be read, and `InputError` from
    the proofs for a question that is too large to be decided exactly.
    """
    book = open_rulebook(folder, on)
    proofs = prove(book, book.properties, book.known_gaps, on)
    return Proving(book, count(book.properties), _refusing(proofs))


def _refusing(proofs: Iterator[Proof]) -> Iterator[Proof]:
    try:
        yield from proofs
    except TooLarge as error:
        raise InputError(
            "Et spørgsmål kan ikke afgøres nøjagtigt: for mange oplysninger hænger sammen"
            f" ({error.building}).",
            "Del egenskaben op, så hver del handler om færre tilbud eller oplysninger.",
        ) from None
