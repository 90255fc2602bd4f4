"""Every cell of every piece of the shipped rulebook: the compiled verdict, the questions and the
status, held against the naive evaluator.

A cell of a piece is a way through its diagram over partial cases, unknown being one more value.
Facts that a way does not test make no difference, by the diagram; they are left unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from naive import Naive
from rusvej.compiled.compiled import compile_rulebook
from rusvej.compiled.pieces import POINTERS, Kind, Piece, pieces
from rusvej.diagram import Diagrams
from rusvej.facts import Value
from rusvej.model import Rulebook
from rusvej.space import Space
from rusvej.truth import Truth

VERDICT = {1: Truth.NO, 2: Truth.YES, 3: Truth.UNKNOWN}


@pytest.fixture(scope="module")
def naive(rulebook: Rulebook) -> Naive:
    return Naive(rulebook)


@pytest.fixture(scope="module")
def space(rulebook: Rulebook) -> Space:
    return Space(compile_rulebook(rulebook, rulebook.law_notes))


def ways(nodes: Diagrams, node: int) -> Iterator[tuple[dict[int, int], int]]:
    """Every way from the node to a terminal: the value of each variable on it, and the
    terminal."""
    waiting: list[tuple[int, dict[int, int]]] = [(node, {})]
    while waiting:
        each, way = waiting.pop()
        if each < nodes.terminals:
            yield way, each
            continue
        for value, child in enumerate(nodes.children[each]):
            waiting.append((child, {**way, nodes.variable[each]: value}))


def cells(space: Space, node: int) -> Iterator[tuple[dict[str, Value], int]]:
    """The same with partial cases."""
    variables = space.variables
    for way, terminal in ways(space.nodes, node):
        case: dict[str, Value] = {}
        for at, value in way.items():
            fact = variables.names[at]
            classes = variables.classes[fact]
            if value < len(classes):
                case[fact] = classes[value]
        yield case, terminal


def check(space: Space, naive: Naive, piece: Piece) -> int:
    """How many cells were held against each other."""
    held = 0
    judged = space.judged(piece.key)
    # A pointer moves an offer where it is known to hold.
    resting = naive.resting if piece.kind in POINTERS else naive.asked
    for case, terminal in cells(space, judged.verdict):
        if terminal and naive.possible(case):
            assert naive.overall(piece.when, case) is VERDICT[terminal], (piece.key, case)
            held += 1
    for question, where in judged.questions.items():
        for case, terminal in cells(space, where):
            if terminal and naive.possible(case):
                asked = resting(piece.when, case)
                assert (question in asked) is (terminal == 2), (piece.key, question, case)
                held += 1
    return held


#: A part comes with an explanation; an offer's criteria are held by its status, and what is
#: impossible by `test_every_impossible_cell`.
KINDS = [kind for kind in get_args(Kind) if kind not in ("impossible", "status", "part")]


@pytest.mark.parametrize(
    "kind",
    [  # An action has the most facts, and as many cells as all others together.
        pytest.param(kind, marks=pytest.mark.long if kind == "action" else pytest.mark.slow)
        for kind in KINDS
    ],
)
def test_every_cell_of_every_piece(
    naive: Naive, space: Space, rulebook: Rulebook, kind: str
) -> None:
    found = pieces(rulebook, rulebook.law_notes)
    assert sum(check(space, naive, each) for each in found if each.kind == kind)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
def test_every_cell_of_every_status(
    naive: Naive, space: Space, rulebook: Rulebook, part: int
) -> None:
    for offer in rulebook.offers[part::6]:
        held = 0
        for case, terminal in cells(space, space.status(offer.id)):
            if terminal and naive.possible(case):
                assert terminal == 1 << naive.status(offer, case), (offer.id, case)
                held += 1
        assert held, offer.id


@pytest.mark.slow
def test_every_impossible_cell(naive: Naive, space: Space) -> None:
    """What nobody is like is known by every rule at once, so no rule is held by itself."""
    held = [(case, bool(terminal)) for case, terminal in cells(space, space.possible)]
    assert {there for _, there in held} == {True, False}
    for case, there in held:
        assert naive.possible(case) is there, case
