"""References to contacts lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, dangling
from rusvej.checks.examples import an_offer
from rusvej.checks.tree import parts
from rusvej.model import Contact, Rulebook, Statement


class ContactReference(Check):
    """An offer and what is said of it name whom to contact; without the record nobody learns
    how."""

    code = "kontakt-ukendt"
    title = "Der er henvist til en kontakt, der ikke findes"
    bad = "offers:" + an_offer(contact="{units: [teamt]}  # <-")
    good = "offers:" + an_offer(contact="{units: [team]}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        known = dict.fromkeys(unit.id for unit in rulebook.contacts)
        for path, part in parts(rulebook):
            if isinstance(part, Contact):
                for i, name in enumerate(part.units):
                    yield from dangling((*path, "units", i), "Kontakten", name, known, ids_lost)
            elif isinstance(part, Statement) and part.unit:
                yield from dangling((*path, "unit"), "Kontakten", part.unit, known, ids_lost)
