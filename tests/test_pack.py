"""A rulebook packed as a wheel is installed by pip and found by its name; whoever writes rules
stands in their folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from rusvej.app.init import begin
from rusvej.app.pack import pack
from rusvej.app.rulebook import known_rulebooks
from rusvej.cli.running import run
from rusvej.diagnostics import InputError, RulebookError
from rusvej.store import data_folder
from rusvej.store.installed import installed


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    begin(tmp_path / "regelsaet", "Nørre Å Kommune")
    return tmp_path / "regelsaet"


def put_in_place(wheel: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an installer does with a wheel that has no code to compile."""
    ZipFile(wheel).extractall(site)
    monkeypatch.syspath_prepend(str(site))


def test_a_packed_rulebook_is_found_by_name(
    begun: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    called, wheel = pack(begun, tmp_path / "pakker")
    assert (called, wheel.name) == ("noerre-aa", "rusvej_noerre_aa-0.1.0-py3-none-any.whl")
    put_in_place(wheel, tmp_path / "site", monkeypatch)
    assert set(installed()) == {"noerre-aa"}
    assert run(["suggest", "--data", "noerre-aa", "--age", "16"]) == 0
    assert "Ungesamtale" in capsys.readouterr().out
    assert run(["test", "--data", "noerre-aa"]) == 0
    assert "1 af 1 sager" in capsys.readouterr().out
    found = known_rulebooks(begun)
    assert [(book["data"], book["name"][:15]) for book in found] == [
        ("", "Nørre Å Kommune"),
        ("noerre-aa", "Nørre Å Kommune"),
    ]
    monkeypatch.setenv("RUSVEJ_DATA", "noerre-aa")
    assert data_folder() == installed()["noerre-aa"]


@pytest.mark.slow
def test_pip_installs_it(begun: Path, tmp_path: Path) -> None:
    _, wheel = pack(begun, tmp_path)
    options = ["--no-deps", "--no-index", "--disable-pip-version-check", "-q"]
    words = ["install", *options, "--target", str(tmp_path / "site"), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *words], check=True)
    assert (tmp_path / "site" / "rusvej_noerre_aa" / "data" / "offers.yaml").is_file()


def test_the_same_files_make_the_same_wheel(begun: Path, tmp_path: Path) -> None:
    one, other = (pack(begun, tmp_path / name)[1].read_bytes() for name in ("a", "b"))
    assert one == other


def test_every_file_is_in_the_record_and_no_text_of_the_documents(
    begun: Path, tmp_path: Path
) -> None:
    with ZipFile(pack(begun, tmp_path)[1]) as wheel:
        names = wheel.namelist()
        record = next(name for name in names if name.endswith("/RECORD"))
        told = [line.split(",")[0] for line in wheel.read(record).decode().splitlines()]
    assert sorted(told) == sorted(names)
    assert not any("tekster" in name for name in names)
    assert any(name.endswith("cases/sager.yaml") for name in names)


def test_what_cannot_be_packed(begun: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="navnet på et regelsæt"):
        pack(begun, tmp_path, "Nørre Å")
    pack(begun, tmp_path, "a")
    with pytest.raises(InputError, match="findes allerede"):
        pack(begun, tmp_path, "a")
    (begun / "offers.yaml").write_text("offers: [{id: a}]\n", encoding="utf-8")
    with pytest.raises(RulebookError):
        pack(begun, tmp_path, "b")
    assert [path.name for path in tmp_path.glob("*.whl")] == ["rusvej_a-0.1.0-py3-none-any.whl"]


def test_a_name_that_is_nowhere_is_told() -> None:
    with pytest.raises(InputError, match="intet regelsæt er installeret") as told:
        data_folder("findes-ikke")
    assert "rusvej rulebooks" in told.value.help


@pytest.mark.parametrize("command", ["validate", "prove", "test"])
def test_in_a_folder_with_a_rulebook_that_one_is_meant(
    begun: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    monkeypatch.delenv("RUSVEJ_DATA", raising=False)
    monkeypatch.chdir(begun)
    assert run([command]) == 0
    assert "Nørre Å Kommunes vejledning" in capsys.readouterr().out
    # Whoever only asks gets the rulebook that they always get.
    assert data_folder() != Path()
    monkeypatch.chdir(begun / "tekster")
    assert data_folder(here=True) == data_folder()


@pytest.mark.slow
def test_installed_rulebooks_cost_nothing_to_the_one_that_is_asked(tmp_path: Path) -> None:
    """Not one of their files is opened in an ordinary run."""
    for number in range(3):
        package = tmp_path / f"rusvej_m{number}"
        package.mkdir()
        (package / "about.yaml").write_text("", encoding="utf-8")
        told = tmp_path / f"rusvej_m{number}-1.dist-info"
        told.mkdir()
        (told / "METADATA").write_text(f"Name: rusvej-m{number}\nVersion: 1\n", encoding="utf-8")
        point = f"[rusvej.rulebooks]\nm{number} = rusvej_m{number}\n"
        (told / "entry_points.txt").write_text(point, encoding="utf-8")
    counting = f"""
import sys
sys.path.append({str(tmp_path)!r})
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
from rusvej.cli.running import run
run(["suggest", "--age", "15"])
print(len(opened), sum(name.startswith({str(tmp_path)!r}) for name in opened))
"""
    command = [sys.executable, "-c", counting]
    # The first run may have to read the YAML files, and pydantic looks at what is installed.
    subprocess.run(command, capture_output=True, check=True)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    every, theirs = map(int, done.stdout.splitlines()[-1].split())
    assert every > 0 and theirs == 0
