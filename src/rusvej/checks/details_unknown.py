"""The details of an offer have the names that the rulebook declares, where it declares any."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import DETAILS, an_offer
from rusvej.diagnostics import did_you_mean
from rusvej.model import Rulebook


class DetailsUnknown(Check):
    """A detail under another name is shown nowhere."""

    code = "detalje-ukendt"
    title = "Et tilbuds details har en nøgle, der ikke kendes"
    bad = "offers:" + an_offer(details=DETAILS.replace("}", ", varighed: ikke-angivet}  # <-"))
    good = "offers:" + an_offer(details=DETAILS.replace("}", ", sessions: ikke-angivet}"))

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        known = tuple(detail.id for detail in rulebook.about.details)
        if not known:
            return
        for i, offer in enumerate(rulebook.offers):
            for key in offer.details:
                if key not in known:
                    help = did_you_mean(key[:60], known) or f"Kendte nøgler: {', '.join(known)}."
                    yield Finding(
                        ("offers", i, "details", key),
                        f"Nøglen {quoted(key)} kendes ikke under details.",
                        help,
                    )
