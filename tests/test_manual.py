"""The manual is what the program writes, and the tutorial leads from an empty folder to an
answer."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from rusvej.analysis.expectations import Expectation, ExpectedCase, ExpectedDeadlines
from rusvej.app.manual import manual
from rusvej.checks import CHECKS
from rusvej.cli.running import run
from rusvej.conditions import FORMS
from rusvej.facts import Fact
from rusvej.store.descriptions import descriptions
from rusvej.store.shape import keys

DOCS = Path(__file__).parent.parent / "docs"


def test_the_manual_is_up_to_date() -> None:
    written = (DOCS / "regelsaet.md").read_text(encoding="utf-8")
    assert written == manual(), "rusvej schema --format markdown > docs/regelsaet.md"


def test_every_check_and_every_kind_of_condition_is_in_the_manual() -> None:
    told = manual()
    assert [check.code for check in CHECKS if f"`{check.code}`" not in told] == []
    assert [form for form in FORMS if f"{{{form}: " not in told] == []
    kinds = get_args(Fact.__annotations__["type"]) or ("int", "bool", "choice")
    assert all(kind in told for kind in kinds)


@pytest.mark.parametrize(
    "row",
    [
        "| `telephone` | ja | tekst | ",
        "| `access` | ja | post: `offers.access` | Vejen ind: om nogen skal afgøre noget først. |",
        "`frist-ukendt` |",
        "`detalje-mangler`",
        "[betingelse](#betingelser)",
    ],
)
def test_a_field_is_told_with_what_it_holds_and_who_watches_it(row: str) -> None:
    assert row in manual()


def test_every_key_of_a_case_is_told_in_the_manual() -> None:
    for kind in (ExpectedCase, Expectation, ExpectedDeadlines):
        assert set(descriptions(kind)) == set(keys(kind))
        assert [key for key in keys(kind) if f"| `{key}` | " not in manual()] == []


BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks() -> list[str]:
    return BLOCK.findall((DOCS / "kom-i-gang.md").read_text(encoding="utf-8"))


def commands(block: str) -> Iterator[tuple[str, list[str], int]]:
    """Each command of a block with the lines it is to print and its exit code."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.splitlines()
        code = next((int(line[-2]) for line in lines if line.startswith("(slutkode")), 0)
        yield command, [line for line in lines if line and not line.startswith("(")], code


def said(expected: str, output: str) -> bool:
    """Whether the output has the line; … stands for anything."""
    pattern = ".*".join(re.escape(part) for part in expected.strip().split("…"))
    return re.search(pattern, output) is not None


def test_the_tutorial_leads_from_an_empty_folder_to_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = 0
    for block in blocks():
        if block.startswith("# fil: "):
            head, _, text = block.partition("\n")
            (tmp_path / head.removeprefix("# fil: ")).write_text(text, encoding="utf-8")
        for command, expected, code in commands(block):
            program, *words = shlex.split(command)
            assert program == "rusvej"
            assert run(words) == code, command
            output = capsys.readouterr().out
            for line in expected:
                assert said(line, output), f"{command}: {line}\n{output}"
            done += 1
    assert done >= 12


def test_the_tutorial_has_ten_steps() -> None:
    text = (DOCS / "kom-i-gang.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d+)\.", text, re.MULTILINE) == [str(n) for n in range(1, 11)]
