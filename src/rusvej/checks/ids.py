"""Ids and names lead to one record each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, Path, check, quoted
from rusvej.checks.examples import example
from rusvej.facts import Fact, fold
from rusvej.model import Document, LevelEntry, Offer, PrintedCaveat

_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_VALUES = """
      - {{id: folkeskole, label: folkeskole, synonyms: [skole]}}
      - {{id: gymnasium, label: gymnasium, synonyms: [{}]}}"""
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe", "ä": "ae"})


@check(
    "id-form",
    "Et id er ikke skrevet med små bogstaver, tal og bindestreger",
    bad=example("contacts", {"id": "Værested  # <-"}),
    good=example("contacts", {"id": "vaerested"}),
)
def form(index: Index) -> Iterator[Finding]:
    """Ids stand in command lines, addresses and other programs; labels carry the true spelling."""
    for path, text in index.texts:
        if path[-1] != "id":
            continue
        # What is a key elsewhere in the data (a fact, a detail) is written as keys are.
        fact = path[:1] + path[2:] in (("facts", "id"), ("derived", "id"))
        fact = fact or path[:2] == ("rulebook", "details")
        if not (_SNAKE if fact else _KEBAB).fullmatch(text):
            rule = "Brug a-z, 0-9 og bindestreg (æ, ø og å skrives ae, oe og aa)"
            better = _mended(text, "_" if fact else "-")
            yield Finding(
                path,
                f"Id'et {quoted(text)} er ikke skrevet, som id'er skal.",
                ("Brug a-z, 0-9 og understreg" if fact else rule)
                + (f", fx {better}." if better else "."),
            )


def _mended(name: str, dash: str) -> str:
    return re.sub(r"[^a-z0-9]+", dash, name[:60].lower().translate(_PLAIN)).strip(dash)


@check(
    "id-dobbelt",
    "To poster har samme id",
    bad=example("contacts", {}, {"id": "hus  # <-"}),
    good=example("contacts", {}, {"id": "andet-hus"}),
)
def twice(index: Index) -> Iterator[Finding]:
    """Two records of one list with the same id: whatever refers to it means either."""
    seen: defaultdict[Path, set[str]] = defaultdict(set)
    ids = [(path, text) for path, text in index.texts if path[-1] == "id"]
    # What an offer or a caveat says of a level is found by the level, so that is their id.
    entries = index.each(LevelEntry, PrintedCaveat)
    ids += [((*path, "level"), entry.level) for path, entry in entries]
    for path, name in ids:
        if name in seen[path[:-2]]:
            yield Finding(
                path,
                f"{quoted(name)} er brugt før i samme liste.",
                "Giv posten sit eget id, eller slet den ene.",
            )
        seen[path[:-2]].add(name)


@check(
    "maerke-dobbelt",
    "To dokumenter har samme mærke",
    bad=example("documents", {}, {"id": "praksis", "mark": "P  # <-"}),
    good=example("documents", {}, {"id": "praksis", "mark": "PR"}),
)
def mark(index: Index) -> Iterator[Finding]:
    """A short citation with a shared mark leads to either document."""
    owners: dict[str, str] = {}
    for path, document in index.each(Document):
        mark = index.rulebook.marks[document.id]
        owner = owners.setdefault(mark.casefold(), document.id)
        if owner != document.id:
            yield Finding(
                (*path, "mark") if document.mark else path,
                f"Mærket {quoted(mark)} er også mærket for {quoted(owner)}.",
                "Giv dokumentet sit eget mark: de bogstaver, der står i korte kilder.",
            )


@check(
    "vaerdi-samme-ord",
    "Et ord står for to værdier af samme oplysning",
    bad=example("facts", {"type": "choice", "values": _VALUES.format("skole") + "  # <-"}),
    good=example("facts", {"type": "choice", "values": _VALUES.format("stx")}),
)
def word(index: Index) -> Iterator[Finding]:
    """A word that two values share would be read as the first of them, whatever was meant."""
    for path, fact in index.each(Fact):
        owners: dict[str, str] = {}
        for j, choice in enumerate(fact.values):
            for word in dict.fromkeys(fold(word) for word in choice.words):
                owner = owners.setdefault(word, choice.id)
                if owner != choice.id:
                    yield Finding(
                        (*path, "values", j),
                        f"{quoted(word)} står både for {quoted(owner)} og {quoted(choice.id)}.",
                        "Lad ordet stå ved den ene værdi.",
                    )


@check(
    "alias-sammenfald",
    "To tilbud har samme navn eller alias",
    bad=example(
        "offers",
        {"aliases": "[Snak]"},
        {"id": "gruppe", "name": "Gruppe", "aliases": "[snak]  # <-"},
    ),
    good=example(
        "offers",
        {"aliases": "[Snak]"},
        {"id": "gruppe", "name": "Gruppe", "aliases": "[gruppesnak]"},
    ),
)
def alias(index: Index) -> Iterator[Finding]:
    """Offers are looked up by id, names and alias; one that two offers share would find either."""
    owners: dict[str, str] = {}
    for _, offer in index.each(Offer):
        owners.setdefault(offer.id.casefold(), offer.id)
    for path, offer in index.each(Offer):
        named: list[tuple[Path, str]] = [((*path, "name"), offer.name)]
        named += [((*path, "short"), offer.short)] if offer.short else []
        named += [((*path, "aliases", j), alias) for j, alias in enumerate(offer.aliases)]
        for at, name in named:
            owner = owners.setdefault(" ".join(name.casefold().split()), offer.id)
            if owner != offer.id:
                yield Finding(
                    at,
                    f"{quoted(name)} er også et navn for tilbuddet {quoted(owner)}.",
                    "Slet det det ene sted, eller gør det tydeligere.",
                )
