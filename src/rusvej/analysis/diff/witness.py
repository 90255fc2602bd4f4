"""One case for each change, the smallest there is, shown by the engine's own answers to be one."""

from __future__ import annotations

from datetime import date

import numpy as np

from rusvej.analysis.diff.aspects import Aspect
from rusvej.analysis.diff.boxes import Box
from rusvej.analysis.diff.changes import changes
from rusvej.analysis.diff.common import Common, Grid
from rusvej.analysis.diff.records import Effect, Witness
from rusvej.analysis.prove.field import Field
from rusvej.answer import Answer
from rusvej.engine import answer
from rusvej.facts import Value
from rusvej.records import record


@record
class Found:
    """One effect of one aspect in one box of cells; `limits` says where the box is narrower than
    everything."""

    aspect: Aspect
    effect: Effect
    grid: Grid
    box: Box
    limits: tuple[tuple[str, tuple[int, ...]], ...]
    partial: bool


def witnesses(common: Common, pieces: list[Found], on: date) -> tuple[Witness, ...]:
    """As few cases as show all of the effects: one, if the cases of the single effects agree."""
    cases = [_smallest(common, piece) for piece in pieces]
    joint: dict[str, Value] = {}
    for case in cases:
        for fact, value in (case or {}).items():
            joint.setdefault(fact, value)
    answers = _answers(common, joint, on)
    if all(case is not None for case in cases) and all(
        shows(common, piece, answers) for piece in pieces
    ):
        return (Witness(joint, tuple(range(len(pieces))), True),)
    kept: dict[tuple[tuple[str, Value], ...], list[int]] = {}
    for place, found in enumerate(cases):
        if found is not None:
            kept.setdefault(tuple(found.items()), []).append(place)
    return tuple(_single(common, dict(case), places, pieces, on) for case, places in kept.items())


def _single(
    common: Common, case: dict[str, Value], places: list[int], pieces: list[Found], on: date
) -> Witness:
    answers = _answers(common, case, on)
    return Witness(
        case, tuple(places), all(shows(common, pieces[place], answers) for place in places)
    )


def _answers(common: Common, case: dict[str, Value], on: date) -> tuple[tuple[Field, Answer], ...]:
    """Both engines' answers; a rulebook is not told of facts it does not have."""
    return tuple(
        (
            side,
            answer(
                side.knowledge,
                {fact: value for fact, value in case.items() if fact in side.classes},
                on,
            ),
        )
        for side in common.sides()
    )


def shows(common: Common, piece: Found, answers: tuple[tuple[Field, Answer], ...]) -> bool:
    """Whether the answers differ as the effect says."""
    before, after = (piece.aspect.seen(side, each) for side, each in answers)
    return (
        before is not None
        and after is not None
        and before != after
        and piece.effect in piece.aspect.effects(before, after)
    )


def _smallest(common: Common, piece: Found) -> dict[str, Value] | None:
    """The case with fewest facts given in which the effect can be seen, of those in the box; None
    if nobody can see it."""
    limits = dict(piece.limits)
    for grid, seen in piece.aspect.stages(common, piece.grid):
        where = next(
            (
                cells
                for effect, cells in changes(common, piece.aspect, grid)
                if effect == piece.effect
            ),
            None,
        )
        if where is None:
            continue
        inside = where & seen
        for axis, fact in enumerate(grid.facts):
            if fact in limits:
                allowed = np.zeros(grid.partial_shape[axis], dtype=bool)
                allowed[list(limits[fact])] = True
                inside = inside & allowed.reshape(
                    [-1 if place == axis else 1 for place in range(len(grid.facts))]
                )
        cells = np.argwhere(inside)
        if len(cells):
            given = (cells < np.array(grid.partial_shape) - 1).sum(axis=1)
            least = cells[given == given.min()][0]
            return grid.case(tuple(int(place) for place in least))
    return None
