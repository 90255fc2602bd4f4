"""Conditions can be met."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.checks.examples import an_action
from rusvej.checks.logic import Logic
from rusvej.checks.tree import conditions, nodes
from rusvej.conditions import AnyOf
from rusvej.model import Rulebook


class NeverMet(Check):
    """A condition, or one of several ways to meet it, that contradicts itself, its levels or an
    impossible combination."""

    code = "betingelse-umulig"
    title = "En betingelse kan aldrig være opfyldt"
    bad = an_action("{all: [{fact: age, at_least: 18}, {fact: age, at_most: 17}]}  # <-")
    good = an_action("{all: [{fact: age, at_least: 15}, {fact: age, at_most: 17}]}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        logic = Logic(rulebook, ids_lost)
        for placed in conditions(rulebook):
            # An impossible combination is not held against itself.
            rules = placed.path[0] != "impossible"
            if logic.never(placed.condition, placed.levels, rules=rules):
                there = (
                    ", hvor den står"
                    if placed.levels and not logic.never(placed.condition, rules=rules)
                    else ""
                )
                yield Finding(
                    placed.path,
                    f"Betingelsen kan aldrig være opfyldt{there}.",
                    "Tjek tallene, værdierne, niveauerne og de umulige kombinationer.",
                )
                continue
            for path, node in nodes(placed.condition, placed.path):
                for index, part in enumerate(node.parts if isinstance(node, AnyOf) else ()):
                    if logic.never(part, placed.levels, rules=rules):
                        yield Finding(
                            (*path, "any", index),
                            "Denne mulighed kan aldrig være opfyldt.",
                            "Ret den, eller slet den.",
                        )
