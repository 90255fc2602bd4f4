"""Mutants: planted faults are caught, equivalent ones recognised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rusvej.analysis.case_report import coverage
from rusvej.analysis.comparing import compare_deadlines, differences
from rusvej.analysis.expectations import ExpectedCase
from rusvej.analysis.mutation import Mutant, mutants, poles, run
from rusvej.analysis.mutation.comparison import Comparison
from rusvej.analysis.mutation.touched import touched
from rusvej.analysis.mutation.trial import Trial
from rusvej.analysis.mutation.variants import variants
from rusvej.app.testing import cases_folder
from rusvej.conditions import All, AnyOf, Compare, Not, Reading
from rusvej.deadlines import check
from rusvej.diagnostics import InputError
from rusvej.engine import answer
from rusvej.facts import Case
from rusvej.model import Rulebook
from written_cases import cases_of

ON = date(2026, 3, 2)


@pytest.fixture(scope="module")
def cases(data_dir: Path) -> list[ExpectedCase]:
    files = sorted(cases_folder(data_dir).glob("*.yaml"))
    return [case for path in files for case in cases_of(path)]


@pytest.fixture(scope="module")
def comparison(rulebook: Rulebook) -> Comparison:
    return Comparison(rulebook)


@pytest.fixture(scope="module")
def trial(comparison: Comparison, cases: list[ExpectedCase]) -> Trial:
    return Trial(comparison, cases)


@pytest.fixture(scope="module")
def all_mutants(rulebook: Rulebook) -> list[Mutant]:
    return list(mutants(rulebook))


# Making mutants.


def test_the_variants_of_a_condition(rulebook: Rulebook) -> None:
    old = Compare("age", low=8, high=21)
    found = {changed for _, _, changed in variants(old, rulebook.vocabulary)}
    assert {
        Compare("age", low=9, high=21),
        Compare("age", low=7, high=21),
        Compare("age", low=8, high=22),
        Not(old),
    } <= found
    both = All((Reading("over-18"), Compare("motivated", (True,))))
    found = {changed for _, _, changed in variants(both, rulebook.vocabulary)}
    assert AnyOf(both.parts) in found
    assert All((Reading("over-18"),)) in found
    assert All((Reading("over-18"), Not(Compare("motivated", (True,))))) in found
    assert both not in found


def test_every_kind_of_change_is_tried_and_each_differs_from_the_original(
    rulebook: Rulebook, all_mutants: list[Mutant]
) -> None:
    assert {mutant.kind for mutant in all_mutants} >= {
        *(
            "bound",
            "value",
            "flip",
            "join",
            "drop",
            "gone",
            "level",
            "access",
            "unit",
            "reference",
            "period",
            "effect",
            "start",
            "status",
        ),
    }
    assert all(
        getattr(mutant.book, mutant.section) != getattr(rulebook, mutant.section)
        for mutant in all_mutants
    )


# Killing them.


def planted(found: Iterable[Mutant], section: str, id: str, kind: str, **data: str) -> list[Mutant]:
    return [
        mutant
        for mutant in found
        if (mutant.section, mutant.id, mutant.kind) == (section, id, kind)
        and data.items() <= dict(mutant.data).items()
    ]


PLANTED: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("questions", "kontaktperson-8-21", "bound", {"from": "8", "to": "9"}),
    ("questions", "over-18", "bound", {"from": "18", "to": "19"}),
    ("offers", "behandling-12-uger", "gone", {}),
    ("offers", "dagbehandling", "flip", {}),
    ("offers", "opholdssted", "unit", {"to": "misbrugsteam"}),
    ("offers", "mut", "access", {"to": "decision"}),
    ("offers", "vejlederteam", "level", {"level": "misbrug"}),
    ("caveats", "mut-ikke-opsoegende", "gone", {}),
    ("caveats", "ssp-kun-raadgivning", "drop", {}),
    ("actions", "ssp-mulighed-3", "flip", {}),
    ("deadlines", "behandlingsstart", "period", {"to": "15"}),
    ("deadlines", "behandlingsstart", "reference", {"to": "udeblivelse"}),
    ("exceptions", "venteliste", "effect", {"to": "waives"}),
    ("questions", "mut-motivation", "status", {}),
)


@pytest.mark.parametrize(
    ("section", "id", "kind", "data"), PLANTED, ids=lambda value: str(value)[:30]
)
def test_a_planted_fault_is_caught(
    rulebook: Rulebook,
    trial: Trial,
    all_mutants: list[Mutant],
    section: str,
    id: str,
    kind: str,
    data: dict[str, str],
) -> None:
    found = planted(all_mutants, section, id, kind, **data)
    assert found
    assert [
        mutant.part for mutant in found if trial.killer(mutant, touched(rulebook, mutant)) is None
    ] == []


def test_a_case_run_on_the_cut_down_rulebook_says_what_it_says_on_the_whole(
    rulebook: Rulebook, trial: Trial, all_mutants: list[Mutant]
) -> None:
    """The unchanged rulebook kills nothing, however it is cut down."""
    for mutant in all_mutants[::300]:
        same = replace(mutant, book=rulebook)
        assert trial.killer(same, touched(rulebook, mutant)) is None, (mutant.section, mutant.id)


@pytest.mark.long
def test_a_mutant_is_killed_as_by_the_whole_rulebook(
    rulebook: Rulebook, comparison: Comparison, cases: list[ExpectedCase]
) -> None:
    """What is left out because it cannot tell is left out rightly: every case, asked of the whole
    changed rulebook, catches the mutant if and only if the trial says that one does."""
    trial = Trial(comparison, cases)
    for mutant in list(mutants(rulebook))[17::300]:
        caught = any(
            differences(answer(mutant.book, held.case, case.as_of), case.expect)
            or (case.deadline is not None and _dated(mutant.book, case, held.case))
            for case, held in trial.cases
        )
        killer = trial.killer(mutant, touched(rulebook, mutant))
        assert (killer is not None) is caught, (mutant.section, mutant.id, mutant.part)


def _dated(book: Rulebook, case: ExpectedCase, facts: Case) -> bool:
    assert case.deadline is not None
    dates, exceptions, today = case.dated
    try:
        found = check(book, dates, facts, exceptions, today)
    except InputError:
        return True
    return bool(compare_deadlines(found, case.deadline))


# Equivalent or not.


def test_a_change_that_alters_no_answer_is_recognised(rulebook: Rulebook) -> None:
    """The upper bound of the age is above everybody, so one more year above it changes nothing; one
    within does."""
    offers = list(rulebook.offers)
    place = next(i for i, offer in enumerate(offers) if offer.id == "mut")
    top = rulebook.vocabulary["age"].max
    assert top is not None
    criterion = replace(
        offers[place].criteria[0], id="alle", when=Compare("age", high=top), levels=None
    )
    offers[place] = replace(offers[place], criteria=(*offers[place].criteria, criterion))
    book = replace(rulebook, offers=tuple(offers))
    comparison = Comparison(book)
    for mutant in planted(mutants(book), "offers", "mut", "bound", **{"from": str(top)}):
        difference = comparison.difference(mutant, touched(book, mutant))
        assert (difference is None) is (mutant.data["to"] == str(top + 1))
        assert difference is None or difference.case == {"age": top}


def test_a_criterion_that_another_implies_can_go_without_anybody_noticing(
    rulebook: Rulebook,
) -> None:
    offers = list(rulebook.offers)
    place = next(i for i, offer in enumerate(offers) if offer.id == "dagbehandling")
    double = replace(offers[place].criteria[0], id="dobbelt")
    offers[place] = replace(offers[place], criteria=(*offers[place].criteria, double))
    book = replace(rulebook, offers=tuple(offers))
    comparison = Comparison(book)
    found = {
        mutant.part[1]: comparison.difference(mutant, touched(book, mutant))
        for mutant in planted(mutants(book), "offers", "dagbehandling", "gone")
        if mutant.part[0] == "criteria"
    }
    assert found.pop("dobbelt") is None
    assert found.pop(double.id if double.id in found else "over-18") is None
    assert all(difference is not None for difference in found.values())


@pytest.mark.slow
def test_the_case_of_a_survivor_shows_the_difference(
    rulebook: Rulebook, all_mutants: list[Mutant]
) -> None:
    """Without cases everything survives; each survivor's own case gives two different answers."""
    tried = [
        mutant
        for mutant in all_mutants
        if mutant.section == "offers" and mutant.kind in ("level", "flip")
    ][::40]
    tally = run(rulebook, [], tried)
    assert tally.killed == 0
    assert len(tally.survivors) + tally.equivalent == len(tried)
    for survivor in tally.survivors:
        assert survivor.case is not None
        one, two = (
            answer(book, survivor.case, ON).offer(survivor.name)
            for book in (rulebook, survivor.mutant.book)
        )
        assert replace(one, offer=two.offer, reasons=()) != replace(two, reasons=()), (
            survivor.mutant
        )


# A weak set of cases, and what it leaves undecided.


def weak(cases: list[ExpectedCase], *ids: str) -> list[ExpectedCase]:
    found = [case for case in cases if case.id in ids]
    assert len(found) == len(ids)
    return found


def test_weak_cases_leave_the_survivors_one_expects(
    rulebook: Rulebook, cases: list[ExpectedCase], all_mutants: list[Mutant]
) -> None:
    """Two cases of 8 and 22 years hold the lower bound from one side only, and say nothing of the
    upper one from within."""
    few = weak(cases, "kontaktperson-8", "kontaktperson-22")
    tried = planted(all_mutants, "questions", "kontaktperson-8-21", "bound")
    survivors = {
        (s.mutant.part[1], s.mutant.data["from"], s.mutant.data["to"])
        for s in run(rulebook, few, tried).survivors
    }
    assert ("begge-med", "8", "7") in survivors
    assert ("begge-med", "21", "20") in survivors
    assert ("begge-med", "8", "9") not in survivors
    assert ("begge-med", "21", "22") not in survivors


@pytest.mark.slow
def test_coverage_counts_what_is_expected_and_not_what_is_looked_at(
    rulebook: Rulebook, cases: list[ExpectedCase]
) -> None:
    few = weak(cases, "kontaktperson-8", "kontaktperson-22")
    found = coverage(rulebook, few)
    undecided = {
        (s.mutant.section, s.mutant.id, s.mutant.part, s.mutant.kind) for s in found.undecided
    }
    part = ("criteria", "alder")
    assert ("offers", "stoettekontaktperson", part, "never") not in undecided
    assert ("offers", "stoettekontaktperson", part, "always") not in undecided
    # Both cases make the engine look at MUT, but neither expects anything of it.
    assert ("offers", "mut", ("criteria", "motivation"), "never") in undecided
    assert found.decided == found.decidable - len(found.undecided)
    assert found.conditions * 2 == len(list(poles(rulebook)))
