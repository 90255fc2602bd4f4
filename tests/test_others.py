"""What other municipalities' rulebooks were answered wrongly, each on a rulebook that is not the
shipped one; what is one rulebook's own is said of no other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rusvej.app.validate import validate
from rusvej.cli.running import run
from rusvej.engine import answer
from rusvej.store import load_rulebook

FOLDER = Path(__file__).parent / "rulebooks"
DAY = date(2026, 3, 20)


def said(capfd: pytest.CaptureFixture[str], name: str, *words: str) -> str:
    run([*words, "--data", str(FOLDER / name)])
    out, err = capfd.readouterr()
    return " ".join((out + err).split()).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("case", "step"),
    [
        ({}, None),
        ({"age": 12}, "Kom tirsdag klokken 15"),
        ({"age": 17}, "Ring til kontoret"),
    ],
)
def test_a_first_step_is_told_where_it_is_known_to_hold(
    case: dict[str, Any], step: str | None
) -> None:
    # [L 17-18]: up to 14 one just comes, from 15 one calls; without an age neither is known.
    found = answer(load_rulebook(FOLDER / "alle-felter"), {"phase": "let", **case}, DAY)
    first = found.offer("cafe").first_step
    assert (first.statement.text if first else None) == step


def test_deadlines_are_counted_without_facts_that_others_have(
    capfd: pytest.CaptureFixture[str],
) -> None:
    # Neither an age nor a substance nor a unit that was contacted.
    told = said(capfd, "arbejdsdage", "check-deadline", "--melding", "2026-03-09",
                "--today", "2026-03-20")  # fmt: skip
    assert "Kvittering: overskredet" in told


def test_whom_a_deadline_is_for_is_said_where_the_data_say_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    days = ["--anmodning", "2026-03-02", "--svar", "2026-03-20", "--today", "2026-03-20"]
    told = said(capfd, "alle-felter", "check-deadline", *days, "--full")
    assert "Alderen er ikke oplyst. Fristen gælder fra 12 år" in told
    told = said(capfd, "vesthimmerland", "check-deadline", "--henvendelse", "2026-03-02",
                "--visitation", "2026-03-20", "--today", "2026-03-20", "--full")  # fmt: skip
    assert "Alderen er ikke oplyst" not in told and "Der er regnet med" in told


def test_any_event_can_be_the_one_that_was_not_given(capfd: pytest.CaptureFixture[str]) -> None:
    days = ["--anmodning", "2026-03-02", "--svar", "2026-03-20", "--today", "2026-03-20"]
    told = said(capfd, "alle-felter", "check-deadline", *days, "--age", "15", "--full")
    assert "Fristen kan også regnes fra samtykket (--samtykke)" in told


def test_levels_need_the_fact_that_says_which(tmp_path: Path) -> None:
    (tmp_path / "rulebook.yaml").write_text(
        "rulebook: {format: 2, name: Prøve, version: 0.1.0}\n"
        "documents: [{id: plan, title: Planen, file: plan, lines: [1, 9], date: '2026',"
        " sections: []}]\n"
        "levels: [{id: let, name: Let, sources: [plan 1]}]\n",
        "utf-8",
    )
    assert [each.severity for each in validate(tmp_path)] == ["error"]


def test_a_birthday_needs_the_fact_that_grows_on_it(capfd: pytest.CaptureFixture[str]) -> None:
    told = said(capfd, "ssvc", "timeline", "--born", "2008-01-01")
    assert told == "Fejl: Regelsættet har ingen oplysning om alderen. Udelad --born."


@pytest.mark.parametrize(
    ("name", "offer", "last"),
    [
        ("to-planer", "raad", "kun praksisnotatet nævner det, derfor efter dokumenternes egne"),
        ("vesthimmerland", "sparring", "herefter sidens egen rækkefølge"),
    ],
)
def test_an_offer_without_levels_is_told_as_what_it_is(
    name: str, offer: str, last: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["suggest", "--format", "json", "--data", str(FOLDER / name)]) == 0
    offers = {each["id"]: each for each in json.loads(capfd.readouterr().out)["offers"]}
    assert offers[offer]["rank_reasons"][-1] == last


@pytest.mark.parametrize(
    ("name", "command", "told"),
    [
        ("morsoe", "survey", "Regelsættet har ingen undersøgelse"),
        ("ssvc", "standard", "Regelsættet har ingen standard"),
        ("vesthimmerland", "pathway", "Regelsættet har ingen trin"),
        ("alle-felter", "pathway", "Planens to faser"),
        ("to-planer", "pathway", "Dokumenternes ene niveau"),
    ],
)
def test_what_is_counted_is_what_is_there(
    name: str, command: str, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert told in said(capfd, name, command)
