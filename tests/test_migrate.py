"""A rulebook of the first format is brought over: nothing in it is lost, what changed is told, and
it answers as before. `formats/own` are files of the first release, `formats/small` those of
others."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from first_release import unpacked
from rusvej.app.migrate import Migrated, migrate
from rusvej.app.validate import validate
from rusvej.cli.running import run
from rusvej.diagnostics import InputError, RulebookError
from rusvej.store.load import inspect_contents
from rusvej.store.yaml import YamlFile

FORMATS = Path(__file__).parent / "formats"


def copied(tmp_path: Path, name: str) -> Path:
    return Path(shutil.copytree(FORMATS / name, tmp_path / name))


def data_of(file: Path) -> Any:
    return YamlFile(file.name, file.read_bytes()).data


def comments(file: Path) -> list[str]:
    """Every comment, those at the end of a line among them."""
    return [line.partition("#")[2] for line in file.read_text().splitlines() if "#" in line]


def kept(before: Any, after: Any, path: str = "") -> list[str]:
    """Where something that stood in the data no longer does, or is another."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            lost
            for key, value in before.items()
            for lost in (
                kept(value, after[key], f"{path}.{key}") if key in after else [f"{path}.{key}"]
            )
        ]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [
            lost
            for i, (one, other) in enumerate(zip(before, after, strict=True))
            for lost in kept(one, other, f"{path}.{i}")
        ]
    return [] if before == after else [path]


def test_the_old_form_is_told_with_the_remedy(tmp_path: Path) -> None:
    found = {diagnostic.code: diagnostic for diagnostic in validate(copied(tmp_path, "small"))}
    assert found["format-gammelt"].severity == "warning"
    assert "rusvej migrate" in found["format-gammelt"].help


def test_a_small_rulebook_is_in_order_afterwards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path, "small")
    assert run(["migrate", str(folder)]) == 0
    told = capsys.readouterr().out
    for change in (
        "format 1 til 2",
        "roles",
        "--motivation",
        "events",
        "phase1_start er nu phase1",
        "layers: [danmark]",
    ):
        assert change in told
    # A case gives the day of an event that no deadline is counted from.
    assert [(each.code, each.severity) for each in validate(folder)] == [
        ("begivenhed-ubrugt", "warning")
    ]
    assert run(["test", "--data", str(folder)]) == 0
    about = data_of(folder / "regler.yaml")["rulebook"]
    assert about["format"] == 2
    assert about["roles"] == {"age": "age", "level": "level"}
    assert about["options"] == {
        "--motivation": {"facts": ["motivated"], "help": "Er den unge motiveret?"}
    }
    assert {"id": "price", "label": "Pris", "wanted": True} in about["details"]
    (question,) = data_of(folder / "regler.yaml")["questions"]
    assert "documents_only" in question
    assert "1 uklare spørgsmål" in told


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Migrated]:
    """The first release brought over, and what was told of it."""
    folder = copied(tmp_path_factory.mktemp("own"), "own")
    return folder, migrate(folder)


@pytest.mark.parametrize("name", ["own", "small"])
def test_nothing_is_lost(own: tuple[Path, Migrated], tmp_path: Path, name: str) -> None:
    folder, done = own
    if name == "small":
        folder = copied(tmp_path, name)
        done = migrate(folder)
    assert done.files
    for file in sorted((FORMATS / name).rglob("*.yaml")):
        new = folder / file.relative_to(FORMATS / name)
        assert comments(new) == comments(file)
        lost = kept(data_of(file), data_of(new))
        renamed = [path for path in lost if path.endswith((".event", "_start", ".unit"))]
        assert lost == renamed
        if file.relative_to(FORMATS / name).as_posix() not in done.files:
            assert new.read_bytes() == file.read_bytes()


def test_the_first_release_gets_what_the_program_knew(own: tuple[Path, Migrated]) -> None:
    folder, done = own
    events = {event["id"]: event for event in data_of(folder / "deadlines.yaml")["events"]}
    assert set(events) >= {"contact", "applied", "start", "doctor", "module1", "primary-end"}
    assert events["applied"]["stands_for"] == "contact"
    assert events["module2"]["not_before"] == ["contact", "module1"]
    deadlines = {d["id"]: d for d in data_of(folder / "deadlines.yaml")["deadlines"]}
    assert deadlines["laegesamtale"]["unreported"] == "unknown"
    # What no line says is not written for the author, but told.
    assert "counts_as" not in events["module1"]
    assert any("counts_as: [start]" in line for line in done.told)
    assert data_of(folder / "rulebook.yaml")["rulebook"]["options"]["--grade"]["facts"] == ["grade"]


def test_twice_is_once(tmp_path: Path) -> None:
    folder = copied(tmp_path, "small")
    migrate(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    again = migrate(folder)
    assert (again.files, again.told) == ((), ())
    assert before == {path: path.read_bytes() for path in folder.rglob("*.yaml")}


def test_a_newer_format_is_refused_by_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "rulebook: {name: Ny, version: 1.0.0, format: 99, nyt_felt: 1}\nny_sektion: []\n"
    (tmp_path / "rulebook.yaml").write_text(text, encoding="utf-8")
    (found,) = validate(tmp_path)
    assert found.code == "format-nyere"
    for command in ("validate", "suggest", "prove"):
        assert run([command, "--data", str(tmp_path)]) == 1
        told = capsys.readouterr()
        assert "format 99, og denne rusvej kender kun til 2" in told.out + told.err
    with pytest.raises(InputError, match="kender kun til 2"):
        migrate(tmp_path)


def test_what_cannot_be_read_is_left(tmp_path: Path) -> None:
    folder = copied(tmp_path, "small")
    (folder / "ny.yaml").write_text("offers: [\n", encoding="utf-8")
    before = (folder / "regler.yaml").read_bytes()
    with pytest.raises(RulebookError):
        migrate(folder)
    assert (folder / "regler.yaml").read_bytes() == before
    (folder / "ny.yaml").unlink()
    (folder / "regler.yaml").write_text("offers: []\n", encoding="utf-8")
    with pytest.raises(InputError, match="rulebook"):
        migrate(folder)


@pytest.mark.long
def test_the_whole_first_release_is_in_order_afterwards(tmp_path: Path) -> None:
    folder = unpacked(tmp_path)
    done = migrate(folder)
    # The class is an ordinal number by its unit, which the first format did not say.
    written = {"deadlines.yaml", "facts.yaml", "open_questions.yaml", "rulebook.yaml"}
    assert set(done.files) == written
    # The first release had the fact, and no condition asked for it.
    (unused,) = validate(folder)
    assert unused.code == "oplysning-ubrugt" and "in_treatment" in unused.message


def test_in_the_first_format_facts_play_their_parts_by_name() -> None:
    text = """
rulebook: {name: Et andet, version: 1.0.0%s}
facts:
  - {id: level, type: choice, label: niveau, question: "Hvilket?", values: [{id: et, label: et}]}
  - {id: age, type: int, label: alder, question: "Hvor gammel?", min: 0, max: 99}
"""
    old, new = (
        inspect_contents([("r.yaml", (text % format).encode())], "").rulebook.roles
        for format in ("", ", format: 2")
    )
    assert (old.level, old.age, old.asker) == ("level", "age", "")
    assert (new.level, new.age) == ("", "")
