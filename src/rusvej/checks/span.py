"""Spans of numbers can be met."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.checks.examples import an_action
from rusvej.checks.tree import comparisons
from rusvej.model import Rulebook


class Span(Check):
    """A span that ends before it begins, or lies outside what the number can be, is never met."""

    code = "spaend-umuligt"
    title = "Et spænd af alder eller tal er umuligt"
    bad = an_action("{fact: age, at_least: 21, at_most: 8}  # <-")
    good = an_action("{fact: age, at_least: 8, at_most: 21}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        vocabulary = rulebook.vocabulary
        for path, node in comparisons(rulebook):
            low, high = node.low, node.high
            if low is not None and high is not None and low > high:
                yield Finding(
                    (*path, "at_least"),
                    f"Intet tal er både mindst {low} og højst {high}.",
                    "Byt om på at_least og at_most.",
                )
                continue
            fact = vocabulary.get(node.fact)
            if fact is None or fact.min is None or fact.max is None:
                continue
            for key, bound in (("at_least", low), ("at_most", high)):
                if bound is not None and not fact.min <= bound <= fact.max:
                    yield Finding(
                        (*path, key),
                        f"{bound} ligger uden for det, {fact.id} kan være.",
                        f"{fact.label.capitalize()}: {fact.domain()}.",
                    )
