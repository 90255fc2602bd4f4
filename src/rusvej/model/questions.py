"""What the documents leave open, with its readings."""

from __future__ import annotations

from typing import Literal

from rusvej.conditions import Condition
from rusvej.model.citing import Sources
from rusvej.records import record


@record
class QuestionReading:
    """One way of reading the documents; `when` only where the reading decides a condition."""

    id: str
    text: str
    effect: str = ""
    when: Condition | None = None
    sources: Sources = ()


@record
class Assumed:
    """The reading the rulebook counts with until somebody settles the question, and why."""

    reading: str
    reason: str


@record
class Settled:
    """The municipality's own answer: which reading, by whom, and when (ISO date)."""

    reading: str
    by: str
    on: str


@record
class Question:
    """Something the documents leave open or say in two ways.

    `shown_when`, with `levels` and `offers` where they are given, says which answers it colours
    without deciding them: it is told with those offers, and decides nothing. `documents_only` is
    the reason why no answer can ever show it.
    """

    id: str
    title: str
    question: str
    readings: tuple[QuestionReading, ...]
    status: Literal["open", "assumed", "settled"]
    sources: Sources
    background: str = ""
    assumed: Assumed | None = None
    settled: Settled | None = None
    shown_when: Condition | None = None
    levels: tuple[str, ...] | None = None
    offers: tuple[str, ...] = ()
    documents_only: str = ""

    @property
    def used(self) -> str | None:
        """The id of the reading that is counted with: the settled one, else the assumed one, else
        None."""
        if self.status == "settled" and self.settled:
            return self.settled.reading
        return self.assumed.reading if self.status == "assumed" and self.assumed else None

    def reading(self, reading_id: str) -> QuestionReading:
        """Raises `KeyError` for a reading the question does not have."""
        for reading in self.readings:
            if reading.id == reading_id:
                return reading
        raise KeyError(reading_id)
