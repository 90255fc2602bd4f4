"""Where one piece of the answer changes, and into what."""

from __future__ import annotations

import numpy as np

from rusvej.analysis.diff.aspects import Aspect, Coded, State
from rusvej.analysis.diff.common import Common, Grid, Ints
from rusvej.analysis.diff.records import Effect
from rusvej.analysis.prove.field import Field
from rusvej.analysis.space import Bools


def changes(common: Common, aspect: Aspect, grid: Grid) -> list[tuple[Effect, Bools]]:
    """Every effect an aspect has anywhere, with the partial cells of the grid that have it."""
    codes: list[Ints] = []
    states: dict[State, int] = {}
    for side in common.sides():
        own, values = _coded(aspect, side, grid)
        table = np.array(
            [states.setdefault(value, len(states)) for value in values], dtype=np.int64
        )
        codes.append(table[own])
    listed = list(states)
    pairs = np.where(grid.possible, codes[0] * len(states) + codes[1], -1)
    found: dict[Effect, Bools] = {}
    for pair in np.unique(pairs):
        if pair < 0:
            continue
        before, after = listed[int(pair) // len(states)], listed[int(pair) % len(states)]
        if before is None or after is None or before == after:
            continue
        for effect in aspect.effects(before, after):
            where = pairs == pair
            found[effect] = found[effect] | where if effect in found else where
    return list(found.items())


def _coded(aspect: Aspect, side: Field, grid: Grid) -> Coded:
    own, values = aspect.coded(side, grid.cone(side))
    return grid.lift(side, own).astype(np.int64), values
