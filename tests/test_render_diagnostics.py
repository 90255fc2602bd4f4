"""Every report tells every mistake, each in its own form, and steers neither the terminal nor
GitHub."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rusvej.checks import CHECKS
from rusvej.checks.examples import ABOUT, BASE, an_action
from rusvej.cli.running import run
from rusvej.diagnostics import Diagnostic, Position
from rusvej.model import Rulebook
from rusvej.render import diagnostics as report

UNKNOWN = Diagnostic(
    "oplysning-ukendt",
    "Oplysningen “motiveret” findes ikke.",
    Position("data/offers.yaml", 12, 18),
    "Mente du `motivated`?",
)
ALWAYS = Diagnostic(
    "betingelse-altid",
    "Betingelsen er altid opfyldt.",
    Position("data/pathways.yaml", 3, 1),
    "",
    "warning",
)
SOURCE = "          when: {fact: motiveret, is: true}"
LINES = {("data/offers.yaml", 12): SOURCE}


def test_full() -> None:
    assert report.full([UNKNOWN, ALWAYS], LINES) == (
        "data/offers.yaml:12:18: fejl oplysning-ukendt\n"
        "  Oplysningen “motiveret” findes ikke.\n"
        "  12 |           when: {fact: motiveret, is: true}\n"
        "     |                  ^\n"
        "  Hjælp: Mente du `motivated`?\n"
        "\n"
        "data/pathways.yaml:3:1: advarsel betingelse-altid\n"
        "  Betingelsen er altid opfyldt.\n"
        "\n"
    )


@pytest.mark.parametrize("column", [1, 40, 100, 199, 200, 201, 5000])
def test_long_lines_are_cut_around_the_column(column: int) -> None:
    source = "".join(chr(ord("a") + index % 26) for index in range(200))
    found = Diagnostic("x", "Y.", Position("f", 1, column))
    _, _, shown, caret, *_ = report.full([found], {("f", 1): source}).split("\n")
    assert max(len(shown), len(caret)) <= 84
    pointed = shown[len(caret) - 1 : len(caret)]
    assert pointed == (source[column - 1] if column <= 200 else "")


def test_nothing_steers_the_terminal() -> None:
    found = Diagnostic("x", "Et \x1b[31m tegn\n", Position("a\x1b\r.yaml", 1, 3), "\x07")
    for text in (
        report.full([found], {("a\x1b\r.yaml", 1): "a:\t\x1b]0;navn\x07\x9b"}),
        report.concise([found]),
    ):
        assert all(char == "\n" or char.isprintable() for char in text)


def test_a_line_with_a_cpr_number_is_not_shown() -> None:
    found = Diagnostic("x", "Y.", Position("f", 1, 1))
    assert "0101" not in report.full([found], {("f", 1): "note: 010190-1234"})


def test_concise() -> None:
    assert report.concise([UNKNOWN, ALWAYS]) == (
        "data/offers.yaml:12:18: oplysning-ukendt Oplysningen “motiveret” findes ikke.\n"
        "data/pathways.yaml:3:1: betingelse-altid Betingelsen er altid opfyldt.\n"
    )


def test_json() -> None:
    assert report.as_json([UNKNOWN, ALWAYS]) == {
        "schema": "rusvej/diagnostics/1",
        "errors": 1,
        "warnings": 1,
        "diagnostics": [
            {
                "code": "oplysning-ukendt",
                "severity": "error",
                "message": "Oplysningen “motiveret” findes ikke.",
                "help": "Mente du `motivated`?",
                "file": "data/offers.yaml",
                "line": 12,
                "column": 18,
            },
            {
                "code": "betingelse-altid",
                "severity": "warning",
                "message": "Betingelsen er altid opfyldt.",
                "help": "",
                "file": "data/pathways.yaml",
                "line": 3,
                "column": 1,
            },
        ],
    }


def test_sarif_has_what_its_schema_requires() -> None:
    absolute = Diagnostic("yaml-syntaks", "Ikke YAML.", Position("/a b/æ.yaml", 1, 1))
    log = report.sarif(
        [UNKNOWN, ALWAYS, absolute], {check.code: check.title for check in CHECKS}, "1.2.3"
    )
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "rusvej"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    assert {check.code for check in CHECKS} < set(ids)
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in ("error", "warning", "note", "none")
        assert ids[result["ruleIndex"]] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in run["results"]
    ]
    assert uris == ["data/offers.yaml", "data/pathways.yaml", "file:///a%20b/%C3%A6.yaml"]


def test_github_escapes_what_would_end_a_property_or_the_command() -> None:
    found = Diagnostic("x", "100 %\n::error::b", Position("c:,d.yaml", 1, 2), "", "warning")
    assert (
        report.github([found])
        == "::warning file=c%3A%2Cd.yaml,line=1,col=2,title=x::100 %25%0A::error::b\n"
    )
    assert report.github([UNKNOWN]).startswith(
        "::error file=data/offers.yaml,line=12,col=18,title=oplysning-ukendt::Oplysningen"
    )


def test_summary(rulebook: Rulebook) -> None:
    assert report.summary([], rulebook).startswith("Ingen fejl: 28 tilbud, ")
    assert report.summary([], None) == "Ingen fejl."
    assert report.summary([UNKNOWN], rulebook) == "1 fejl i 1 fil."
    assert report.summary([UNKNOWN, UNKNOWN, ALWAYS], rulebook) == "2 fejl og 1 advarsel i 2 filer."
    assert report.summary([ALWAYS, ALWAYS], rulebook) == "Ingen fejl, men 2 advarsler i 1 fil."


def folder_with(folder: Path, text: str) -> str:
    (folder / "regler.yaml").write_text(ABOUT + BASE + text, encoding="utf-8")
    return str(folder)


def test_command_exits_1_on_errors_and_shows_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(
        ["validate", "--data", folder_with(tmp_path, an_action("{fact: motiveret, is: true}"))]
    )
    output = capsys.readouterr().out
    assert code == 1
    assert "| " in output
    assert "Mente du `motivated`?" in output
    assert output.endswith("1 fejl i 1 fil.\n")


def test_command_exits_0_on_warnings_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["validate", "--data", folder_with(tmp_path, an_action("{fact: age, at_least: 0}"))])
    output = capsys.readouterr().out
    assert code == 0
    assert output.endswith("Ingen fejl, men 1 advarsel i 1 fil.\n")


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_command_prints_nothing_but_json(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data = folder_with(tmp_path, an_action("{fact: motiveret, is: true}"))
    code = run(["validate", "--data", data, "--format", form])
    output = capsys.readouterr().out
    assert code == 1
    assert "oplysning-ukendt" in json.dumps(json.loads(output))


def test_command_names_files_as_seen_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "regler"
    folder.mkdir()
    data = folder_with(folder, an_action("{fact: motiveret, is: true}"))
    monkeypatch.chdir(tmp_path)
    run(["validate", "--data", data, "--format", "github"])
    output = capsys.readouterr().out
    assert output.startswith("::error file=regler/regler.yaml,line=")


def test_what_is_in_order_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--data", "tests/rulebooks/arbejdsdage"]) == 0
    assert capsys.readouterr().out.startswith("Ingen fejl: ")
