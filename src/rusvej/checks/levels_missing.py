"""What belongs to levels names one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import an_offer
from rusvej.checks.tree import parts
from rusvej.model import Action, Caveat, Criterion, Offer, Rulebook, Statement


class LevelsMissing(Check):
    """An offer of the document that has the levels stands at one at least; any other cites its own
    entry instead."""

    code = "niveau-mangler"
    title = "Et tilbud eller en post står ikke på noget niveau"
    bad = "offers:" + an_offer(levels="[]  # <-")
    good = "offers:" + an_offer(levels="[]").replace(
        "document: guide", "document: standard\n    entry_lines: [standard 4-9]"
    )

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        with_levels = {level.document for level in rulebook.levels}
        for path, part in parts(rulebook):
            if isinstance(part, Offer) and not part.levels:
                if part.document in with_levels:
                    yield Finding(
                        (*path, "levels"),
                        f"Tilbuddet {quoted(part.id)} står ikke på noget niveau.",
                        "Tilføj mindst ét niveau under levels.",
                    )
                elif not part.entry_lines:
                    help = "Tilføj entry_lines med linjerne i tilbuddets eget dokument."
                    yield Finding(
                        path,
                        f"Tilbuddet {quoted(part.id)} har hverken niveau eller eget afsnit.",
                        help,
                    )
            elif (isinstance(part, Caveat) and not part.printed) or (
                isinstance(part, Action) and not part.levels
            ):
                key = "printed" if isinstance(part, Caveat) else "levels"
                yield Finding(
                    (*path, key),
                    f"{quoted(part.id)} står ikke på noget niveau og bliver aldrig vist.",
                    "Tilføj de niveauer, hvor den er trykt.",
                )
            elif isinstance(part, (Criterion, Statement)) and part.levels == ():
                yield Finding(
                    (*path, "levels"),
                    "En tom liste af niveauer betyder, at teksten aldrig bliver vist.",
                    "Udelad levels, når den gælder overalt.",
                )
