"""Conditions tell cases apart: each can be met, none is met by everybody, and all can be worked
out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, check, quoted
from rusvej.checks.examples import an_action, example
from rusvej.checks.index import Placed, nodes
from rusvej.compiled import compiled
from rusvej.conditions import Always, AnyOf, Compare
from rusvej.diagram import TooLarge
from rusvej.model import Criterion

_LIMIT = re.compile(
    r"\b(under|over|mindst|højst|fra|fyldt|til og med) (?:de )?(\d{1,3})(?= år\b|[^\d-]|$)", re.I
)
_CRITERION = "[{id: ung, text: Er under 25 år, when: {fact: age, %s}, sources: [guide 5]}]"


@check(
    "betingelse-altid",
    "En betingelse er altid opfyldt",
    bad=an_action("{fact: age, at_least: 0}  # <-"),
    good=an_action("{fact: age, at_least: 1}"),
)
def always_met(index: Index) -> Iterator[Finding]:
    """A condition that every case meets says nothing; where that is meant, it is written `always:
    true`."""
    for placed in index.conditions:
        impossible = _ties(placed)
        if isinstance(placed.condition, Always):
            if impossible:
                yield Finding(
                    placed.path,
                    "Kombinationen ville gøre alle sager umulige.",
                    "Angiv, hvilke oplysninger der ikke kan stå sammen.",
                )
        elif index.logic.always(placed.condition, placed.levels, rules=not impossible):
            yield Finding(
                placed.path,
                "Betingelsen er altid opfyldt, hvor den står.",
                "Er det meningen, så skriv {always: true} eller udelad betingelsen.",
                "error" if impossible else "warning",
            )


@check(
    "betingelse-umulig",
    "En betingelse kan aldrig være opfyldt",
    bad=an_action("{all: [{fact: age, at_least: 18}, {fact: age, at_most: 17}]}  # <-"),
    good=an_action("{all: [{fact: age, at_least: 15}, {fact: age, at_most: 17}]}"),
)
def never_met(index: Index) -> Iterator[Finding]:
    """A condition, or one of several ways to meet it, that contradicts itself, its levels or an
    impossible combination."""
    for placed in index.conditions:
        # An impossible combination is not held against itself.
        rules = not _ties(placed)
        if index.logic.never(placed.condition, placed.levels, rules=rules):
            narrowed = placed.levels and not index.logic.never(placed.condition, rules=rules)
            yield Finding(
                placed.path,
                f"Betingelsen kan aldrig være opfyldt{', hvor den står' if narrowed else ''}.",
                "Tjek tallene, værdierne, niveauerne og de umulige kombinationer.",
            )
            continue
        for path, node in nodes(placed.condition, placed.path):
            for number, part in enumerate(node.parts if isinstance(node, AnyOf) else ()):
                if index.logic.never(part, placed.levels, rules=rules):
                    yield Finding(
                        (*path, "any", number),
                        "Denne mulighed kan aldrig være opfyldt.",
                        "Ret den, eller slet den.",
                    )


def _ties(placed: Placed) -> bool:
    return placed.path[0] == "impossible"


@check(
    "betingelse-tal",
    "En betingelses tekst siger en anden grænse end den, der regnes med",
    bad=example("offers", {"criteria": _CRITERION % "at_most: 25" + "  # <-"}),
    good=example("offers", {"criteria": _CRITERION % "at_most: 24"}),
)
def limits(index: Index) -> Iterator[Finding]:
    """“Under 25” ends at 24. “Over 18” may begin at 18 or 19, which an open question says."""
    for path, criterion in index.each(Criterion):
        told = _LIMIT.findall(criterion.text)
        when = criterion.when
        if (
            len(told) != 1
            or not isinstance(when, Compare)
            or (when.low, when.high).count(None) != 1
        ):
            continue
        (word, number), bound = told[0], int(told[0][1])
        fits = {
            "under": when.high == bound - 1,
            "over": when.low in (bound, bound + 1),
            "højst": when.high == bound,
            "til og med": when.high == bound,
        }.get(word.casefold(), when.low == bound)
        if not fits:
            yield Finding(
                (*path, "text"),
                f"Teksten siger {word.casefold()} {number}, men dér deler betingelsen ikke.",
                "Ret teksten eller tallet; “under 18” er at_most: 17, “fra 18” er at_least: 18.",
            )


def too_large(index: Index) -> Iterator[Finding]:
    """The record whose conditions no order of the facts makes small, if there is one. The rulebook
    must have no other mistakes."""
    try:
        compiled(index.rulebook)
    except TooLarge as error:
        # "kind owner name", as the diagrams are told what they build.
        owner = error.building.split(" ")[1:2]
        places = [path for path, text in index.texts if path[2:] == ("id",) and [text] == owner]
        yield Finding(
            places[0] if places else ("rulebook",),
            f"Betingelserne ved {quoted(owner[0]) if owner else 'regelsættet'} er for indviklede"
            " til, at alle sager kan regnes ud.",
            "Del posten i flere, eller brug færre oplysninger i den samme betingelse.",
        )
