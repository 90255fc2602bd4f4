"""The offers, with their conditions, the way in, and everything stated about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model.citing import Sources, Stated, Statement
from rusvej.records import record


@record
class LevelEntry:
    """That the guide lists an offer at a level; the first line cited gives the guide's own order
    there."""

    level: str
    sources: Sources
    note: str = ""


@record
class Criterion:
    """A printed condition on the person. `levels` = printed only there; elsewhere it does not
    count. `applies_when` says whom it concerns: for others it is neither met nor unmet, and an
    answer leaves it out."""

    id: str
    text: str
    when: Condition
    sources: Sources
    levels: tuple[str, ...] | None = None
    note: str = ""
    applies_when: Condition = ALWAYS


#: ``direct``: the document says uvisiteret or open. ``contact``: it names whom to contact and says
#: nothing of a visitation.
AccessKind = Literal["direct", "contact", "assessed", "decision", "ikke-angivet"]


@record
class Access:
    """Whether somebody has to decide first, and who."""

    kind: AccessKind
    statements: tuple[Statement, ...] = ()


@record
class Contact:
    """Who may turn to whom; `first_step` in the order of preference, `units` are ids of
    contacts."""

    statements: tuple[Statement, ...] = ()
    first_step: tuple[Statement, ...] = ()
    units: tuple[str, ...] = ()


@record
class Reached:
    """When a limit is used up, and what that means: the documents point on from the offer with
    `text`; where `question` is given, the status is open and hangs on that open question. Only a
    case that is known to meet `when` has reached it."""

    when: Condition
    text: str
    question: str = ""


@record
class Limit(Statement):
    """How far an offer goes; `reached` only where the data can tell that it is used up."""

    reached: Reached | None = None


@record
class Offer:
    """An offer of the guide or the standard.

    `valid_from` and `valid_until` (ISO dates, both inclusive; empty = no limit) bound the days on
    which it is offered. `levels` is empty for what only the standard has; `entry_lines` then says
    where its own entry stands.
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
    limits: tuple[Limit, ...] = ()
    deadlines: tuple[str, ...] = ()
    short: str = ""
    if_: str = ""
    valid_from: str = ""
    valid_until: str = ""

    def entry(self, level: str | None) -> LevelEntry | None:
        """The offer's entry at a level, if the guide lists it there."""
        return next((entry for entry in self.levels if entry.level == level), None)
