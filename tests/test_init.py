"""A rulebook begun with `rusvej init` is in order from the first minute, and nothing is written
over."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from rusvej.app.init import TEMPLATE, begin, document_record
from rusvej.app.schema import FILE, as_text, schema_of
from rusvej.app.validate import validate
from rusvej.cli.running import run
from rusvej.diagnostics import InputError
from rusvej.store.yaml import YamlFile

MODELINE = f"# yaml-language-server: $schema={FILE}\n"


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    begin(tmp_path / "regelsaet")
    return tmp_path / "regelsaet"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["validate"], "Ingen fejl"),
        (["prove"], "holder"),
        (["test"], "1 af 1 sager"),
        (["sources", "--text", "tekster"], "100 %"),
        (["suggest", "--age", "16"], "Ungesamtale"),
        (["suggest", "--age", "18", "--full"], "Er den, der er 18 år, med"),
        (["offer", "Ungesamtale", "--full"], "Gratis"),
        (["questions"], "over 18"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_is_begun_is_in_order(
    begun: Path,
    arguments: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(begun)
    assert run([*arguments, "--data", "."]) == 0
    assert told in capsys.readouterr().out


def test_nothing_is_warned_of(begun: Path) -> None:
    assert validate(begun) == []


def test_every_data_file_names_its_schema_and_explains_itself(begun: Path) -> None:
    for file in begun.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert text.startswith(MODELINE)
        assert text.count("# ") >= 3, file.name
    assert (begun / FILE).read_text(encoding="utf-8") == as_text(schema_of())


def test_the_workflow_does_what_the_readme_says(begun: Path) -> None:
    file = begun / ".github" / "workflows" / "rusvej.yml"
    steps = YamlFile(str(file), file.read_bytes()).data["jobs"]["regelsaet"]["steps"]
    done = " ".join(step.get("run", "") for step in steps)
    for command in ("validate --data . --format github", "prove", "test", "--require-version"):
        assert f"rusvej {command}" in done or command in done
    assert "rusvej==0.0.0" not in done


@pytest.mark.skipif(shutil.which("bash") is None, reason="the workflow's steps are bash")
def test_the_workflow_compares_only_where_there_was_a_rulebook(tmp_path: Path) -> None:
    def call(*words: str) -> str:
        done = subprocess.run(words, cwd=place, env=environment, capture_output=True, check=True)
        return done.stdout.decode()

    place, tool = tmp_path / "regler", tmp_path / "rusvej"
    begin(place)
    tool.write_text('#!/bin/sh\necho "$@"\n')
    tool.chmod(0o755)
    file = place / ".github" / "workflows" / "rusvej.yml"
    steps = YamlFile(str(file), file.read_bytes()).data["jobs"]["regelsaet"]["steps"]
    (step,) = [each["run"] for each in steps if each.get("name") == "diff"]
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "GITHUB_BASE_REF": "main",
        **{
            f"GIT_{who}_{what}": "p@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }
    call("git", "init", "-q")
    call("git", "commit", "-q", "--allow-empty", "-m", "first")
    call("git", "update-ref", "refs/remotes/origin/main", "HEAD")
    assert call("bash", "-e", "-c", step) == ""
    call("git", "add", "-A")
    call("git", "commit", "-q", "-m", "second")
    call("git", "update-ref", "refs/remotes/origin/main", "HEAD")
    assert call("bash", "-e", "-c", step) == "diff origin/main.. --data . --require-version\n"
    environment["GITHUB_BASE_REF"] = "not-fetched"
    with pytest.raises(subprocess.CalledProcessError):
        call("bash", "-e", "-c", step)


def test_the_municipality_has_its_own_name(tmp_path: Path) -> None:
    begin(tmp_path, "Store Vildmose Kommune")
    assert validate(tmp_path) == []
    told = (tmp_path / "rulebook.yaml").read_text(encoding="utf-8")
    assert "name: Store Vildmose Kommunes vejledning" in told
    assert "Lilleby" not in told


@pytest.mark.parametrize("name", ["A: {b", "Kommune #1", "140209-1234", "x" * 61])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        begin(tmp_path / "ny", name)
    assert not (tmp_path / "ny").exists()


def test_a_file_that_stands_there_is_left(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Min egen", encoding="utf-8")
    written, left = begin(tmp_path)
    assert left == ["README.md"]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Min egen"
    assert "offers.yaml" in written


def test_a_folder_with_a_rulebook_is_refused(begun: Path) -> None:
    before = {path: path.read_bytes() for path in begun.rglob("*") if path.is_file()}
    with pytest.raises(InputError, match="har allerede"):
        begin(begun, "Anden Kommune")
    assert before == {path: path.read_bytes() for path in begun.rglob("*") if path.is_file()}


def test_the_template_is_about_nobody() -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in TEMPLATE.rglob("*.*"))
    assert not any(word in told for word in ("Hjørring", "Sofus", "MUT", "Vesthimmerland"))


TEXT = """\ufeffVejledning om unge

Samtaler
Der er samtaler for alle under 25 år.
De er gratis, og man kan bare komme.

Åbningstid
Mandag: 8.00-15.00
Onsdag: 8.00-15.00

En sætning, der ender med et punktum.
"""


def test_the_record_of_a_document(begun: Path) -> None:
    text = begun / "tekster" / "Ny vejledning.txt"
    text.write_text(TEXT, encoding="utf-8")
    made = document_record(text)
    (begun / "nyt.yaml").write_text(made, encoding="utf-8")
    assert validate(begun) == []
    (record,) = YamlFile("nyt.yaml", made.encode()).data["documents"]
    assert record["id"] == "ny-vejledning"
    assert record["title"] == "Vejledning om unge"
    assert record["lines"] == [1, 11]
    assert [(s["heading"], s["lines"]) for s in record["sections"]] == [
        ("Samtaler", [3, 5]),
        ("Åbningstid", [7, 11]),
    ]


def test_a_text_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "tom.txt").write_text("\n \n", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("Åben".encode("latin-1"))
    for name in ("tom.txt", "latin.txt", "findes-ikke.txt"):
        with pytest.raises(InputError):
            document_record(tmp_path / name)
