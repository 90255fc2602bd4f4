"""Facts have the domain that their type needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.facts import Fact
from rusvej.model import Rulebook


class Domain(Check):
    """Without a finite domain nothing can be proved or counted out, and no wrong value can be
    refused."""

    code = "oplysning-domaene"
    title = "En oplysnings mulige værdier er ikke angivet rigtigt"
    bad = """
facts:
  - {id: grade, type: int, label: klassetrin, question: "Hvilken klasse?", min: 0}  # <-
"""
    good = """
facts:
  - {id: grade, type: int, label: klassetrin, question: "Hvilken klasse?", min: 0, max: 10}
"""

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for index, fact in enumerate(rulebook.facts):
            for key, message, help in _faults(fact):
                yield Finding(("facts", index, *key), message, help)


def _faults(fact: Fact) -> Iterator[tuple[tuple[str, ...], str, str]]:
    number = (fact.min, fact.max) != (None, None) or bool(fact.none)
    if fact.type == "int":
        if fact.min is None or fact.max is None:
            yield (
                (),
                f"Tallet {fact.id} mangler sin mindste eller største værdi.",
                "Tilføj både min og max.",
            )
        elif fact.min > fact.max:
            yield (
                ("min",),
                f"{fact.id} har en mindste værdi, der er større end den største.",
                "Byt om på min og max.",
            )
    elif number:
        yield (
            ("min",),
            f"{fact.id} er ikke et tal og har derfor hverken min, max eller none.",
            "Fjern dem, eller skriv type: int.",
        )
    if fact.type == "choice" and len(fact.values) < 2:
        yield (
            ("values",),
            f"{fact.id} skal have mindst to værdier at vælge imellem.",
            "Tilføj dem under values.",
        )
    elif fact.type != "choice" and fact.values:
        yield (
            ("values",),
            f"{fact.id} er ikke et valg og har derfor ingen values.",
            "Fjern dem, eller skriv type: choice.",
        )
    if not 1 <= fact.cost <= 9:
        yield (
            ("cost",),
            f"cost ved {fact.id} skal være fra 1 til 9.",
            "1 er harmløst at spørge om, 9 er meget følsomt.",
        )
    for word in fact.phrases:
        if fact.type != "bool":
            yield (
                ("phrases", word),
                f"{fact.id} er ikke et ja/nej-spørgsmål og har derfor ingen phrases.",
                "Fjern dem, eller skriv type: bool.",
            )
            return
