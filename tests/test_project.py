"""What the project promises those who carry it on: its action, its hooks, its tasks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rusvej.cli.commands import COMMANDS

HERE = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))


def read(name: str) -> Any:
    return YAML(typ="safe").load((HERE / name).read_text(encoding="utf-8"))


def test_hooks_name_commands_that_exist() -> None:
    for hook in read(".pre-commit-hooks.yaml"):
        program, command = hook["entry"].split()
        assert program == "rusvej" and command in COMMANDS
        assert hook["id"] == f"rusvej-{command}"


def test_every_dependency_has_a_lowest_and_a_highest_version() -> None:
    """So that a new major version is met on purpose, and the lowest can be tested."""
    for line in PROJECT["project"]["dependencies"]:
        assert ">=" in line and "<" in line and "==" not in line, line


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=p", "-c", "user.email=p@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *words], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.mark.long
@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are bash")
def test_the_action_judges_and_tells(tmp_path: Path, data_dir: Path) -> None:
    """The action's steps, in a data repository in which one rule was changed."""
    repository, tools = tmp_path / "repository", tmp_path / "tools"
    shutil.copytree(data_dir, repository / "regler")
    git(tmp_path, "init", "-q", str(repository))
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "first")
    rules = repository / "regler" / "open_questions.yaml"
    text = rules.read_text(encoding="utf-8")
    changed = text.replace("fact: age, at_least: 18", "fact: age, at_least: 17", 1)
    assert changed != text
    rules.write_text(changed, encoding="utf-8")
    tools.mkdir()
    (tools / "rusvej").write_text(f'#!/bin/sh\nexec {sys.executable} -m rusvej "$@"\n')
    (tools / "gh").write_text('#!/bin/sh\necho "$@" > "$RUNNER_TEMP/asked"\n')
    for tool in tools.iterdir():
        tool.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(HERE / "src"),
        "DATA": "regler",
        "BASE": git(repository, "rev-parse", "HEAD"),
        "NUMBER": "7",
        "COMMENT": "true",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    steps = {step.get("name"): step for step in read("action.yml")["runs"]["steps"]}
    done = {}
    for name in ("validate", "prove", "diff"):
        assert "${{" not in steps[name]["run"], "foreign text goes through the environment"
        done[name] = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", steps[name]["run"]],
            cwd=repository,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done["validate"].returncode == 0, done["validate"].stdout
    assert done["diff"].returncode == 0, done["diff"].stderr
    assert (tmp_path / "asked").read_text().startswith("pr comment 7 ")
    told = (tmp_path / "rusvej-diff.md").read_text(encoding="utf-8")
    assert told.startswith("# ") and "tilbud" in told
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith(told[:100])
