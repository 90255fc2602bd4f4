"""Time limits, what they are counted from, and what may change them."""

from __future__ import annotations

from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model.citing import Sources, Statement
from rusvej.records import record


@record
class Period:
    """A length of time; exactly one is given. The start day is day 0.

    Days, weeks of seven days and months are of the calendar; `workdays` are Mondays to Fridays on
    which public offices are open. `hours` are told apart by whole days only, since no time of day
    is asked for. `soonest` is "as soon as possible", which has no length.
    """

    days: int | None = None
    """Antal kalenderdage."""
    weeks: int | None = None
    """Antal uger af syv dage."""
    months: int | None = None
    """Antal kalendermåneder."""
    workdays: int | None = None
    """Antal arbejdsdage: mandag til fredag uden helligdage."""
    hours: int | None = None
    """Antal timer."""
    soonest: bool = False
    """true: hurtigst muligt, uden nogen længde."""

    @property
    def length(self) -> tuple[str, int] | None:
        """(unit, number), or None for "as soon as possible"."""
        for unit in UNITS:
            number: int | None = getattr(self, unit)
            if number is not None:
                return unit, number
        return None

    @property
    def most_days(self) -> int | None:
        """A number of calendar days that it never exceeds; None where it has no length."""
        if self.length is None:
            return None
        unit, number = self.length
        # A month is at most 31 days; from one working day to the next it is at most six, from the
        # Wednesday before Easter to the Tuesday after.
        each = {"days": 1, "weeks": 7, "months": 31, "workdays": 6}
        return -(-number // 24) if unit == "hours" else number * each[unit]


@record
class DayOff:
    """A day, besides Saturdays and Sundays, on which public offices are closed."""

    id: str
    """Fridagens id."""
    name: str
    """Dagens navn, som det står efter “er”: langfredag."""
    on: str = ""
    """Datoen: "12-25" er hvert år, "2026-05-15" kun den ene gang."""
    easter: int | None = None
    """I stedet for on: så mange dage efter påskedag; et minus er før."""
    custom: bool = False
    """true: kontorerne har lukket, men ingen lov gør den til fridag; den forlænger ingen frist."""
    last_year: int | None = None
    """Det sidste år, hvor dagen var en fridag."""


#: The units of a length, each a field of `Period`.
UNITS = ("days", "weeks", "months", "workdays", "hours")


@record
class Event:
    """Something that happens on a day, which deadlines are counted from or met by.

    `counts_as`: it is also those events. `not_before`: it cannot lie before those. `implies`: once
    it has happened those have, on a day that may not be given. `stands_for`: where that event is
    not given, this one takes its place in the order.
    """

    id: str
    """Begivenhedens id, som frister henviser til, fx ansoegning."""
    label: str
    """Hvad en sætning kalder den, i bestemt form: ansøgningen."""
    option: str = ""
    """Valgmuligheden på kommandolinjen, fx --ansoegning; ellers --date ID=DATO."""
    help: str = ""
    """Hjælpeteksten til valgmuligheden, én sætning."""
    future: bool = True
    """false: den kan ikke ligge efter den dag, der regnes på."""
    not_before: tuple[str, ...] = ()
    """De begivenheder, den ikke kan ligge før."""
    counts_as: tuple[str, ...] = ()
    """De begivenheder, den også tæller som; kræver en kilde."""
    implies: tuple[str, ...] = ()
    """De begivenheder, der må være sket, når den er."""
    stands_for: str = ""
    """Den begivenhed, den træder i stedet for, når kun den er givet."""
    sources: Sources = ()
    """Linjerne, der nævner den."""

    @property
    def typed(self) -> str:
        """What the user types to give its day, without the day."""
        return self.option or f"--date {self.id}="


@record
class StartEvent:
    """What a deadline is counted from: one of the dates a user can give, and how the document puts
    it.

    `reading` is the reading of the deadline's `start_question` that counts from this event.
    `question` decides by the conditions of its readings whether the event sets the deadline going
    at all.
    """

    event: str
    """Den begivenhed, der regnes fra: et id fra events."""
    text: str
    """Hvordan dokumentet siger det."""
    sources: Sources
    """Linjerne, der siger det."""
    reading: str = ""
    """Den læsning af start_question, der regner herfra."""
    question: str = ""
    """Det uklare spørgsmål, der afgør, om begivenheden sætter fristen i gang."""


@record
class Counted:
    """How one reading of the question of counting moves the last day."""

    reading: str
    """Læsningens id."""
    days: int = 0
    """Hvor mange dage senere fristen udløber; et minus er tidligere."""
    to_working_day: bool = False
    """Om en sidste dag, hvor kontorerne er lukkede, flyttes til den næste hverdag."""


@record
class Counting:
    """An open question of how the days are counted. Unless it is settled the last day shown stays
    where the period puts it; but what is late by that and in time under another reading is open."""

    question: str
    """Det uklare spørgsmål om optællingen."""
    readings: tuple[Counted, ...]
    """Hvad hver læsning gør ved den sidste dag; den, der ikke er med, flytter den ikke."""


@record
class Deadline:
    """A time limit of the documents. The last day is the start day plus the period; the start day
    is day 0.

    `kind`: a ``deadline`` can be met or missed by what happened on the day `met_by`; a ``frame``
    only says until when something lasts. `unreported` says what a silence about `met_by` means.
    `start_question` is the open question whose readings choose between the start events.
    `questions` are open questions that bear on it without standing in `when`; one whose readings
    have conditions counts as a part of `when` once the dates are known, the others are only told.
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
    """Hvor lang fristen er, med netop én enhed: {days: 14}; “hurtigst muligt” er {soonest: true}.
    Dagen, der regnes fra, er dag 0."""
    counted_from: tuple[StartEvent, ...]
    """Hvad fristen regnes fra; flere kræver start_question."""
    sources: Sources
    """Linjerne, hvor fristen står."""
    when: Condition = ALWAYS
    """Hvem eller hvad fristen gælder; udeladt = alle."""
    start_question: str = ""
    """Det uklare spørgsmål, hvis læsninger vælger mellem begyndelserne."""
    age_question: str = ""
    """Det uklare spørgsmål om, på hvilken dag alderen skal være den rette."""
    counting: Counting | None = None
    """Det uklare spørgsmål om, hvordan dagene tælles."""
    met_by: str = ""
    """Det, der skal være sket senest på sidste dag. Kræves af deadline, undtagen ved soonest."""
    unreported: Literal["not-yet", "unknown"] = "not-yet"
    """Når met_by ikke er oplyst: not-yet = endnu ikke sket; unknown = det kan være sket."""
    whom: str = ""
    """Hvem fristen gælder, som dokumentet siger det; siges, når alderen ikke er oplyst."""
    met_by_text: str = ""
    """Hvordan dokumentet siger, hvad der overholder fristen."""
    exceptions: tuple[str, ...] = ()
    """Id'er på de undtagelser, der hører til fristen."""
    questions: tuple[str, ...] = ()
    """Id'er på uklare spørgsmål, der nævnes sammen med fristen."""
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
    """Undtagelsen som en kort sætning, der kan stå efter “hvis”: Den unge udebliver."""
    text: str
    """Undtagelsen som en hel sætning."""
    effect: Literal["waives", "affects", "open", "none"]
    """waives: fristen kan fraviges. affects: den kan blive påvirket. open: kan læses på to
    måder. none: ingen undtagelse, selv om folk tror det."""
    sources: Sources
    """Linjerne, der siger det."""
    question: str = ""
    """Ved open: det uklare spørgsmål, det hænger på."""
    waives_under: str = ""
    """Ved open: den læsning, hvor fristen kan fraviges."""
    help: str = ""
    """Hjælpeteksten ved --exception, én sætning; ellers navnet."""
