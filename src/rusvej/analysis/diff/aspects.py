"""What an answer says, piece by piece: the state of each piece in every cell, and what a change of
state means to somebody.

A state is None where the piece cannot be compared: what is said about an offer matters only where
both rulebooks show it. Every state can also be read off the engine's own answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from rusvej.analysis.diff.common import Common, Grid, Ints
from rusvej.analysis.diff.records import Bit, Effect, Step
from rusvej.analysis.prove.field import Field
from rusvej.analysis.space import IMPOSSIBLE, Bools, Cone, offer_facts, reopening, statuses
from rusvej.answer import Answer, Said, Status
from rusvej.conditions import Condition
from rusvej.model import Offer, Statement

#: Anything that can be compared and hashed; each aspect knows its own.
State = Any
#: A code for each partial cell of a cone, and the state each code stands for.
Coded = tuple[Ints, list[State]]

#: The verdict on a statement by its code.
VERDICTS = ("absent", "yes", "unknown", "no")
_SHOWN = frozenset(status.id for status in Status if status.shown)
#: Better first.
_WORTH = {Status.FITS.id: 0, Status.DEPENDS.id: 1, Status.OPEN.id: 2}
ABSENT = "absent"


class Aspect:
    """One piece of the answer, in both rulebooks."""

    section = ""

    def __init__(self, id: str) -> None:
        self.id = id

    def facts(self, side: Field) -> frozenset[str]:
        """The facts on which the state can hang."""
        raise NotImplementedError

    def inputs(self, side: Field) -> object:
        """What the state is worked out from; when it is the same in both rulebooks, so is the
        state, wherever it is compared."""
        raise NotImplementedError

    def coded(self, side: Field, cone: Cone) -> Coded:
        """The state in every partial cell of a cone over the facts."""
        raise NotImplementedError

    def seen(self, side: Field, answer: Answer) -> State:
        """The state in an answer of the engine."""
        raise NotImplementedError

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        """What a change from one state to another means."""
        raise NotImplementedError

    def visible(self, common: Common, grid: Grid) -> Bools | None:
        """The partial cells in which the state can be seen by anybody; None where that is all of
        them."""
        return None

    def stages(self, common: Common, grid: Grid) -> list[tuple[Grid, Bools]]:
        """Where to look for a case that shows the state: grids that hold the facts, and the cells
        of each that do."""
        return [(grid, grid.possible)]


def known(side: Field, conditions: Iterable[Condition]) -> object:
    """Everything beside the conditions themselves that decides what they say: readings, domains,
    impossible combinations."""
    every = tuple(conditions)
    knowledge = side.knowledge
    named = sorted({question for condition in every for question in knowledge.named(condition)})
    facts = sorted(side.facts_of(every))
    domains = [
        (f.type, f.min, f.max, bool(f.none), f.choices())
        for f in (knowledge.vocabulary[fact] for fact in facts)
    ]
    tied = tuple(
        rule for rule in knowledge.impossible if side.facts_of([rule]) & set(side.cone(facts).facts)
    )
    return (
        every,
        [(q, knowledge.questions[q].used, knowledge.readings[q]) for q in named],
        domains,
        tied,
    )


def verdicts(side: Field, condition: Condition, cone: Cone) -> Ints:
    """The engine's verdict in every partial cell, as a place in `VERDICTS`."""
    judged = side.judged(condition, cone)
    return np.where(judged.yes, 1, np.where(judged.no, np.where(judged.told, 3, 0), 2))


def composed(
    layers: list[Ints],
    sizes: list[int],
    state: Callable[[tuple[int, ...]], State],
    shape: tuple[int, ...],
) -> Coded:
    """One code out of several: `state` is told the code in each layer."""
    total = np.zeros(shape, dtype=np.int64)
    codes: list[tuple[int, ...]] = [()]
    for layer, size in zip(layers, sizes, strict=True):
        values, total = np.unique(total * size + layer, return_inverse=True)
        total = total.reshape(shape)
        codes = [(*codes[int(value) // size], int(value) % size) for value in values]
    return total, [state(code) for code in codes]


def status_of(side: Field, offer: Offer, cone: Cone) -> Ints:
    """The offer's status in every partial cell of a cone that holds its facts."""
    return np.broadcast_to(statuses(side, offer, cone).astype(np.int64), cone.partial_shape)


def shown_in(side: Field, offer: Offer, cone: Cone) -> Bools:
    """The partial cells in which the short list shows the offer."""
    status = status_of(side, offer, cone)
    found: Bools = (status <= int(Status.OPEN)) & (status != IMPOSSIBLE)
    return found


class OfferStatus(Aspect):
    """An offer's status; ``absent`` in a rulebook that does not have it."""

    section = "offers"

    def facts(self, side: Field) -> frozenset[str]:
        offer = side.offers.get(self.id)
        return offer_facts(side, offer) if offer else frozenset()

    def inputs(self, side: Field) -> object:
        offer = side.offers.get(self.id)
        if offer is None:
            return None
        parts = side.parts(offer)
        used_up = reopening(side.knowledge, offer)
        return (
            [entry.level for entry in offer.levels],
            len(used_up),
            known(side, (*parts, *used_up, side.listed(offer))),
        )

    def coded(self, side: Field, cone: Cone) -> Coded:
        offer = side.offers.get(self.id)
        if offer is None:
            return np.zeros(cone.partial_shape, dtype=np.int64), [ABSENT]
        found = status_of(side, offer, cone)
        return np.where(found == IMPOSSIBLE, len(Status), found), [
            *(status.id for status in Status),
            None,
        ]

    def seen(self, side: Field, answer: Answer) -> State:
        return answer.offer(self.id).status.id if self.id in side.offers else ABSENT

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        was, now = before in _SHOWN, after in _SHOWN
        if not was and not now:
            # An offer that nobody sees is no change to anybody.
            if ABSENT in (before, after):
                return
            kind: str = "offer-no"
            step: Step = "patch"
        elif was != now:
            kind, step = ("offer-won", "minor") if now else ("offer-lost", "major")
        else:
            better = _WORTH[after] < _WORTH[before]
            kind, step = ("offer-nearer", "minor") if better else ("offer-farther", "major")
        yield Effect(
            kind, "offers", self.id, step, (Bit("status", before),), (Bit("status", after),)
        )


class OfShown(Aspect):
    """Something said about an offer, compared where both rulebooks show the offer."""

    section = "offers"

    def facts(self, side: Field) -> frozenset[str]:
        offer = side.offers[self.id]
        return offer_facts(side, offer) | side.facts_of(self.conditions(side, offer))

    def inputs(self, side: Field) -> object:
        offer = side.offers[self.id]
        return self.parts(side, offer), known(side, self.conditions(side, offer))

    def coded(self, side: Field, cone: Cone) -> Coded:
        offer = side.offers[self.id]
        shown = self.compared(side, offer, cone)
        layers = [
            shown.astype(np.int64),
            *(np.where(shown, verdicts(side, c, cone), 0) for c in self.conditions(side, offer)),
        ]
        sizes = [2] + [len(VERDICTS)] * (len(layers) - 1)
        return composed(
            layers,
            sizes,
            lambda code: self.state(side, offer, code[1:]) if code[0] else None,
            cone.partial_shape,
        )

    def seen(self, side: Field, answer: Answer) -> State:
        result = answer.offer(self.id)
        return self.told(side, answer) if result.status.shown else None

    def compared(self, side: Field, offer: Offer, cone: Cone) -> Bools:
        """The partial cells in which this rulebook says it."""
        return shown_in(side, offer, cone)

    def conditions(self, side: Field, offer: Offer) -> tuple[Condition, ...]:
        """The conditions of what is said."""
        raise NotImplementedError

    def parts(self, side: Field, offer: Offer) -> object:
        """What is said, beside its conditions."""
        raise NotImplementedError

    def state(self, side: Field, offer: Offer, code: tuple[int, ...]) -> State:
        """What is said when the conditions have these verdicts."""
        raise NotImplementedError

    def told(self, side: Field, answer: Answer) -> State:
        """What the answer says of an offer that is shown."""
        raise NotImplementedError


#: (what names the statement, its text, its verdict)
Line = tuple[str, str, str]


def said_lines(
    statements: tuple[Statement, ...], code: tuple[int, ...], *, by_unit: bool
) -> tuple[Line, ...]:
    """The statements that hold or may hold."""
    return tuple(_line(s, VERDICTS[v], by_unit) for s, v in zip(statements, code, strict=True) if v)


def told_lines(said: tuple[Said, ...], *, by_unit: bool) -> tuple[Line, ...]:
    """The statements of an answer."""
    return tuple(_line(each.statement, each.verdict.value, by_unit) for each in said)


def _line(statement: Statement, verdict: str, by_unit: bool) -> Line:
    return (
        (statement.unit if by_unit and statement.unit else statement.text),
        statement.text,
        verdict,
    )


def apart(
    before: tuple[Line, ...], after: tuple[Line, ...]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines that only one of two states has; a line under the same name and verdict is the same
    line."""
    names_before, names_after = (
        {(name, v) for name, _, v in before},
        {(name, v) for name, _, v in after},
    )
    return (
        tuple(line for line in before if (line[0], line[2]) not in names_after),
        tuple(line for line in after if (line[0], line[2]) not in names_before),
    )
