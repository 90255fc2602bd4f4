"""References to offers lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, dangling
from rusvej.checks.examples import an_offer
from rusvej.model import Rulebook

_CAVEAT = """
caveats:
  - id: pas-paa
    title: Pas på
    offers: {}
    printed: [{{level: misbrug, text: Pas på, sources: [guide 10]}}]
offers:"""


class OfferReference(Check):
    """Caveats, actions and deadlines are shown with the offers they name."""

    code = "tilbud-ukendt"
    title = "Der er henvist til et tilbud, der ikke findes"
    bad = _CAVEAT.format("[samtale]  # <-") + an_offer()
    good = _CAVEAT.format("[samtaler]") + an_offer()

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        known = dict.fromkeys(offer.id for offer in rulebook.offers)
        naming = [("caveats", i, caveat.offers) for i, caveat in enumerate(rulebook.caveats)]
        naming += [("actions", i, action.offers) for i, action in enumerate(rulebook.actions)]
        naming += [
            ("deadlines", i, deadline.offers) for i, deadline in enumerate(rulebook.deadlines)
        ]
        for section, i, offers in naming:
            for j, name in enumerate(offers):
                yield from dangling((section, i, "offers", j), "Tilbuddet", name, known, ids_lost)
