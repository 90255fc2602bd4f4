"""Three truth values: yes, no and unknown."""

from __future__ import annotations

from enum import Enum


class Truth(Enum):
    """What is known of a statement. Unknown is an answer, never an error and never a guess."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values; compare it with `is Truth.YES`")


def of(value: bool) -> Truth:
    """The truth value of something that is known."""
    return Truth.YES if value else Truth.NO
