"""What the offline page says of a case is what Python says."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from page_told import a_case, compare
from rusvej.compiled import Held, compiled
from rusvej.compiled.pieces import Key
from rusvej.engine.asking import Asking
from rusvej.facts import Value
from rusvej.model import Rulebook


def witnesses(walked: Any, book: Rulebook, root: int) -> Iterator[tuple[dict[str, Value], Any]]:
    """Every path of a piece's diagram: a partial case that goes it, and where it ends."""
    variables = compiled(book).variables

    def walk(at: int, case: dict[str, Value]) -> Iterator[tuple[dict[str, Value], Any]]:
        if at < 0:
            yield case, walked.leaves[-1 - at]
            return
        variable, unknown, *known = walked.nodes[at]
        name = walked.variables[variable]
        yield from walk(unknown, case)
        for value, child in zip(variables.classes[name], known, strict=True):
            yield from walk(child, {**case, name: value})

    yield from walk(root, {})


def said(held: Held, asking: Asking, key: Key) -> tuple[Any, ...]:
    """What the engine says of a piece: verdict or status, missing facts, questions; of an offer
    also what is worth asking."""
    found = (held.missing(key), held.questions(key))
    if key[0] != "standing":
        return (held.verdict(key).name.lower(), *found)
    rest = asking.rest(key[1], held.case)
    if asking.settled(rest):
        return (held.status(key[1]).id, *found, (), (), ())
    names = held.compiled.variables
    needed = asking.needed(rest)
    mattering, hanging = (
        set(names.named(bits)) for bits in (asking.mattering(rest), asking.hanging_on(rest))
    )
    before = {each for fact in held.compiled.rulebook.facts for each in fact.asked_after}
    return (
        held.status(key[1]).id,
        *found,
        names.named(asking.mattering(rest)),
        () if needed is None else (names.names[needed],),
        tuple(each for each in names.names if each in (hanging & before) - mattering),
    )


@pytest.mark.slow
def test_every_path_of_every_piece_ends_where_the_engine_says(
    rulebook: Rulebook, walked: Any
) -> None:
    engine = compiled(rulebook)
    asking = Asking(engine)
    for key, root in walked.roots.items():
        for case, end in witnesses(walked, rulebook, root):
            if key[0] == "possible":
                assert engine.possible(case) <= (end == (1,)), (key, case)
            elif engine.possible(case):
                assert end == said(Held(engine, case), asking, key), (key, case)


@pytest.mark.browser
def test_an_answer_is_little_work(page: Any, rulebook: Rulebook) -> None:
    # How long it takes is measured by `benchmarks/page.py`; here the nodes walked are counted.
    chance = random.Random(5)
    most = page.evaluate(
        """(cases) => {
          let walked = 0;
          const { nodes } = book;
          book.nodes = new Proxy(nodes, { get: (of, at) => (walked += 1, of[at]) });
          const all = cases.map((given) => ((walked = 0), answer(book, given), walked));
          book.nodes = nodes;
          return Math.max(...all);
        }""",
        [a_case(rulebook, chance) for _ in range(100)],
    )
    assert 0 < most < 2_500


# Ten thousand random partial cases.
@pytest.mark.browser
@pytest.mark.parametrize("seed", range(10, 20))
def test_in_a_browser_it_says_what_python_says(
    page: Any, rulebook: Rulebook, seed: int, day: date
) -> None:
    chance = random.Random(seed)
    compare(page, rulebook, [a_case(rulebook, chance) for _ in range(1_000)], day)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("part", "fault"),
    [
        (
            "offers",
            "const at = book.roots.standing[book.offers[0].id][''];"
            " book.nodes[at][1] = book.nodes[at][2];",
        ),
        ("questions", "questionsOf = () => [];"),
        ("screen", "conditionOf = () => '';"),
    ],
)
def test_a_fault_of_the_page_is_found(
    page: Any, rulebook: Rulebook, part: str, fault: str, day: date
) -> None:
    chance = random.Random(3)
    cases = [a_case(rulebook, chance) for _ in range(60)]
    page.evaluate(f"() => {{ {fault} }}")
    with pytest.raises(AssertionError) as found:
        compare(page, rulebook, cases, day)
    assert part in found.value.args[0][0]


@pytest.mark.browser
@pytest.mark.slow
def test_in_a_browser_every_path_of_every_piece(
    page: Any, rulebook: Rulebook, walked: Any, day: date
) -> None:
    # One witness of each path, as the page's own walk goes it.
    engine = compiled(rulebook)
    script = (
        "([kind, owner, name, cases]) => JSON.stringify(cases.map((given) =>"
        " walk(book, book.roots[kind][owner][name], classesOf(book, given))))"
    )
    for (kind, owner, name), root in walked.roots.items():
        paths = [each for each in witnesses(walked, rulebook, root) if engine.possible(each[0])]
        cases = [case for case, _ in paths]
        ends = json.loads(page.evaluate(script, [kind, owner, name, cases]))
        assert ends == json.loads(json.dumps([end for _, end in paths])), (kind, owner, name)
