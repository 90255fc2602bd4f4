"""What mutation testing makes and finds: records, no sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rusvej.facts import Value
from rusvej.model import Rulebook
from rusvej.records import record

Section = Literal["offers", "caveats", "actions", "deadlines", "exceptions", "questions"]
Kind = Literal[
    "bound",  # fact, from, to: a number in a comparison was moved by one
    "value",  # fact, value, how (added, removed): a value in a comparison
    "flip",  # a condition says the opposite; `at` leads to the part
    "join",  # all became any, or the other way round
    "drop",  # a part of a condition, or all of it, is gone
    "never",  # a condition that is never met (only for coverage)
    "always",  # a condition that is always met (only for coverage)
    "gone",  # the whole thing is gone: a criterion, a pointer, a caveat, an action, a deadline, a
    # first step's condition
    "level",  # level, how (added, removed)
    "access",  # from, to
    "unit",  # from, to
    "reference",  # to: a caveat's offer, an offer's deadline, a deadline's offer, exception or
    # question
    "period",  # from, to, unit
    "effect",  # from, to
    "start",  # a deadline's start event: what it hangs on is gone
    "status",  # from, to
]


@record
class Mutant:
    """A rulebook with one thing changed. `part` names what was changed inside the record, as a path
    of field names and ids."""

    kind: Kind
    section: Section
    id: str
    part: tuple[str, ...]
    data: Mapping[str, str]
    book: Rulebook


@record
class Survivor:
    """A mutant that no case notices although somebody's answer changes. `case` is the smallest such
    case that was found.

    `case` is None where the difference lies in what dates do; `name` is the offer, caveat or other
    record whose answer changes.
    """

    mutant: Mutant
    name: str
    case: Mapping[str, Value] | None


@record
class Tally:
    """How the mutants fared; `equivalent` ones give the same answer in every case there is."""

    mutants: int
    killed: int
    equivalent: int
    survivors: tuple[Survivor, ...]
