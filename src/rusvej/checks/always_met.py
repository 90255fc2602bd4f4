"""Conditions tell cases apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, Severity
from rusvej.checks.examples import an_action
from rusvej.checks.logic import Logic
from rusvej.checks.tree import conditions
from rusvej.conditions import Always
from rusvej.model import Rulebook


class AlwaysMet(Check):
    """A condition that every case meets says nothing; where that is meant, it is written `always:
    true`."""

    code = "betingelse-altid"
    title = "En betingelse er altid opfyldt"
    bad = an_action("{fact: age, at_least: 0}  # <-")
    good = an_action("{fact: age, at_least: 1}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        logic = Logic(rulebook, ids_lost)
        for placed in conditions(rulebook):
            if isinstance(placed.condition, Always):
                if placed.path[0] == "impossible":
                    yield Finding(
                        placed.path,
                        "Kombinationen ville gøre alle sager umulige.",
                        "Angiv, hvilke oplysninger der ikke kan stå sammen.",
                    )
                continue
            impossible = placed.path[0] == "impossible"
            if logic.always(placed.condition, placed.levels, rules=not impossible):
                severity: Severity = "error" if impossible else "warning"
                help = "Er det meningen, så skriv {always: true} eller udelad betingelsen."
                yield Finding(
                    placed.path, "Betingelsen er altid opfyldt, hvor den står.", help, severity
                )
