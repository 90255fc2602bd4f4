"""A judgement is a fact that names who judges."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.checks.examples import an_action
from rusvej.checks.tree import comparisons
from rusvej.model import Rulebook


class Judgement(Check):
    """`judgement` says that a named professional decides; the fact must be a yes/no fact that names
    the professional."""

    code = "vurdering-uden-fagperson"
    title = "En vurdering nævner ikke, hvem der vurderer"
    bad = an_action("{judgement: motivated}  # <-")
    good = an_action("{judgement: assessed}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        vocabulary = rulebook.vocabulary
        for path, node in comparisons(rulebook):
            fact = vocabulary.get(node.fact)
            if fact is not None and node.judged and not (fact.judged_by and fact.type == "bool"):
                help = f"Skriv judged_by ved oplysningen, eller brug {{fact: {fact.id}, is: …}}."
                yield Finding(
                    (*path, "judgement"),
                    f"Det står ikke ved {fact.id}, hvem der vurderer den.",
                    help,
                )
