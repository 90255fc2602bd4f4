"""What a rulebook promises about every case: properties to be proved, and gaps that the documents
are known to have."""

from __future__ import annotations

from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model import Sources
from rusvej.records import record

Kind = Literal[
    "never", "always", "only-if", "monotone", "exclusive", "deadline-at-most", "caveat-with-offer"
]

#: Offers have the first five; caveats, actions, deadlines and deciders the last three.
State = Literal[
    "fits", "depends", "open", "excluded", "not_listed", "applies", "may-apply", "absent"
]


@record
class Property:
    """Something that must hold of every case, unknown facts included. It rests on `sources` or on a
    `reason`.

    It is about `offers` (those of `access`, where given; all, where nothing is named), `caveats`,
    `actions`, `deadlines`, or about the units in `deciders` (of `offers`); each is in one of
    `statuses` or is not. Without `statuses`: what is shown for never, always and the two last
    kinds; what is certain for the others. The property is about the cases known to meet `when` that
    say something of every fact in `known`.

    - never: none of them is in `statuses`.
    - always: at least one of them is.
    - only-if: one is in `statuses` only where `when` is known to hold.
    - monotone: what is in `statuses` stays there when any fact is learned, or, with `fact`, when
      that fact goes from one
      value of `order` to a later one.
    - exclusive: no two of them are at once.
    - caveat-with-offer: where an offer is in `statuses`, each of `caveats` stands with it
      (`must_apply`: and is known to apply).
    - deadline-at-most: where an offer is in `statuses`, each of `deadlines` is told, and is of at
      most `days` days.
    """

    id: str
    kind: Kind
    text: str
    when: Condition = ALWAYS
    known: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    deciders: tuple[str, ...] = ()
    statuses: tuple[State, ...] = ()
    fact: str = ""
    order: tuple[str | int | bool, ...] = ()
    days: int | None = None
    must_apply: bool = False
    sources: Sources = ()
    reason: str = ""


@record
class KnownGap:
    """Levels, ages and schooling at which the documents may leave somebody without an offer that
    fits or depends.

    `when` may mention those three facts only; every class that meets it must be such a gap.
    """

    id: str
    text: str
    when: Condition
    sources: Sources = ()
    reason: str = ""
