"""The engine answers of cases alone."""

from __future__ import annotations

from datetime import date

import pytest

from rusvej.compiled import checked_case
from rusvej.diagnostics import InputError
from rusvej.engine import answer
from rusvej.facts import Value
from rusvej.model import Rulebook
from rusvej.truth import Truth

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "facts",
    [
        {"shoe_size": 40},  # no such fact
        {"age": 400},  # nobody is as old
        {"level": "alvorligt"},  # no such level
        {"grade": 8, "schooling": "ungdomsuddannelse"},  # nobody is both
    ],
)
def test_what_is_no_case_is_refused(rulebook: Rulebook, facts: dict[str, Value]) -> None:
    with pytest.raises(InputError):
        answer(rulebook, facts, DAY)


def test_facts_that_make_a_case_are_answered_as_it_is(rulebook: Rulebook) -> None:
    facts: dict[str, Value] = {"age": 15, "level": "problematisk"}
    one, other = (answer(rulebook, each, DAY) for each in (facts, checked_case(rulebook, facts)))
    assert one.offers == other.offers


def test_a_caveat_is_told_as_it_stands_at_the_level(rulebook: Rulebook) -> None:
    for level in rulebook.levels:
        for each in answer(rulebook, {"level": level.id}, DAY).caveats:
            assert each.printed.level == level.id


def test_while_the_level_is_unknown_a_caveat_printed_wherever_an_offer_is_is_told(
    rulebook: Rulebook,
) -> None:
    """As it stands first in the documents."""
    levels = {offer.id: {entry.level for entry in offer.levels} for offer in rulebook.offers}
    wherever = {
        caveat.id
        for caveat in rulebook.caveats
        if any(levels[id] <= {entry.level for entry in caveat.printed} for id in caveat.offers)
    }
    told = answer(rulebook, {}, DAY).caveats
    assert wherever and {each.caveat.id for each in told} == wherever
    for each in told:
        assert each.printed == min(each.caveat.printed, key=lambda entry: entry.sources[0])


@pytest.mark.parametrize("level", ["trivsel", "problematisk", "misbrug"])
def test_an_offer_has_the_caveats_told_that_name_it(rulebook: Rulebook, level: str) -> None:
    found = answer(rulebook, {"age": 20, "level": level}, DAY)
    for offer in found.offers:
        told = tuple(e.caveat.id for e in found.caveats if offer.offer.id in e.caveat.offers)
        assert offer.caveats == told


@pytest.mark.parametrize(
    ("level", "words"),
    [("problematisk", "hvad der så sker, står ikke"), ("misbrug", "12 ugers behandling søges")],
)
def test_who_has_had_the_talks_is_pointed_on(rulebook: Rulebook, level: str, words: str) -> None:
    """H 366 stops at the five talks, H 548-549 goes on."""
    case: dict[str, Value] = {"age": 20, "level": level, "mut_talks_exhausted": True}
    (mut,) = (each for each in answer(rulebook, case, DAY).offers if each.offer.id == "mut")
    assert [each.text for each in mut.pointers if words in each.text]
    case["mut_talks_exhausted"] = False
    (mut,) = (each for each in answer(rulebook, case, DAY).offers if each.offer.id == "mut")
    assert not [each for each in mut.pointers if words in each.text]


@pytest.mark.parametrize("level", ["eksperimenterende", "problematisk", "misbrug"])
@pytest.mark.parametrize("age", [15, 19])
def test_what_is_sure_to_be_done_comes_before_what_hangs_on_something(
    rulebook: Rulebook, level: str, age: int
) -> None:
    found = answer(rulebook, {"level": level, "age": age}, DAY).actions
    sure = [each.applies is Truth.YES for each in found]
    assert sure == sorted(sure, reverse=True) and {True, False} == set(sure)


@pytest.mark.parametrize("level", ["problematisk", "misbrug"])
def test_an_action_names_the_open_question_it_hangs_on(rulebook: Rulebook, level: str) -> None:
    """What SSP does hangs on whether it is for somebody of age: no line says it."""
    found = answer(rulebook, {"age": 19, "level": level}, DAY)
    hanging = [each for each in found.actions if "ssp-over-18" in each.questions]
    assert hanging
    assert "ssp-over-18" in {use.question.id for use in found.questions}
    young = answer(rulebook, {"age": 15, "level": level}, DAY)
    assert not [each for each in young.actions if "ssp-over-18" in each.questions]


@pytest.mark.parametrize(("level", "unclear"), [("problematisk", True), ("misbrug", False)])
def test_a_deadline_is_unclear_where_no_answer_makes_it_hold_under_every_reading(
    rulebook: Rulebook, level: str, unclear: bool
) -> None:
    """The standard is for those who misuse [K 19-22]; whether it is for others is open."""
    found = answer(rulebook, {"age": 19, "level": level}, DAY).deadlines
    assert found and all(each.applies is Truth.UNKNOWN for each in found)
    assert {each.unclear for each in found} == {unclear}
