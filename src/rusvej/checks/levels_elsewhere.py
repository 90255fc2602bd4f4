"""Nothing is said of an offer at a level where the offer is not listed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import an_offer
from rusvej.checks.tree import parts
from rusvej.model import Criterion, Rulebook, Statement


class LevelsElsewhere(Check):
    """Such words are never shown: at that level the offer counts as not listed. The same goes for
    caveats and actions."""

    code = "niveau-uden-tilbud"
    title = "Noget er sagt om et tilbud på et niveau, hvor tilbuddet ikke står"
    bad = "offers:" + an_offer(
        criteria=(
            "[{id: ung, text: Er ung, when: {fact: age, at_most: 25}, levels: [trivsel], sources:"
            " [guide 10]}]  # <-"
        )
    )
    good = "offers:" + an_offer(
        criteria=(
            "[{id: ung, text: Er ung, when: {fact: age, at_most: 25}, levels: [misbrug], sources:"
            " [guide 10]}]"
        )
    )

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        listed = {offer.id: {entry.level for entry in offer.levels} for offer in rulebook.offers}
        known = {level.id for level in rulebook.levels}
        for path, part in parts(rulebook):
            if path[0] == "offers" and isinstance(part, (Criterion, Statement)):
                offer = rulebook.offers[int(path[1])]
                for i, level in enumerate(part.levels or ()):
                    if listed[offer.id] and level in known and level not in listed[offer.id]:
                        yield Finding(
                            (*path, "levels", i),
                            f"Tilbuddet {quoted(offer.id)} står ikke på niveauet {quoted(level)}.",
                            _help(listed[offer.id]),
                        )
        shown = [
            ("caveats", i, c.offers, {p.level for p in c.printed})
            for i, c in enumerate(rulebook.caveats)
        ]
        shown += [("actions", i, a.offers, set(a.levels)) for i, a in enumerate(rulebook.actions)]
        for section, i, offers, levels in shown:
            for j, name in enumerate(offers):
                if listed.get(name) and levels and levels <= known and not levels & listed[name]:
                    yield Finding(
                        (section, i, "offers", j),
                        f"Tilbuddet {quoted(name)} står ikke på nogen af niveauerne her.",
                        _help(listed[name]),
                    )


def _help(levels: set[str]) -> str:
    return f"Tilbuddet står på {', '.join(sorted(levels))}."
