"""Choosing figures of the survey."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rusvej.diagnostics import InputError, did_you_mean
from rusvej.foreign import quoted
from rusvej.persons import refuse_cpr

if TYPE_CHECKING:
    from rusvej.model.survey import Figure


def choose(
    figures: Sequence[Figure], grade: str | None = None, topic: str | None = None
) -> tuple[Figure, ...]:
    """The figures of a grade and a topic in the document's order; None leaves the choice open.
    Raises `InputError`."""
    wanted = None if grade is None else _grade(grade, sorted({figure.grade for figure in figures}))
    about = (
        None if topic is None else _topic(topic, dict.fromkeys(figure.topic for figure in figures))
    )
    return tuple(
        figure
        for figure in sorted(figures, key=lambda figure: figure.number)
        if (wanted is None or figure.grade == wanted) and (about is None or figure.topic == about)
    )


def _grade(text: str, known: Sequence[int]) -> int:
    refuse_cpr(text)
    number = text.strip().lower().removesuffix("klasse").strip().rstrip(".")
    if number.isascii() and number.isdigit() and int(number) in known:
        return int(number)
    raise InputError(
        f"Undersøgelsen har ingen tal for {quoted(text, 'det klassetrin', 20)}.",
        f"Klassetrin i undersøgelsen: {', '.join(f'{each}' for each in known)}.",
    )


def _topic(text: str, known: Collection[str]) -> str:
    refuse_cpr(text)
    word = text.strip().casefold()
    if word in known:
        return word
    raise InputError(
        f"{quoted(text, 'Det', 30)} er ikke et emne i undersøgelsen.",
        did_you_mean(word, known) or f"Emner: {', '.join(known)}.",
    )
