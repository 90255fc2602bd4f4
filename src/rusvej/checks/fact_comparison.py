"""Conditions compare in a way that fits the fact's type."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.checks.examples import an_action
from rusvej.checks.fact_value import of_its_type
from rusvej.checks.tree import comparisons
from rusvej.model import Rulebook

_FITTING = {
    "int": "is, in, at_least eller at_most med hele tal",
    "choice": "is eller in med oplysningens værdier",
    "bool": "is: true eller is: false",
}
_KIND = {"int": "et tal", "choice": "et valg mellem faste værdier", "bool": "ja eller nej"}


class Comparison(Check):
    """Only numbers have a least and a most; yes/no facts are compared with true and false, not with
    words."""

    code = "sammenligning-type"
    title = "En sammenligning passer ikke til oplysningens type"
    bad = an_action("{fact: motivated, is: ja}  # <-")
    good = an_action("{fact: motivated, is: true}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        vocabulary = rulebook.vocabulary
        for path, node in comparisons(rulebook):
            fact = vocabulary.get(node.fact)
            if fact is None:
                continue
            if (not node.values and fact.type != "int") or not all(
                of_its_type(fact, value) for value in node.values
            ):
                key = "is" if node.values else "at_least" if node.low is not None else "at_most"
                yield Finding(
                    (*path, key),
                    f"{fact.id} er {_KIND[fact.type]} og kan ikke sammenlignes sådan.",
                    f"Brug {_FITTING[fact.type]}.",
                )
