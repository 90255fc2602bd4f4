"""Options of a rulebook's own can be typed and mean one thing, and the examples that the help texts
let a reader type work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rusvej.checks.check import Finding, Index, Path, check, quoted
from rusvej.checks.examples import ABOUT, example
from rusvej.diagnostics import InputError, did_you_mean
from rusvej.facts import Fact
from rusvej.model import About, Event
from rusvej.model.about import CASE_COMMANDS, FIXED_OPTIONS, CaseOption

_OPTION = re.compile(r"--[a-z0-9]+(-[a-z0-9]+)*")


@check(
    "valgmulighed",
    "En valgmulighed kan ikke skrives eller betyder noget andet",
    bad=example("events", {"option": "--data  # <-"}),
    good=example("events", {"option": "--svaret"}),
)
def option(index: Index) -> Iterator[Finding]:
    """One that the program has already, or that two things share, would be read as either."""
    named: list[tuple[Path, str]] = []
    for path, about in index.each(About):
        named += [((*path, "options", name), name) for name in about.options]
    named += [((*path, "option"), each.option) for path, each in index.each(Event) if each.option]
    before: set[str] = set()
    for path, name in named:
        if not _OPTION.fullmatch(name):
            text = "Valgmuligheden kan ikke skrives på en kommandolinje."
            yield Finding(path, text, "Skriv to bindestreger og små bogstaver, fx --samtale.")
        elif name in FIXED_OPTIONS:
            text = f"{name} er en af programmets egne valgmuligheder."
            yield Finding(path, text, "Kald den noget andet, fx --samtale.")
        elif name in before:
            text = "En anden post har samme valgmulighed."
            yield Finding(path, text, "Giv hver sin egen.")
        before.add(name)
    for path, case in index.each(CaseOption):
        if not case.facts:
            text = "Valgmuligheden sætter ingen oplysning."
            yield Finding((*path, "facts"), text, "Skriv id'et på den oplysning, den sætter.")
        for fact in filter(None, map(index.facts.get, case.facts)):
            if case.value and not said(fact, case.value):
                text = f"{fact.id} kan ikke være {quoted(case.value)}."
                yield Finding((*path, "value"), text, f"Skriv {fact.domain()}.")
        for number, command in enumerate(case.only):
            if command not in CASE_COMMANDS:
                text = f"{quoted(command)} er ingen kommando, der har en sag."
                yield Finding((*path, "only", number), text, did_you_mean(command, CASE_COMMANDS))


_SHOWN = ABOUT + "  examples: {offer: %s}%s\n" + example("offers", {})


@check(
    "eksempel-ukendt",
    "Et eksempel til hjælpeteksterne findes ikke",
    bad=_SHOWN % ("Snak", "  # <-"),
    good=_SHOWN % ("Samtaler", ""),
)
def shown(index: Index) -> Iterator[Finding]:
    """An offer, a level, a fact or an exception that the help names is one of the rulebook's. What
    is looked for by a part of its text is not held against anything."""
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
    for key, line in (("case", told.case), ("deadline", told.deadline)):
        if wrong := _not_taken(index, line):
            yield Finding(
                ("rulebook", "examples", key),
                f"{quoted(wrong)} kan ikke skrives i dette regelsæt.",
                "Skriv en valgmulighed, der findes, med et svar, som den tager.",
                "warning",
            )


def _not_taken(index: Index, line: str) -> str:
    """The first option of an example that the rulebook does not have, or with a value that its
    fact cannot have; else empty."""
    book = index.rulebook
    own = {option: each.facts[0] for option, each in book.about.options.items() if each.facts}
    own |= {f"--{role}": getattr(book.roles, role) for role in ("age", "level")}
    events = {each.option for each in book.events}
    words = line.split()
    for word, value in zip(words, [*words[1:], ""], strict=False):
        fact = book.vocabulary.get(own.get(word, ""))
        if word.startswith("--") and fact is None and word not in FIXED_OPTIONS | events:
            return word
        if fact is not None and word not in book.about.options and not said(fact, value):
            return f"{word} {value}"
    return ""


def said(fact: Fact, value: str) -> bool:
    """Whether the fact can have the value, as it is typed."""
    try:
        return fact.parse(value) is not None
    except InputError:
        return False
