"""Every case of one rulebook, with what the promises of the data say of each, and how many classes
of cases a proof had to tell apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from math import prod
from operator import or_

from rusvej.answer import Answer
from rusvej.compiled import Held, Kind, Piece, variables_of
from rusvej.compiled.compiled import compile_over
from rusvej.compiled.nodes import AND, NEGATED, NO, TERMINALS, YES
from rusvej.compiled.pieces import pieces
from rusvej.conditions import Condition
from rusvej.diagram import Diagrams, members
from rusvej.engine.answering import held_answer
from rusvej.facts import Case, Value
from rusvej.model import Offer, Rulebook
from rusvej.model.properties import KnownGap, Property
from rusvej.space import Space
from rusvej.space.ranked import Ranked


class World:
    """The pieces of a rulebook over complete cases (`compiled`) and over partial ones (`space`),
    the conditions of its promises among them as pieces of the kind "part"."""

    def __init__(self, book: Rulebook, promises: Iterable[Property | KnownGap], on: date) -> None:
        self.pieces = own = list(pieces(book))
        promised = [
            Piece(*_key(promise, name), when)
            for promise in promises
            for name, when in conditions_of(promise).items()
        ]
        variables = variables_of(
            book, [piece.when for piece in own], [piece.when for piece in promised]
        )
        self.book = book
        self.compiled = compile_over(
            book, [*own, *promised], variables, Diagrams(variables.sizes, TERMINALS)
        )
        self.space = Space(self.compiled)
        self.ranked = Ranked(self.space)
        self._on = on
        self._widest = 0

    # Over partial cases.

    def start(self, what: str) -> None:
        """Begins a new proof."""
        self.space.nodes.building = self.compiled.diagrams.building = what
        self._widest = 0

    def cases(self) -> int:
        """The possible partial cases over the facts of the largest question since `start`."""
        return self.space.count(YES, self.space.tied(self._widest)) if self._widest else 0

    def hangs_on(self, facts: int) -> None:
        """Notes the facts (a set of bits) of one question of the proof."""
        facts &= self.space.facts
        if self._size(facts) > self._size(self._widest):
            self._widest = facts

    def _size(self, facts: int) -> int:
        return prod(self.space.nodes.sizes[fact] for fact in members(facts))

    def met(self, promise: Property | KnownGap, name: str = "when") -> int:
        """Where a condition of a promise is known to be met."""
        return self.space.where(self.space.judged(_key(promise, name)).verdict, [YES])

    def facts_of(self, promise: Property | KnownGap) -> tuple[str, ...]:
        """The facts that its condition mentions."""
        return self.compiled[_key(promise, "when")].facts

    def known(self, fact: str) -> int:
        """Where something is said of a fact."""
        at = self.space.variables.facts[fact]
        return self.space.nodes.compare(at, range(self.space.nodes.sizes[at] - 1), YES, NO)

    def smallest(self, demands: Iterable[int]) -> dict[str, Value] | None:
        """The smallest case that meets all demands, in the order of the vocabulary."""
        nodes = list(demands)
        self.hangs_on(reduce(or_, (self.space.nodes.depends[node] for node in nodes), 0))
        found = self.space.smallest(self.space.all(nodes))
        return None if found is None else self.in_order(found)

    def in_order(self, case: Case) -> dict[str, Value]:
        """The case with its facts in the order of the vocabulary."""
        return {fact.id: case[fact.id] for fact in self.book.facts if fact.id in case}

    def answer(self, case: Case) -> Answer:
        """The engine's own answer."""
        return held_answer(Held(self.compiled, case), self._on, ahead=False)

    # Over complete cases, under any reading of the open questions.

    def happens(self, nodes: Iterable[int]) -> bool:
        """Whether all of these hold of somebody under one choice of readings."""
        diagrams, held = self.compiled.diagrams, {YES, *nodes}
        self.hangs_on(reduce(or_, (diagrams.depends[node] for node in held)))
        return bool(diagrams.reach[diagrams.join(AND, held)] >> YES & 1)

    def node(self, kind: str, owner: str, name: str = "") -> int:
        """A piece of the rulebook."""
        return self.compiled[kind, owner, name].node

    def negated(self, node: int) -> int:
        """Where it does not hold."""
        return self.compiled.diagrams.map(NEGATED, node)

    def at(self, level: str) -> int:
        """That the level is this one; always, for what is printed whatever the level."""
        if not level or not self.compiled.has_levels:
            return YES
        variables, fact = self.compiled.variables, self.space.level
        place = variables.place(fact, level)
        return self.compiled.diagrams.compare(variables.facts[fact], [place], YES, NO)

    def offers(self, ids: Iterable[str]) -> list[Offer]:
        """The offers of a list of ids, as far as they exist."""
        found = {offer.id: offer for offer in self.book.offers}
        return [found[id] for id in ids if id in found]


def conditions_of(promise: Property | KnownGap) -> dict[str, Condition]:
    """The conditions of a promise by their names."""
    unless = promise.unless if isinstance(promise, Property) else None
    return {"when": promise.when} if unless is None else {"when": promise.when, "unless": unless}


def _key(promise: Property | KnownGap, name: str) -> tuple[Kind, str, str]:
    return ("part", promise.id, f"{type(promise).__name__} {name}")
