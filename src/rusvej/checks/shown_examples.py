"""The examples that the help texts let a reader type have to work."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Finding, check, quoted
from rusvej.checks.examples import ABOUT, example
from rusvej.checks.index import Index
from rusvej.diagnostics import did_you_mean

_SHOWN = ABOUT + "  examples: {offer: %s}%s\n" + example("offers", {})


@check(
    "eksempel-ukendt",
    "Et eksempel til hjælpeteksterne findes ikke",
    bad=_SHOWN % ("Snak", "  # <-"),
    good=_SHOWN % ("Samtaler", ""),
)
def shown(index: Index) -> Iterator[Finding]:
    """An offer, a level, a fact or an exception that the help names is one of the rulebook's. What
    is looked for by a part of its text, and options, are not held against anything."""
    book = index.rulebook
    if index.lost:
        return
    told = book.about.examples
    offers = [name for o in book.offers for name in (o.id, o.name, o.short, *o.aliases)]
    level = book.vocabulary.get(book.roles.level)
    levels = [word for each in book.levels for word in (each.id, each.name)]
    levels += [word for each in (level.values if level else ()) for word in (each.id, each.label)]
    facts = [word for each in book.facts for word in (each.id, each.label)]
    wanted: list[tuple[str, str, Collection[str]]] = [
        ("offer", told.offer, offers),
        ("level", told.level, levels),
        ("fact", told.fact.partition("=")[0], facts),
        ("what_if", told.what_if.partition("=")[0], facts),
        ("exception", told.exception, [each.id for each in book.exceptions]),
    ]
    for key, word, known in wanted:
        if word and word.casefold() not in {name.casefold() for name in known}:
            yield Finding(
                ("rulebook", "examples", key),
                f"{quoted(word)} findes ikke i regelsættet.",
                did_you_mean(word[:60], known) or "Skriv et, der findes, eller slet eksemplet.",
                "warning",
            )
