"""What the engine returns: records, no sentences of its own and no layout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from rusvej.facts import Value
from rusvej.model import (
    Action,
    Caveat,
    Criterion,
    Deadline,
    Offer,
    PrintedCaveat,
    Question,
    Rulebook,
    Sources,
    Statement,
)
from rusvej.records import record
from rusvej.truth import Truth


class Status(IntEnum):
    """How an offer stands to a case, the most useful first; the order is the first item of the
    ranking."""

    FITS = 0
    DEPENDS = 1
    OPEN = 2
    EXCLUDED = 3
    NOT_LISTED = 4

    @property
    def id(self) -> str:
        """The name in the JSON contract."""
        return self.name.lower()

    def __str__(self) -> str:
        return self.id

    @property
    def shown(self) -> bool:
        """Whether the short list shows it."""
        return self <= Status.OPEN


@record
class QuestionUse:
    """An open question that bears on this case; `used` is the reading counted with, None where none
    is."""

    question: Question
    used: str | None


@record
class Reason:
    """One criterion held against the case. `questions`: its verdict differs between their readings.

    `verdict` follows the readings counted with; where an open question without one decides, it is
    unknown.
    """

    criterion: Criterion
    verdict: Truth
    facts: tuple[str, ...]
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@record
class Said:
    """A statement that holds for the case (yes) or may hold (unknown)."""

    statement: Statement
    verdict: Truth
    questions: tuple[str, ...] = ()


#: What the documents point on from, in `RankKey.pointed`.
AWAY = 2


class RankKey(NamedTuple):
    """Why an offer stands where it stands; compared from left to right, lower first.

    The documents do not rank. The order serves somebody who must act today.
    """

    #: 0: the documents point to it for this very case, and nothing speaks against it; 1: it fits by
    #: more than age and level; 2: it fits by no more than those, or depends on something; then what
    #: is open, excluded, not listed.
    group: int
    #: 0: the documents point to it for this very case; 1: it merely applies; 2: they point on from
    #: it.
    pointed: int
    #: The rulebook's own order of offers; 0 where it says none.
    own: int
    #: 0: can be contacted; 1: somebody assesses or refers; 2: needs a decision; 3: not stated.
    access: int
    #: The guide's own order at this level: the first line of the entry; what only the standard has
    #: comes after.
    order: int
    #: Makes the order total, whatever the order of the files.
    id: str


@record
class OfferResult:
    """One offer held against one case."""

    offer: Offer
    status: Status
    rank: int
    key: RankKey
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    questions: tuple[QuestionUse, ...]
    pointers: tuple[Statement, ...]
    access: tuple[Said, ...]
    contact: tuple[Said, ...]
    first_step: Said | None
    limits: tuple[Said, ...]
    caveats: tuple[str, ...]
    deadlines: tuple[str, ...]


@record
class CaveatResult:
    """A caveat printed at the case's level whose condition is met or not known."""

    caveat: Caveat
    printed: PrintedCaveat
    applies: Truth
    stressed: bool
    missing: tuple[str, ...]


@record
class ActionResult:
    """An action printed at the case's level whose condition is met or not known."""

    action: Action
    applies: Truth
    missing: tuple[str, ...]
    questions: tuple[str, ...] = ()


@record
class DeadlineResult:
    """A time limit that holds or may hold for an offer of the answer; `suggest` knows no dates, so
    no last day."""

    deadline: Deadline
    applies: Truth
    missing: tuple[str, ...]
    questions: tuple[str, ...]
    #: No answer to what is missing makes it hold under every reading.
    unclear: bool = False


@record
class NextQuestion:
    """A fact worth asking for, and the offers that still hang on it."""

    fact: str
    settles: tuple[str, ...]


@record
class Answer:
    """Everything the rulebook says of a case on a date; offers in the order of their rank."""

    rulebook: Rulebook
    case: Mapping[str, Value]
    as_of: date
    offers: tuple[OfferResult, ...]
    caveats: tuple[CaveatResult, ...]
    actions: tuple[ActionResult, ...]
    deadlines: tuple[DeadlineResult, ...]
    questions: tuple[QuestionUse, ...]
    next_questions: tuple[NextQuestion, ...]

    @property
    def level(self) -> Value | None:
        """The level of the case; None where it is not known, or the rulebook has no levels."""
        return self.case.get(self.rulebook.roles.level)

    def cite(self, sources: Sources, most: int | None = None) -> str:
        """Short citations, at `most` so many; where several levels print the same, those of the
        case's own level."""
        return self.rulebook.cite(self.rulebook.sources_at(sources, self.level)[:most])

    def offer(self, offer_id: str) -> OfferResult:
        """Raises `KeyError` for an offer the rulebook does not have."""
        for result in self.offers:
            if result.offer.id == offer_id:
                return result
        raise KeyError(offer_id)
