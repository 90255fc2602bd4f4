"""A set of cells as few large boxes: for each fact the classes it takes, all combinations of which
belong to the set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rusvej.compiled.nodes import AND, NEGATED, NO, OR, YES
from rusvej.diagram import Diagrams, count, reachable_within

#: For each variable the places that a box takes, in order.
Box = Mapping[int, tuple[int, ...]]

_ALL_YES, _SOME_YES = 1 << YES, 1 << YES


def boxes(nodes: Diagrams, wanted: int, free: int, whole: Box) -> Iterator[Box]:
    """Boxes within `whole` that cover every cell there where `wanted` is YES exactly once, and no
    other but where `free` is (cells no case can have). `whole` names every variable that either
    hangs on; where one has no place, there is no cell.

    Each is as large as can be where it grows, the largest first; the same every time.
    """
    left = wanted
    while all(whole.values()) and reachable_within(nodes, left, whole) & _SOME_YES:
        allowed = nodes.apply(OR, left, free)
        grown = [
            _grown(nodes, allowed, left, _cell(nodes, left, whole, last=last), whole)
            for last in (False, True)
        ]
        found = [(box, _inside(nodes, box)) for box in grown]
        best, node = max(found, key=lambda each: _size(nodes, left, each[1], whole))
        yield best
        left = nodes.apply(AND, left, nodes.map(NEGATED, node))


def _cell(nodes: Diagrams, left: int, whole: Box, *, last: bool) -> dict[int, int]:
    """The first wanted cell, or the last one."""
    leading = {YES}
    for each in nodes.below(left):
        if each >= nodes.terminals:
            children = nodes.children[each]
            if any(children[at] in leading for at in whole[nodes.variable[each]]):
                leading.add(each)
    cell = {variable: places[-last] for variable, places in whole.items()}
    while left >= nodes.terminals:
        variable, children = nodes.variable[left], nodes.children[left]
        ways = [at for at in whole[variable] if children[at] in leading]
        cell[variable] = ways[-last]
        left = children[ways[-last]]
    return cell


def _grown(nodes: Diagrams, allowed: int, left: int, seed: Mapping[int, int], whole: Box) -> Box:
    """The box that grows from a cell, one variable at a time: always that of which most can be
    taken."""
    box: dict[int, tuple[int, ...]] = {at: (place,) for at, place in seed.items()}
    waiting = set(whole)
    while waiting:
        options = []
        for variable in sorted(waiting):
            takes = tuple(
                place
                for place in whole[variable]
                if reachable_within(nodes, allowed, {**box, variable: (place,)}) == _ALL_YES
            )
            options.append((len(takes) / len(whole[variable]), -variable, takes))
            if takes == whole[variable]:
                # None takes more, and of those that take all the first is taken.
                break
        _, variable, takes = max(options)
        box[-variable] = takes
        waiting.remove(-variable)
    for variable, places in list(box.items()):
        if len(places) < len(whole[variable]):
            box[variable] = tuple(
                place
                for place in places
                if reachable_within(nodes, left, {**box, variable: (place,)}) & _SOME_YES
            )
    return box


def _inside(nodes: Diagrams, box: Box) -> int:
    return nodes.join(
        AND, {YES, *(nodes.compare(at, places, YES, NO) for at, places in box.items())}
    )


def _size(nodes: Diagrams, left: int, box: int, over: Sequence[int] | Box) -> int:
    return count(nodes, nodes.apply(AND, left, box), over).get(YES, 0)
