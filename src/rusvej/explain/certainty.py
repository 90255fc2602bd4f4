"""What is certain of an offer although the case is only half known: exact over every possible
completion of it.

Counted with are the readings that the rulebook counts with. What stays open in the documents
whatever is learned about the person is neither certain nor ruled out, and has a kind of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum

from rusvej.answer import Status
from rusvej.explain.outlook import Cost, Outlook, Setting
from rusvej.records import record


class Kind(Enum):
    """What the completions of a case say of an offer together."""

    #: Every completion fits.
    CERTAIN = "certain"
    #: Some completion fits and another does not.
    POSSIBLE = "possible"
    #: No completion fits; at least one is open in the documents.
    OPEN = "open"
    #: Every completion is excluded or not listed.
    RULED_OUT = "ruled-out"


@record
class Certainty:
    """`seen` are the statuses of the completions, best first.

    `witness`: the fewest facts with which a possible offer fits, or with which one of kind open is
    open in every completion; whatever value of the classes each has. None where there is nothing to
    add.
    """

    kind: Kind
    seen: tuple[Status, ...]
    witness: tuple[Setting, ...] | None = None


def certainty(outlook: Outlook) -> Certainty:
    """What all completions of the case together say of the offer."""
    seen = outlook.seen
    if seen == (Status.FITS,):
        return Certainty(Kind.CERTAIN, seen)
    if Status.FITS in seen:
        return Certainty(Kind.POSSIBLE, seen, witness(outlook, [Status.FITS]))
    if Status.OPEN in seen:
        return Certainty(
            Kind.OPEN, seen, witness(outlook, [Status.OPEN]) if len(seen) > 1 else None
        )
    return Certainty(Kind.RULED_OUT, seen)


def witness(outlook: Outlook, wanted: Collection[Status]) -> tuple[Setting, ...] | None:
    """The fewest unknown facts that lead to a wanted status whatever the rest is; the cheapest to
    ask of those."""
    variables = outlook.variables

    def moves(variable: int, known: int) -> Mapping[int | None, Cost]:
        if known >= 0:
            return {known: (0, 0)}
        learned = (1, variables.vocabulary[variables.names[variable]].cost)
        every: dict[int | None, Cost] = {None: (0, 0)}
        every.update(dict.fromkeys(range(variables.sizes[variable]), learned))
        return every

    found = next(outlook.ways(wanted, moves), None)
    return None if found is None else outlook.settings(wanted, found)
