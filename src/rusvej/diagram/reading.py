"""What can be read off a diagram without making new nodes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from math import prod

from rusvej.diagram.diagrams import Diagrams

#: For each variable on a path the values that lead along it, ascending.
Box = dict[int, tuple[int, ...]]


def count(diagrams: Diagrams, node: int, over: Iterable[int]) -> dict[int, int]:
    """How many combinations of values of the variables `over` lead to each terminal. The function
    must depend on no others."""
    order = sorted(over)
    place = {variable: at for at, variable in enumerate(order)}
    place[len(diagrams.sizes)] = len(order)
    #: The combinations of all variables from a place on.
    from_here = [prod(diagrams.sizes[v] for v in order[at:]) for at in range(len(order) + 1)]
    counted: dict[int, dict[int, int]] = {}

    def ways(each: int, at: int) -> dict[int, int]:
        free = from_here[at] // from_here[place[diagrams.variable[each]]]
        return {terminal: number * free for terminal, number in counted[each].items()}

    for each in diagrams.below(node):
        if each < diagrams.terminals:
            counted[each] = {each: 1}
            continue
        found: dict[int, int] = {}
        for child in diagrams.children[each]:
            for terminal, number in ways(child, place[diagrams.variable[each]] + 1).items():
                found[terminal] = found.get(terminal, 0) + number
        counted[each] = found
    return ways(node, 0)


def shortest(
    diagrams: Diagrams,
    node: int,
    wanted: Iterable[int],
    cost: Callable[[int, int], int] = lambda variable, value: 1,
) -> dict[int, int] | None:
    """The path to one of the wanted terminals whose values cost least (of equally cheap ones that
    with the least values), or None. Along the path the value is sure, whatever the
    other variables are; a set of values that makes it sure and is no path may cost less still."""
    best: dict[int, tuple[int, tuple[tuple[int, int], ...]]] = dict.fromkeys(wanted, (0, ()))
    for each in diagrams.below(node):
        if each < diagrams.terminals:
            continue
        variable = diagrams.variable[each]
        ways = [
            (best[child][0] + cost(variable, value), ((variable, value), *best[child][1]))
            for value, child in enumerate(diagrams.children[each])
            if child in best
        ]
        if ways:
            best[each] = min(ways)
    return dict(best[node][1]) if node in best else None


def boxes(diagrams: Diagrams, node: int, wanted: int) -> Iterator[Box]:
    """The paths to the terminal, values that lead to the same node taken together. No two boxes
    overlap, and together they are all combinations that give the terminal."""
    bit = 1 << wanted
    waiting: list[tuple[int, tuple[tuple[int, tuple[int, ...]], ...]]] = [(node, ())]
    while waiting:
        each, path = waiting.pop()
        if each == wanted:
            yield dict(path)
            continue
        for child, values in reversed(_grouped(diagrams.children[each]).items()):
            if diagrams.reach[child] & bit:
                waiting.append((child, (*path, (diagrams.variable[each], values))))


def _grouped(children: Sequence[int]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for value, child in enumerate(children):
        found[child] = (*found.get(child, ()), value)
    return found


def reachable_within(diagrams: Diagrams, node: int, allowed: Mapping[int, Collection[int]]) -> int:
    """The terminals that can be reached, as a set of bits, where some variables have only some
    values."""
    found = 0
    seen = {node}
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each < diagrams.terminals:
            found |= 1 << each
            continue
        children = diagrams.children[each]
        values = allowed.get(diagrams.variable[each], range(len(children)))
        for child in [children[value] for value in values]:
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return found
