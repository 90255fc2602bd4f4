"""What the README shows is what rusvej says, and its commands are those of the project."""

from __future__ import annotations

import html
import re
import shlex
from pathlib import Path
from typing import Any

from rusvej.cli.commands import COMMANDS
from rusvej.cli.running import run

HERE = Path(__file__).parent.parent
README = (HERE / "README.md").read_text(encoding="utf-8")


def test_the_answer_shown_is_the_answer(capsys: Any) -> None:
    shown = re.findall(r"<!-- svar: rusvej (.+?) -->\n```\n(.*?)```\n", README, re.DOTALL)
    assert shown
    for command, expected in shown:
        assert run(shlex.split(command)) == 0
        # The fingerprint changes with every letter of the data; the answer does not.
        said = re.sub(r"\([0-9a-f]{16}\)", "(…)", capsys.readouterr().out)
        assert said.strip() == expected.strip(), (
            "ret README.md, eller find ud af, hvorfor svaret har ændret sig"
        )


def test_the_first_two_commands_install_and_use_it() -> None:
    first, second = re.findall(r"```\n(.*?)\n```", README, re.DOTALL)[:2]
    assert first.startswith("python3 -m pip install .")
    assert "rusvej suggest --age 15 --level problematisk" in first
    assert second.startswith("python3 -m pip install '.[test]'")
    assert second.endswith("python3 -m pytest")


def test_every_command_is_in_the_readme() -> None:
    assert [
        name for name in COMMANDS if f"rusvej {name}" not in README and f"`{name}`" not in README
    ] == []


def test_it_is_read_in_one_sitting() -> None:
    assert len(README.splitlines()) <= 150


def test_the_picture_shows_the_answer(capsys: Any) -> None:
    """Word by word; how a terminal colours them is the picture's own."""
    answers = (HERE / "docs" / "answers.py").read_text(encoding="utf-8")
    command = re.search(r'PICTURED = "(.+)"', answers)
    assert command
    assert run(shlex.split(command[1])) == 0
    drawn = re.sub(
        r"<(style|defs)>.*?</\1>", "", (HERE / "docs/svar.svg").read_text("utf-8"), flags=re.S
    )
    words = html.unescape(re.sub(r"<[^>]+>", " ", drawn)).split()
    assert words == capsys.readouterr().out.split(), "run: python docs/answers.py"


def test_the_example_for_programs_runs(capsys: Any) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("1 ")
