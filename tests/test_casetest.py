"""`rusvej test`: cases in a folder, what is said of those that differ, and the exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from rusvej.analysis.comparing import compare_deadlines, unknown_names
from rusvej.analysis.expectations import empty_parts
from rusvej.app.testing import cases_folder, run_cases
from rusvej.cli.running import run
from rusvej.deadlines import check
from rusvej.diagnostics import InputError
from rusvej.facts import read_case as read_facts
from rusvej.model import Rulebook
from written_cases import case_of

CASE = """cases:
  - id: proeve
    name: En prøve
    facts: {{age: 15, level: problematisk}}
    as_of: "2026-03-02"
    expect:
      {expect}
    why_this_matters: Derfor er <den> & “ingen” anden vigtig.
    expected_by: {{role: prøven, on: "2026-11-21"}}
    sources: [handleguide 367-368]
"""
RIGHT = "offers: {mut: depends}"
WRONG = "offers: {mut: fits}"


def folder(tmp_path: Path, expect: str) -> str:
    (tmp_path / "sager.yaml").write_text(CASE.format(expect=expect), encoding="utf-8")
    return str(tmp_path)


@pytest.mark.long  # one by one they are in test_cases
def test_every_shipped_case_gives_the_answer_expected(rulebook: Rulebook, data_dir: Path) -> None:
    report = run_cases(rulebook, cases_folder(data_dir))
    assert [fault.message for fault in report.faults] == []
    assert [(run.case.id, run.differences) for run in report.failed] == []
    assert sum(run.case.deadline is not None for run in report.runs) >= 20


def test_cases_in_order_exit_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", "--cases", folder(tmp_path, RIGHT)]) == 0
    assert "1 af 1 sager giver det ventede svar." in capsys.readouterr().out


def test_a_difference_is_told_with_why_it_matters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["test", "--cases", folder(tmp_path, WRONG)]) == 1
    out = capsys.readouterr().out
    assert "mut: ventet kan søges, fik hvis" in out
    assert "Derfor er <den> & “ingen” anden vigtig." in out
    assert "sager.yaml:2" in out


@pytest.mark.parametrize(
    ("expect", "line", "sentence"),
    [
        ("offers: {mutt: fits}", 7, "Mente du `mut`?"),
        ("missing: {mut: [motivatd]}", 7, "Mente du `motivated`"),
        ("ofers: {mut: fits}", 7, "Mente du `offers`?"),
        ("offers: {mut: passer}", 7, "Muligheder: fits, depends"),
        ("offers: {}", 6, "intet, så sagen kan ikke fejle"),
        ('says: {mut: {findes slet ikke: "yes"}}', 7, "findes ikke i noget udsagn"),
        ('decides: {myndighed: {familieafdeling: "yes"}}', 7, "Mente du `familieafdelingen`?"),
        ('stressed: {samtyke: "yes"}', 7, "Mente du `samtykke`?"),
    ],
)
def test_a_misspelt_name_is_told_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], expect: str, line: int, sentence: str
) -> None:
    assert run(["test", "--cases", folder(tmp_path, expect)]) == 1
    out = capsys.readouterr().out
    # A fault in a part's key stands with the part itself.
    assert f"sager.yaml:{line}" in out or f"sager.yaml:{line - 1}" in out
    assert sentence in " ".join(out.split())


def test_two_cases_with_one_id_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CASE.format(expect=RIGHT)
    twice = text + text.removeprefix("cases:\n")
    (tmp_path / "sager.yaml").write_text(twice, encoding="utf-8")
    assert run(["test", "--cases", str(tmp_path)]) == 1
    assert "to sager har samme id" in capsys.readouterr().out


def test_a_misspelt_fact_is_told_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sager.yaml").write_text(
        CASE.format(expect=RIGHT).replace("age:", "agee:"), encoding="utf-8"
    )
    assert run(["test", "--cases", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "sager.yaml:4" in out
    assert "Mente du `age`?" in out


def test_wrong_use_exits_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", "--cases", str(tmp_path / "findes-ikke")]) == 2
    assert run(["test", "--cases", str(tmp_path)]) == 2
    assert "har ingen sager" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["mappe.yaml", "SAGER.YAML", "henvisning.yml"])
def test_what_looks_like_a_file_of_cases_and_is_none_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    cases = folder(tmp_path, RIGHT)
    odd = tmp_path / name
    if name.startswith("mappe"):
        odd.mkdir()
    elif name.startswith("SAGER"):
        odd.write_text("cases: []")
    else:
        odd.symlink_to(tmp_path / "ingen")
    assert run(["test", "--cases", cases]) == 1
    assert name in capsys.readouterr().out


def test_cases_beside_the_data_are_found(data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    with pytest.raises(InputError):
        cases_folder(tmp_path)
    (tmp_path / "cases" / "sager.yaml").touch()
    assert cases_folder(tmp_path) == tmp_path / "cases"
    assert cases_folder(data_dir).is_dir()
    with pytest.raises(InputError):
        cases_folder(tmp_path / "cases")


def test_cases_among_the_tests_of_a_checkout_are_found(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "tests" / "cases").mkdir(parents=True)
    (tmp_path / "tests" / "cases" / "sager.yaml").touch()
    assert cases_folder(tmp_path / "data") == tmp_path / "tests" / "cases"


def test_a_data_folder_with_cases_of_its_own(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(data_dir, tmp_path / "data")
    (tmp_path / "data" / "cases").mkdir()
    folder(tmp_path / "data" / "cases", RIGHT)
    assert run(["test", "--data", str(tmp_path / "data")]) == 0
    assert "1 af 1" in capsys.readouterr().out


def test_junit_is_xml_that_says_what_failed(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["test", "--cases", folder(tmp_path, WRONG), "--format", "junit"]) == 1
    root = ElementTree.fromstring(capfdbinary.readouterr().out.decode())
    suite = root.find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("1", "1", "0")
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert "<den> & “ingen”" in (failure.text or "")


def test_junit_of_a_case_that_cannot_be_used(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert (
        run(["test", "--cases", folder(tmp_path, "offers: {mutt: fits}"), "--format", "junit"]) == 1
    )
    root = ElementTree.fromstring(capfdbinary.readouterr().out.decode())
    assert root.find("testsuite/testcase/error") is not None


def test_json_and_markdown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = folder(tmp_path, WRONG)
    assert run(["test", "--cases", where, "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["cases"], data["failed"][0]["id"]) == (
        "rusvej/test/1",
        1,
        "proeve",
    )
    assert run(["test", "--cases", where, "--format", "markdown"]) == 1
    assert "# Sagerne" in capsys.readouterr().out


@pytest.mark.long
def test_coverage_of_one_case_drafts_cases_without_expectations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["test", "--cases", folder(tmp_path, RIGHT), "--coverage"]) == 1
    out = capsys.readouterr().out
    assert "Udfald, som ingen sag afgør" in out
    draft = out[out.index("- id: ny-sag-1") :].split("- id: ny-sag-2")[0]
    assert "expect:  # om" in draft
    assert "fits" not in draft


def test_nothing_is_measured_by_cases_that_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["test", "--cases", folder(tmp_path, WRONG), "--mutate"]) == 1
    printed = capsys.readouterr()
    assert "først" in printed.err
    assert "ændrede regelsæt" not in printed.out


# Cases with dates: begun on day 16, which is too late however the days are counted.

DATED = {
    "id": "dato",
    "name": "En dato",
    "facts": {
        "age": 25,
        "level": "misbrug",
        "substance": "stoffer",
        "contacted_unit": "misbrugsteam",
        "wants_anonymity": False,
    },
    "as_of": "2026-03-20",
    "deadline": {
        "dates": {"contact": "2026-03-02", "start": "2026-03-18"},
        "expect": {
            "behandlingsstart": {
                "verdict": "overdue",
                "last_day": "2026-03-16",
                "notes": {"counting": "yes"},
            }
        },
    },
    "why_this_matters": "Prøver datoerne.",
    "expected_by": {"role": "prøven", "on": "2026-11-21"},
    "sources": ["kvalitetsstandard 392-395"],
}


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        (
            {"behandlingsstart": {"verdict": "in-time"}},
            "behandlingsstart: ventet in-time, fik overdue",
        ),
        (
            {"behandlingsstart": {"last_day": "2026-03-17"}},
            "behandlingsstart: ventet sidste dag 2026-03-17, fik 2026-03-16",
        ),
        (
            {"behandlingsstart": {"notes": {"counting": "absent"}}},
            "behandlingsstart, counting: ventet vises ikke, fik det modsatte",
        ),
        (
            {"behandlingsstart": {"readings": {"over-18 fyldt-18": "overdue"}}},
            "behandlingsstart, over-18 fyldt-18: ventet overdue, fik intet",
        ),
        (
            {"modul-1": {"verdict": "running"}},
            "modul-1: ventet et svar, men fristen regnes ikke ud fra de datoer",
        ),
        ({"behandlingsstart": {"verdict": "overdue", "last_day": "2026-03-16"}}, None),
    ],
)
def test_a_difference_of_dates_is_said(
    rulebook: Rulebook, expected: dict[str, object], sentence: str | None
) -> None:
    case = case_of({**DATED, "deadline": {**DATED["deadline"], "expect": expected}})  # type: ignore[dict-item]
    assert case.deadline is not None
    dates, exceptions, today = case.dated
    facts = read_facts(case.facts, rulebook.vocabulary)
    answer = check(rulebook, dates, facts, exceptions, today)
    assert compare_deadlines(answer, case.deadline) == ([sentence] if sentence else [])


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ({"expect": {}}, "expect"),
        ({"expect": {"offers": {}}}, "expect"),
        ({"deadline": {"dates": {"contact": "2026-03-02"}, "expect": {}}}, "deadline.expect"),
        (
            {"deadline": {"dates": {"contact": "2026-03-02"}, "expect": {"modul-1": {}}}},
            "deadline.expect.modul-1",
        ),
    ],
)
def test_what_expects_nothing_is_named(part: dict[str, Any], place: str) -> None:
    case = {key: value for key, value in DATED.items() if key != "deadline"}
    found = [".".join(map(str, path)) for path in empty_parts(case_of({**case, **part}))]
    assert found == [place]


def test_a_day_of_an_event_that_does_not_exist_is_named(rulebook: Rulebook) -> None:
    expected = {"behandlingsstart": {"verdict": "overdue"}}
    raw = {"dates": {"kontakt": "2026-03-02"}, "expect": expected}
    case = case_of({**DATED, "deadline": raw})
    (found,) = unknown_names(rulebook, case)
    assert found[0][:2] == ("deadline", "dates")
    assert "kontakt" in f"{found[1]} {found[2]}"
