"""Proofs over every case there is: the properties that the data promise, and what every rulebook
owes its reader.

Nothing is sampled. What speaks against a proof is a node over every class of every fact, "unknown"
being one of them, and the proof holds where that node has no path to yes; the counter-example is
the shortest one. What no order of the facts makes small enough is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from rusvej.analysis.prove.alike import readings_alike
from rusvej.analysis.prove.gaps import Gaps
from rusvej.analysis.prove.kinds import Search
from rusvej.analysis.prove.order import order_of_records
from rusvej.analysis.prove.reach import (
    idle_actions,
    idle_caveats,
    idle_criteria,
    idle_deadlines,
    idle_statements,
    shadowed_statements,
    unreachable_offers,
)
from rusvej.analysis.prove.records import Collision, Finding, FoundGap, Proof
from rusvej.analysis.prove.world import World
from rusvej.diagram import TooLarge
from rusvej.model import Rulebook
from rusvej.model.properties import KnownGap, Property

#: The checks that every rulebook is held to without being asked, by their ids; `gaps` comes last.
BUILT_IN: dict[str, Callable[[World], Iterator[Finding]]] = {
    "offers-reachable": unreachable_offers,
    "criteria-matter": idle_criteria,
    "statements-matter": idle_statements,
    "nothing-shadowed": shadowed_statements,
    "caveats-matter": idle_caveats,
    "actions-matter": idle_actions,
    "deadlines-matter": idle_deadlines,
    "readings-differ": readings_alike,
    "order-irrelevant": order_of_records,
}


def prove(
    book: Rulebook, properties: Sequence[Property], known_gaps: Sequence[KnownGap], on: date
) -> Iterator[Proof]:
    """One proof after another: the properties in their order, then the built-in checks, then the
    gaps.

    `on` is the day the counterexamples are answered for; the conditions of the properties and gaps
    name what the rulebook has, as its checks see to. Raises `TooLarge` when a question cannot
    be decided exactly.
    """
    world = World(book, [*properties, *known_gaps], on)
    for prop in properties:
        world.start(prop.id)
        findings = tuple(Search(world, prop).findings())
        yield Proof(prop.id, prop, world.cases(), findings)
    for name, check in BUILT_IN.items():
        world.start(name)
        findings = tuple(check(world))
        # The order of the records is decided without asking about a case.
        empty = not (findings or world.cases() or check is order_of_records)
        yield Proof(name, None, world.cases(), findings, empty=empty)
    world.start("gaps")
    found = Gaps(world, known_gaps)
    if found.axes or known_gaps:
        # Without axes nothing is looked for, and nothing is said to have been proved.
        yield Proof("gaps", None, world.cases(), tuple(found.findings), tuple(found.known))


def count(properties: Sequence[Property]) -> int:
    """How many proofs `prove` gives at most."""
    return len(properties) + len(BUILT_IN) + 1
