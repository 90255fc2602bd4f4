"""The decision that every peer makes: the status of each offer of the shipped rulebook for a
complete case, as plain conditions made from the rulebook's, and random cases to make it for.

For a complete case a status comes of four conditions: the offer is listed, some reading of the
open questions meets its criteria, every reading does, a limit with a question is reached.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from rusvej.compiled import Compiled, compiled
from rusvej.compiled.pieces import pieces
from rusvej.conditions import All, Always, AnyOf, Compare, Condition, Not, Reading
from rusvej.facts import NONE, Case, Fact, Value
from rusvej.model import Rulebook

#: How "ingen" is written as a number, since the peers' columns have one type each.
NO_NUMBER = -1


class Span(NamedTuple):
    """A number from `low` to `high`, both included."""

    fact: str
    low: int
    high: int


class In(NamedTuple):
    """One of these values."""

    fact: str
    values: tuple[Value, ...]


class Joined(NamedTuple):
    """`all` or `any` of the parts, at least two."""

    word: str
    parts: tuple[Plain, ...]


class Without(NamedTuple):
    """The part does not hold."""

    part: Plain


Plain = bool | Span | In | Joined | Without


class Verdict(NamedTuple):
    """An offer's status: not listed, excluded unless `some`, fits if `every`, else open."""

    offer: str
    listed: Plain
    some: Plain
    every: Plain


STATUSES = ("fits", "open", "excluded", "not_listed")


class Decision:
    """All offers of a rulebook."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.compiled: Compiled = compiled(book)
        self._pieces = {piece.key: piece.when for piece in pieces(book)}
        self._readings = {
            q.id: [r.when for r in q.readings if q.used in ("", None, r.id)] for q in book.questions
        }
        self.verdicts = [self._verdict(offer.id) for offer in book.offers]
        mentioned = {f for v in self.verdicts for part in v[1:] for f in _facts(part)}
        self.facts: dict[str, Fact] = {
            f: book.vocabulary[f] for f in book.vocabulary if f in mentioned
        }

    def _verdict(self, offer: str) -> Verdict:
        listed = self._plain(self._pieces["listed", offer, ""], {})
        status = self._pieces["status", offer, ""]
        asked = sorted(set(self._questions(status)))
        choices = product(*(range(len(self._readings[q])) for q in asked))
        under = [self._plain(status, dict(zip(asked, choice, strict=True))) for choice in choices]
        every = _join("all", under)
        limits = next(o for o in self.book.offers if o.id == offer).limits
        for at, limit in enumerate(limits):
            if limit.reached is not None and limit.reached.question:
                reached = self._plain(self._pieces["reached", offer, str(at)], {})
                every = _join("all", [every, _without(reached)])
        return Verdict(offer, listed, _join("any", under), every)

    def _questions(self, when: Condition) -> Iterable[str]:
        if isinstance(when, Reading):
            yield when.question
            for below in self._readings[when.question]:
                yield from self._questions(below) if below is not None else ()
        elif isinstance(when, All | AnyOf):
            for part in when.parts:
                yield from self._questions(part)
        elif isinstance(when, Not):
            yield from self._questions(when.part)

    def _plain(self, when: Condition, choice: Mapping[str, int]) -> Plain:
        if isinstance(when, Always):
            return True
        if isinstance(when, Reading):
            chosen = self._readings[when.question][choice[when.question]]
            assert chosen is not None
            return self._plain(chosen, choice)
        if isinstance(when, Not):
            return _without(self._plain(when.part, choice))
        if isinstance(when, Compare):
            of = self.book.vocabulary[when.fact]
            if when.values:
                return In(when.fact, tuple(as_number(of, value) for value in when.values))
            low = of.min if when.low is None else when.low
            high = of.max if when.high is None else when.high
            assert low is not None and high is not None
            return Span(when.fact, low, high)
        assert isinstance(when, All | AnyOf)
        word = "all" if isinstance(when, All) else "any"
        return _join(word, [self._plain(part, choice) for part in when.parts])

    def cases(self, count: int, seed: int = 1) -> list[dict[str, Value]]:
        """Complete cases of possible persons, each class of a fact as likely as any other."""
        chance = random.Random(seed)
        classes = self.compiled.variables.classes
        found: list[dict[str, Value]] = []
        while len(found) < count:
            case = {f: as_number(of, chance.choice(classes[f])) for f, of in self.facts.items()}
            if self.compiled.possible(from_numbers(self, case)):
                found.append(case)
        return found


def from_numbers(decision: Decision, case: Mapping[str, Value]) -> Case:
    """A case as the engine takes it."""
    return {
        f: NONE if decision.facts[f].type == "int" and value == NO_NUMBER else value
        for f, value in case.items()
    }


def as_number(of: Fact, value: Value) -> Value:
    """A value as the peers take it."""
    return NO_NUMBER if of.type == "int" and value == NONE else value


def _facts(part: Plain) -> set[str]:
    if isinstance(part, bool):
        return set()
    if isinstance(part, Joined):
        return {fact for each in part.parts for fact in _facts(each)}
    return _facts(part.part) if isinstance(part, Without) else {part.fact}


def _without(part: Plain) -> Plain:
    return not part if isinstance(part, bool) else Without(part)


def _join(word: str, parts: Iterable[Plain]) -> Plain:
    """Constants gone, parts of the same kind in one list, each once."""
    ends = word == "any"
    found: dict[Plain, None] = {}
    for part in parts:
        if isinstance(part, bool):
            if part is ends:
                return ends
        elif isinstance(part, Joined) and part.word == word:
            found |= dict.fromkeys(part.parts)
        else:
            found[part] = None
    if not found:
        return not ends
    return Joined(word, tuple(found)) if len(found) > 1 else next(iter(found))
