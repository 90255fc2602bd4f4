"""The cells that both rulebooks can be asked about, and the people in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rusvej.analysis.diff.boxes import Box
from rusvej.analysis.diff.records import Span
from rusvej.compiled.nodes import NO, YES
from rusvej.diagram import members
from rusvej.explain.classes import merged
from rusvej.facts import NONE, Value
from rusvej.model import Rulebook
from rusvej.space.pair import Pair


class People:
    """The classes of the facts that both rulebooks can be asked about."""

    def __init__(self, pair: Pair, books: tuple[Rulebook, Rulebook]) -> None:
        self.pair, self.books = pair, books
        old, new = (book.vocabulary for book in books)
        variables = pair.shared.variables
        self.names = variables.names
        self.vocabulary = {**new, **{f: v for f, v in variables.vocabulary.items() if f not in new}}
        self._order = {fact: place for place, fact in enumerate(self.vocabulary)}
        self._classes = variables.classes
        #: For every fact the places of the values that either has where it has the fact.
        self._known: dict[int, tuple[int, ...]] = {
            at: tuple(
                place
                for place, value in enumerate(variables.classes[fact])
                if all(fact not in book or book[fact].allows(value) for book in (old, new))
            )
            for fact, at in variables.facts.items()
        }

    def known(self, facts: int) -> Box:
        """All complete cells of some facts."""
        return {at: self._known[at] for at in members(facts)}

    def partial(self, facts: int) -> Box:
        """All cells of some facts, unknown ones among them."""
        sizes = self.pair.nodes.sizes
        return {at: (*self._known[at], sizes[at] - 1) for at in members(facts)}

    def limits(self, box: Box, whole: Box) -> Box:
        """The facts on which a box is narrower than everything, with its places there."""
        return {at: places for at, places in box.items() if len(places) < len(whole[at])}

    def within(self, limits: Box) -> int:
        """YES in the cells within limits."""
        nodes = self.pair.nodes
        return self.pair.all(*(nodes.compare(at, places, YES, NO) for at, places in limits.items()))

    def count(self, facts: int, limits: Box, *, partial: bool) -> int:
        """How many possible cells over some facts are within limits on some of them."""
        whole = self.partial(facts) if partial else self.known(facts)
        return self.pair.count(self.within({**whole, **limits}), facts)

    def spans(self, limits: Box) -> tuple[Span, ...]:
        """The limits in values."""
        return tuple(self._span(self.names[at], limits[at]) for at in self.ordered(limits))

    def ordered(self, facts: Iterable[int]) -> list[int]:
        """Facts in the order of the vocabulary."""
        return sorted(facts, key=lambda at: self._order[self.names[at]])

    def _span(self, fact: str, places: Iterable[int]) -> Span:
        classes = self._classes[fact]
        taken = [place for place in places if place < len(classes)]
        runs: list[list[int]] = []
        numbers = self.vocabulary[fact].type == "int"
        for place in taken:
            if runs and not (numbers and (runs[-1][-1] != place - 1 or classes[place] == NONE)):
                runs[-1].append(place)
            else:
                runs.append([place])
        found = tuple(merged(self.vocabulary[fact], classes, run) for run in runs)
        return Span(fact, found, len(taken) < len(tuple(places)))

    def told(self, case: Mapping[str, Value]) -> Iterator[tuple[Rulebook, dict[str, Value]]]:
        """What each rulebook is told of a case: nothing of facts it does not have."""
        for book in self.books:
            yield book, {fact: value for fact, value in case.items() if fact in book.vocabulary}

    def case(self, places: Mapping[int, int]) -> dict[str, Value]:
        """The case of a cell, with the lowest value of each class."""
        return {
            self.names[at]: self._classes[self.names[at]][place]
            for at in self.ordered(places)
            if (place := places[at]) < len(self._classes[self.names[at]])
        }
