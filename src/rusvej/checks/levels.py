"""What is said at levels is said at levels that exist, and where the offer stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Finding, Index, check, quoted
from rusvej.checks.examples import example
from rusvej.checks.references import dangling
from rusvej.model import Action, Caveat, Criterion, Offer, Statement

_AT = "[{{id: ung, text: Ung, when: {{fact: age, is: 15}}, levels: [{}], sources: [guide 1]}}]"


@check(
    "niveau-ukendt",
    "Der er henvist til et niveau, der ikke findes",
    bad=example("offers", {"levels": "[{level: misbruk, sources: [guide 10]}]  # <-"}),
    good=example("offers"),
)
def known(index: Index) -> Iterator[Finding]:
    """What is said of a level that does not exist is never shown. The levels are also the values of
    the fact that plays the part of the level."""
    yield from dangling(index, "niveau-ukendt")
    role = index.rulebook.about.roles.level
    levels = [level.id for level in index.rulebook.levels]
    fact = index.facts.get(role)
    if fact is None:
        if levels and not role:
            yield Finding(
                ("rulebook",),
                "Regelsættet har niveauer, men ingen oplysning om niveau.",
                "Tilføj roles: {level: …} med id'et på oplysningen, hvis værdier er niveauerne.",
            )
        return
    for i, name in enumerate(levels):
        if not fact.allows(name):
            yield Finding(
                ("levels", i, "id"),
                f"Oplysningen {fact.id} kan ikke være {quoted(name)}.",
                f"Tilføj niveauet under values ved oplysningen {fact.id}.",
            )
    at = index.rulebook.facts.index(fact)
    for j, choice in enumerate(fact.values):
        if choice.id not in levels and not index.may_have(choice.id):
            yield Finding(
                ("facts", at, "values", j, "id"),
                f"Der er intet niveau {quoted(choice.id)}.",
                "Tilføj det under levels, eller slet værdien.",
            )


@check(
    "niveau-mangler",
    "Et tilbud eller en post står ikke på noget niveau",
    bad=example("offers", {"levels": "[]  # <-"}),
    good=example(
        "offers", {"levels": "[]", "document": "standard", "entry_lines": "[standard 4-9]"}
    ),
)
def named(index: Index) -> Iterator[Finding]:
    """An offer of the document that has the levels stands at one at least; any other cites its own
    entry instead."""
    with_levels = {level.document for level in index.rulebook.levels if level.document}
    for path, offer in index.each(Offer):
        if not offer.levels and offer.document in with_levels:
            yield Finding(
                (*path, "levels"),
                f"Tilbuddet {quoted(offer.id)} står ikke på noget niveau.",
                "Tilføj mindst ét niveau under levels.",
            )
        elif not offer.levels and not offer.entry_lines:
            yield Finding(
                path,
                f"Tilbuddet {quoted(offer.id)} har hverken niveau eller eget afsnit.",
                "Tilføj entry_lines med linjerne i tilbuddets eget dokument.",
            )
    for path, part in index.each(Caveat):
        if not part.printed:
            yield Finding(
                (*path, "printed"),
                f"{quoted(part.id)} står ingen steder og bliver aldrig vist.",
                "Tilføj text og sources, og level, hvor det kun gælder et niveau.",
            )
    for path, said in index.each(Criterion, Statement):
        if said.levels == ():
            yield Finding(
                (*path, "levels"),
                "En tom liste af niveauer betyder, at teksten aldrig bliver vist.",
                "Udelad levels, når den gælder overalt.",
            )


@check(
    "niveau-uden-tilbud",
    "Noget er sagt om et tilbud på et niveau, hvor tilbuddet ikke står",
    bad=example("offers", {"criteria": _AT.format("trivsel") + "  # <-"}),
    good=example("offers", {"criteria": _AT.format("misbrug")}),
)
def elsewhere(index: Index) -> Iterator[Finding]:
    """Such words are never shown: at that level the offer counts as not listed. The same goes for
    caveats and actions."""
    known = {level.id for level in index.rulebook.levels}
    offers = index.rulebook.offers
    for path, said in index.each(Criterion, Statement):
        offer = offers[int(path[1])] if path[0] == "offers" else None
        listed = {entry.level for entry in offer.levels} if offer else set()
        for i, level in enumerate((said.levels or ()) if offer else ()):
            if listed and level in known and level not in listed:
                yield Finding(
                    (*path, "levels", i),
                    f"Tilbuddet {quoted(offer.id if offer else '')} står ikke på niveauet"
                    f" {quoted(level)}.",
                    _help(listed),
                )
    at = {
        offer.id: {entry.level for entry in offer.levels}
        for offer in offers
        if offer.id not in index.lost
    }
    for path, part in index.each(Caveat, Action):
        printed = (
            [entry.level for entry in part.printed] if isinstance(part, Caveat) else part.levels
        )
        levels = set(printed or ())
        for j, name in enumerate(part.offers):
            if at.get(name) and levels and levels <= known and not levels & at[name]:
                yield Finding(
                    (*path, "offers", j),
                    f"Tilbuddet {quoted(name)} står ikke på nogen af niveauerne her.",
                    _help(at[name]),
                )


def _help(levels: Collection[str]) -> str:
    return f"Tilbuddet står på {', '.join(sorted(levels))}."
