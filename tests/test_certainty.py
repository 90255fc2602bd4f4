"""Certain, possible, open and ruled out: against the engine, case by case, and against what the
documents say."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from naive import Naive, every_value
from rusvej.analysis.certainty import Certainty, Kind, View, certainty, values_of
from rusvej.analysis.space import Space
from rusvej.answer import Status
from rusvej.cli.running import run
from rusvej.engine import Knowledge, answer
from rusvej.facts import Value
from rusvej.model import Rulebook
from strategies import Case, cases, rulebooks

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def space(rulebook: Rulebook) -> Space:
    return Space(Knowledge(rulebook))


def of(space: Space, offer: str, **case: Value) -> Certainty:
    return certainty(View(space, space.knowledge.rulebook.offer(offer), case))


def completed(naive: Naive, case: Case, data: st.DataObject) -> Case:
    """The case with a possible value for every fact."""
    whole = dict(case)
    for fact in naive.rulebook.facts:
        if fact.id not in whole:
            possible = [
                value for value in every_value(fact) if naive.possible({**whole, fact.id: value})
            ]
            whole[fact.id] = data.draw(st.sampled_from(possible), label=fact.id)
    return whole


@given(data=st.data())
def test_completing_a_case_never_contradicts_what_was_certain(
    rulebook: Rulebook, space: Space, data: st.DataObject
) -> None:
    naive = Naive(rulebook)
    case = data.draw(cases(naive))
    later = answer(space.knowledge, completed(naive, case, data), DAY)
    for offer in rulebook.offers:
        found = certainty(View(space, offer, case))
        status = later.offer(offer.id).status
        assert status in found.seen
        if found.kind is Kind.CERTAIN:
            assert status is Status.FITS
        elif found.kind is Kind.RULED_OUT:
            assert status in (Status.EXCLUDED, Status.NOT_LISTED)
        elif found.kind is Kind.OPEN:
            assert status is not Status.FITS


@given(data=st.data())
@examples(6)
def test_every_possible_has_a_witness_that_the_engine_confirms(
    rulebook: Rulebook, space: Space, data: st.DataObject
) -> None:
    case = data.draw(cases(Naive(rulebook)))
    for offer in rulebook.offers[data.draw(st.integers(0, 3)) :: 4]:
        found = certainty(View(space, offer, case))
        if found.kind is not Kind.POSSIBLE:
            continue
        assert found.witness
        assert not {setting.fact for setting in found.witness} & set(case)
        added = values_of(space, found.witness)
        for setting in found.witness:
            added[setting.fact] = space.classes[setting.fact][
                data.draw(st.sampled_from(setting.places))
            ]
        assert answer(space.knowledge, {**case, **added}, DAY).offer(offer.id).status is Status.FITS
        # Not one fact fewer will do, whichever is left out.
        for fact in added:
            fewer = {**case, **{name: value for name, value in added.items() if name != fact}}
            assert answer(space.knowledge, fewer, DAY).offer(offer.id).status is not Status.FITS


@given(data=st.data())
def test_what_the_engine_settles_is_certain(
    rulebook: Rulebook, space: Space, data: st.DataObject
) -> None:
    case = data.draw(cases(Naive(rulebook)))
    for result in answer(space.knowledge, case, DAY).offers:
        kind = certainty(View(space, result.offer, case)).kind
        if result.status is Status.FITS:
            assert kind is Kind.CERTAIN
        if result.status in (Status.EXCLUDED, Status.NOT_LISTED):
            assert kind is Kind.RULED_OUT


@given(data=st.data())
@examples(13)
def test_the_same_holds_in_any_rulebook(data: st.DataObject) -> None:
    book = data.draw(rulebooks())
    space, naive = Space(Knowledge(book)), Naive(book)
    case = data.draw(cases(naive))
    whole = completed(naive, case, data)
    for offer in book.offers:
        found = certainty(View(space, offer, case))
        status = naive.status(offer, whole)
        assert status in found.seen
        if found.kind is Kind.POSSIBLE:
            assert found.witness
            filled = {
                **case,
                **{
                    s.fact: space.classes[s.fact][data.draw(st.sampled_from(s.places))]
                    for s in found.witness
                },
            }
            assert naive.status(offer, completed(naive, filled, data)) is Status.FITS


def test_an_impossible_combination_makes_certain_what_single_facts_leave_open(space: Space) -> None:
    # A pupil with a grade is in folkeskole, whatever the case says of it; ninth grade is from
    # eighth grade on.
    assert of(space, "ungeguide", level="eksperimenterende", age=15, grade=9).kind is Kind.CERTAIN
    assert of(space, "ungeguide", level="eksperimenterende", age=15, grade=7).kind is Kind.RULED_OUT


def test_a_youth_of_17_is_ruled_out_from_day_treatment(space: Space) -> None:
    assert of(space, "dagbehandling", level="misbrug", age=17).kind is Kind.RULED_OUT
    assert of(space, "dagbehandling", age=17).kind is Kind.RULED_OUT


def test_the_witness_names_the_fewest_facts(space: Space) -> None:
    found = of(space, "dagbehandling", level="misbrug", age=30)
    assert found.kind is Kind.POSSIBLE
    assert values_of(space, found.witness or ()) == {
        "motivated": True,
        "attends_reliably": True,
        "can_reflect": True,
    }
    # One of two is enough: the person's own motivation is as cheap to ask for as a professional's.
    assert len(of(space, "mut", level="misbrug").witness or ()) == 1


def test_a_witness_holds_every_value_that_will_do(space: Space) -> None:
    (setting,) = of(space, "vaeresteder", level="misbrug").witness or ()
    assert setting.fact == "age"
    assert space.label("age", setting.places[0]) == "18 år"
    assert setting.places[-1] == len(space.classes["age"]) - 1


def test_open_is_neither_certain_nor_ruled_out(space: Space) -> None:
    found = of(
        space,
        "ungeguide",
        level="eksperimenterende",
        age=29,
        schooling="ingen",
        reached_grade_8=True,
    )
    assert (found.kind, found.seen, found.witness) == (Kind.OPEN, (Status.OPEN,), None)
    # Under 18 the substitution treatment can at best be open: with the three judgements, else it is
    # excluded.
    best = of(space, "substitutionsbehandling", level="misbrug", age=17)
    assert (best.kind, best.seen) == (Kind.OPEN, (Status.OPEN, Status.EXCLUDED))
    assert {setting.fact for setting in best.witness or ()} == {
        "long_term_misuse",
        "substitution_target_group",
        "substitution_medical_benefit",
    }


def test_a_case_nobody_has_is_refused(space: Space) -> None:
    with pytest.raises(ValueError, match="completion"):
        of(space, "ungeguide", schooling="ingen", grade=8)


def test_json_has_certainty_with_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "--age", "17", "--level", "misbrug", "--why", "--format", "json"]) == 0
    offers: dict[str, Any] = {
        offer["id"]: offer["certainty"] for offer in json.loads(capsys.readouterr().out)["offers"]
    }
    assert offers["dagbehandling"]["verdict"] == "ruled-out"
    assert offers["stoettekontaktperson"]["verdict"] == "certain"
    assert offers["substitutionsbehandling"]["verdict"] == "open"
    assert offers["mut"]["verdict"] == "possible"
    assert offers["mut"]["witness"][0]["fact"] in ("motivated", "motivation_support")
