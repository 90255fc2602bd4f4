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
from rusvej.answer import Status
from rusvej.cli.running import run
from rusvej.compiled import compiled
from rusvej.conditions import All
from rusvej.engine import answer
from rusvej.explain.outlook import Certainty, Kind, Outlook, Setting, certainty
from rusvej.facts import Value
from rusvej.model import Rulebook
from strategies import Case, cases, rulebooks

DAY = date(2026, 3, 2)


def of(rulebook: Rulebook, offer: str, **case: Value) -> Certainty:
    return certainty(Outlook(compiled(rulebook), offer, case))


def values_of(rulebook: Rulebook, settings: tuple[Setting, ...]) -> Case:
    """One value for each: the lowest of its first class."""
    classes = compiled(rulebook).variables.classes
    return {setting.fact: classes[setting.fact][setting.places[0]] for setting in settings}


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
    rulebook: Rulebook, data: st.DataObject
) -> None:
    naive = Naive(rulebook)
    case = data.draw(cases(naive))
    later = answer(rulebook, completed(naive, case, data), DAY)
    for offer in rulebook.offers:
        found = certainty(Outlook(compiled(rulebook), offer.id, case))
        status = later.offer(offer.id).status
        assert status in found.seen
        if found.kind is Kind.CERTAIN:
            assert status is Status.FITS
        elif found.kind is Kind.RULED_OUT:
            assert status in (Status.EXCLUDED, Status.NOT_LISTED)
        elif found.kind is Kind.OPEN:
            assert status is not Status.FITS


@given(data=st.data())
@examples(3)
def test_every_possible_has_a_witness_that_the_engine_confirms(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    case = data.draw(cases(Naive(rulebook)))
    for offer in rulebook.offers[data.draw(st.integers(0, 3)) :: 4]:
        found = certainty(Outlook(compiled(rulebook), offer.id, case))
        if found.kind is not Kind.POSSIBLE:
            continue
        assert found.witness
        assert not {setting.fact for setting in found.witness} & set(case)
        added = values_of(rulebook, found.witness)
        for setting in found.witness:
            added[setting.fact] = compiled(rulebook).variables.classes[setting.fact][
                data.draw(st.sampled_from(setting.places))
            ]
        assert answer(rulebook, {**case, **added}, DAY).offer(offer.id).status is Status.FITS
        # Not one fact fewer will do, whichever is left out: the engine may say that it fits, as
        # long as nobody has said that a limit is reached, but certain it is not.
        for fact in added:
            fewer = {**case, **{name: value for name, value in added.items() if name != fact}}
            assert of(rulebook, offer.id, **fewer).kind is not Kind.CERTAIN


@given(data=st.data())
def test_what_the_engine_settles_is_certain(rulebook: Rulebook, data: st.DataObject) -> None:
    naive = Naive(rulebook)
    case = data.draw(cases(naive))
    for result in answer(rulebook, case, DAY).offers:
        found = of(rulebook, result.offer.id, **case)
        if result.status is Status.FITS and found.kind is not Kind.CERTAIN:
            # Only a limit that the case does not say is reached can still take it away.
            limits = {
                fact
                for limit in result.offer.limits
                if limit.reached is not None and limit.reached.question
                for fact in naive.mentioned(All((naive.statement(limit), limit.reached.when)))
            }
            assert (found.kind, found.seen) == (Kind.POSSIBLE, (Status.FITS, Status.OPEN))
            assert {setting.fact for setting in found.witness or ()} <= limits
        if result.status in (Status.EXCLUDED, Status.NOT_LISTED):
            assert found.kind is Kind.RULED_OUT


def test_a_limit_nobody_has_spoken_of_leaves_it_possible(rulebook: Rulebook) -> None:
    # MUT gives at most five talks; whether a new course may begin after them is open.
    case: Case = {"level": "misbrug", "age": 20, "motivated_for_talks": True}
    assert answer(rulebook, case, DAY).offer("mut").status is Status.FITS
    found = of(rulebook, "mut", **case)
    assert (found.kind, found.seen) == (Kind.POSSIBLE, (Status.FITS, Status.OPEN))
    assert values_of(rulebook, found.witness or ()) == {"mut_talks_exhausted": False}
    assert of(rulebook, "mut", **case, mut_talks_exhausted=False).kind is Kind.CERTAIN
    assert of(rulebook, "mut", **case, mut_talks_exhausted=True).kind is Kind.OPEN


@given(data=st.data())
@examples(13)
def test_the_same_holds_in_any_rulebook(data: st.DataObject) -> None:
    book = data.draw(rulebooks())
    naive, classes = Naive(book), compiled(book).variables.classes
    case = data.draw(cases(naive))
    whole = completed(naive, case, data)
    for offer in book.offers:
        found = certainty(Outlook(compiled(book), offer.id, case))
        status = naive.status(offer, whole)
        assert status in found.seen
        if found.kind is Kind.POSSIBLE:
            assert found.witness
            filled = {
                **case,
                **{
                    s.fact: classes[s.fact][data.draw(st.sampled_from(s.places))]
                    for s in found.witness
                },
            }
            assert naive.status(offer, completed(naive, filled, data)) is Status.FITS


def test_an_impossible_combination_makes_certain_what_facts_leave_open(
    rulebook: Rulebook,
) -> None:
    # A pupil with a grade is in folkeskole, whatever the case says of it; ninth grade is from
    # eighth grade on.
    assert (
        of(rulebook, "ungeguide", level="eksperimenterende", age=15, grade=9).kind is Kind.CERTAIN
    )
    assert (
        of(rulebook, "ungeguide", level="eksperimenterende", age=15, grade=7).kind is Kind.RULED_OUT
    )


def test_a_youth_of_17_is_ruled_out_from_day_treatment(rulebook: Rulebook) -> None:
    assert of(rulebook, "dagbehandling", level="misbrug", age=17).kind is Kind.RULED_OUT
    assert of(rulebook, "dagbehandling", age=17).kind is Kind.RULED_OUT


def test_the_witness_names_the_fewest_facts(rulebook: Rulebook) -> None:
    found = of(rulebook, "dagbehandling", level="misbrug", age=30)
    assert found.kind is Kind.POSSIBLE
    assert values_of(rulebook, found.witness or ()) == {
        "motivated": True,
        "attends_reliably": True,
        "can_reflect": True,
    }
    # One of two is enough: the person's own motivation for the talks, or a professional who works
    # on it. Under 30 with talks left no reading asks for more.
    found = of(rulebook, "mut", level="misbrug", age=29, mut_talks_exhausted=False)
    (setting,) = found.witness or ()
    assert setting.fact in ("motivated_for_talks", "motivation_support")


def test_a_witness_holds_every_value_that_will_do(rulebook: Rulebook) -> None:
    found = of(rulebook, "vaeresteder", level="misbrug", substance="stoffer", most_vulnerable=True)
    (setting,) = found.witness or ()
    assert setting.fact == "age"
    assert (setting.values.low, setting.values.high) == (18, 120)


def test_open_is_neither_certain_nor_ruled_out(rulebook: Rulebook) -> None:
    found = of(
        rulebook,
        "ungeguide",
        level="eksperimenterende",
        age=29,
        schooling="ingen",
        reached_grade_8=True,
    )
    assert (found.kind, found.seen, found.witness) == (Kind.OPEN, (Status.OPEN,), None)
    # Under 18 the substitution treatment can at best be open: with the three judgements, else it is
    # excluded.
    best = of(rulebook, "substitutionsbehandling", level="misbrug", age=17)
    assert (best.kind, best.seen) == (Kind.OPEN, (Status.OPEN, Status.EXCLUDED))
    assert {setting.fact for setting in best.witness or ()} == {
        "long_term_misuse",
        "substitution_target_group",
        "substitution_medical_benefit",
    }


def test_a_case_nobody_has_is_refused(rulebook: Rulebook) -> None:
    with pytest.raises(ValueError, match="completion"):
        of(rulebook, "ungeguide", schooling="ingen", grade=8)


def test_json_has_certainty_with_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "--age", "17", "--level", "misbrug", "--why", "--format", "json"]) == 0
    offers: dict[str, Any] = {
        offer["id"]: offer["certainty"] for offer in json.loads(capsys.readouterr().out)["offers"]
    }
    assert offers["dagbehandling"]["verdict"] == "ruled-out"
    assert offers["stoettekontaktperson"]["verdict"] == "certain"
    assert offers["substitutionsbehandling"]["verdict"] == "open"
    assert offers["mut"]["verdict"] == "possible"
    motivation = {setting["fact"] for setting in offers["mut"]["witness"]} - {"mut_talks_exhausted"}
    assert motivation in ({"motivated_for_talks"}, {"motivation_support"})
