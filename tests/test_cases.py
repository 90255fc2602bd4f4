"""The cases of `tests/cases/`: what people reading the documents expect, held against the engine,
and whether they cover it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rusvej.analysis.comparing import differences, unknown_names
from rusvej.analysis.expectations import ExpectedCase
from rusvej.answer import Answer
from rusvej.conditions import ALWAYS, questions_of
from rusvej.diagnostics import InputError
from rusvej.engine import answer
from rusvej.facts import read_case as read_facts
from rusvej.model import Rulebook
from rusvej.store import schema
from written_cases import FOLDER, case_of, cases_of

FILES = sorted(FOLDER.glob("*.yaml"))
AGES = (7, 8, 14, 15, 17, 18, 21, 22, 29, 30)


@pytest.fixture(scope="module")
def cases() -> list[ExpectedCase]:
    return [case for path in FILES for case in cases_of(path)]


def answered(rulebook: Rulebook, case: ExpectedCase) -> Answer:
    return answer(rulebook, read_facts(case.facts, rulebook.vocabulary), case.as_of)


def compared(rulebook: Rulebook, case: ExpectedCase) -> list[str]:
    unknown = [f"{name}: {sentence}" for _, name, sentence in unknown_names(rulebook, case)]
    return unknown + differences(answered(rulebook, case), case.expect)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_cases_of_a_file(rulebook: Rulebook, file: Path) -> None:
    """Every case is answered as those who read the documents expect; all that are not are told."""
    told = {case.id: said for case in cases_of(file) if (said := compared(rulebook, case))}
    assert told == {}


# What the cases must cover between them.


def test_there_are_many_cases_and_every_id_is_used_once(cases: list[ExpectedCase]) -> None:
    ids = [case.id for case in cases]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 90


def test_every_offer_has_a_meeting_a_failing_and_an_unknown_case(
    rulebook: Rulebook, cases: list[ExpectedCase]
) -> None:
    seen: dict[str, set[str]] = {offer.id: set() for offer in rulebook.offers}
    for case in cases:
        for offer, status in case.expect.offers.items():
            seen[offer].add(status)
    wanted = ({"fits"}, {"excluded", "not_listed"}, {"depends", "open"})
    assert [
        (offer, sorted(group))
        for offer, statuses in seen.items()
        for group in wanted
        if not statuses & group
    ] == []


def test_every_criterion_has_a_case_that_meets_it_and_one_that_does_not(
    rulebook: Rulebook, cases: list[ExpectedCase]
) -> None:
    """Not met may also be unknown, where an open question or a fact decides."""
    seen: dict[tuple[str, str], set[str]] = {
        (offer.id, criterion.id): set() for offer in rulebook.offers for criterion in offer.criteria
    }
    for case in cases:
        for offer, verdicts in case.expect.reasons.items():
            for criterion, verdict in verdicts.items():
                seen[offer, criterion].add(verdict)
    # Of offers with one criterion the status already says it; the standard's common ones are alike
    # in all its offers.
    said_by_status = {
        (offer.id, offer.criteria[0].id) for offer in rulebook.offers if len(offer.criteria) == 1
    }
    common = {
        (offer.id, name)
        for offer in rulebook.offers
        if not offer.levels
        for name in ("over-18", "misbrug", "rusmiddel")
    }
    # Under the reading that is assumed MUT takes any substance, so the criterion is met in every
    # case. And what is printed without an age at one level alone is open there, never unmet.
    always_met = {
        ("mut", "rusmiddel"),
        ("stoettekontaktperson", "alder-ved-trivsel"),
        ("ungeguide", "alder-ved-trivsel"),
    }
    # Where only the standard has an offer, whether it covers that level at all is what is open.
    never_sure = {("vejlederteam", "efter-standarden"), ("doegnbehandling", "efter-standarden")}
    asked = {
        key: verdicts
        for key, verdicts in seen.items()
        if key not in said_by_status | common | always_met
    }
    assert (
        sorted(
            key
            for key, verdicts in asked.items()
            if ("unknown" if key in never_sure else "yes") not in verdicts or not verdicts - {"yes"}
        )
        == []
    )


def caveats_in(case: ExpectedCase, caveat: str, presence: str) -> bool:
    return case.expect.caveats.get(caveat) == presence


def test_every_caveat_has_its_cases_at_every_level_where_it_is_printed(
    rulebook: Rulebook, cases: list[ExpectedCase]
) -> None:
    lacking = []
    for caveat in rulebook.caveats:
        printed = {entry.level for entry in caveat.printed}
        for level in printed:
            here = [case for case in cases if case.facts.get("level") == level]
            wanted = ("yes",) if caveat.when == ALWAYS else ("yes", "unknown", "absent")
            lacking += [
                (caveat.id, level, presence)
                for presence in wanted
                if not any(caveats_in(case, caveat.id, presence) for case in here)
            ]
        elsewhere = [case for case in cases if case.facts.get("level") not in printed]
        lacking += (
            [(caveat.id, "elsewhere", "absent")]
            if not any(caveats_in(case, caveat.id, "absent") for case in elsewhere)
            else []
        )
    assert lacking == []


def test_every_action_has_its_cases(rulebook: Rulebook, cases: list[ExpectedCase]) -> None:
    """An action that hangs on an undecided question may never be known not to apply, so no case
    need say so."""
    undecided = {question.id for question in rulebook.questions if question.used is None}
    lacking = []
    for action in rulebook.actions:
        wanted = ["yes"] if action.when == ALWAYS else ["yes", "unknown"]
        if action.when != ALWAYS and not undecided & questions_of(action.when, rulebook.readings):
            wanted.append("absent")
        here = [
            case.expect.actions.get(action.id)
            for case in cases
            if case.facts.get("level") in action.levels
        ]
        lacking += [(action.id, presence) for presence in wanted if presence not in here]
    assert lacking == []


def test_every_level_is_tried_at_every_age_with_a_limit(
    rulebook: Rulebook, cases: list[ExpectedCase]
) -> None:
    tried = {
        (case.facts["level"], case.facts["age"])
        for case in cases
        if set(case.facts) == {"age", "level"}
    }
    assert {(level.id, age) for level in rulebook.levels for age in AGES} <= tried


def test_every_line_cited_exists(rulebook: Rulebook, cases: list[ExpectedCase]) -> None:
    documents = {document.id: document for document in rulebook.documents}
    astray = []
    for case in cases:
        for source in case.sources:
            lines = documents[source.document].lines
            if not lines[0] <= source.first <= source.last <= lines[1]:
                astray.append((case.id, str(source)))
    assert astray == []


def test_every_case_says_why_and_can_fail(cases: list[ExpectedCase]) -> None:
    whys = [case.why_this_matters for case in cases]
    assert all(why.endswith((".", "?")) for why in whys)
    assert all(case.expected_by.on <= date(2026, 12, 31) for case in cases)


# The comparison itself: a check that cannot fail is worse than none.


def plain(**expect: Any) -> dict[str, Any]:
    return {
        "id": "proeve",
        "name": "En prøve",
        "facts": {"age": 15, "level": "problematisk"},
        "as_of": "2026-03-02",
        "expect": expect,
        "why_this_matters": "Prøver sammenligningen.",
        "expected_by": {"role": "prøven", "on": "2026-11-21"},
        "sources": ["handleguide 367-368"],
    }


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    (
        {"offers": {"mut": "fits"}},
        "mut: ventet kan søges, fik hvis (mangler: motivated_for_talks, motivation_support)",
    ),
    (
        {"offers": {"dagbehandling": "fits"}},
        "dagbehandling: ventet kan søges, fik passer ikke (ikke opfyldt: over-18)",
    ),
    ({"offers": {"mutt": "fits"}}, "mutt: tilbuddet findes ikke i regelsættet. Mente du `mut`?"),
    (
        {"missing": {"mut": ["motivated"]}},
        "mut: ventet at mangle motivated, fik motivated_for_talks, motivation_support",
    ),
    (
        {"missing": {"mut": ["motivatd"]}},
        "motivatd: oplysningen findes ikke i regelsættet. Mente du `motivated`",
    ),
    ({"reasons": {"mut": {"motivation": "yes"}}}, "mut, motivation: ventet opfyldt, fik ukendt"),
    (
        {"reasons": {"mut": {"motivering": "yes"}}},
        "mut, motivering: ventet opfyldt, men betingelsen gælder ikke her. Mente du `motivation`?",
    ),
    ({"questions": {"mut": []}}, "mut: ventet de uklare spørgsmål intet, fik mut-motivation"),
    ({"unclear": {"over-18": "yes"}}, "over-18: ventet nævnt, fik det modsatte"),
    (
        {"unclear": {"mut-motivation": "absent"}},
        "mut-motivation: ventet ikke nævnt, fik det modsatte",
    ),
    (
        {"unclear": {"over-81": "yes"}},
        "over-81: spørgsmålet findes ikke i regelsættet. Mente du `over-18` eller",
    ),
    (
        {"caveats": {"mut-ikke-opsoegende": "absent"}},
        "mut-ikke-opsoegende: ventet vises ikke, fik gælder",
    ),
    (
        {"caveats": {"samtyke": "absent"}},
        "samtyke: opmærksomhedspunktet findes ikke i regelsættet. Mente du `samtykke`?",
    ),
    ({"actions": {"ssp-mulighed-1": "yes"}}, "ssp-mulighed-1: ventet gælder, fik vises ikke"),
    (
        {"actions": {"ssp-undersoeger-bekymringen": "yes"}},
        "ssp-undersoeger-bekymringen: ventet gælder, fik gælder måske",
    ),
    ({"deadlines": {"behandlingsstart": "yes"}}, "behandlingsstart: ventet gælder, fik vises ikke"),
    ({"before": [["mut", "ssp-laerer"]]}, "mut: ventet før ssp-laerer, fik plads"),
)


@pytest.mark.parametrize(("expect", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_a_difference_is_said(rulebook: Rulebook, expect: dict[str, Any], sentence: str) -> None:
    case = case_of(plain(**expect))
    said = compared(rulebook, case)
    assert any(line.startswith(sentence) for line in said), said


def faults() -> Iterator[tuple[dict[str, Any], str, str]]:
    good = plain(offers={"mut": "fits"})
    yield (
        {**good, "expect": {"offers": {"mut": "passer"}}},
        "expect.offers.mut",
        "“passer” kan ikke",
    )
    yield (
        {**good, "expect": {"caveats": {"samtykke": True}}},
        "expect.caveats.samtykke",
        "af ordene",
    )
    yield {**good, "expect": {"ofers": {"mut": "fits"}}}, "expect.ofers", "“ofers” kendes ikke"
    yield {**good, "expect": {"before": [["mut"]]}}, "expect.before.0", "en liste med netop to"
    yield {**good, "as_of": "2.3.2026"}, "as_of", "skal være en dato i anførselstegn"
    yield {**good, "as_of": "2026-02-30"}, "as_of", "skal være en dato i anførselstegn"
    yield {**good, "sources": ["linje 3 og 4"]}, "sources.0", "en kilde skrives"
    yield (
        {**good, "deadline": {"dates": {"contact": "2.3.2026"}, "expect": {}}},
        "deadline.dates.contact",
        "en dato",
    )
    late = {"dates": {}, "expect": {"behandlingsstart": {"verdict": "late"}}}
    yield {**good, "deadline": late}, "deadline.expect.behandlingsstart.verdict", "“late” kan ikke"
    del good["why_this_matters"]
    yield good, "", "“why_this_matters” mangler"


@pytest.mark.parametrize(("raw", "place", "sentence"), tuple(faults()))
def test_what_is_wrong_with_a_case_is_said_where_it_is(
    raw: dict[str, Any], place: str, sentence: str
) -> None:
    (fault,) = schema.problems(ExpectedCase, raw)
    assert ".".join(map(str, fault.path)) == place
    assert sentence in fault.message
    assert fault.help


#: What no person is, by the combination that says so; then cases as near as can be that some are,
#: the same with one of the facts unknown among them.
NOBODY: dict[str, list[dict[str, Any]]] = {
    "klassetrin-mod-8-klasse": [
        {"grade": 7, "reached_grade_8": True},
        {"grade": 8, "reached_grade_8": False},
    ],
    "klassetrin-uden-folkeskole": [{"grade": 9, "schooling": "ungdomsuddannelse"}],
    "folkeskole-uden-klassetrin": [{"grade": "ingen", "schooling": "anden-grundskole"}],
    "skole-uden-skolegang": [{"school": "skole-center-hirtshals", "schooling": "arbejde"}],
    "konkret-viden-uden-grund": [{"concrete_concern": True, "concern_justified": "ingen-grund"}],
}
SOMEBODY: list[dict[str, Any]] = [
    {"grade": 7, "reached_grade_8": False},
    {"grade": 8, "reached_grade_8": True},
    {"grade": 9, "schooling": "folkeskole"},
    {"grade": "ingen", "schooling": "ungdomsuddannelse"},
    {"school": "skole-center-hirtshals", "schooling": "folkeskole"},
    {"concrete_concern": True, "concern_justified": "ikke-undersoegt"},
    {"concrete_concern": False, "concern_justified": "ingen-grund"},
    *({fact: value} for case in NOBODY.values() for each in case for fact, value in each.items()),
]


@pytest.mark.parametrize(("rule", "cases"), NOBODY.items())
def test_what_nobody_is_is_refused_with_the_rule(
    rulebook: Rulebook, rule: str, cases: list[dict[str, Any]]
) -> None:
    text = next(each.text for each in rulebook.impossible if each.id == rule)
    for case in cases:
        with pytest.raises(InputError, match=re.escape(text)):
            answer(rulebook, case, date(2026, 11, 26))


def test_what_somebody_is_is_answered(rulebook: Rulebook) -> None:
    assert set(NOBODY) == {rule.id for rule in rulebook.impossible}
    for case in SOMEBODY:
        assert answer(rulebook, case, date(2026, 11, 26)).offers
