"""Options of a rulebook's own can be typed, and mean one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, Path, check, quoted
from rusvej.checks.examples import example
from rusvej.checks.shown_examples import said
from rusvej.diagnostics import did_you_mean
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
