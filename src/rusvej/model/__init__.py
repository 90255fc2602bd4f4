"""The rulebook as records. These classes are the data format: a YAML key is a field, a missing one has the default.

Texts are Danish and in our own words; every record that states something cites the lines that say so. `levels` on a
statement names the guide's levels at which it is printed; None means all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any, Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.facts import Fact
from rusvej.records import record

#: What a field holds when no line of the documents states it.
NOT_STATED = "ikke-angivet"

_CITATION = re.compile(r"([a-z][a-z0-9-]*)[ :]([1-9]\d*)(?:-([1-9]\d*))?")


@record(order=True)
class Citation:
    """Lines of a document, written ``handleguide 367-368``; both ends inclusive, counted from 1."""

    document: str
    first: int
    last: int

    @classmethod
    def parse(cls, raw: object) -> Citation:
        """Raises `ValueError` when `raw` is not written like a citation."""
        match = _CITATION.fullmatch(raw) if isinstance(raw, str) else None
        if match is None:
            raise ValueError(f"en kilde skrives “dokument linje” eller “dokument fra-til”, ikke “{raw}”")
        first = int(match[2])
        return cls(match[1], first, int(match[3] or first))

    def __str__(self) -> str:
        span = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.document} {span}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        # Only pydantic calls this, when data is validated; an ordinary run never imports it.
        from pydantic_core import PydanticCustomError, core_schema

        def read(raw: object) -> Citation:
            try:
                return cls.parse(raw)
            except ValueError as error:
                raise PydanticCustomError("citation", "{problem}", {"problem": str(error)}) from None

        return core_schema.no_info_plain_validator_function(read)


Sources = tuple[Citation, ...]


@record
class Statement:
    """Something a document says. `unit` names the contact unit it is about, where there is one."""

    text: str
    sources: Sources = ()
    levels: tuple[str, ...] | None = None
    when: Condition = ALWAYS
    unit: str = ""


Stated = tuple[Statement, ...] | Literal["ikke-angivet"]


@record
class LevelEntry:
    """That the guide lists an offer at a level; the first line cited gives the guide's own order there."""

    level: str
    sources: Sources
    note: str = ""


@record
class Criterion:
    """A printed condition on the person. `levels` = printed only there; elsewhere it does not count."""

    id: str
    text: str
    when: Condition
    sources: Sources
    levels: tuple[str, ...] | None = None
    note: str = ""


#: ``direct``: the document says uvisiteret or open. ``contact``: it names whom to contact and says nothing of a visitation.
AccessKind = Literal["direct", "contact", "assessed", "decision", "ikke-angivet"]


@record
class Access:
    """Whether somebody has to decide first, and who."""

    kind: AccessKind
    statements: tuple[Statement, ...] = ()


@record
class Contact:
    """Who may turn to whom; `first_step` in the order of preference, `units` are ids of contacts."""

    statements: tuple[Statement, ...] = ()
    first_step: tuple[Statement, ...] = ()
    units: tuple[str, ...] = ()


@record
class Offer:
    """An offer of the guide or the standard.

    `levels` is empty for what only the standard has; `entry_lines` then says where its own entry stands.
    """

    id: str
    name: str
    summary: str
    document: str
    levels: tuple[LevelEntry, ...]
    criteria: tuple[Criterion, ...]
    access: Access
    contact: Contact
    details: Mapping[str, Stated]
    aliases: tuple[str, ...] = ()
    entry_lines: Sources = ()
    points_to: tuple[Statement, ...] = ()
    points_away: tuple[Statement, ...] = ()
    limits: tuple[Statement, ...] = ()
    deadlines: tuple[str, ...] = ()

    def entry(self, level: str | None) -> LevelEntry | None:
        """The offer's entry at a level, if the guide lists it there."""
        return next((entry for entry in self.levels if entry.level == level), None)


@record
class Level:
    """One of the guide's levels, in the order in which they are printed; `lines` is its part of the document."""

    id: str
    name: str
    vignette: str
    asks: str
    document: str
    lines: tuple[int, int]
    sources: Sources


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
    """Something the documents leave open or say in two ways."""

    id: str
    title: str
    question: str
    readings: tuple[QuestionReading, ...]
    status: Literal["open", "assumed", "settled"]
    sources: Sources
    background: str = ""
    assumed: Assumed | None = None
    settled: Settled | None = None

    @property
    def used(self) -> str | None:
        """The id of the reading that is counted with: the settled one, else the assumed one, else None."""
        if self.status == "settled" and self.settled:
            return self.settled.reading
        return self.assumed.reading if self.status == "assumed" and self.assumed else None

    def reading(self, reading_id: str) -> QuestionReading:
        """Raises `KeyError` for a reading the question does not have."""
        for reading in self.readings:
            if reading.id == reading_id:
                return reading
        raise KeyError(reading_id)


@record
class PrintedCaveat:
    """A caveat as it stands at one level."""

    level: str
    text: str
    sources: Sources


@record
class Caveat:
    """What the guide asks its reader to watch. Shown only at the levels where it is printed."""

    id: str
    title: str
    offers: tuple[str, ...]
    printed: tuple[PrintedCaveat, ...]
    when: Condition = ALWAYS
    stressed_when: Condition | None = None


@record
class Action:
    """Who does what next, at the levels where it is printed."""

    id: str
    title: str
    text: str
    kind: str
    levels: tuple[str, ...]
    sources: Sources
    offers: tuple[str, ...] = ()
    when: Condition = ALWAYS


@record
class Period:
    """A length of time in calendar days, weeks of seven days, or calendar months; exactly one is given."""

    days: int | None = None
    weeks: int | None = None
    months: int | None = None


@record
class StartEvent:
    """What a deadline is counted from: one of the dates a user can give, and how the document puts it.

    `reading` is the reading of the deadline's `start_question` that counts from this event. `question` decides by the
    conditions of its readings whether the event sets the deadline going at all.
    """

    event: Literal["contact", "applied", "module1", "module2", "course", "primary_end", "phase1", "phase2"]
    text: str
    sources: Sources
    reading: str = ""
    question: str = ""


@record
class Deadline:
    """A time limit of the documents. The last day is the start day plus the period; the start day is day 0.

    `kind`: a ``deadline`` can be met or missed by what happened on the day `met_by`; a ``frame`` only says
    until when something lasts. `start_question` is the open question whose readings choose between the start events.
    `questions` are open questions that bear on it without standing in `when`; one whose readings have conditions
    counts as a part of `when` once the dates are known, the others are only told.
    """

    id: str
    name: str
    text: str
    kind: Literal["deadline", "frame"]
    period: Period
    counted_from: tuple[StartEvent, ...]
    sources: Sources
    when: Condition = ALWAYS
    start_question: str = ""
    met_by: Literal["start", "doctor", ""] = ""
    met_by_text: str = ""
    exceptions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    wordings: tuple[Statement, ...] = ()


@record
class DeadlineException:
    """A circumstance named beside a deadline, or (`none`) one that people take for an exception.

    `effect`: ``waives`` = the deadline may be departed from, with no new date; ``affects`` = the weaker sentence;
    ``open`` = the documents can be read both ways: it waives under the reading `waives_under` of `question`, and under
    the others it is no exception; ``none`` = not an exception.
    """

    id: str
    name: str
    text: str
    effect: Literal["waives", "affects", "open", "none"]
    sources: Sources
    question: str = ""
    waives_under: str = ""


@record
class ContactUnit:
    """Somebody who can be turned to, with what is printed about how."""

    id: str
    name: str
    purpose: str
    telephone: str
    address: tuple[str, ...] | Literal["ikke-angivet"]
    sources: Sources
    aliases: tuple[str, ...] = ()
    telephone_note: str = ""
    web: str = ""
    note: str = ""


@record
class Section:
    """A heading a reader of the paper would look for, and the lines under it (inclusive)."""

    heading: str
    lines: tuple[int, int]


@record
class SetAside:
    """Lines that no record needs to cite, and why."""

    lines: tuple[int, int]
    reason: str


@record
class Document:
    """A document, where it lies in the two texts (`file` is the start of the file's name) and its headings."""

    id: str
    title: str
    file: str
    lines: tuple[int, int]
    date: str
    sections: tuple[Section, ...]
    set_aside: tuple[SetAside, ...] = ()
    approved: str = ""

    def heading(self, line: int) -> str:
        """The heading of the narrowest section that holds the line; the title where there is none."""
        holding = [s for s in self.sections if s.lines[0] <= line <= s.lines[1]]
        return min(holding, key=lambda s: (s.lines[1] - s.lines[0], s.lines)).heading if holding else self.title


@record
class StandardPart:
    """A part of the quality standard as a whole; `modal` keeps the document's modal verb."""

    id: str
    title: str
    statements: Stated
    modal: Literal["", "tilbydes", "kan tilbydes", "kan bevilges", "har ret til"] = ""


@record
class Impossible:
    """A combination of facts that no person has, by plain logic or by a source."""

    id: str
    text: str
    when: Condition
    basis: str
    help: str = ""
    sources: Sources = ()


@record
class About:
    """What the rulebook is called and which version it is (major.minor.patch)."""

    name: str
    version: str
    municipality: str = ""
    guidance: str = ""


@record
class Rulebook:
    """Everything the data files say. `digest` is a fingerprint of their content."""

    about: About
    facts: tuple[Fact, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    questions: tuple[Question, ...] = ()
    levels: tuple[Level, ...] = ()
    offers: tuple[Offer, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    actions: tuple[Action, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    exceptions: tuple[DeadlineException, ...] = ()
    contacts: tuple[ContactUnit, ...] = ()
    documents: tuple[Document, ...] = ()
    standard: tuple[StandardPart, ...] = ()
    digest: str = field(default="", compare=False)

    @cached_property
    def vocabulary(self) -> dict[str, Fact]:
        """The facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def readings(self) -> dict[str, tuple[Condition, ...]]:
        """The conditions of each open question's readings, for `facts_of` and `questions_of`."""
        return {q.id: tuple(r.when for r in q.readings if r.when is not None) for q in self.questions}

    def heading(self, citation: Citation) -> str:
        """The heading a reader would look for; empty when the document is not known."""
        document = next((d for d in self.documents if d.id == citation.document), None)
        return document.heading(citation.first) if document else ""

    def sources_at(self, sources: Sources, level_id: object) -> Sources:
        """Those of the citations that stand in a level's part of the guide or in another document; all, where none does.

        Several levels often print the same; a reader looks where the case is.
        """
        level = next((level for level in self.levels if level.id == level_id), None)
        if level is None:
            return sources
        here = tuple(c for c in sources if c.document == level.document and level.lines[0] <= c.first <= level.lines[1])
        return tuple(c for c in sources if c in here or c.document != level.document) if here else sources

    def offer(self, offer_id: str) -> Offer:
        """Raises `KeyError` for an offer the rulebook does not have."""
        for offer in self.offers:
            if offer.id == offer_id:
                return offer
        raise KeyError(offer_id)


def conditions_of(rulebook: Rulebook) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
    """Every condition with its path in the data, in the order of the records."""
    for i, impossible in enumerate(rulebook.impossible):
        yield ("impossible", i, "when"), impossible.when
    for i, question in enumerate(rulebook.questions):
        for j, reading in enumerate(question.readings):
            if reading.when is not None:
                yield ("questions", i, "readings", j, "when"), reading.when
    for i, offer in enumerate(rulebook.offers):
        for j, criterion in enumerate(offer.criteria):
            yield ("offers", i, "criteria", j, "when"), criterion.when
        for path, statement in statements_of(offer):
            yield ("offers", i, *path, "when"), statement.when
    for i, caveat in enumerate(rulebook.caveats):
        yield ("caveats", i, "when"), caveat.when
        if caveat.stressed_when is not None:
            yield ("caveats", i, "stressed_when"), caveat.stressed_when
    for i, action in enumerate(rulebook.actions):
        yield ("actions", i, "when"), action.when
    for i, deadline in enumerate(rulebook.deadlines):
        yield ("deadlines", i, "when"), deadline.when


def statements_of(offer: Offer) -> Iterator[tuple[tuple[str | int, ...], Statement]]:
    """Every statement of an offer with its path inside the offer."""
    groups: list[tuple[tuple[str | int, ...], tuple[Statement, ...]]] = [
        (("points_to",), offer.points_to),
        (("points_away",), offer.points_away),
        (("access", "statements"), offer.access.statements),
        (("contact", "statements"), offer.contact.statements),
        (("contact", "first_step"), offer.contact.first_step),
        (("limits",), offer.limits),
    ]
    groups += [(("details", key), value) for key, value in offer.details.items() if not isinstance(value, str)]
    for path, statements in groups:
        for i, statement in enumerate(statements):
            yield (*path, i), statement
