"""Kleene's three truth values: yes, no and unknown (strong logic of indeterminacy)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """What is known of a statement. Unknown is an answer, never an error and never a guess."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values; compare it with `is Truth.YES`")

    def negated(self) -> Truth:
        """Yes for no and no for yes; unknown stays unknown."""
        return _NEGATED[self]


_NEGATED = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}


def of(value: bool) -> Truth:
    """The truth value of something that is known."""
    return Truth.YES if value else Truth.NO


def all_of(values: Iterable[Truth]) -> Truth:
    """No if one is no, else unknown if one is unknown, else yes (also for nothing at all)."""
    seen = Truth.YES
    for value in values:
        if value is Truth.NO:
            return Truth.NO
        if value is Truth.UNKNOWN:
            seen = Truth.UNKNOWN
    return seen


def any_of(values: Iterable[Truth]) -> Truth:
    """Yes if one is yes, else unknown if one is unknown, else no (also for nothing at all)."""
    seen = Truth.NO
    for value in values:
        if value is Truth.YES:
            return Truth.YES
        if value is Truth.UNKNOWN:
            seen = Truth.UNKNOWN
    return seen
