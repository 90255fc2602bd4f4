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
    """Læsningens id inden for spørgsmålet."""
    text: str
    """Læsningen som et svar på spørgsmålet."""
    effect: str = ""
    """Hvad læsningen betyder for en sag."""
    when: Condition | None = None
    """Betingelsen, hvis læsningen gælder. Alle spørgsmålets læsninger har en, eller ingen."""
    sources: Sources = ()
    """Linjerne, der taler for læsningen."""


@record
class Assumed:
    """The reading the rulebook counts with until somebody settles the question, and why."""

    reading: str
    """Id'et på den læsning, der regnes med indtil videre."""
    reason: str
    """Hvorfor der regnes med den; nævnes i hvert svar, den afgør."""


@record
class Settled:
    """The municipality's own answer: which reading, by whom, and when (ISO date)."""

    reading: str
    """Id'et på den læsning, der er afgjort."""
    by: str
    """Hvem der har afgjort det (en rolle, ikke en persons navn)."""
    on: str
    """Dagen for afgørelsen: "2026-03-02"."""


@record
class Question:
    """Something the documents leave open or say in two ways.

    `shown_when`, with `levels` and `offers` where they are given, says which answers it colours
    without deciding them: it is told with those offers, and decides nothing. `documents_only` is
    the reason why no answer can ever show it.
    """

    id: str
    """Spørgsmålets id, som betingelser nævner: {question: …}."""
    title: str
    """Spørgsmålet i få ord."""
    question: str
    """Hvad dokumenterne lader stå åbent, som et spørgsmål."""
    readings: tuple[QuestionReading, ...]
    """De måder, dokumenterne kan læses på; mindst to."""
    status: Literal["open", "assumed", "settled"]
    """open: ikke afgjort. assumed: der regnes med én læsning. settled: kommunen har afgjort det."""
    sources: Sources
    """Linjerne, der gør det uklart."""
    background: str = ""
    """Hvorfor det er uklart."""
    assumed: Assumed | None = None
    """Ved assumed: læsningen og grunden."""
    settled: Settled | None = None
    """Ved settled: læsningen, hvem der afgjorde det, og hvornår."""
    shown_when: Condition | None = None
    """Hvornår spørgsmålet nævnes uden at afgøre noget."""
    levels: tuple[str, ...] | None = None
    """De niveauer, hvor det nævnes uden at afgøre noget; udeladt = alle."""
    offers: tuple[str, ...] = ()
    """De tilbud, det nævnes ved uden at afgøre noget; udeladt = alle. Med levels også ved et
    tilbud, som niveauet ikke har."""
    documents_only: str = ""
    """Hvorfor intet svar kan vise spørgsmålet, når det er sådan."""

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
