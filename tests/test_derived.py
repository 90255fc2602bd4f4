"""Named conditions, derived facts and ordered choices mean what they say, case by case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest

from rusvej import checks
from rusvej.answer import Status
from rusvej.compiled import Held, checked_case, compiled
from rusvej.conditions import Compare, in_words
from rusvej.diagnostics import Diagnostic, InputError
from rusvej.engine import answer
from rusvej.facts import Choice, Value
from rusvej.model import About, Derived, Rulebook
from rusvej.model.derived import Points, Threshold
from rusvej.store.load import inspect_contents
from rusvej.truth import Truth

BOOK = """
rulebook: {name: Et eksempel, version: 1.0.0, format: 2}
documents:
  - {id: side, title: En side, file: side, lines: [1, 90], date: "2026", sections: []}
facts:
  - {id: age, type: int, min: 0, max: 30, label: alder, question: "Hvor gammel?"}
  - {id: alone, type: bool, label: alene, question: "Er hun alene?"}
  - {id: ill, type: bool, label: syg, question: "Er hun syg?"}
  - id: impact
    type: choice
    ordered: true
    label: virkning
    question: Hvor stor er virkningen?
    values: [{id: low, label: lille}, {id: middle, label: mellem}, {id: high, label: stor}]
conditions:
  - id: young
    text: hun er under 18
    when: {fact: age, at_most: 17}
    sources: [side 1]
  - id: young-and-alone
    text: hun er under 18 og alene
    when: {all: [{condition: young}, {fact: alone, is: true}]}
    sources: [side 2]
derived:
  - id: urgency
    label: hast
    ordered: true
    values: [{id: later, label: senere}, {id: soon, label: snart}, {id: now, label: nu}]
    inputs: [impact, ill]
    hit: exactly-one
    rows:
      - {if: [high, "-"], then: now}
      - {if: [[low, middle], true], then: soon}
      - {if: [[low, middle], false], then: later}
    sources: [side 3-6]
  - id: worry
    label: bekymring
    values: [{id: small, label: lille}, {id: large, label: stor}]
    points:
      - {when: {condition: young}, points: 2}
      - {when: {fact: alone, is: true}, points: 1}
      - {when: {fact: urgency, at_least: soon}, points: 3}
    thresholds: [{from: 0, then: small}, {from: 3, then: large}]
    sources: [side 7-9]
offers:
  - id: help
    name: Hjælp
    summary: Hjælp.
    document: side
    levels: []
    entry_lines: [side 10]
    criteria:
      - {id: first, text: Det gælder, when: %s, sources: [side 11]}
    access: {kind: direct}
    contact: {}
    details: {}
"""


def read(condition: str, book: str = BOOK) -> tuple[Rulebook, list[Diagnostic]]:
    loaded = inspect_contents([("book.yaml", (book % condition).encode())], "")
    found = checks.run(loaded.rulebook, loaded.where, loaded.lost)
    return loaded.rulebook, [*loaded.diagnostics, *found]


def meant(case: Mapping[str, Any]) -> dict[str, Any]:
    """The derived facts of a whole case, worked out by hand."""
    urgency = "now" if case["impact"] == "high" else "soon" if case["ill"] else "later"
    points = 2 * (case["age"] <= 17) + case["alone"] + 3 * (urgency != "later")
    return {"urgency": urgency, "worry": "large" if points >= 3 else "small"}


CASES: list[dict[str, Any]] = [
    {"age": age, "alone": alone, "ill": ill, "impact": impact}
    for age, alone, ill, impact in product(
        (0, 17, 18, 30), (False, True), (False, True), ("low", "middle", "high")
    )
]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("{condition: young}", lambda c: c["age"] <= 17),
        ("{condition: young-and-alone}", lambda c: c["age"] <= 17 and c["alone"]),
        ("{not: {condition: young}}", lambda c: c["age"] > 17),
        ("{fact: impact, at_least: middle}", lambda c: c["impact"] != "low"),
        ("{fact: impact, at_most: low}", lambda c: c["impact"] == "low"),
        ("{fact: urgency, is: now}", lambda c: meant(c)["urgency"] == "now"),
        ("{fact: urgency, in: [now, later]}", lambda c: meant(c)["urgency"] != "soon"),
        ("{fact: urgency, at_least: soon}", lambda c: meant(c)["urgency"] != "later"),
        ("{fact: worry, is: large}", lambda c: meant(c)["worry"] == "large"),
        ("{not: {fact: worry, is: large}}", lambda c: meant(c)["worry"] == "small"),
        (
            "{any: [{fact: worry, is: large}, {fact: age, is: 0}]}",
            lambda c: meant(c)["worry"] == "large" or c["age"] == 0,
        ),
    ],
)
def test_meaning_of_whole_cases(condition: str, holds: Any) -> None:
    book, found = read(condition)
    assert found == []
    kept = compiled(book)
    for case in CASES:
        verdict = Held(kept, case).verdict(("status", "help", ""))
        assert verdict is (Truth.YES if holds(case) else Truth.NO), case


def test_what_is_unknown_stays_unknown_and_is_asked_for() -> None:
    book, _ = read("{fact: worry, is: large}")

    def status(**case: Value) -> tuple[Status, set[str]]:
        (result,) = answer(book, case, date(2026, 3, 2)).offers
        return result.status, set(result.missing)

    assert status() == (Status.DEPENDS, {"age", "alone", "ill", "impact"})
    # Three points by the impact alone: nothing else matters.
    assert status(impact="high") == (Status.FITS, set())
    assert status(age=17, alone=True)[0] is Status.FITS
    # Two points, and the rest can give at most one more or three: both are open.
    assert status(age=17, ill=True, impact="low")[0] is Status.FITS
    assert status(age=18, ill=False, impact="low") == (Status.EXCLUDED, set())


def test_a_name_is_told_by_its_own_words() -> None:
    book, _ = read("{all: [{condition: young}, {fact: urgency, at_least: soon}]}")
    when = book.offer("help").criteria[0].when
    assert in_words(when, book.vocabulary, {}) == "hun er under 18, og hast: snart eller nu"


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("{condition: yuong}", "“yuong” findes ikke"),
        ("{fact: urgency, is: nov}", "“nov” er ikke en værdi af urgency"),
        ("{fact: worry, at_least: large}", "worry har ingen rækkefølge"),
        ("{fact: age, at_least: old}", "“old” er ikke en værdi af age"),
    ],
)
def test_what_cannot_be_written_out_is_refused_where_it_stands(condition: str, said: str) -> None:
    _, found = read(condition)
    assert [each.code for each in found] == ["betingelse-navn"]
    assert said in found[0].message
    assert (
        found[0].position.line
        == BOOK.split("\n").index(
            "      - {id: first, text: Det gælder, when: %s, sources: [side 11]}"
        )
        + 1
    )


def test_a_circle_is_refused() -> None:
    turned = BOOK.replace("when: {fact: age, at_most: 17}", "when: {condition: young-and-alone}")
    _, found = read("{condition: young}", turned)
    assert any("fører tilbage til sig selv" in each.message for each in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[low, middle], false], then: later", "[low, false], then: later", "Ingen række passer"),
        ('[high, "-"], then: now', '["-", "-"], then: now', "passer begge"),
        ('[high, "-"]', '[hihg, "-"]', "“hihg” kan ikke stå under impact"),
        ('[high, "-"]', "[high]", "1 celler, men tabellen har 2 kolonner"),
        ("then: now}", "then: nu}", "“nu” er ikke en af værdierne"),
    ],
)
def test_a_table_that_does_not_keep_its_promise_is_refused(old: str, new: str, said: str) -> None:
    _, found = read("{fact: urgency, is: now}", BOOK.replace(old, new))
    assert any(said in each.message for each in found), found


def test_rows_may_overlap_where_the_table_says_so_and_they_agree() -> None:
    agreeing = BOOK.replace("exactly-one", "any").replace(
        "[[low, middle], true], then: soon",
        "[[low, middle], true], then: soon}\n      - {if: [low, true], then: soon",
    )
    assert read("{fact: urgency, is: now}", agreeing)[1] == []
    clashing = agreeing.replace("[low, true], then: soon", "[low, true], then: now")
    assert any("passer begge" in each.message for each in read("{always: true}", clashing)[1])


def test_numbers_in_a_table_are_cut_where_the_cells_say() -> None:
    table = """
      - {if: [{at_most: 17}, "-"], then: now}
      - {if: [{at_least: 18, at_most: 24}, "-"], then: soon}
      - {if: [{at_least: %d}, "-"], then: later}"""
    start, end = BOOK.index("    rows:\n"), BOOK.index("    sources: [side 3-6]")
    for least, whole in ((25, True), (26, False), (24, False)):
        turned = BOOK[:start] + "    rows:" + table % least + "\n" + BOOK[end:]
        turned = turned.replace("inputs: [impact, ill]", "inputs: [age, ill]")
        _, found = read("{fact: urgency, is: now}", turned)
        # The fact whose place age has taken is used by nothing, and warned of.
        found = [each for each in found if each.code != "oplysning-ubrugt"]
        assert (found == []) is whole, found


def test_nobody_writes_what_is_written_out() -> None:
    _, found = read("{named: young, text: Ung, when: {always: true}}")
    assert [each.code for each in found] == ["betingelse-form"]


@pytest.mark.parametrize("name", ["risk", "Risiko"])
def test_what_follows_from_facts_is_not_given(name: str) -> None:
    book = Rulebook(
        About("?", "1.0.0"),
        derived=(
            Derived(
                "risk",
                "risiko",
                (Choice("low", "lav"), Choice("high", "høj")),
                (),
                points=(Points(Compare("tired", (True,)), 1), Points(Compare("ill", (True,)), 2)),
                thresholds=(Threshold(0, "low"), Threshold(2, "high")),
            ),
        ),
    )
    with pytest.raises(InputError, match="oplyses ikke") as refused:
        checked_case(book, {name: "high"})
    assert refused.value.help == "Oplys i stedet: tired, ill."
