"""A set of cells as few large boxes: for each axis the places it takes, all combinations of which
belong to the set."""

from __future__ import annotations

import numpy as np

from rusvej.analysis.space import Bools

#: For each axis the places of a box, in order.
Box = tuple[tuple[int, ...], ...]

#: So many starting cells are tried for each box; the largest that grows from one of them is taken.
_SEEDS = 6


def boxes(wanted: Bools, free: Bools) -> list[Box]:
    """Boxes that cover every wanted cell exactly once and no other but `free` ones (cells no case
    can have).

    Each is as large as can be where it grows, the largest first; the same every time.
    """
    left = wanted.copy()
    found: list[Box] = []
    while left.any():
        allowed = left | free
        cells = np.argwhere(left)
        seeds = cells[np.unique(np.linspace(0, len(cells) - 1, _SEEDS).astype(int))]
        grown = [_grown(allowed, left, tuple(int(place) for place in seed)) for seed in seeds]
        best = max(grown, key=lambda box: int(left[np.ix_(*box)].sum()))
        left[np.ix_(*best)] = False
        found.append(best)
    return found


def _grown(allowed: Bools, left: Bools, seed: tuple[int, ...]) -> Box:
    """The box that grows from a cell, one axis at a time: always the axis of which most can be
    taken."""
    places = [[place] for place in seed]
    waiting = list(range(len(seed)))
    while waiting:
        options = []
        for axis in waiting:
            wide = [
                list(range(allowed.shape[axis])) if other == axis else taken
                for other, taken in enumerate(places)
            ]
            others = tuple(other for other in range(allowed.ndim) if other != axis)
            takes = np.flatnonzero(allowed[np.ix_(*wide)].all(axis=others))
            options.append(
                (len(takes) / allowed.shape[axis], -axis, [int(place) for place in takes])
            )
        _, axis, taken = max(options)
        places[-axis] = taken
        waiting.remove(-axis)
    for axis, taken in enumerate(places):
        if len(taken) < allowed.shape[axis]:
            inside = np.asarray(
                left[np.ix_(*places)].any(
                    axis=tuple(other for other in range(left.ndim) if other != axis)
                )
            )
            places[axis] = [
                place for place, some in zip(taken, inside.tolist(), strict=True) if some
            ]
    return tuple(tuple(taken) for taken in places)
