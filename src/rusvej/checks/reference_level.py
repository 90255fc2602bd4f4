"""References to levels lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, dangling, quoted
from rusvej.checks.examples import an_offer
from rusvej.checks.tree import parts
from rusvej.model import Action, Criterion, LevelEntry, PrintedCaveat, Rulebook, Statement


class LevelReference(Check):
    """What is said of a level that does not exist is never shown. The levels are also the values of
    the fact `level`."""

    code = "niveau-ukendt"
    title = "Der er henvist til et niveau, der ikke findes"
    bad = "offers:" + an_offer(levels="[{level: misbruk, sources: [guide 10]}]  # <-")
    good = "offers:" + an_offer()

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        known = dict.fromkeys(level.id for level in rulebook.levels)
        for path, part in parts(rulebook):
            if isinstance(part, (LevelEntry, PrintedCaveat)):
                yield from dangling((*path, "level"), "Niveauet", part.level, known, ids_lost)
            elif isinstance(part, (Action, Criterion, Statement)):
                for i, name in enumerate(part.levels or ()):
                    yield from dangling((*path, "levels", i), "Niveauet", name, known, ids_lost)
        fact = rulebook.vocabulary.get("level")
        for i, name in enumerate(known):
            if fact is not None and not fact.allows(name):
                yield Finding(
                    ("levels", i, "id"),
                    f"Oplysningen level kan ikke være {quoted(name)}.",
                    "Tilføj niveauet under values ved oplysningen level.",
                )
