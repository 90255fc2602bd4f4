"""A name leads to one offer."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import an_offer
from rusvej.model import Rulebook


class AliasClash(Check):
    """Offers are looked up by id, name and alias; one that two offers share would find either."""

    code = "alias-sammenfald"
    title = "To tilbud har samme navn eller alias"
    bad = (
        "offers:"
        + an_offer("samtaler", more="aliases: [Snak]")
        + an_offer("gruppe", name="Gruppe", more="aliases: [snak]  # <-")
    )
    good = (
        "offers:"
        + an_offer("samtaler", more="aliases: [Snak]")
        + an_offer("gruppe", name="Gruppe", more="aliases: [gruppesnak]")
    )

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        owners: dict[str, str] = {}
        for offer in rulebook.offers:
            owners.setdefault(offer.id.casefold(), offer.id)
        for i, offer in enumerate(rulebook.offers):
            named = [
                (("name",), offer.name),
                *((("aliases", j), alias) for j, alias in enumerate(offer.aliases)),
            ]
            for path, name in named:
                owner = owners.setdefault(" ".join(name.casefold().split()), offer.id)
                if owner != offer.id:
                    yield Finding(
                        ("offers", i, *path),
                        f"{quoted(name)} er også et navn for tilbuddet {quoted(owner)}.",
                        "Slet det det ene sted, eller gør det tydeligere.",
                    )
