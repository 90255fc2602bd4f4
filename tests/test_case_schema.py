"""The schema of files with cases accepts and refuses what reading them does; `validate` finds their
mistakes by line."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from depth import examples
from rusvej.analysis.expectations import ExpectedCase
from rusvej.app.init import begin
from rusvej.app.schema import CASES_FILE, as_text
from rusvej.cli.running import run
from rusvej.store import schema
from rusvej.store.json_schema import case_schema
from rusvej.store.yaml import YamlFile
from test_json_schema import held, places

CASES = Path(__file__).parent / "cases"
#: What somebody might write in any place. A day that is none (30 February) no schema can tell.
WRITTEN: list[Any] = [
    *(None, True, 3, "", " ", "fits", "yes", "absent", "in-time", "2026-03-02", "2. marts", [], {}),
    *(["mut"], ["mut", "ssp"], [["mut", "ssp"]], {"mut": "fits"}, {"mut": {"alder": "yes"}}),
    *({"mut": ["age"]}, {"frist": {"verdict": "in-time"}}, {"frist": {}}, ["vejledning 3-1x"]),
]


@cache
def validator() -> Draft7Validator:
    Draft7Validator.check_schema(case_schema())
    return Draft7Validator(case_schema())


@cache
def written() -> list[dict[str, Any]]:
    """Cases with every kind of expectation."""
    return [
        case
        for path in sorted(CASES.glob("*.yaml"))[:6]
        for case in YamlFile(path.name, path.read_bytes()).data["cases"][:12]
    ]


def accepted(case: Any) -> bool:
    return not list(schema.problems(ExpectedCase, case))


def test_every_case_of_ours_is_accepted() -> None:
    assert {key for case in written() for key in case.get("expect", {})} >= {"offers", "missing"}
    for case in written():
        assert validator().is_valid({"cases": [case]})


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    case = copy.deepcopy(draw(st.sampled_from(written())))
    path = draw(st.sampled_from([place for place in places(case) if place]))
    here, step = held(case, path[:-1]), path[-1]
    match draw(st.sampled_from(["replace", "delete", "rename"])):
        case "replace":
            here[step] = copy.deepcopy(draw(st.sampled_from(WRITTEN)))
        case "delete":
            del here[step]
        case _ if isinstance(here, dict):
            name = draw(st.sampled_from(["expect", "deadline", "offers", "says", "navn", "today"]))
            here[name] = here.pop(step)
    return case


@examples(60)
@given(mutated())
def test_schema_and_reading_agree(case: Any) -> None:
    assert validator().is_valid({"cases": [case]}) is accepted(case), case


def test_a_file_is_cases_and_nothing_else() -> None:
    assert validator().is_valid({"cases": []})
    assert not validator().is_valid({"cases": [], "offers": []})
    assert not validator().is_valid({})


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--cases"]) == 0
    assert json.loads(capsys.readouterr().out) == case_schema()
    assert run(["schema", "--cases", "--section", "offers"]) == 2


def test_what_is_begun_has_it(tmp_path: Path) -> None:
    begin(tmp_path)
    assert (tmp_path / CASES_FILE).read_text("utf-8") == as_text(case_schema())
    cases = tmp_path / "cases" / "sager.yaml"
    assert cases.read_text("utf-8").startswith(f"# yaml-language-server: $schema=../{CASES_FILE}\n")
    found = YamlFile(cases.name, cases.read_bytes()).data
    assert validator().is_valid(found)


@pytest.mark.parametrize(
    ("wrong", "right", "place", "code", "told"),
    [
        ("ungesamtal: fits", "ungesamtale: fits", "13:16", "sag", "Mente du `ungesamtale`?"),
        ("as_off:", "as_of:", "10:5", "felt-ukendt", "Mente du `as_of`?"),
        ("{age: 160}", "{age: 16}", "8:13", "sag", "160"),
        ("[vejledning 5-60]", "[vejledning 5-6]", "18:5", "sag", "kilden"),
    ],
)
def test_validate_finds_the_mistakes_of_cases(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    wrong: str,
    right: str,
    place: str,
    code: str,
    told: str,
) -> None:
    begin(tmp_path)
    file = tmp_path / "cases" / "sager.yaml"
    file.write_text(file.read_text("utf-8").replace(right, wrong), "utf-8")
    assert run(["validate", "--data", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert f"sager.yaml:{place}: fejl {code}" in said
    assert told in said


def test_cases_in_another_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path / "ny")
    (tmp_path / "ny" / "cases").rename(tmp_path / "sager")
    assert (
        run(["validate", "--data", str(tmp_path / "ny"), "--cases", str(tmp_path / "sager")]) == 0
    )
    (tmp_path / "sager" / "sager.yaml").write_text("cases: {}\n", "utf-8")
    assert run(["validate", "--data", str(tmp_path / "ny")]) == 0
    assert (
        run(["validate", "--data", str(tmp_path / "ny"), "--cases", str(tmp_path / "sager")]) == 1
    )
    assert "sager.yaml:1:" in capsys.readouterr().out
