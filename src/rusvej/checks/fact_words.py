"""No word stands for two values of a fact."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.facts import fold
from rusvej.model import Rulebook


class Words(Check):
    """A word that two values share would be read as the first of them, whatever was meant."""

    code = "vaerdi-samme-ord"
    title = "Et ord står for to værdier af samme oplysning"
    bad = """
facts:
  - id: schooling
    type: choice
    label: skole
    question: Hvor?
    values:
      - {id: folkeskole, label: folkeskole, synonyms: [skole]}
      - {id: gymnasium, label: gymnasium, synonyms: [skole]}  # <-
"""
    good = """
facts:
  - id: schooling
    type: choice
    label: skole
    question: Hvor?
    values:
      - {id: folkeskole, label: folkeskole, synonyms: [skole]}
      - {id: gymnasium, label: gymnasium, synonyms: [stx]}
"""

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for i, fact in enumerate(rulebook.facts):
            owners: dict[str, str] = {}
            for j, choice in enumerate(fact.values):
                for word in dict.fromkeys(fold(word) for word in choice.words):
                    owner = owners.setdefault(word, choice.id)
                    if owner != choice.id:
                        yield Finding(
                            ("facts", i, "values", j),
                            f"{quoted(word)} står både for {quoted(owner)} og {quoted(choice.id)}.",
                            "Lad ordet stå ved den ene værdi.",
                        )
