"""What an answer holds, piece by piece, each described once: of what kind it is, whose it is, and
on which condition it stands.

Everything that says something of a case (an answer, a proof, a comparison of two rulebooks, a
mutant) goes through this list and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from rusvej.conditions import ALWAYS, All, AnyOf, Compare, Condition, Not, Reading
from rusvej.model import Action, Caveat, Deadline, Offer, Rulebook, statements_of
from rusvej.model.law import LawNote
from rusvej.records import record

Kind = Literal[
    "impossible",
    "status",
    "listed",
    "criterion",
    "concerns",
    "points-to",
    "points-away",
    "access",
    "contact",
    "first-step",
    "limit",
    "reached",
    "used-up",
    "detail",
    "colours",
    "caveat",
    "caveat-anywhere",
    "stressed",
    "action",
    "deadline",
    "deadline-runs",
    "starts",
    "note",
    "part",
]

#: The kinds that move an offer in the order, where they are known to hold.
POINTERS = frozenset(("points-to", "points-away"))

Owner = Offer | Caveat | Action | Deadline
#: Kind, owner and name of a piece.
Key = tuple[str, str, str]


@record
class Piece:
    """One part of an answer. `owner` is the id of the offer, caveat, action, deadline, question,
    note or impossible combination; `name` tells apart what one owner has several of.

    `impossible`: one of the combinations that no person has. `status`: every criterion of an offer
    in force. `listed`: the level is one at which the guide lists it. `criterion`: it does not
    concern the case or is met; `concerns`: whether it does. `points-to` … `limit` and `detail`: a
    statement printed at the level whose condition holds. `reached`: a limit is used up; `used-up`:
    one of those that bring the same question is wherever the offer is listed. `colours`: an open
    question is told with an answer that it does not decide. `caveat`: printed at the level and
    holds; `caveat-anywhere`: what is shown of it while the level is unknown. `action`: the
    same. `deadline`: it holds by the case; `deadline-runs`: also by its own open questions;
    `starts`: an event sets it going. `note`: a note on the law concerns the case. `part`: one of
    the parts of what a deadline requires, or a part of a condition where it is explained.
    """

    kind: Kind
    owner: str
    name: str
    when: Condition

    @property
    def key(self) -> Key:
        """What tells the piece from all others."""
        return (self.kind, self.owner, self.name)


class Printed:
    """Where something is printed, as a condition on the level."""

    def __init__(self, level: str) -> None:
        self.level = level

    def at(self, levels: Sequence[str] | None, when: Condition = ALWAYS) -> Condition:
        """The condition, at these levels only; None = at all of them. A rulebook without levels
        prints everything everywhere."""
        if levels is None or not self.level:
            return when
        there = Compare(self.level, tuple(levels))
        return there if when == ALWAYS else All((there, when))


def pieces(book: Rulebook, notes: Iterable[LawNote] = ()) -> Iterator[Piece]:
    """Every piece of the answers of a rulebook, in the order of its records."""
    for rule in book.impossible:
        yield Piece("impossible", rule.id, "", rule.when)
    yield from told(book)
    owners: tuple[Owner, ...] = (*book.offers, *book.caveats, *book.actions, *book.deadlines)
    for owner in owners:
        yield from pieces_of(book, owner)
    for note in notes:
        yield note_piece(note, book.about.roles.level)


def told(book: Rulebook) -> Iterator[Piece]:
    """The pieces of the open questions: where those that decide nothing are told."""
    printed = Printed(book.about.roles.level)
    for question in book.questions:
        if question.shown_when is not None:
            when = printed.at(question.levels, question.shown_when)
            yield Piece("colours", question.id, "", when)


def pieces_of(book: Rulebook, owner: Owner) -> Iterator[Piece]:
    """The pieces of one record."""
    printed = Printed(book.about.roles.level)
    match owner:
        case Offer():
            yield from _offer(printed, owner)
        case Caveat():
            yield from _caveat(printed, owner, book.offers)
        case Action():
            yield Piece("action", owner.id, "", printed.at(owner.levels or None, owner.when))
        case Deadline():
            yield from _deadline(book, owner)


def note_piece(note: LawNote, level: str) -> Piece:
    """When a note on the law concerns a case; `level` is the fact for the level, if there is
    one."""
    return Piece("note", note.id, "", Printed(level).at(note.levels, note.when))


def _offer(printed: Printed, offer: Offer) -> Iterator[Piece]:
    concerned = [
        (criterion, printed.at(criterion.levels, criterion.applies_when))
        for criterion in offer.criteria
    ]
    in_force = [
        (
            criterion,
            criterion.when if concerns == ALWAYS else AnyOf((Not(concerns), criterion.when)),
        )
        for criterion, concerns in concerned
    ]
    yield Piece("status", offer.id, "", All(tuple(when for _, when in in_force)))
    listed = tuple(entry.level for entry in offer.levels) or None
    yield Piece("listed", offer.id, "", printed.at(listed))
    for (criterion, when), (_, concerns) in zip(in_force, concerned, strict=True):
        yield Piece("criterion", offer.id, criterion.id, when)
        yield Piece("concerns", offer.id, criterion.id, concerns)
    for kind, name, _, said in statements_of(offer):
        yield Piece(kind, offer.id, name, printed.at(said.levels, said.when))
    asking: dict[str, list[Condition]] = {}
    for at, limit in enumerate(offer.limits):
        if limit.reached is not None:
            when = All((printed.at(limit.levels, limit.when), limit.reached.when))
            yield Piece("reached", offer.id, str(at), when)
            if limit.reached.question:
                asking.setdefault(limit.reached.question, []).append(when)
    for question, reached in asking.items():
        nowhere = (Not(printed.at(listed)),) if listed else ()
        yield Piece("used-up", offer.id, question, AnyOf((*nowhere, *reached)))


def _caveat(printed: Printed, caveat: Caveat, offers: Iterable[Offer]) -> Iterator[Piece]:
    levels = tuple(entry.level for entry in caveat.printed)
    everywhere = "" in levels
    when = caveat.when if everywhere else printed.at(levels, caveat.when)
    yield Piece("caveat", caveat.id, "", when)
    # While the level is unknown it is certain to be printed only where one of its offers is listed.
    if everywhere or any(
        offer.id in caveat.offers
        and offer.levels
        and {entry.level for entry in offer.levels} <= set(levels)
        for offer in offers
    ):
        yield Piece("caveat-anywhere", caveat.id, "", caveat.when)
    if caveat.stressed_when is not None:
        yield Piece("stressed", caveat.id, "", caveat.stressed_when)


def parts_of(book: Rulebook, deadline: Deadline) -> tuple[Condition, ...]:
    """What a case must be for a deadline to run, part by part: `when`, and those of its open
    questions whose readings all have conditions."""
    deciding = {
        q.id for q in book.questions if q.readings and all(r.when is not None for r in q.readings)
    }
    own = (Reading(question) for question in deadline.questions if question in deciding)
    return tuple(_flat(All((deadline.when, *own))))


def _flat(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _flat(part)
    elif condition != ALWAYS:
        yield condition


def _deadline(book: Rulebook, deadline: Deadline) -> Iterator[Piece]:
    parts = parts_of(book, deadline)
    yield Piece("deadline", deadline.id, "", deadline.when)
    yield Piece("deadline-runs", deadline.id, "", All(parts))
    for at, part in enumerate(parts):
        yield Piece("part", deadline.id, str(at), part)
    for at, event in enumerate(deadline.counted_from):
        if event.question:
            yield Piece("starts", deadline.id, str(at), Reading(event.question))
