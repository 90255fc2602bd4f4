"""`--what-if` is the difference of two full answers, worked out here from their JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naive import Naive
from rusvej.cli.running import run
from rusvej.engine import answer
from rusvej.explain.whatif import difference, next_change
from rusvej.facts import Value
from rusvej.model import Rulebook
from rusvej.render.answer_json import answer_json
from rusvej.render.whatif_page import whatif_json
from strategies import cases

DAY = date(2026, 3, 2)
SHOWN = ("fits", "depends", "open")
#: What an answer says of an offer, but for its rank and the facts that are still missing.
SAID = ("status", "open_questions", "readings_used", "referral", "contact", "limits")


def said(offer: Mapping[str, Any]) -> dict[str, Any]:
    reasons = {
        reason["id"]: (reason["verdict"], reason["open_questions"]) for reason in offer["reasons"]
    }
    pointers = [text for text in offer["rank_reasons"] if text.startswith("dokumenterne")]
    return {**{key: offer[key] for key in SAID}, "reasons": reasons, "pointers": pointers}


def applying(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {item["id"]: (item["applies"], item.get("stressed"), item.get("text")) for item in items}


def keys_that_differ(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


@given(data=st.data())
def test_the_difference_is_that_of_two_answers(rulebook: Rulebook, data: st.DataObject) -> None:
    naive = Naive(rulebook)
    one = data.draw(cases(naive))
    changed = data.draw(st.sampled_from(sorted(naive.facts)))
    drawn = {**one, changed: data.draw(cases(naive)).get(changed, one.get(changed))}
    two = {fact: value for fact, value in drawn.items() if value is not None}
    if not naive.possible(two):
        two = data.draw(cases(naive))
    first, second = answer(rulebook, one, DAY), answer(rulebook, two, DAY)
    found = whatif_json(difference(first, second))
    before, after = answer_json(first), answer_json(second)
    old, new = ({offer["id"]: offer for offer in each["offers"]} for each in (before, after))

    expected = {
        name
        for name in new
        if old[name]["status"] != new[name]["status"]
        or (SHOWN.count(new[name]["status"]) and said(old[name]) != said(new[name]))
    }
    assert {offer["id"] for offer in found["offers"]} == expected
    for offer in found["offers"]:
        was, now = old[offer["id"]], new[offer["id"]]
        assert offer["status"] == {"before": was["status"], "after": now["status"]}
        kind = "won" if now["status"] in SHOWN else "lost"
        if (was["status"] in SHOWN) is (now["status"] in SHOWN):
            kind = "details" if was["status"] == now["status"] else "status"
        assert offer["change"] == kind
        mine, theirs = said(was)["reasons"], said(now)["reasons"]
        assert {reason["id"] for reason in offer["reasons"]} == keys_that_differ(mine, theirs)
        for reason in offer["reasons"]:
            assert reason["before"] == mine.get(reason["id"], (None,))[0]
            assert reason["after"] == theirs.get(reason["id"], (None,))[0]
        if was["status"] in SHOWN or now["status"] in SHOWN:
            for name, statements in (
                ("referral", "statements"),
                ("contact", "statements"),
                ("limits", None),
            ):
                mine, theirs = (
                    each[name][statements] if statements else each[name] for each in (was, now)
                )
                assert offer[name] == {
                    "gone": [text for text in mine if text not in theirs],
                    "come": [text for text in theirs if text not in mine],
                }
            assert offer["first_step"] == {
                "before": was["contact"]["first_step"],
                "after": now["contact"]["first_step"],
            }
    for section in ("caveats", "actions", "deadlines"):
        differing = keys_that_differ(applying(before[section]), applying(after[section]))
        listed = {item["id"]: (item["before"], item["after"]) for item in found[section]}
        assert differing <= set(listed)
        for name in set(listed) - differing:
            # Only what is left open about it can still differ, and that is no part of this JSON.
            assert listed[name][0] == listed[name][1] is not None


@given(data=st.data())
def test_nothing_differs_from_itself(rulebook: Rulebook, data: st.DataObject) -> None:
    found = answer(rulebook, data.draw(cases(Naive(rulebook))), DAY)
    assert difference(found, found).empty


@pytest.mark.parametrize("level", ["trivsel", "misbrug"])
def test_a_birthday_is_announced_exactly_when_the_answer_changes(
    rulebook: Rulebook, level: str
) -> None:
    for age in (*range(6, 24), 27, 28, 29, 30, 120):
        now = answer(rulebook, {"age": age, "level": level}, DAY)
        turn = next_change(now)
        if age == 120:
            assert turn is None
            continue
        then = answer(rulebook, {"age": age + 1, "level": level}, DAY)
        assert turn == (None if difference(now, then).empty else age + 1)


def test_a_first_step_of_what_is_not_shown_is_no_difference(rulebook: Rulebook) -> None:
    """At trivsel the guide lists no treatment, whoever would refer to it at 18."""
    now, then = (answer(rulebook, {"age": age, "level": "trivsel"}, DAY) for age in (7, 18))
    treatment = now.offer("doegnbehandling"), then.offer("doegnbehandling")
    assert not any(each.status.shown for each in treatment)
    assert treatment[0].first_step != treatment[1].first_step
    named = {change.after.offer.id for change in difference(now, then).offers}
    assert "doegnbehandling" not in named


def whatif(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["suggest", *arguments, "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_turning_18_at_misbrug(capsys: pytest.CaptureFixture[str]) -> None:
    found = whatif(capsys, "--age", "17", "--level", "misbrug", "--what-if", "age=18")
    offers = {offer["id"]: offer for offer in found["offers"]}
    assert offers["vaeresteder"]["change"] == "won"
    assert offers["dagbehandling"]["status"] == {"before": "excluded", "after": "depends"}
    assert [reason["id"] for reason in offers["dagbehandling"]["reasons"]] == ["over-18"]
    # Somebody else decides on the twelve weeks.
    come = " ".join(
        statement["text"] for statement in offers["behandling-12-uger"]["referral"]["come"]
    )
    assert "Misbrugsteam" in come
    assert "stoettekontaktperson" not in {
        name for name, offer in offers.items() if offer["change"] == "lost"
    }
    assert {item["id"] for item in found["deadlines"]} == {"behandlingsstart", "laegesamtale"}
    assert found["changes"] == {"age": {"before": 17, "after": 18}}


def test_several_changes_and_forgetting(capsys: pytest.CaptureFixture[str]) -> None:
    found = whatif(
        capsys,
        "--age",
        "17",
        "--level",
        "misbrug",
        "--what-if",
        "motivation=ja",
        "--what-if",
        "age=ukendt",
    )
    assert found["changes"] == {
        "age": {"before": 17, "after": None},
        # What the option sets in a case.
        "motivated": {"before": None, "after": True},
        "motivated_for_talks": {"before": None, "after": True},
        "motivated_to_stop": {"before": None, "after": True},
        "wants_treatment": {"before": None, "after": True},
    }
    same = whatif(capsys, "--age", "17", "--level", "misbrug", "--what-if", "age=17")
    assert (same["same"], same["offers"], same["changes"]) == (True, [], {})


def test_a_fact_goes_by_its_label_too(capsys: pytest.CaptureFixture[str]) -> None:
    found = whatif(capsys, "--age", "17", "--level", "misbrug", "--what-if", "alder=18")
    assert found["changes"] == {"age": {"before": 17, "after": 18}}


def test_pages_name_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    # [H 317] the guide for the young is until 29.
    case = ("--age", "28", "--level", "eksperimenterende", "--schooling", "arbejde")
    assert run(["suggest", "--full", *case, "--what-if", "age=30"]) == 0
    text = capsys.readouterr().out
    assert "Tilbud, der falder væk" in text
    assert "Ungeguide" in text
    assert "Fordi:" in text
    assert "Dagbehandling" not in text


def test_what_applies_as_before_and_is_only_left_open_otherwise(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert (
        run(["suggest", "--full", "--age", "25", "--level", "misbrug", "--what-if", "age=18"]) == 0
    )
    text = capsys.readouterr().out
    assert "Handlinger, hvor kun det uklare er et andet" in text


@pytest.mark.parametrize("change", ["skonummer=18", "age=tolv", "age", "grade=8"])
def test_what_cannot_be_is_refused(change: str, capsys: pytest.CaptureFixture[str]) -> None:
    case: dict[str, Value] = {"--schooling": "ingen"}
    arguments = [str(part) for pair in case.items() for part in pair]
    assert run(["suggest", *arguments, "--what-if", change]) == 2
    assert capsys.readouterr().err.startswith("Fejl:")


def test_a_difference_and_an_explanation_are_two_things(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "--age", "17", "--what-if", "age=18", "--why"]) == 2
    assert "--what-if" in capsys.readouterr().err


def test_the_last_line_points_to_the_birthday(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "--full", "--age", "17", "--level", "misbrug"]) == 0
    ahead, guidance = capsys.readouterr().out.rstrip().splitlines()[-2:]
    assert ahead.startswith("Ved den 18. fødselsdag ændrer svaret sig")
    assert "vejledende" in guidance
    assert run(["suggest", "--full", "--age", "15", "--level", "misbrug"]) == 0
    assert "fødselsdag" not in capsys.readouterr().out
