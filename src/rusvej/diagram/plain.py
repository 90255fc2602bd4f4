"""Diagrams as plain lists, as JSON and other languages read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rusvej.diagram.diagrams import Diagrams


def to_plain(diagrams: Diagrams, roots: Iterable[int]) -> tuple[dict[str, Any], dict[int, int]]:
    """The nodes below the roots as `{"sizes": [...], "terminals": n, "nodes": [[variable, child,
    ...], ...]}`, and for every one of them its number there. The first of `nodes` has the number
    `terminals`; children stand before parents."""
    wanted = set(roots)
    number = {terminal: terminal for terminal in range(diagrams.terminals)}
    for root in list(wanted):
        wanted.update(diagrams.below(root))
    nodes: list[list[int]] = []
    for each in sorted(wanted):
        if each >= diagrams.terminals:
            number[each] = diagrams.terminals + len(nodes)
            nodes.append(
                [diagrams.variable[each], *(number[child] for child in diagrams.children[each])]
            )
    plain = {"sizes": list(diagrams.sizes), "terminals": diagrams.terminals, "nodes": nodes}
    return plain, number


def from_plain(plain: Mapping[str, Any]) -> Diagrams:
    """The diagrams that `to_plain` described, every node under its number there.

    Raises `ValueError` where the lists are no reduced diagram: a child that does not stand before
    its parent or tests no later variable, a wrong number of children, equal children, a node twice.
    """
    diagrams = Diagrams(plain["sizes"], plain["terminals"])
    for variable, *children in plain["nodes"]:
        number = len(diagrams)
        if not (
            0 <= variable < len(diagrams.sizes)
            and len(children) == diagrams.sizes[variable]
            and all(0 <= c < number and diagrams.variable[c] > variable for c in children)
            and diagrams.node(variable, tuple(children)) == number
        ):
            raise ValueError(f"node {number} is none of a reduced diagram")
    return diagrams
