"""References to deadlines lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, dangling
from rusvej.checks.examples import an_offer
from rusvej.model import Rulebook

_DEADLINE = """
deadlines:
  - id: start
    name: Start
    text: Samtalerne begynder inden 14 dage
    kind: frame
    period: {days: 14}
    counted_from: [{event: contact, text: henvendelsen, sources: [guide 10]}]
    sources: [guide 10]
offers:"""


class DeadlineReference(Check):
    """An offer names the deadlines that are shown with it."""

    code = "frist-ukendt"
    title = "Der er henvist til en frist, der ikke findes"
    bad = _DEADLINE + an_offer(more="deadlines: [begyndelse]  # <-")
    good = _DEADLINE + an_offer(more="deadlines: [start]")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        known = dict.fromkeys(deadline.id for deadline in rulebook.deadlines)
        for i, offer in enumerate(rulebook.offers):
            for j, name in enumerate(offer.deadlines):
                yield from dangling(("offers", i, "deadlines", j), "Fristen", name, known, ids_lost)
