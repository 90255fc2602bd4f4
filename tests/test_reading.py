"""A command line that is plainly right is read without Typer, and as Typer reads it."""

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
from rusvej.cli.reading import read_words
from rusvej.cli.running import run
from rusvej.cli.with_typer import read_line
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


WORDS = [
    ["suggest", "--age", "15", "--level", "problematisk"],
    ["suggest", "--age=15", "--level=misbrug", "--all", "--plain"],
    ["suggest", "--fact", "substance=alkohol", "--fact", "role=skole", "--format", "json"],
    ["suggest", "--format=markdown", "--sources", "--age", "22"],
    ["suggest", "--what-if", "age=18", "--age", "17", "--level", "misbrug"],
    ["offer", "behandling", "12", "uger", "--sources"],
    ["questions", "--status", "open"],
    ["diff", "a", "b", "--require-version"],
    ["contact"],
    ["check-deadline", "--contact", "2026-03-02", "--exception", "udeblivelse", "--anonymous"],
]


def by_typer(words: list[str]) -> Any:
    read = read_line(words)
    assert not isinstance(read, int)
    return read[:2]


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_typer_reads_the_same(words: list[str]) -> None:
    command = load(words[0])
    read = read_words(taken_by(words[0]), words[1:])
    assert read is not None
    assert by_typer(words) == (command, read)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--age"],
        ["--format", "pdf"],
        ["x"],
        ["--all=1"],
        ["--nonsense", "1"],
        ["--", "x"],
        ["-x"],
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: list[str]) -> None:
    assert read_words(taken_by("suggest"), words) is None


@pytest.mark.parametrize("line", ["suggest --age --level misbrug", "suggest --age --level=misbrug"])
def test_an_option_is_no_value_of_another(capsys: Any, line: str) -> None:
    assert run(line.split()) == 2
    assert capsys.readouterr().err.startswith("Fejl: --age skal have en værdi efter sig.\n")


@examples(100)
@given(st.lists(st.deferred(written), max_size=6))
def test_what_the_short_way_reads_typer_reads_alike(words: list[str]) -> None:
    try:
        read = read_words(taken_by("suggest"), words)
    except InputError:
        return
    if read is not None:
        assert by_typer(["suggest", *words]) == (load("suggest"), read)


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
        # With something that sends it the long way:
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


def test_an_ordinary_answer_imports_neither_typer_nor_yaml_nor_pydantic() -> None:
    code = (
        "import sys; from rusvej.cli.running import run\ncode ="
        " run(['suggest', '--age', '15', '--level', 'problematisk'])\nheavy ="
        " {'typer', 'ruamel', 'pydantic', 'rich', 'numpy', 'holidays', 'rusvej.checks'} &"
        " set(sys.modules)\nsys.exit(f'{code} {heavy}' if heavy or code else 0)\n"
    )
    first = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    second = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert second.returncode == 0, second.stderr.decode()
    assert first.stdout == second.stdout
