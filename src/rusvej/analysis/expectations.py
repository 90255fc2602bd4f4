"""Cases with the answer that a person expects of them, written from the documents; `comparing`
holds answers against them.

A case says only what it is about: offers, caveats and the rest that it does not name may be
anything. Every id it does name must exist in the rulebook, so that a misspelt "absent" cannot pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from rusvej.calendar import Day
from rusvej.deadlines import DeadlineDates
from rusvej.model import AccessKind, Sources
from rusvej.records import field, record

StatusId = Literal["fits", "depends", "open", "excluded", "not_listed"]
#: How a caveat, an action or a deadline can be expected to stand in an answer.
Presence = Literal["yes", "unknown", "absent"]
DeadlineVerdict = Literal[
    "in-time", "overdue", "running", "may-be-waived", "may-be-affected", "open", "no-deadline"
]
Path = tuple[str | int, ...]

#: What is expected of offers, each by id.
OF_OFFERS = tuple(
    """
    offers missing reasons questions access decides says points caveats_of deadlines_of
    """.split()
)


@record
class ExpectedBy:
    """Who expects the answer: a role, never a person, and when they said so."""

    role: str
    """Rollen, fx fagkonsulent; aldrig et navn."""
    on: Day
    """Dagen, svaret blev læst: "2026-03-02"."""


@record
class Expectation:
    """What is expected; nothing is said of what is not named.

    `missing`, `questions`, `decides`, `caveats_of` and `deadlines_of` are exact: nothing else.
    """

    offers: Mapping[str, StatusId] = field(default_factory=dict)
    """{tilbud: fits|depends|open|excluded|not_listed}"""
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """{tilbud: [oplysninger, der mangler]}; netop de"""
    reasons: Mapping[str, Mapping[str, Literal["yes", "no", "unknown", "absent"]]] = field(
        default_factory=dict
    )
    """{tilbud: {betingelse: "yes"|"no"|"unknown"|absent}}; absent: den angår ikke sagen"""
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """{tilbud: [uklare spørgsmål]}; netop de"""
    access: Mapping[str, AccessKind] = field(default_factory=dict)
    """{tilbud: direct|contact|assessed|decision|ikke-angivet}"""
    decides: Mapping[str, Mapping[str, Literal["yes", "unknown"]]] = field(default_factory=dict)
    """{tilbud: {kontakt: "yes"|"unknown"}}; netop de, der afgør"""
    says: Mapping[str, Mapping[str, Presence]] = field(default_factory=dict)
    """{tilbud: {et stykke af en tekst: "yes"|"unknown"|absent}}"""
    points: Mapping[str, Literal["to", "away", "none"]] = field(default_factory=dict)
    """{tilbud: to|away|none}: om noget taler for det eller imod"""
    caveats_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """{tilbud: [opmærksomhedspunkter]}; netop de"""
    deadlines_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """{tilbud: [frister]}; netop de"""
    caveats: Mapping[str, Presence] = field(default_factory=dict)
    """{opmærksomhedspunkt: "yes"|"unknown"|absent}"""
    stressed: Mapping[str, Literal["yes", "no"]] = field(default_factory=dict)
    """{opmærksomhedspunkt: "yes"|"no"}: om det er særligt vigtigt"""
    actions: Mapping[str, Presence] = field(default_factory=dict)
    """{handling: "yes"|"unknown"|absent}"""
    deadlines: Mapping[str, Presence] = field(default_factory=dict)
    """{frist: "yes"|"unknown"|absent}"""
    unclear: Mapping[str, Literal["yes", "absent"]] = field(default_factory=dict)
    """{uklart spørgsmål: "yes"|absent}: om svaret nævner det"""
    before: tuple[tuple[str, str], ...] = ()
    """[[tilbud, tilbud]]: det første står før det andet"""


@record
class ExpectedCheck:
    """What is expected of one time limit held against dates. None = nothing is said of it.

    `notes` are kinds of `deadlines.Note`, or a kind and the question or exception it is about, with
    a space between. `readings` are a question and one of its readings, with a space between, and
    the verdict under it.
    """

    verdict: DeadlineVerdict | None = None
    """Det ventede svar, fx overdue."""
    last_day: Day | None = None
    """Fristens sidste dag: "2026-03-16"."""
    notes: Mapping[str, Literal["yes", "absent"]] = field(default_factory=dict)
    """{bemærkning: "yes"|absent}"""
    readings: Mapping[str, DeadlineVerdict] = field(default_factory=dict)
    """{spørgsmål læsning: svaret, når det læses sådan}"""


@record
class ExpectedDeadlines:
    """The dates of a case, and what `check-deadline` is expected to say of each time limit
    named."""

    dates: Mapping[str, Day]
    """{begivenhed: "2026-03-02"}"""
    expect: Mapping[str, ExpectedCheck]
    """{frist: {verdict: …, last_day: …, notes: …, readings: …}}"""
    exceptions: tuple[str, ...] = ()
    """[undtagelser]"""
    today: Day | None = None
    """Dagen, der regnes på; ellers as_of."""


@record
class ExpectedCase:
    """A case, the day it is asked for, and the expected answer. `facts` are as written; the
    vocabulary judges them."""

    id: str
    """Sagens id."""
    name: str
    """Sagen i få ord."""
    facts: Mapping[str, Any]
    """Oplysningerne; det, der ikke står, er ukendt."""
    as_of: Day
    """Dagen, svaret gives: "2026-03-02"."""
    why_this_matters: str
    """Hvorfor sagen er taget med."""
    expected_by: ExpectedBy
    """Hvem der har læst sig til svaret: {role: …, on: "2026-03-02"}."""
    sources: Sources
    """Linjerne, svaret bygger på."""
    expect: Expectation = field(default_factory=Expectation)
    """Det ventede svar; se nedenfor."""
    deadline: ExpectedDeadlines | None = None
    """Datoer og det ventede svar om frister; se nedenfor."""

    @property
    def dated(self) -> tuple[DeadlineDates, tuple[str, ...], date]:
        """The dates, exceptions and today that deadlines are checked with."""
        held = self.deadline or ExpectedDeadlines({}, {})
        return held.dates, held.exceptions, held.today or self.as_of


def empty_parts(case: ExpectedCase) -> Iterator[Path]:
    """The parts of a case that expect nothing, so that they cannot fail."""
    if case.deadline is None and case.expect == Expectation():
        yield ("expect",)
    elif case.deadline is not None:
        checks = case.deadline.expect.items()
        silent = [name for name, check in checks if check == ExpectedCheck()]
        yield from (("deadline", "expect", name) for name in silent)
        if not checks:
            yield ("deadline", "expect")
