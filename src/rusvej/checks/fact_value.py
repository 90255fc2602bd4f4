"""Conditions compare with values that the fact can have."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import an_action
from rusvej.checks.tree import comparisons
from rusvej.diagnostics import did_you_mean
from rusvej.facts import NONE, Fact, Value
from rusvej.model import Rulebook


class UnknownValue(Check):
    """A value outside the fact's domain is never met, and nearly always a slip of the pen."""

    code = "oplysning-vaerdi"
    title = "En betingelse nævner en værdi, som oplysningen ikke kan have"
    bad = an_action("{fact: age, in: [15, 150]}  # <-")
    good = an_action("{fact: age, in: [15, 16]}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        vocabulary = rulebook.vocabulary
        for path, node in comparisons(rulebook):
            fact = vocabulary.get(node.fact)
            for index, value in enumerate(node.values):
                if fact is not None and not fact.allows(value) and of_its_type(fact, value):
                    place = (*path, "is") if len(node.values) == 1 else (*path, "in", index)
                    help = (
                        did_you_mean(value[:60], fact.choices())
                        if isinstance(value, str)
                        else f"Skriv {fact.domain()}."
                    )
                    yield Finding(place, f"{fact.id} kan ikke være {quoted(value)}.", help)


def of_its_type(fact: Fact, value: Value) -> bool:
    """Whether a constant is of the kind that the fact is compared with, be it inside the domain or
    not."""
    if fact.type == "bool":
        return isinstance(value, bool)
    if fact.type == "choice":
        return isinstance(value, str)
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        bool(fact.none) and value == NONE
    )
