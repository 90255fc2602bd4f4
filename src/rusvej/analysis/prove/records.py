"""What a proof returns: records, no sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rusvej.facts import Value
from rusvej.model import Sources
from rusvej.model.properties import Property
from rusvej.records import record

FindingKind = Literal[
    "never",  # thing, state: it is shown although it never may be
    "always",  # nothing of what is asked for is in the states wanted
    "only-if",  # thing, state: the condition is not known to hold
    "learned",  # thing, fact, value: lost when the fact was learned
    "monotone",  # thing, fact, from, to: lost when the fact changed
    "exclusive",  # things: two at once
    "caveat-missing",  # thing, caveat: the offer stands without it
    "caveat-elsewhere",  # thing, caveat: the caveat does not name the offer at all
    "deadline-missing",  # thing, deadline
    "deadline-long",  # thing, deadline, days, most
    "before",  # thing, other: it does not stand before the other
    "unknown-name",  # name: a value of the property's order that its fact cannot have
    "misshapen",  # the property lacks what its kind needs
    "vacuous",  # no case at all is one that the property is about
    "offer-unreachable",  # offer
    "criterion-idle",  # offer, criterion: never decides
    "criterion-shadowed",  # offer, criterion, by: another criterion implies it
    "statement-idle",  # offer, path: never said where the offer is shown
    "step-shadowed",  # offer, path: an earlier first step is always shown instead
    "pointer-shadowed",  # offer, path: where it holds, the documents always point on as well
    "caveat-idle",  # caveat, level
    "caveat-stress-idle",  # caveat
    "caveat-alone",  # caveat, level: none of its offers is listed there
    "action-idle",  # action, level
    "action-alone",  # action: none of its offers is listed at its levels
    "deadline-idle",  # deadline
    "exception-idle",  # exception
    "impossible-idle",  # rule: other impossible combinations forbid the same
    "readings-alike",  # question, readings: two readings never make a difference
    "id-twice",  # section, id: which record counts depends on the order
    "level-twice",  # section, id, level
    "gap",  # level, schooling, age: nothing fits and nothing depends
    "gap-gone",  # gap, level, schooling, age: listed as known, but there is none
]


@record
class Collision:
    """A record that takes part in a finding: what it says, how it stands in the case, and where
    that is printed."""

    label: str
    text: str
    standing: str = ""
    sources: Sources = ()


@record
class Finding:
    """Something that does not hold. `case` is the smallest one that shows it, `after` the second
    one of a pair.

    Smallest: fewest facts known, then the lowest classes, in the order in which the diagrams test
    the facts. None where no case can show it, as with something that never happens.
    """

    kind: FindingKind
    data: Mapping[str, str | tuple[str, ...]]
    case: Mapping[str, Value] | None = None
    after: Mapping[str, Value] | None = None
    collisions: tuple[Collision, ...] = ()


@record
class FoundGap:
    """A known gap as it was found: the classes of persons, and the smallest case in one of them."""

    id: str
    text: str
    classes: tuple[str, ...]
    case: Mapping[str, Value]
    sources: Sources
    reason: str


@record
class Proof:
    """One thing that was decided over every case. `id` is that of the property, or of the built-in
    check.

    `cases`: the possible classes of cases, unknown facts included, over the facts of the largest
    single question; what lies outside those facts cannot matter to it. `empty`: the rulebook has
    nothing that the built-in check is about, so that it holds says nothing.
    """

    id: str
    property: Property | None
    cases: int
    findings: tuple[Finding, ...] = ()
    known: tuple[FoundGap, ...] = ()
    empty: bool = False
