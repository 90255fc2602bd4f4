"""A command line is read as its command says, or refused with what is wrong with it."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from rusvej.cli.command import Argument, Parameter, parameters
from rusvej.cli.commands import COMMANDS, load
from rusvej.cli.reading import Misuse, read_words
from rusvej.cli.running import run
from rusvej.diagnostics import InputError
from rusvej.model import Rulebook
from rusvej.store import data_folder, load_rulebook


@cache
def book() -> Rulebook:
    return load_rulebook(data_folder())


def taken_by(name: str) -> tuple[Parameter, ...]:
    """What a command takes where the shipped rulebook is asked."""
    return parameters(load(name), book())


def written() -> st.SearchStrategy[str]:
    # Another rulebook has other options; both ways would have to find it first.
    options = (
        each.written.name
        for each in taken_by("suggest")
        if not isinstance(each.written, Argument) and each.written.name != "--data"
    )
    others = ("--age=3", "15", "misbrug", "ja", "-", "", "a=b", "json", "-x", "--")
    return st.sampled_from([*options, *others])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_how_it_is_written(name: str) -> None:
    taken = taken_by(name)
    names = [each.written.name for each in taken if not isinstance(each.written, Argument)]
    assert len(set(names)) == len(names)
    assert {"--format", "--data"} <= set(names)
    assert all(each.written.help for each in taken)


def given_by(words: list[str]) -> dict[str, Any]:
    """What is given on a line, without what is as usual."""
    taken = taken_by(words[0])
    read = read_words(taken, words[1:])
    assert set(read) == {each.name for each in taken}
    return {each.name: read[each.name] for each in taken if read[each.name] != each.default}


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("suggest --age 15 --level misbrug", {"--age": "15", "--level": "misbrug"}),
        ("suggest --age=15 --all --plain", {"--age": "15", "everything": True, "plain": True}),
        ("suggest --fact a=b --fact c=d --format json", {"facts": ["a=b", "c=d"], "form": "json"}),
        ("suggest --what-if age=18 --age 17", {"what_if": ["age=18"], "--age": "17"}),
        ("suggest --age -3", {"--age": "-3"}),
        (
            "offer behandling 12 uger --sources",
            {"name": "behandling 12 uger".split(), "sources": True},
        ),
        ("offer --sources -- --full", {"name": ["--full"], "sources": True}),
        ("questions --status open", {"status": "open"}),
        ("diff a b --require-version", {"old": "a", "new": "b", "require_version": True}),
        ("diff a", {"old": "a"}),
        ("batch - -o - --long", {"cases": "-", "output": "-", "long": True}),
        ("batch x -osvar.csv", {"cases": "x", "output": "svar.csv"}),
        ("contact", {}),
        (
            "check-deadline --contact 2.3.2026 --anonymous",
            {"--contact": "2.3.2026", "--anonymous": True},
        ),
    ],
)
def test_a_line_is_read_as_it_is_written(line: str, given: dict[str, Any]) -> None:
    assert given_by(line.split()) == given


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("suggest --age", "--age skal have en værdi efter sig."),
        ("suggest --age --level misbrug", "--age skal have en værdi efter sig."),
        ("suggest --all=1", "--all skal ikke have en værdi."),
        (
            "suggest --agee 3",
            "Tilvalget --agee findes ikke. Mente du --age eller --case eller --date?",
        ),
        ("suggest -x", "Tilvalget -x findes ikke."),
        ("suggest x y", "Disse ord hører ikke til kommandoen: x y."),
        ("suggest -- --all", "Disse ord hører ikke til kommandoen: --all."),
        ("suggest 12345", "Disse ord hører ikke til kommandoen: …."),
        ("diff a b c", "Disse ord hører ikke til kommandoen: c."),
        ("offer --full", "'NAVN' mangler."),
        (
            "questions --status x",
            "'--status': 'x' er ikke blandt mulighederne 'open', 'assumed', 'settled'.",
        ),
    ],
)
def test_a_line_that_no_command_reads_says_why(line: str, wrong: str) -> None:
    words = line.split()
    with pytest.raises(Misuse) as raised:
        read_words(taken_by(words[0]), words[1:])
    assert str(raised.value) == wrong


@examples(100)
@given(st.lists(st.deferred(written), max_size=6))
def test_every_word_is_read_or_refused(words: list[str]) -> None:
    """No word is passed over: what is given stands in what is read."""
    try:
        given = given_by(["suggest", *words])
    except InputError:
        return
    said = [
        text for value in given.values() for text in (value if isinstance(value, list) else [value])
    ]
    options = {
        each.written.name for each in taken_by("suggest") if not isinstance(each.written, Argument)
    }
    for word in words:
        assert word in (*said, *options, "--") or word.partition("=")[2] in said


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["sugest"], "Se rusvej --help."),
        (["--data", "x", "suggest"], "Tilvalg skrives efter kommandoen. Se rusvej --help."),
        (["offer"], "Se rusvej offer --help."),
        (["suggest", "15", "misbrug"], "Skriv rusvej suggest --age 15 --level misbrug, eller se"),
    ],
)
def test_the_remedy_leads_to_the_help(capsys: Any, words: list[str], remedy: str) -> None:
    assert run(words) == 2
    assert f"      {remedy}" in capsys.readouterr().err


@pytest.mark.parametrize("columns", ["20", "60", "80", "200"])
@pytest.mark.parametrize("words", [[], ["suggest"], ["batch"]], ids=" ".join)
def test_help_is_no_wider_than_its_terminal(
    capsys: Any, monkeypatch: pytest.MonkeyPatch, columns: str, words: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert run([*words, "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    # An example is to be pasted whole, and so is the word of an option.
    told = [line for line in lines if not line.startswith(("  --", "    rusvej "))]
    assert max(map(len, told)) <= max(50, min(int(columns), 80))


@pytest.mark.parametrize(
    "words",
    [
        ["check-deadline", "--contact", "2026-03-02", "--contact", "2026-03-03"],
        ["suggest", "--age", "15", "--age", "16"],
        ["suggest", "--age=15", "--age=15"],
        ["suggest", "--level", "misbrug", "--level", "trivsel", "--plain"],
        ["why", "mut", "--format", "json", "--format", "plain"],
        ["offers", "--data", "a", "--data", "b"],
        ["suggest", "--fact", "substance=alkohol", "--fact", "substance=stoffer"],
        ["suggest", "--motivation", "ja", "--fact", "motivated=nej"],
        ["suggest", "--age", "15", "--fact", "age=16"],
        ["check-deadline", "--contact", "2026-03-02", "--date", "contact=2026-03-03"],
        ["suggest", "--data", ""],
        ["suggest", "--age", "15", "--age", "16", "--", "--all"],
    ],
    ids=" ".join,
)
def test_an_option_for_one_value_given_twice_is_refused(capsys: Any, words: list[str]) -> None:
    assert run(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Fejl: ")


def test_an_option_and_a_fact_may_say_the_same(capsys: Any) -> None:
    assert run(["suggest", "--age", "15", "--fact", "age=15", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["case"] == {"age": 15}


def test_a_case_file_does_not_say_its_facts_in_two_places(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "sag.yaml"
    file.write_text("case: {age: 15}\nlevel: misbrug\n", encoding="utf-8")
    assert run(["suggest", "--case", str(file)]) == 2
    file.write_text("case: {age: 15}\n", encoding="utf-8")
    assert run(["suggest", "--case", str(file), "--age", "16", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["case"] == {"age": 16}


def test_help_is_given_where_the_rulebook_cannot_be_read(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "a.yaml").write_text("offers: 3\n", encoding="utf-8")
    assert run(["suggest", "--help", "--data", str(tmp_path)]) == 0
    assert "--format" in capsys.readouterr().out
    assert run(["suggest", "--data", str(tmp_path)]) == 1


def test_a_rulebook_has_options_of_its_own(tmp_path: Path, capsys: Any) -> None:
    for file in data_folder().glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("    --motivation:", "    --lyst:")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    here = ["--data", str(tmp_path), "--age", "15", "--format", "json"]
    assert run(["suggest", "--lyst", "ja", *here]) == 0
    assert json.loads(capsys.readouterr().out)["case"]["motivated"] is True
    assert run(["suggest", "--motivation", "ja", *here]) == 2
    assert run(["suggest", "--help", *here]) == 0
    assert "--lyst" in capsys.readouterr().out


def test_an_ordinary_answer_imports_neither_yaml_nor_pydantic() -> None:
    code = (
        "import sys; from rusvej.cli.running import run\ncode ="
        " run(['suggest', '--age', '15', '--level', 'problematisk'])\nheavy ="
        " {'ruamel', 'pydantic', 'rich', 'numpy', 'holidays', 'rusvej.checks'} &"
        " set(sys.modules)\nsys.exit(f'{code} {heavy}' if heavy or code else 0)\n"
    )
    first = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    second = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert second.returncode == 0, second.stderr.decode()
    assert first.stdout == second.stdout
