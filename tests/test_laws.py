"""Laws that hold for every case and every rulebook, and the engine held against the naive
evaluator."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from naive import Naive, NaiveOffer, Told
from rusvej.answer import ActionResult, Answer, DeadlineResult, OfferResult, Said, Status
from rusvej.engine import answer
from rusvej.facts import Value
from rusvej.model import Rulebook, Statement
from rusvej.store import load_rulebook
from rusvej.truth import Truth
from strategies import Case, cases, completed, parts_of, rulebooks

DAY = date(2026, 3, 2)
T = TypeVar("T")
CERTAIN = {Status.FITS, Status.EXCLUDED, Status.NOT_LISTED}


@pytest.fixture(scope="module")
def naive(rulebook: Rulebook) -> Naive:
    return Naive(rulebook)


# The engine and the naive evaluator say the same.


def compare(naive: Naive, rulebook: Rulebook, case: Case) -> None:
    """Everything that both evaluators say of a case."""
    got = answer(rulebook, case, DAY)
    assert [result.offer.id for result in got.offers] == naive.ranking(case)
    for result in got.offers:
        compare_offer(naive.offer(result.offer, case), result)
    caveats = {caveat.id: naive.caveat(caveat, case) for caveat in rulebook.caveats}
    assert {
        found.caveat.id: (found.applies, frozenset(found.missing), found.stressed)
        for found in got.caveats
    } == {name: told for name, told in caveats.items() if told[0] is not Truth.NO}
    actions = {action.id: naive.action(action, case) for action in rulebook.actions}
    assert {found.action.id: told_of(found) for found in got.actions} == {
        name: told for name, told in actions.items() if told is not None
    }
    shown = {result.offer.id for result in got.offers if result.status.shown}
    deadlines = {each.id: naive.deadline(each, case, shown) for each in rulebook.deadlines}
    assert {found.deadline.id: told_of(found) for found in got.deadlines} == {
        name: told for name, told in deadlines.items() if told is not None
    }
    unsettled = {o.id for o in rulebook.offers if not naive.settled(o, case)}
    assert {offer for asked in got.next_questions for offer in asked.settles} == unsettled


def told_of(found: ActionResult | DeadlineResult) -> Told:
    return Told(found.applies, frozenset(found.missing), frozenset(found.questions))


def compare_offer(said: NaiveOffer, result: OfferResult) -> None:
    """Everything that both say of one offer."""
    name = result.offer.id
    assert (name, result.status) == (name, said.status)
    assert (name, frozenset(result.missing)) == (name, said.missing)
    assert (name, frozenset(use.question.id for use in result.questions)) == (
        name,
        said.questions,
    )
    assert (result.key.group, result.key.pointed) == (said.group, said.pointed)
    reasons = {
        reason.criterion.id: Told(
            reason.verdict, frozenset(reason.missing), frozenset(reason.questions)
        )
        for reason in result.reasons
    }
    assert (name, reasons) == (name, dict(said.reasons))
    groups: tuple[tuple[str, tuple[Said, ...], tuple[Statement, ...]], ...] = (
        ("access", result.access, result.offer.access.statements),
        ("contact", result.contact, result.offer.contact.statements),
        ("limits", result.limits, result.offer.limits),
    )
    for group, told, statements in groups:
        places = {id(statement): at for at, statement in enumerate(statements)}
        assert {
            places[id(each.statement)]: (each.verdict, frozenset(each.questions)) for each in told
        } == said.said[group], (name, group)
    steps = result.offer.contact.first_step
    first = None if said.first_step is None else steps[said.first_step]
    assert (result.first_step and result.first_step.statement) is first, name


@pytest.mark.long
@examples(1)
@given(data=st.data())
def test_engine_is_naive_on_the_shipped_rulebook(
    naive: Naive, rulebook: Rulebook, data: st.DataObject
) -> None:
    """Whole answers, with their order; every piece of them is held over all cases in
    `test_cells`."""
    compare(naive, rulebook, data.draw(cases(naive)))


@examples(5)
@given(data=st.data())
def test_engine_is_naive_on_any_rulebook(data: st.DataObject) -> None:
    naive = Naive(data.draw(rulebooks()))
    rulebook = naive.rulebook
    for _ in range(3):
        compare(naive, rulebook, data.draw(cases(naive)))


@examples(6)
@given(data=st.data())
def test_lumping_values_together_loses_nothing(data: st.DataObject) -> None:
    """The one thing the naive evaluator spares itself, held against trying every single value."""
    lumped = Naive(data.draw(rulebooks()))
    single = Naive(lumped.rulebook, lump=False)
    case = data.draw(cases(lumped))
    for offer in lumped.rulebook.offers:
        for criterion in offer.criteria[:1]:
            condition = lumped.criterion(criterion)
            for choice in lumped.choices([condition]):
                assert lumped.verdict(condition, case, choice) is single.verdict(
                    condition, case, choice
                )


# Learning a fact.


def check_learning(rulebook: Rulebook, less: Case, more: Case) -> None:
    """What was certain with less known is the same with more known."""
    before, after = answer(rulebook, less, DAY), answer(rulebook, more, DAY)
    for result in before.offers:
        later = after.offer(result.offer.id)
        if result.status is Status.EXCLUDED and "level" not in less:
            # Either way it is ruled out; at a level that does not list the offer, that is what is
            # said.
            assert later.status in (Status.EXCLUDED, Status.NOT_LISTED)
        elif result.status in CERTAIN:
            assert (result.offer.id, later.status) == (result.offer.id, result.status)
        verdicts = {reason.criterion.id: reason.verdict for reason in later.reasons}
        for reason in result.reasons:
            if reason.verdict is not Truth.UNKNOWN:
                assert verdicts.get(reason.criterion.id, Truth.YES) is reason.verdict
    if "level" in less:
        caveats = {found.caveat.id: found.applies for found in after.caveats}
        for found in before.caveats:
            assert found.applies is Truth.UNKNOWN or caveats.get(found.caveat.id) is Truth.YES
        assert caveats.keys() <= {found.caveat.id for found in before.caveats}


@examples(8)
@given(data=st.data())
def test_learning_never_turns_yes_and_no(
    naive: Naive, rulebook: Rulebook, data: st.DataObject
) -> None:
    more = data.draw(cases(naive))
    check_learning(rulebook, data.draw(parts_of(more)), more)


@examples(6)
@given(data=st.data())
def test_learning_never_turns_yes_and_no_in_any_rulebook(data: st.DataObject) -> None:
    naive = Naive(data.draw(rulebooks()))
    more = data.draw(cases(naive))
    check_learning(naive.rulebook, data.draw(parts_of(more)), more)


# Completions.


@examples(5)
@given(data=st.data(), seed=st.integers(0, 10**6))
def test_yes_and_no_are_what_completions_say(
    naive: Naive, rulebook: Rulebook, data: st.DataObject, seed: int
) -> None:
    case = data.draw(cases(naive))
    rnd = random.Random(seed)
    for _ in range(2):
        whole = completed(naive, case, rnd)
        check_learning(rulebook, case, whole)
        for result in answer(rulebook, whole, DAY).offers:
            assert result.status is not Status.DEPENDS
            assert result.missing == ()


# Missing facts.


def test_no_missing_fact_is_left_out(naive: Naive, rulebook: Rulebook) -> None:
    """With everything named as missing answered, nothing is missing any more."""
    starts: list[Case] = [
        {},
        {"age": 18},
        {"level": "misbrug"},
        {"level": "problematisk", "grade": 8},
    ]
    for case in starts:
        rnd = random.Random(5)
        for _ in range(len(naive.rulebook.facts)):
            lacking = {
                fact for result in answer(rulebook, case, DAY).offers for fact in result.missing
            }
            if not lacking:
                break
            whole = completed(naive, case, rnd)
            case.update({fact: whole[fact] for fact in lacking})
        assert all(
            result.status is not Status.DEPENDS for result in answer(rulebook, case, DAY).offers
        )


# Order and repetition.


def shape(got: Answer) -> tuple[Any, ...]:
    """An answer without the rulebook it came from, in the order in which it is shown; reasons by
    name."""
    offers = [
        (
            result.offer.id,
            result.status,
            result.rank,
            result.key,
            {
                reason.criterion.id: (
                    reason.verdict,
                    set(reason.missing),
                    reason.facts,
                    reason.questions,
                )
                for reason in result.reasons
            },
            set(result.missing),
            [(use.question.id, use.used) for use in result.questions],
            [
                (said.statement.text, said.verdict)
                for said in (*result.access, *result.contact, *result.limits)
            ],
            result.first_step and (result.first_step.statement.text, result.first_step.verdict),
            result.caveats,
            result.deadlines,
        )
        for result in got.offers
    ]
    return (
        offers,
        [(found.caveat.id, found.applies, found.stressed, found.printed) for found in got.caveats],
        [(found.action.id, found.applies, found.questions) for found in got.actions],
        [(found.deadline.id, found.applies, found.questions) for found in got.deadlines],
        [(use.question.id, use.used) for use in got.questions],
        got.next_questions,
    )


def shuffled(rulebook: Rulebook, rnd: random.Random) -> Rulebook:
    """The rulebook with its sections, criteria and readings in another order."""

    def mixed(records: Sequence[T]) -> tuple[T, ...]:
        return tuple(rnd.sample(list(records), len(records)))

    return replace(
        rulebook,
        facts=mixed(rulebook.facts),
        impossible=mixed(rulebook.impossible),
        questions=mixed(
            [
                replace(question, readings=mixed(question.readings))
                for question in rulebook.questions
            ]
        ),
        offers=mixed(
            [
                replace(offer, criteria=mixed(offer.criteria), levels=mixed(offer.levels))
                for offer in rulebook.offers
            ]
        ),
        caveats=mixed(
            [replace(caveat, printed=mixed(caveat.printed)) for caveat in rulebook.caveats]
        ),
        actions=mixed(rulebook.actions),
        deadlines=mixed(rulebook.deadlines),
        contacts=mixed(rulebook.contacts),
        documents=mixed(rulebook.documents),
    )


@examples(4)
@given(data=st.data(), seed=st.integers(0, 10**6))
def test_order_never_changes_an_answer(
    naive: Naive, rulebook: Rulebook, data: st.DataObject, seed: int
) -> None:
    case = data.draw(cases(naive))
    other = shuffled(naive.rulebook, random.Random(seed))
    assert shape(answer(other, case, DAY)) == shape(answer(rulebook, case, DAY))


@examples(6)
@given(data=st.data(), seed=st.integers(0, 10**6))
def test_order_never_changes_an_answer_of_any_rulebook(data: st.DataObject, seed: int) -> None:
    naive = Naive(data.draw(rulebooks()))
    case = data.draw(cases(naive))
    assert shape(answer(shuffled(naive.rulebook, random.Random(seed)), case, DAY)) == shape(
        answer(naive.rulebook, case, DAY)
    )


@pytest.mark.slow
def test_names_of_files_never_change_an_answer(
    data_dir: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    """The files are read by name; other names are another order of the sections."""
    for place, path in enumerate(sorted(data_dir.glob("*.yaml"), reverse=True)):
        shutil.copy(path, tmp_path / f"{place:02}.yaml")
    other = load_rulebook(tmp_path)
    tried: list[Case] = [
        {},
        {"age": 15, "level": "problematisk"},
        {"age": 18, "level": "misbrug", "motivated": False},
    ]
    for case in tried:
        assert shape(answer(other, case, DAY)) == shape(answer(rulebook, case, DAY))


def check_ranking(got: Answer, rulebook: Rulebook) -> None:
    """Every offer has one rank, from 1 on, and the keys are in strict order."""
    assert [result.rank for result in got.offers] == list(range(1, len(rulebook.offers) + 1))
    assert {result.offer.id for result in got.offers} == {offer.id for offer in rulebook.offers}
    keys = [result.key for result in got.offers]
    assert all(first < second for first, second in pairwise(keys))


@examples(6)
@given(data=st.data())
def test_ranking_is_total_and_answers_repeat(
    naive: Naive, rulebook: Rulebook, data: st.DataObject
) -> None:
    case = data.draw(cases(naive))
    got = answer(rulebook, case, DAY)
    check_ranking(got, naive.rulebook)
    assert shape(answer(rulebook, case, DAY)) == shape(got)
    assert shape(answer(naive.rulebook, case, DAY)) == shape(got)


@examples(8)
@given(data=st.data())
def test_ranking_is_total_in_any_rulebook(data: st.DataObject) -> None:
    naive = Naive(data.draw(rulebooks()))
    check_ranking(answer(naive.rulebook, data.draw(cases(naive)), DAY), naive.rulebook)


# Cases that once were answered wrongly.


def status(rulebook: Rulebook, offer: str, **case: Value) -> Status:
    return answer(rulebook, case, DAY).offer(offer).status


def test_readings_that_are_both_unknown_may_be_opposites(naive: Naive, rulebook: Rulebook) -> None:
    """A pupil in the 7th grade is in folkeskole, so whether folkeskole counts decides, though
    schooling was not given."""
    assert status(rulebook, "uddannelsesmentor", level="misbrug", grade=7) is Status.OPEN
    assert (
        status(rulebook, "uddannelsesmentor", level="misbrug", schooling="folkeskole")
        is Status.OPEN
    )


def test_what_follows_from_the_case_is_not_asked_for(rulebook: Rulebook) -> None:
    """The grade given, schooling is known."""
    assert (
        "schooling"
        not in answer(rulebook, {"level": "eksperimenterende", "grade": 8}, DAY)
        .offer("ungeguide")
        .missing
    )
    assert (
        "schooling"
        in answer(rulebook, {"level": "eksperimenterende"}, DAY).offer("ungeguide").missing
    )
