"""Conditions name facts that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, dangling
from rusvej.checks.examples import an_action
from rusvej.checks.tree import comparisons
from rusvej.model import Rulebook


class UnknownFact(Check):
    """A condition on a fact that the vocabulary does not have could never be decided."""

    code = "oplysning-ukendt"
    title = "En betingelse nævner en oplysning, der ikke findes"
    bad = an_action("{fact: motiveret, is: true}  # <-")
    good = an_action("{fact: motivated, is: true}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        known = rulebook.vocabulary
        for path, node in comparisons(rulebook):
            yield from dangling(
                (*path, "judgement" if node.judged else "fact"),
                "Oplysningen",
                node.fact,
                known,
                ids_lost,
            )
