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


def act(
    name: str, repository: Path, base: str, **more: str
) -> tuple[subprocess.CompletedProcess[str], str]:
    """Runs one step of the action on the folder `regler`, and gives what it told."""
    beside = repository.parent
    tools = beside / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "rusvej").write_text(f'#!/bin/sh\nexec {sys.executable} -m rusvej "$@"\n')
    (tools / "gh").write_text('#!/bin/sh\necho "$@" > "$RUNNER_TEMP/asked"\n')
    for tool in tools.iterdir():
        tool.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(HERE / "src"),
        "DATA": "regler",
        "BASE": base,
        "NUMBER": "7",
        "COMMENT": "true",
        "RUNNER_TEMP": str(beside),
        "GITHUB_STEP_SUMMARY": str(beside / "summary.md"),
        **more,
    }
    steps = {step.get("name"): step for step in read("action.yml")["runs"]["steps"]}
    assert "${{" not in steps[name]["run"], "foreign text goes through the environment"
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", steps[name]["run"]],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    summary = beside / "summary.md"
    return done, summary.read_text(encoding="utf-8") if summary.exists() else ""


@pytest.mark.long
@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are bash")
def test_the_action_judges_and_tells(tmp_path: Path, data_dir: Path) -> None:
    """The action's steps, in a data repository in which one rule was changed."""
    repository = tmp_path / "repository"
    shutil.copytree(data_dir, repository / "regler")
    git(tmp_path, "init", "-q", str(repository))
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "first")
    rules = repository / "regler" / "open_questions.yaml"
    text = rules.read_text(encoding="utf-8")
    changed = text.replace("fact: age, at_least: 18", "fact: age, at_least: 17", 1)
    assert changed != text
    rules.write_text(changed, encoding="utf-8")
    base = git(repository, "rev-parse", "HEAD")
    judged, _ = act("validate", repository, base)
    assert judged.returncode == 0, judged.stdout
    assert act("prove", repository, base)[0].returncode in (0, 1)
    compared, summary = act("diff", repository, base)
    assert compared.returncode == 0, compared.stderr
    assert (tmp_path / "asked").read_text().startswith("pr comment 7 ")
    told = (tmp_path / "rusvej-diff.md").read_text(encoding="utf-8")
    assert told.startswith("# ") and "tilbud" in told
    assert summary.startswith(told[:100])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are bash")
@pytest.mark.parametrize("before", ["none", "broken"])
def test_the_action_lets_the_first_rulebook_in(tmp_path: Path, before: str) -> None:
    """Nothing to compare with is said, and fails nobody; a base that was not fetched does."""
    repository = tmp_path / "repository"
    git(tmp_path, "init", "-q", str(repository))
    (repository / "README.md").write_text("Regler\n")
    if before == "broken":
        (repository / "regler").mkdir()
        (repository / "regler" / "rulebook.yaml").write_text("rulebook: {\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "first")
    shutil.rmtree(repository / "regler", ignore_errors=True)
    shutil.copytree(HERE / "src" / "rusvej" / "template", repository / "regler")
    compared, summary = act("diff", repository, git(repository, "rev-parse", "HEAD"))
    assert compared.returncode == 0, compared.stderr
    assert summary.startswith("Der er intet at sammenligne med:\n\n    ")
    assert (tmp_path / "asked").read_text().startswith("pr comment 7 ")
    assert act("diff", repository, "0" * 40)[0].returncode != 0
