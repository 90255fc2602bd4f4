"""Options of a rulebook's own can be typed, and mean one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rusvej.checks.check import Finding, check
from rusvej.checks.examples import example
from rusvej.checks.index import Index, Path
from rusvej.model import About, Event
from rusvej.model.about import FIXED_OPTIONS

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
