"""Time limits, what they are counted from, and what may change them."""

from __future__ import annotations

from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model.citing import Sources, Statement
from rusvej.records import record


@record
class Period:
    """A length of time in calendar days, weeks of seven days, or calendar months; exactly one is
    given."""

    days: int | None = None
    """Antal kalenderdage."""
    weeks: int | None = None
    """Antal uger af syv dage."""
    months: int | None = None
    """Antal kalendermåneder."""


@record
class StartEvent:
    """What a deadline is counted from: one of the dates a user can give, and how the document puts
    it.

    `reading` is the reading of the deadline's `start_question` that counts from this event.
    `question` decides by the conditions of its readings whether the event sets the deadline going
    at all.
    """

    event: Literal[
        "contact", "applied", "module1", "module2", "course", "primary_end", "phase1", "phase2"
    ]
    """Den dato, der regnes fra."""
    text: str
    """Hvordan dokumentet siger det."""
    sources: Sources
    """Linjerne, der siger det."""
    reading: str = ""
    """Den læsning af start_question, der regner herfra."""
    question: str = ""
    """Det uafklarede spørgsmål, der afgør, om begivenheden sætter fristen i gang."""


@record
class Deadline:
    """A time limit of the documents. The last day is the start day plus the period; the start day
    is day 0.

    `kind`: a ``deadline`` can be met or missed by what happened on the day `met_by`; a ``frame``
    only says until when something lasts. `start_question` is the open question whose readings
    choose between the start events. `questions` are open questions that bear on it without standing
    in `when`; one whose readings have conditions counts as a part of `when` once the dates are
    known, the others are only told.
    """

    id: str
    """Fristens id."""
    name: str
    """Fristens navn, kort."""
    text: str
    """Fristen som en hel sætning."""
    kind: Literal["deadline", "frame"]
    """deadline kan overholdes eller overskrides; frame siger kun, hvor længe noget varer."""
    period: Period
    """Hvor lang fristen er. Dagen, der regnes fra, er dag 0."""
    counted_from: tuple[StartEvent, ...]
    """Hvad fristen regnes fra; flere kræver start_question."""
    sources: Sources
    """Linjerne, hvor fristen står."""
    when: Condition = ALWAYS
    """Hvem eller hvad fristen gælder; udeladt = alle."""
    start_question: str = ""
    """Det uafklarede spørgsmål, hvis læsninger vælger mellem begyndelserne."""
    met_by: Literal["start", "doctor", ""] = ""
    """Det, der skal være sket senest på sidste dag. Kræves af deadline."""
    met_by_text: str = ""
    """Hvordan dokumentet siger, hvad der overholder fristen."""
    exceptions: tuple[str, ...] = ()
    """Id'er på de undtagelser, der hører til fristen."""
    questions: tuple[str, ...] = ()
    """Id'er på uafklarede spørgsmål, der nævnes sammen med fristen."""
    offers: tuple[str, ...] = ()
    """Id'er på de tilbud, fristen vises ved."""
    wordings: tuple[Statement, ...] = ()
    """Andre måder, dokumenterne siger det samme på."""
    valid_from: str = ""
    """Første dag, posten gælder: "2027-01-01". Udeladt = ingen begyndelse."""
    valid_until: str = ""
    """Sidste dag, posten gælder: "2027-12-31". Udeladt = ingen ende."""


@record
class DeadlineException:
    """A circumstance named beside a deadline, or (`none`) one that people take for an exception.

    `effect`: ``waives`` = the deadline may be departed from, with no new date; ``affects`` = the
    weaker sentence; ``open`` = the documents can be read both ways: it waives under the reading
    `waives_under` of `question`, and under the others it is no exception; ``none`` = not an
    exception.
    """

    id: str
    """Undtagelsens id, som skrives efter --exception."""
    name: str
    """Undtagelsens navn, kort."""
    text: str
    """Undtagelsen som en hel sætning."""
    effect: Literal["waives", "affects", "open", "none"]
    """waives: fristen kan fraviges. affects: den kan blive påvirket. open: kan læses på to
    måder. none: ingen undtagelse, selv om folk tror det."""
    sources: Sources
    """Linjerne, der siger det."""
    question: str = ""
    """Ved open: det uafklarede spørgsmål, det hænger på."""
    waives_under: str = ""
    """Ved open: den læsning, hvor fristen kan fraviges."""
