"""What the README shows is what rusvej says, and its commands are those of the project."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

from rusvej.cli.running import COMMANDS, run

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


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
