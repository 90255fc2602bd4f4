"""The short way to an answer reads the same options as Typer and gives the same answer."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from rusvej.cli.quick import FLAGS, MANY, ONE, read_words, run_plain_suggest
from rusvej.cli.running import _load, run


def test_the_table_names_what_typer_reads() -> None:
    ones, many, flags = {}, {}, {}
    for param in _load("suggest").params:
        if param.name == "help":
            continue
        kind = flags if getattr(param, "is_flag", False) else many if param.multiple else ones
        kind[param.opts[0]] = param.name
        assert len(param.opts) == 1
    assert (ones, many, flags) == (ONE, MANY, FLAGS)


WORDS = [
    ["--age", "15", "--level", "problematisk"],
    ["--age=15", "--level=misbrug", "--all", "--plain"],
    ["--fact", "substance=alkohol", "--fact", "role=skole", "--format", "json"],
    ["--format=markdown", "--sources", "--age", "22"],
    ["--age", "15", "--as-of", "2.3.2026", "--no-law-notes"],
    ["--level", "slem"],
    ["--age", ""],
    ["--grade", "8", "--schooling", "ingen"],
    ["--what-if", "age=18", "--age", "17", "--level", "misbrug"],
]


@pytest.mark.parametrize("words", WORDS)
def test_the_same_answer_on_both_ways(capsys: Any, words: list[str]) -> None:
    assert read_words(words) is not None
    short = run_plain_suggest(["suggest", *words])
    printed = capsys.readouterr()
    assert run(["suggest", *words]) == short
    assert capsys.readouterr() == printed


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--age"],
        ["--age", "--level"],
        ["--format", "pdf"],
        ["x"],
        ["--all=1"],
        ["--nonsense", "1"],
        ["--", "x"],
        ["-x"],
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: list[str]) -> None:
    assert read_words(words) is None


def test_other_commands_are_left_to_typer() -> None:
    assert run_plain_suggest([]) is None
    assert run_plain_suggest(["offer", "mut"]) is None


@examples(100)
@given(
    st.lists(
        st.sampled_from(
            [
                *ONE,
                *MANY,
                *FLAGS,
                "--age=3",
                "15",
                "misbrug",
                "ja",
                "-",
                "",
                "a=b",
                "json",
                "-x",
                "--",
            ]
        ),
        max_size=6,
    )
)
def test_what_the_short_way_reads_typer_reads_alike(words: list[str]) -> None:
    """Typer's own reading of the words, where the short way takes them on."""
    read = read_words(words)
    if read is None:
        return
    command = _load("suggest")
    context = command.make_context("suggest", list(words))
    given_to = {
        name: value for name, value in context.params.items() if value not in (None, False, [], ())
    }
    assert {name: value for name, value in given_to.items() if name in read} == read
    assert given_to.keys() - read.keys() <= {"format"}


def test_an_ordinary_answer_imports_neither_typer_nor_yaml_nor_pydantic() -> None:
    code = (
        "import sys; from rusvej.cli.quick import run_plain_suggest\ncode ="
        " run_plain_suggest(['suggest', '--age', '15', '--level', 'problematisk'])\nheavy ="
        " {'typer', 'ruamel', 'pydantic', 'rich', 'numpy', 'holidays', 'rusvej.checks'} &"
        " set(sys.modules)\nsys.exit(f'{code} {heavy}' if heavy or code else 0)\n"
    )
    first = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    second = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert second.returncode == 0, second.stderr.decode()
    assert first.stdout == second.stdout


def test_everything_is_written_before_the_short_way_ends() -> None:
    words = ["suggest", "--age", "25", "--level", "misbrug", "--all", "--sources"]
    short = subprocess.run(
        [sys.executable, "-m", "rusvej", *words], capture_output=True, check=False
    )
    code = f"import sys; from rusvej.cli.running import run; sys.exit(run({words!r}))"
    long = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (short.returncode, short.stdout, short.stderr) == (
        long.returncode,
        long.stdout,
        long.stderr,
    )
    assert len(short.stdout) > 10_000
