"""From the values of an offer's node to its status.

The values are sets: what an offer may be in the cases that are left. Under one choice of readings
they come to one verdict; the verdicts under every choice together come to a status.
"""

from __future__ import annotations

from collections.abc import Iterable

from rusvej.answer import Status
from rusvej.compiled.nodes import (
    NO,
    NO_USED_UP,
    TERMINALS,
    UNION,
    UNLISTED,
    YES,
    YES_USED_UP,
)
from rusvej.diagram import Diagrams, members

#: The verdicts under one choice of readings, each a bit of its own.
_EXCLUDED, _FITS, _UNLISTED, _DEPENDS, _USED_UP, _DEPENDS_USED_UP = (1 << at for at in range(6))


def _verdict(values: int) -> int:
    if values in (0, UNLISTED):
        return _UNLISTED if values else 0
    if not values & (YES | YES_USED_UP):
        return _EXCLUDED
    depends = bool(values & (NO | NO_USED_UP | UNLISTED))
    if values & (YES | NO):
        return _DEPENDS if depends else _FITS
    # Known to be used up: nothing is left in which it is not.
    return _DEPENDS_USED_UP if depends else _USED_UP


def _status(verdicts: int) -> Status:
    if verdicts in (_UNLISTED, _EXCLUDED):
        return Status.NOT_LISTED if verdicts == _UNLISTED else Status.EXCLUDED
    if verdicts & _EXCLUDED or not verdicts & ~(_USED_UP | _DEPENDS_USED_UP):
        return Status.OPEN
    return Status.DEPENDS if verdicts & (_DEPENDS | _DEPENDS_USED_UP) else Status.FITS


#: The values of an offer's node as those of a condition: not listed is no, used up makes no
#: difference.
VERDICTS = tuple(
    (NO if values & (NO | NO_USED_UP | UNLISTED) else 0)
    | (YES if values & (YES | YES_USED_UP) else 0)
    for values in range(TERMINALS)
)
#: The same, all that is not certain being no.
CERTAIN = tuple(YES if verdict == YES else NO if verdict else 0 for verdict in VERDICTS)
_BY_READING = tuple(map(_verdict, range(TERMINALS)))
#: Statuses as terminals: a bit for each, so that their union is a set of statuses.
_MERGED = (0, *(1 << _status(verdicts) for verdicts in range(1, TERMINALS)))


def terminals_in(reach: int) -> int:
    """The union of the terminals in a set of bits."""
    union = 0
    for terminal in members(reach):
        union |= terminal
    return union


def status_of(values: Iterable[int]) -> Status:
    """The status that comes of the values under each choice of readings; excluded where there are
    none, for nobody is like that."""
    verdicts = 0
    for each in values:
        verdicts |= _BY_READING[each]
    return _status(verdicts) if verdicts else Status.EXCLUDED


def status_now(diagrams: Diagrams, node: int, facts: int) -> Status:
    """The status while all of these facts (a set of bits) are unknown; the node's other variables
    are the open questions that have no reading counted with."""
    by_reading = diagrams.forget(UNION, facts, node)
    return status_of(members(diagrams.reach[by_reading]))


def statuses_when_known(diagrams: Diagrams, node: int, questions: int) -> int:
    """The status for every value of the facts left, as a node whose terminals are sets of statuses
    (the bit `1 << status`); 0 where nobody is like that. `questions` are the variables of the open
    questions, as a set of bits."""
    verdicts = diagrams.map(_BY_READING, node)
    return diagrams.map(_MERGED, diagrams.forget(UNION, questions, verdicts))


def statuses_in(reach: int) -> tuple[Status, ...]:
    """The statuses in a set of terminals of `statuses_when_known`, the best first."""
    return tuple(Status(at) for at in members(terminals_in(reach)))
