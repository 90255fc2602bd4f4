"""Offers answer what the rulebook wants of every offer, be it with "not stated"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import an_offer
from rusvej.model import NOT_STATED, Rulebook


class DetailsMissing(Check):
    """Silence could mean "forgotten"; what no line states is written as not stated."""

    code = "detalje-mangler"
    title = "Et tilbud mangler noget af det, alle tilbud skal svare på"
    bad = "offers:" + an_offer(details="{}  # <-")
    good = "offers:" + an_offer()

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for i, offer in enumerate(rulebook.offers):
            for key in (detail.id for detail in rulebook.about.details if detail.wanted):
                if key not in offer.details:
                    yield Finding(
                        ("offers", i, "details"),
                        f"Tilbuddet {quoted(offer.id)} mangler {key}.",
                        f"Skriv {key}: {NOT_STATED}, hvis ingen linje oplyser det.",
                    )
            for key, stated in offer.details.items():
                if not stated:
                    yield Finding(
                        ("offers", i, "details", key),
                        f"Der står ikke noget under {quoted(key)}.",
                        f"Skriv {key}: {NOT_STATED}, hvis ingen linje oplyser det.",
                    )
