"""Rules that begin or end on a day: in force from the first to the last, both included."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rusvej.answer import Status
from rusvej.checks.index import Index
from rusvej.checks.texts import validity
from rusvej.cli.running import run
from rusvej.engine import answer
from rusvej.model import Rulebook
from rusvej.records import changed
from rusvej.store import data_folder

CASE: dict[str, Any] = {"age": 15, "level": "problematisk", "motivated_for_talks": True}


@pytest.fixture
def ending(rulebook: Rulebook) -> Rulebook:
    return changed(
        rulebook,
        offers=tuple(
            changed(offer, valid_until="2026-06-30") if offer.id == "mut" else offer
            for offer in rulebook.offers
        ),
    )


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2026, 6, 30), Status.FITS),
        (date(2026, 7, 1), Status.EXCLUDED),
        (date(2020, 1, 1), Status.FITS),
    ],
)
def test_the_last_day_counts(ending: Rulebook, day: date, status: Status) -> None:
    assert ending.change_days == ("2026-07-01",)
    assert answer(ending, CASE, day).offer("mut").status is status


def test_a_rulebook_without_dates_is_the_same_every_day(rulebook: Rulebook) -> None:
    assert rulebook.change_days == ()
    assert rulebook.on(date(2000, 1, 1)) == rulebook


@pytest.mark.slow
def test_the_timeline_names_the_day(tmp_path: Path, capsys: Any) -> None:
    for file in data_folder().glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        if file.name == "offers.yaml":
            text = text.replace("  - id: mut\n", '  - id: mut\n    valid_from: "2027-01-01"\n', 1)
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    case = [
        "--level",
        "problematisk",
        "--motivation",
        "ja",
        "--data",
        str(tmp_path),
        "--as-of",
        "2026-12-01",
    ]
    assert run(["timeline", "--age", "15", *case, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [rule["date"] for rule in found["rules"]] == ["2027-01-01"]
    assert any("MUT" in line for line in found["rules"][0]["summary"])
    assert run(["timeline", "--born", "2010-06-01", *case]) == 0
    assert "1. januar 2027" in capsys.readouterr().out
    assert run(["suggest", "--age", "15", *case, "--all"]) == 0
    assert "gyldighed: fra 1. januar 2027" in capsys.readouterr().out


def test_an_end_before_the_beginning_is_found(rulebook: Rulebook) -> None:
    wrong = changed(
        rulebook,
        actions=(changed(rulebook.actions[0], valid_from="2027-01-01", valid_until="2026-12-31"),),
    )
    assert [found.path for found in validity.find(Index(wrong, ()))] == [
        ("actions", 0, "valid_until")
    ]
    right = changed(
        rulebook,
        actions=(changed(rulebook.actions[0], valid_from="2027-01-01", valid_until="2027-01-01"),),
    )
    assert list(validity.find(Index(right, ()))) == []


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped rulebook in which an offer and a deadline end on the last day of 2025."""
    folder = tmp_path_factory.mktemp("ended")
    for file in data_folder().glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for record in ("mut", "behandlingsstart"):
            heading = f"  - id: {record}\n"
            if file.name in ("offers.yaml", "deadlines.yaml"):
                text = text.replace(heading, f'{heading}    valid_until: "2025-12-31"\n', 1)
        (folder / file.name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("day", "in_force"), [("2025-12-31", True), ("2026-01-01", False)])
def test_every_command_agrees_on_what_is_in_force(
    ended: Path, capsys: Any, day: str, in_force: bool
) -> None:
    def told(*words: str) -> Any:
        run([*words, "--data", str(ended), "--format", "json"])
        return json.loads(capsys.readouterr().out)

    case = ["--age", "25", "--level", "misbrug", "--fact", "substance=stoffer"]
    case += ["--motivation", "ja"]
    answer = told("suggest", *case, "--as-of", day)
    status = {offer["id"]: offer["status"] for offer in answer["offers"]}
    assert (status["mut"] != "excluded") is in_force
    brought = any(each["id"] == "behandlingsstart" for each in answer["deadlines"])
    assert brought is in_force
    why = told("why", "mut", *case, "--as-of", day)
    assert (why["status"] != "excluded") is in_force
    listed = {
        offer["id"] for offer in told("offers", "--level", "misbrug", "--as-of", day)["offers"]
    }
    assert ("mut" in listed) is in_force
    checked = told("check-deadline", "--contact", "2025-12-01", "--age", "25", "--today", day)
    assert any(each["id"] == "behandlingsstart" for each in checked["checks"]) is in_force
    touched = json.dumps(told("questions", "--as-of", day)["questions"])
    assert ('"behandlingsstart"' in touched) is in_force


@pytest.mark.slow
def test_diff_knows_the_day(ended: Path, capsys: Any) -> None:
    for day, same in (("2025-12-31", True), ("2026-01-01", False)):
        words = [str(data_folder()), str(ended), "--as-of", day, "--format", "json"]
        run(["diff", *words])
        assert (json.loads(capsys.readouterr().out)["groups"] == []) is same


@pytest.mark.slow
def test_prove_knows_the_day(ended: Path, capsys: Any) -> None:
    for day, holds in (("2025-12-31", True), ("2026-01-01", False)):
        code = run(["prove", "--data", str(ended), "--as-of", day, "--format", "json"])
        assert json.loads(capsys.readouterr().out)["holds"] is holds
        assert (code == 0) is holds
