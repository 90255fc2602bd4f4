"""`why`: the tree, what decides, and the nearest change."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from naive import Naive
from rusvej.answer import Status
from rusvej.cli.running import run
from rusvej.compiled import Held, compiled
from rusvej.compiled.statuses import statuses_in
from rusvej.engine import answer
from rusvej.explain.outlook import Outlook
from rusvej.explain.why import Why, whys
from rusvej.facts import Value
from rusvej.model import Offer, Rulebook
from rusvej.render import words
from rusvej.truth import Truth
from strategies import Case, cases, rulebooks

DAY = date(2026, 3, 2)


def explained(rulebook: Rulebook, offer: str, **case: Value) -> Why:
    return whys(compiled(rulebook), [answer(rulebook, case, DAY).offer(offer)], case)[0]


@pytest.mark.parametrize("age", [None, 16, 40])
def test_no_word_is_said_twice_in_a_row(rulebook: Rulebook, age: int | None) -> None:
    """What a criterion says follows "Hvis", a name or another criterion."""
    for level in (None, *(each.id for each in rulebook.levels)):
        known = {"age": age, "level": level}
        found = answer(rulebook, {k: v for k, v in known.items() if v is not None}, DAY)
        said = [words.why(found, result) for result in found.offers]
        assert [line for line in said if re.search(r"\b(\w+) \1\b", line, re.IGNORECASE)] == []


def smallest_deciding(rulebook: Rulebook, offer: Offer, case: Case) -> set[frozenset[str]]:
    """Brute force over all sets of known facts, by what the engine says of the case with only those
    known."""
    outlook = Outlook(compiled(rulebook), offer.id, case)
    status = Held(compiled(rulebook), case).status(offer.id)
    out = {Status.EXCLUDED, Status.NOT_LISTED}

    def decides(kept: Case) -> bool:
        here = Held(compiled(rulebook), kept)
        seen = set(statuses_in(outlook.nodes.reachable(outlook.node, here.known)))
        settled = seen <= out if set(outlook.seen) <= out else seen == set(outlook.seen)
        return settled and here.status(offer.id) is status

    if len(outlook.seen) > 1 and not set(outlook.seen) <= out:
        return set()
    concerned = compiled(rulebook).variables.named(outlook.nodes.depends[outlook.node])
    known = [fact for fact in case if fact in concerned]
    for size in range(len(known) + 1):
        found = {
            frozenset(kept)
            for kept in combinations(known, size)
            if decides({fact: case[fact] for fact in kept})
        }
        if found:
            return found
    return set()


@given(data=st.data())
@examples(8)
def test_the_deciding_facts_decide_and_no_fewer_do(rulebook: Rulebook, data: st.DataObject) -> None:
    case = data.draw(cases(Naive(rulebook)))
    offer = data.draw(st.sampled_from(rulebook.offers))
    found = explained(rulebook, offer.id, **case)
    assert {frozenset(kept) for kept in found.deciding} == smallest_deciding(rulebook, offer, case)


@given(data=st.data())
@examples(13)
def test_so_it_is_in_any_rulebook(data: st.DataObject) -> None:
    book = data.draw(rulebooks())
    case = data.draw(cases(Naive(book)))
    for result in answer(book, case, DAY).offers:
        [found] = whys(compiled(book), [result], case)
        assert {frozenset(kept) for kept in found.deciding} == smallest_deciding(
            book, result.offer, case
        )


def test_what_is_not_listed_is_decided_by_the_level_alone(rulebook: Rulebook) -> None:
    found = explained(rulebook, "dagbehandling", age=17, level="trivsel")
    assert (found.result.status, found.deciding) == (Status.NOT_LISTED, (("level",),))


@given(data=st.data())
def test_every_way_leads_there_and_none_forgets(rulebook: Rulebook, data: st.DataObject) -> None:
    case = data.draw(cases(Naive(rulebook)))
    offer = data.draw(st.sampled_from(rulebook.offers))
    found = explained(rulebook, offer.id, **case)
    for way in (*found.ways, *([found.without_fixed] if found.without_fixed else [])):
        changed = {
            s.setting.fact: compiled(rulebook).variables.classes[s.setting.fact][
                data.draw(st.sampled_from(s.setting.places))
            ]
            for s in way
        }
        assert answer(rulebook, {**case, **changed}, DAY).offer(offer.id).status is Status.FITS
        for step in way:
            now = case.get(step.setting.fact)
            assert (step.how == "learn") is (now is None)
            if step.how == "time":
                assert isinstance(now, int)
                assert step.setting.values.low is not None
                assert step.setting.values.low > now
    assert len({len(way) for way in found.ways}) <= 1


def hows(found: Why) -> list[dict[str, str]]:
    return [{step.setting.fact: step.how for step in way} for way in found.ways]


def test_time_opens_day_treatment(rulebook: Rulebook) -> None:
    found = explained(rulebook, "dagbehandling", age=17, level="misbrug", motivated=False)
    assert hows(found) == [
        {"age": "time", "motivated": "choice", "attends_reliably": "learn", "can_reflect": "learn"}
    ]
    # The motivation is the guide's demand alone, so it closes nothing by itself.
    assert set(found.deciding) == {("age",)}


def test_what_must_be_learned_comes_after_what_has_to_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # [H 650] day treatment is for those over 18: at 17 no answer to a question opens it.
    for more in ([], ["--full"]):
        run(["why", "dagbehandling", "--age", "17", "--level", "misbrug", *more])
        text = " ".join(capsys.readouterr().out.split())
        assert "Er ikke oplyst" not in text
        assert text.index("fylder 18 år") < text.index("Så skal også gælde: ")


def test_nobody_grows_younger(rulebook: Rulebook) -> None:
    found = explained(rulebook, "stoettekontaktperson", age=25, level="misbrug")
    # The age is printed at three levels only, so another level would do as well; the person can
    # change neither.
    assert all(how == "fixed" for way in hows(found) for how in way.values())
    assert found.without_fixed is None


def test_either_kind_of_motivation_opens_mut(rulebook: Rulebook) -> None:
    known: dict[str, Any] = {"age": 16, "level": "problematisk", "mut_talks_exhausted": False}
    assert hows(explained(rulebook, "mut", **known, motivated_for_talks=False)) == [
        {"motivation_support": "learn"},
        {"motivated_for_talks": "choice"},
    ]


def test_the_tree_holds_both_readings(rulebook: Rulebook) -> None:
    found = explained(
        rulebook,
        "ungeguide",
        age=29,
        level="eksperimenterende",
        schooling="ingen",
        reached_grade_8=True,
    )
    branch = next(branch for branch in found.branches if branch.reason.criterion.id == "alder")
    assert branch.tree.form == "question"
    assert {part.reading.id: part.verdict for part in branch.tree.parts if part.reading} == {
        "til-og-med-29": Truth.YES,
        "frem-til-29": Truth.NO,
    }
    # The class is reached, wherever one goes; and of age, nobody is asked for it.
    assert {frozenset(facts) for facts in found.deciding} == {
        frozenset({"age", "level", "reached_grade_8"}),
        frozenset({"age", "level", "schooling"}),
    }


def test_symbols_have_words_and_an_ascii_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "dagbehandling", "--full", "--age", "17", "--level", "misbrug"]) == 0
    text = capsys.readouterr().out
    assert "✗ ikke opfyldt: borgeren er over 18" in text
    assert "? ikke oplyst:" in text
    assert "[H 650" in text
    assert "personen fylder 18 år" in text
    assert (
        run(["why", "dagbehandling", "--full", "--age", "17", "--level", "misbrug", "--plain"]) == 0
    )
    plain = capsys.readouterr().out
    assert "[-] ikke opfyldt: borgeren er over 18" in plain
    assert not set("✓✗") & set(plain)


def test_json_cites_every_criterion(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "mut", "--level", "misbrug", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "rusvej/why/1"
    assert all(criterion["sources"] for criterion in found["criteria"])
    assert found["certainty"]["verdict"] == "possible"


def test_a_name_that_means_several_offers_is_asked_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "modul"]) == 2
    assert "modul-1" in capsys.readouterr().err


def test_suggest_explains_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "--age", "17", "--level", "misbrug", "--why"]) == 0
    text = capsys.readouterr().out
    assert "Hvorfor MUT" in text
    assert "Hvorfor Dagbehandling" not in text
    assert run(["suggest", "--age", "17", "--level", "misbrug", "--why", "--all"]) == 0
    assert "Hvorfor Dagbehandling" in capsys.readouterr().out


def test_most_of_the_answers_are_told_by_the_one_that_is_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # [K 24, 215-218]: it is open for all who ring but the young person herself.
    assert run(["why", "anonym-raadgivning", "--age", "16", "--level", "misbrug"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "hvis der på “Hvem er du i sagen?” svares andet end “den, det handler om”" in told
