"""What is certain of an offer although the case is only half known: exact over every possible
completion of it.

Counted with are the readings that the rulebook counts with. What stays open in the documents
whatever is learned about the person is neither certain nor ruled out, and has a kind of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from rusvej.analysis.space import Bools, Index, Space, offer_facts, statuses
from rusvej.answer import Status
from rusvej.facts import NONE, Case, Value
from rusvej.model import Offer
from rusvej.records import record

#: The key by which cells are compared, least first: what to prefer, given the cells' differences
#: from the case.
Cells = NDArray[np.intp]


class Kind(Enum):
    """What the completions of a case say of an offer together."""

    #: Every completion fits.
    CERTAIN = "certain"
    #: Some completion fits and another does not.
    POSSIBLE = "possible"
    #: No completion fits; at least one is open in the documents.
    OPEN = "open"
    #: Every completion is excluded or not listed.
    RULED_OUT = "ruled-out"


@record
class Setting:
    """A fact and the classes of the space it may be in, in order; any of them will do."""

    fact: str
    places: tuple[int, ...]


@record
class Certainty:
    """`seen` are the statuses of the completions, best first.

    `witness`: the fewest facts with which a possible offer fits, or with which one of kind open is
    open in every completion; whatever value of the classes each has. None where there is nothing to
    add.
    """

    kind: Kind
    seen: tuple[Status, ...]
    witness: tuple[Setting, ...] | None = None


class View:
    """One offer seen from one case: the statuses over the offer's cone, and the cell of the case in
    it.

    Raises `ValueError` for a case that no person has.
    """

    def __init__(self, space: Space, offer: Offer, case: Case) -> None:
        self.space = space
        self.offer = offer
        self.cone = space.cone(offer_facts(space, offer))
        self.found = statuses(space, offer, self.cone)
        self.index = self.cone.index(dict(case))
        self.known = tuple(
            place < size for place, size in zip(self.index, self.cone.shape, strict=True)
        )
        if not self.cone.possible_partial[self.index]:
            raise ValueError("the case has no completion")

    @cached_property
    def complete(self) -> NDArray[np.int8]:
        """The statuses of the complete cells."""
        return self.found[tuple(slice(size) for size in self.cone.shape)]

    @cached_property
    def seen(self) -> tuple[Status, ...]:
        """The statuses of the completions of the case, best first."""
        own = tuple(
            slice(place, place + 1) if known else slice(None)
            for place, known in zip(self.index, self.known, strict=True)
        )
        values = np.unique(self.complete[own])
        return tuple(Status(int(value)) for value in values if value >= 0)

    def settled(self, wanted: Iterable[Status]) -> Bools:
        """The partial cells all of whose completions have one of these statuses."""
        return self.cone.everywhere(np.isin(self.complete, [int(status) for status in wanted]))


def certainty(view: View) -> Certainty:
    """What all completions of the case together say of the offer."""
    seen = view.seen
    if seen == (Status.FITS,):
        return Certainty(Kind.CERTAIN, seen)
    if Status.FITS in seen:
        return Certainty(Kind.POSSIBLE, seen, witness(view, view.settled([Status.FITS])))
    if Status.OPEN in seen:
        return Certainty(
            Kind.OPEN, seen, witness(view, view.settled([Status.OPEN])) if len(seen) > 1 else None
        )
    return Certainty(Kind.RULED_OUT, seen)


def witness(view: View, goal: Bools) -> tuple[Setting, ...] | None:
    """The fewest unknown facts that lead to a goal cell whatever the rest is; the cheapest to ask
    of those, in order."""

    def key(cell: Index, changed: tuple[int, ...]) -> tuple[int, ...]:
        return (
            sum(view.space.knowledge.vocabulary[view.cone.facts[axis]].cost for axis in changed),
            *cell,
        )

    return next(nearest(view, goal, key, add_only=True), None)


def nearest(
    view: View,
    goal: Bools,
    key: Callable[[Index, tuple[int, ...]], tuple[int, ...]],
    *,
    add_only: bool = False,
    most: int = 1_000_000,
) -> Iterator[tuple[Setting, ...]]:
    """The ways from the case to goal cells, fewest facts first, then by `key` (of the cell and the
    axes that differ).

    A known fact is never forgotten, and with `add_only` never changed. Each way holds every value
    that will do, and cells it covers are not given again. `most` bounds the number of facts.
    """
    cells = np.argwhere(goal)
    here = np.array(view.index)
    known = np.array(view.known, dtype=bool)
    differs = cells != here
    forgets = (differs & (cells == np.array(view.cone.shape))).any(axis=1)
    barred = forgets | (differs & known).any(axis=1) if add_only else forgets
    distance = differs.sum(axis=1)
    covered: set[Index] = set()
    for size in sorted(set(distance[~barred].tolist())):
        if size > most:
            return
        near = [tuple(int(place) for place in cell) for cell in cells[~barred & (distance == size)]]
        for cell in sorted(near, key=lambda cell: key(cell, _changed(view, cell))):
            if cell in covered:
                continue
            changed = _changed(view, cell)
            box = _box(view, goal, cell, changed)
            covered.update(_cells(cell, changed, box))
            yield tuple(
                Setting(view.cone.facts[axis], places)
                for axis, places in zip(changed, box, strict=True)
            )


def _changed(view: View, cell: Index) -> tuple[int, ...]:
    return tuple(axis for axis, place in enumerate(cell) if place != view.index[axis])


def _cells(cell: Index, axes: tuple[int, ...], box: list[tuple[int, ...]]) -> Iterator[Index]:
    for places in product(*box):
        moved = list(cell)
        for axis, place in zip(axes, places, strict=True):
            moved[axis] = place
        yield tuple(moved)


def _box(view: View, goal: Bools, cell: Index, axes: tuple[int, ...]) -> list[tuple[int, ...]]:
    """For each axis the places that will do together: every combination of them is a goal cell."""
    box: list[tuple[int, ...]] = [(cell[axis],) for axis in axes]
    for at, axis in enumerate(axes):
        for run in _candidates(view, axis, cell[axis]):
            for place in run:
                wider = [*box[:at], (place,), *box[at + 1 :]]
                if not all(goal[moved] for moved in _cells(cell, axes, wider)):
                    break
                box[at] = tuple(sorted((*box[at], place)))
    return box


def _candidates(view: View, axis: int, place: int) -> list[list[int]]:
    """Runs of places to try beside one: both ways along a number, on the same side of what the case
    has; else one by one."""
    fact = view.cone.facts[axis]
    values, here = view.space.classes[fact], view.index[axis]
    if view.space.knowledge.vocabulary[fact].type != "int":
        return [[other] for other in range(len(values)) if other not in (place, here)]
    numbers = [other for other in range(len(values)) if values[other] != NONE]
    if place not in numbers:
        return []
    if view.known[axis] and here in numbers:
        numbers = [other for other in numbers if (other > here) is (place > here) and other != here]
    at = numbers.index(place)
    return [numbers[at + 1 :], numbers[:at][::-1]]


def values_of(space: Space, settings: Iterable[Setting]) -> dict[str, Value]:
    """One value for each setting: the lowest of its first class."""
    return {setting.fact: space.classes[setting.fact][setting.places[0]] for setting in settings}
