"""How cost grows with offers: rulebooks made of copies of the shipped offers, each copy with facts
of its own for what is not level or age."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks import Figure
from rusvej.compiled import compiled
from rusvej.conditions import All, AnyOf, Compare, Condition, Not
from rusvej.engine import answer
from rusvej.facts import Fact
from rusvej.model import Rulebook
from rusvej.records import changed
from rusvej.store import data_folder, load_rulebook

SIZES = (25, 250, 2_500)
DAY = date(2026, 3, 2)


def of_size(book: Rulebook, offers: int) -> Rulebook:
    """A rulebook of so many offers: for each copy of the shipped ones facts of its own."""
    shared = {book.about.roles.level, book.about.roles.age}
    tied = {fact for rule in book.impossible for fact in _facts(rule.when)}
    facts: dict[str, Fact] = dict(book.vocabulary)
    found = []
    for number in range(offers):
        copy, at = divmod(number, len(book.offers))
        offer = book.offers[at]
        suffix = f"_{copy}" if copy else ""

        def named(fact: str, suffix: str = suffix) -> str:
            if fact in shared or fact in tied or not suffix:
                return fact
            facts[fact + suffix] = changed(book.vocabulary[fact], id=fact + suffix)
            return fact + suffix

        criteria = tuple(
            changed(
                criterion,
                when=_renamed(criterion.when, named),
                applies_when=_renamed(criterion.applies_when, named),
            )
            for criterion in offer.criteria
        )
        bare: dict[str, Any] = {"points_to": (), "points_away": (), "limits": (), "details": {}}
        found.append(changed(offer, id=offer.id + suffix, criteria=criteria, **bare))
    return changed(book, offers=tuple(found), facts=tuple(facts.values()))


def _renamed(when: Condition, named: Callable[[str], str]) -> Condition:
    if isinstance(when, Compare):
        return changed(when, fact=named(when.fact))
    if isinstance(when, All | AnyOf):
        return changed(when, parts=tuple(_renamed(part, named) for part in when.parts))
    return changed(when, part=_renamed(when.part, named)) if isinstance(when, Not) else when


def _facts(when: Condition) -> set[str]:
    if isinstance(when, All | AnyOf):
        return {fact for part in when.parts for fact in _facts(part)}
    if isinstance(when, Not):
        return _facts(when.part)
    return {when.fact} if isinstance(when, Compare) else set()


def figures() -> Iterator[Figure]:
    book = load_rulebook(data_folder())
    for size in SIZES:
        grown = of_size(book, size).on(DAY)
        begin = time.process_time()
        known = compiled(grown)
        made = time.process_time() - begin
        case = grown.case(age=17, level="misbrug")
        begin = time.process_time()
        answer(grown, case, DAY)
        first = time.process_time() - begin
        begin = time.process_time()
        answer(grown, case, DAY)
        again = time.process_time() - begin
        yield Figure(
            f"{size:,} offers, {len(grown.facts):,} facts: nodes, compiling, first answer, another",
            f"{len(known.diagrams):,} nodes, {made:.2f} s, {first * 1000:.0f} ms,"
            f" {again * 1000:.0f} ms",
        )
