"""The diagrams held against truth tables: every operation on small functions."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from rusvej.diagram import (
    Diagrams,
    Operation,
    Partial,
    TooLarge,
    boxes,
    count,
    from_plain,
    reachable_within,
    shortest,
    to_plain,
)

TERMINALS = 4
Row = tuple[int, ...]
Table = dict[Row, int]
#: Terminals are sets of bits here, so this minds neither order nor grouping.
UNION = Operation(lambda a, b: a | b, commutes=True)
LESS = Operation(lambda a, b: int(a < b))
BOTH = Operation(lambda a, b: a & b, commutes=True)
XOR = Operation(lambda a, b: a ^ b, commutes=True)


def rows(sizes: tuple[int, ...]) -> list[Row]:
    return list(product(*map(range, sizes)))


@st.composite
def tables(draw: DrawFn, sizes: tuple[int, ...]) -> Table:
    """Functions that hang on some of the variables only, and random ones."""
    on = draw(st.sets(st.integers(0, len(sizes) - 1)))
    values: dict[Row, int] = {}
    for row in rows(sizes):
        key = tuple(value for at, value in enumerate(row) if at in on)
        if key not in values:
            values[key] = draw(st.integers(0, TERMINALS - 1))
    return {row: values[tuple(v for at, v in enumerate(row) if at in on)] for row in rows(sizes)}


SIZES = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(tuple)


def built(diagrams: Diagrams, table: Table) -> int:
    """The function's node, put together from its cells by the public operations."""
    total = 0
    for row, value in table.items():
        cell = value
        for variable, at in enumerate(row):
            there = diagrams.compare(variable, [at], 3, 0)
            cell = diagrams.apply(BOTH, there, cell)
        total = diagrams.apply(UNION, total, cell)
    return total


def read(diagrams: Diagrams, node: int) -> Table:
    return {
        row: diagrams.value(node, diagrams.partial(dict(enumerate(row))))
        for row in rows(diagrams.sizes)
    }


@st.composite
def functions(draw: DrawFn, how_many: int = 1) -> tuple[Diagrams, list[Table], list[int]]:
    sizes = draw(SIZES)
    diagrams = Diagrams(sizes, TERMINALS)
    found = [draw(tables(sizes)) for _ in range(how_many)]
    return diagrams, found, [built(diagrams, table) for table in found]


@st.composite
def partials(draw: DrawFn, diagrams: Diagrams) -> dict[int, int]:
    some = draw(st.sets(st.integers(0, len(diagrams.sizes) - 1)))
    return {v: draw(st.integers(0, diagrams.sizes[v] - 1)) for v in sorted(some)}


def matching(table: Table, fixed: dict[int, int]) -> Table:
    return {row: v for row, v in table.items() if all(row[at] == to for at, to in fixed.items())}


@given(functions())
def test_a_diagram_is_its_truth_table(made: tuple[Diagrams, list[Table], list[int]]) -> None:
    diagrams, [table], [node] = made
    assert read(diagrams, node) == table
    assert diagrams.reach[node] == sum(1 << terminal for terminal in set(table.values()))


@given(functions(2))
def test_equal_functions_are_one_node(made: tuple[Diagrams, list[Table], list[int]]) -> None:
    diagrams, [first, second], [a, b] = made
    assert (a == b) is (first == second)
    assert built(diagrams, dict(reversed(first.items()))) == a


@given(functions())
def test_what_is_tested_is_what_makes_a_difference(
    made: tuple[Diagrams, list[Table], list[int]],
) -> None:
    diagrams, [table], [node] = made
    differing = {
        at
        for row, value in table.items()
        for at in range(len(row))
        for other in range(diagrams.sizes[at])
        if table[(*row[:at], other, *row[at + 1 :])] != value
    }
    assert set(diagrams.support(node)) == differing


@given(functions(2))
def test_apply_is_the_operation_cell_by_cell(
    made: tuple[Diagrams, list[Table], list[int]],
) -> None:
    diagrams, [first, second], [a, b] = made
    for operation in (UNION, LESS):
        expected = {row: operation.of(first[row], second[row]) for row in first}
        assert diagrams.apply(operation, a, b) == built(diagrams, expected)


@given(functions(3))
def test_join_is_apply_over_all(made: tuple[Diagrams, list[Table], list[int]]) -> None:
    diagrams, found, nodes = made
    union = {row: found[0][row] | found[1][row] | found[2][row] for row in found[0]}
    assert diagrams.join(UNION, nodes) == built(diagrams, union)


@given(functions(), st.lists(st.integers(0, TERMINALS - 1), min_size=4, max_size=4))
def test_map_replaces_values(
    made: tuple[Diagrams, list[Table], list[int]], mapping: list[int]
) -> None:
    diagrams, [table], [node] = made
    assert read(diagrams, diagrams.map(mapping, node)) == {
        row: mapping[value] for row, value in table.items()
    }


@given(functions(), st.data())
def test_restrict_puts_values_in(
    made: tuple[Diagrams, list[Table], list[int]], data: st.DataObject
) -> None:
    diagrams, [table], [node] = made
    fixed = data.draw(partials(diagrams))
    known = diagrams.partial(fixed)
    left = matching(table, fixed)
    expected = {
        row: table[tuple(fixed.get(at, value) for at, value in enumerate(row))] for row in table
    }
    assert diagrams.restrict(node, known) == built(diagrams, expected)
    before = len(diagrams)
    elsewhere, done = diagrams.copy(), dict[int, int]()
    for each in (*diagrams.below(node), node):
        assert elsewhere.restrict(each, known, done) == elsewhere.restrict(each, known)
    assert read(elsewhere, elsewhere.restrict(node, known, done)) == expected
    together = dict[int, int]()
    elsewhere.restrict_each(range(before), known, together)
    for each in range(before):
        assert together[each] == elsewhere.restrict(each, known)
    assert len(diagrams) == before
    assert diagrams.reachable(node, known) == sum(1 << value for value in set(left.values()))


@given(functions(), st.data())
def test_partials_take_more_and_less(
    made: tuple[Diagrams, list[Table], list[int]], data: st.DataObject
) -> None:
    diagrams, _, [node] = made
    first, more = data.draw(partials(diagrams)), data.draw(partials(diagrams))
    both = diagrams.partial(first).also(more)
    once = diagrams.partial({**first, **more})
    assert (both.values, both.given) == (once.values, once.given)
    kept = once.without(sum(1 << at for at in more))
    plain = diagrams.partial({at: to for at, to in first.items() if at not in more})
    assert (kept.values, kept.given) == (plain.values, plain.given)
    assert diagrams.reachable(node, kept) == diagrams.reachable(node, plain)


@given(functions(), st.data())
def test_forget_takes_all_values_together(
    made: tuple[Diagrams, list[Table], list[int]], data: st.DataObject
) -> None:
    diagrams, [table], [node] = made
    gone = data.draw(st.sets(st.integers(0, len(diagrams.sizes) - 1)))
    expected: Table = {}
    for row in table:
        kept = {at: value for at, value in enumerate(row) if at not in gone}
        union = 0
        for value in matching(table, kept).values():
            union |= value
        expected[row] = union
    assert diagrams.forget(UNION, sum(1 << at for at in gone), node) == built(diagrams, expected)


@given(functions(), st.data())
def test_count_counts_rows(
    made: tuple[Diagrams, list[Table], list[int]], data: st.DataObject
) -> None:
    diagrams, [table], [node] = made
    every = range(len(diagrams.sizes))
    over = set(diagrams.support(node)) | data.draw(st.sets(st.sampled_from(every)))
    found = count(diagrams, node, over)
    left = prod(diagrams.sizes[at] for at in every if at not in over)
    tallied = {t: n for t in range(TERMINALS) if (n := list(table.values()).count(t))}
    assert {terminal: number * left for terminal, number in found.items()} == tallied


@given(functions(), st.sets(st.integers(0, TERMINALS - 1), min_size=1), st.data())
def test_the_shortest_path_makes_sure_and_none_is_shorter(
    made: tuple[Diagrams, list[Table], list[int]], wanted: set[int], data: st.DataObject
) -> None:
    diagrams, [table], [node] = made
    price = data.draw(st.lists(st.integers(1, 5), min_size=4, max_size=4))
    path = shortest(diagrams, node, wanted, lambda variable, _: price[variable])
    if path is None:
        assert not wanted & set(table.values())
        return
    assert set(matching(table, path).values()) <= wanted
    cost = sum(price[at] for at in path)
    every = [box for terminal in wanted for box in boxes(diagrams, node, terminal)]
    assert cost == min(sum(price[at] for at in box) for box in every)


def test_the_first_node_made_has_its_paths_too() -> None:
    diagrams = Diagrams([3], TERMINALS)
    first = diagrams.compare(0, [1, 2], 1, 0)
    assert shortest(diagrams, first, [1]) == {0: 1}
    assert shortest(diagrams, first, [0]) == {0: 0}
    assert shortest(diagrams, first, [2]) is None


@given(functions(), st.data())
def test_what_is_reached_within_some_values(
    made: tuple[Diagrams, list[Table], list[int]], data: st.DataObject
) -> None:
    diagrams, [table], [node] = made
    every = {at: tuple(range(size)) for at, size in enumerate(diagrams.sizes)}
    allowed = {
        at: data.draw(st.sets(st.sampled_from(values), min_size=1))
        for at, values in every.items()
        if data.draw(st.booleans())
    }
    inside = [row for row in table if all(row[at] in some for at, some in allowed.items())]
    expected = sum(1 << value for value in {table[row] for row in inside})
    assert reachable_within(diagrams, node, allowed) == expected


@given(functions())
def test_boxes_are_all_rows_once(made: tuple[Diagrams, list[Table], list[int]]) -> None:
    diagrams, [table], [node] = made
    seen: list[Row] = []
    for terminal in range(TERMINALS):
        for box in boxes(diagrams, node, terminal):
            inside = [row for row in table if all(row[at] in some for at, some in box.items())]
            assert inside and {table[row] for row in inside} == {terminal}
            seen += inside
    assert sorted(seen) == sorted(table)


@given(functions(2))
def test_plain_lists_and_back(made: tuple[Diagrams, list[Table], list[int]]) -> None:
    diagrams, [first, second], roots = made
    plain, number = to_plain(diagrams, roots)
    again = from_plain(plain)
    assert [read(again, number[root]) for root in roots] == [first, second]
    assert to_plain(again, [number[root] for root in roots])[0] == plain


@pytest.mark.parametrize(
    "nodes",
    [
        [[0, 1, 1]],  # nothing is tested
        [[0, 0, 1], [0, 0, 1]],  # the same node twice
        [[0, 0]],  # a value without a child
        [[0, 0, 3]],  # a child that stands later
        [[0, 0, 2]],  # a child that is the node itself
        [[0, 0, 1], [1, 0, 2]],  # a variable after a later one
        [[2, 0, 1]],  # no such variable
        [[0, 0, -1]],  # no such child
    ],
)
def test_lists_that_are_no_reduced_diagram_are_refused(nodes: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="reduced"):
        from_plain({"sizes": [2, 2], "terminals": 2, "nodes": nodes})


def parity(diagrams: Diagrams, variables: range) -> int:
    return diagrams.join(XOR, [diagrams.compare(at, [1], 1, 0) for at in variables])


def test_thousands_of_variables_exhaust_no_stack() -> None:
    many = 1500
    diagrams = Diagrams([2] * many, TERMINALS, most_steps=100_000_000)
    node = 1
    for at in reversed(range(many)):
        node = diagrams.node(at, (node, diagrams.apply(LESS, node, 1)))
    assert count(diagrams, node, range(many)) == {0: 2 ** (many - 1), 1: 2 ** (many - 1)}
    assert diagrams.restrict(node, diagrams.partial(dict.fromkeys(range(many), 1))) in (0, 1)
    assert diagrams.forget(UNION, (1 << many) - 1, node) == 1
    path = shortest(diagrams, node, [1])
    assert path is not None and len(path) == many
    assert len(next(boxes(diagrams, node, 0))) == many
    assert diagrams.map([1, 0, 2, 3], node) != node


def test_parity_stays_small() -> None:
    diagrams = Diagrams([2] * 60, TERMINALS)
    node = parity(diagrams, range(60))
    assert len(diagrams.below(node)) == 2 * 60 - 1 + 2


def test_what_no_order_makes_small_is_refused_by_name() -> None:
    """Every variable of one half is multiplied with every one of the other."""
    diagrams = Diagrams([2] * 24, TERMINALS, most_nodes=2000)
    diagrams.building = "det store"

    def products() -> int:
        total = 0
        for low, high in product(range(12), range(12, 24)):
            factors = (diagrams.compare(at, [1], 1, 0) for at in (low, high))
            total = diagrams.apply(XOR, total, diagrams.apply(BOTH, *factors))
        return total

    with pytest.raises(TooLarge, match=r"det store: 2000 nodes, \d+ steps") as raised:
        products()
    assert (raised.value.building, raised.value.nodes) == ("det store", 2000)
    assert raised.value.steps > 0


def test_the_bounds_are_what_may_be_used() -> None:
    diagrams = Diagrams([2, 2], TERMINALS, most_nodes=TERMINALS + 1, most_steps=3)
    node = diagrams.compare(0, [1], 1, 0)
    with pytest.raises(TooLarge):
        diagrams.compare(1, [1], 1, 0)
    assert diagrams.map([0, 1, 2, 3], node) == node  # two terminals and a node are looked at
    with pytest.raises(TooLarge):
        diagrams.map([0, 1, 2, 3], node)


def test_a_terminal_that_decides_or_changes_nothing_costs_no_step() -> None:
    diagrams = Diagrams([2] * 10, TERMINALS)
    node = parity(diagrams, range(10))
    diagrams.most_steps, diagrams.building = 0, "nothing"
    first = Operation(lambda a, b: a & ~b)
    second = Operation(lambda a, b: b & ~a)
    for operation, left, right, result in [
        (BOTH, 0, node, 0),
        (XOR, node, 0, node),
        (first, node, 0, node),
        (first, 0, node, 0),
        (second, 0, node, node),
        (second, node, 0, 0),
    ]:
        assert diagrams.apply(operation, left, right) == result


def test_a_node_above_and_the_first_of_all_below() -> None:
    """The lowest number that is no terminal is a node like any other."""
    diagrams = Diagrams([2, 2], TERMINALS)
    below = diagrams.compare(1, [1], 1, 2)
    assert below == TERMINALS
    root = diagrams.node(0, (below, 0))
    assert diagrams.map([3, 2, 1, 0], root) == diagrams.node(0, (diagrams.compare(1, [1], 2, 1), 3))
    assert diagrams.restrict(root, diagrams.partial({1: 0})) == diagrams.compare(0, [0], 2, 0)
    assert diagrams.restrict(below, diagrams.partial({1: 0})) == 2
    assert diagrams.forget(UNION, 1 << 1, root) == diagrams.compare(0, [0], 3, 0)
    assert diagrams.below(root) == [0, 1, 2, below, root]


def test_what_is_kept_is_not_counted_again() -> None:
    diagrams = Diagrams([2] * 10, TERMINALS)
    node = parity(diagrams, range(10))
    known, done = diagrams.partial({9: 1}), dict[int, int]()
    whole = diagrams.restrict(node, known)
    diagrams.restrict(diagrams.children[node][0], known, done)
    # Left are the other child, whose children are those of the first, and the node itself.
    diagrams.most_steps, diagrams.building = 2, "the rest"
    assert diagrams.restrict(node, known, done) == whole


def test_work_is_bounded_as_well_as_nodes() -> None:
    diagrams = Diagrams([2] * 40, TERMINALS, most_steps=300)
    with pytest.raises(TooLarge):
        parity(diagrams, range(40))
    diagrams.building = "det næste"
    assert parity(diagrams, range(5)) >= TERMINALS


def test_a_partial_reads_its_values() -> None:
    known = Partial(3, {1: 2})
    assert (known.values, known.given) == ([-1, 2, -1], 0b10)


def test_four_terminals_are_the_sets_of_yes_and_no() -> None:
    assert len(Diagrams([2])) == Diagrams([2]).terminals == TERMINALS


def test_what_is_being_built_can_be_read_back() -> None:
    diagrams = Diagrams([2], TERMINALS)
    diagrams.building = "the first offer"
    assert diagrams.building == "the first offer"


def test_ways_that_meet_again_are_walked_once() -> None:
    """Two values of an unknown variable lead to one node, below which a variable is known."""
    diagrams = Diagrams([3, 2], TERMINALS)
    twice, once = diagrams.compare(1, [0], 1, 0), diagrams.compare(1, [0], 2, 3)
    root = diagrams.node(0, (twice, twice, once))
    assert diagrams.reachable(root, diagrams.partial({1: 0})) == 1 << 1 | 1 << 2
    assert diagrams.reachable(root, diagrams.partial({1: 1})) == 1 << 0 | 1 << 3
    assert reachable_within(diagrams, root, {1: [0]}) == 1 << 1 | 1 << 2
    assert reachable_within(diagrams, root, {0: [0, 1]}) == 1 << 0 | 1 << 1
