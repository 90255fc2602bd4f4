"""The compiled rulebook is never believed wrongly, and never in the way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from errno import EROFS
from pathlib import Path
from typing import Any

import pytest

import rusvej
from rusvej.cli.running import run
from rusvej.store import compiled

DIGEST = "0123456789abcdef"
PLAIN: dict[str, Any] = {"about": {"name": "Æ"}, "offers": [{"at_least": 18}] * 50}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of compiled rulebooks, which does not exist yet."""
    chosen = tmp_path / "own" / "cache"
    monkeypatch.setenv("RUSVEJ_CACHE", str(chosen))
    return chosen


def kept(folder: Path) -> Path:
    """The one compiled rulebook of the folder, just written."""
    compiled.keep(DIGEST, PLAIN)
    (only,) = folder.glob("rulebook-*.json")
    return only


def test_what_was_kept_is_fetched_from_a_folder_of_ones_own(folder: Path) -> None:
    assert compiled.fetch(DIGEST) is None
    kept(folder)
    assert compiled.fetch(DIGEST) == PLAIN
    assert compiled.fetch(DIGEST[::-1]) is None
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("step", [211, pytest.param(31, marks=pytest.mark.slow)])
def test_every_changed_byte_and_every_cut_is_noticed_and_mended(folder: Path, step: int) -> None:
    file = kept(folder)
    whole = file.read_bytes()
    for place in range(0, len(whole), step):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert compiled.fetch(DIGEST) is None
        file.write_bytes(whole[:place])
        assert compiled.fetch(DIGEST) is None
    compiled.keep(DIGEST, PLAIN)
    assert compiled.fetch(DIGEST) == PLAIN


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b"[" * 100_000, b"{}\n{}"])
def test_foreign_content_is_compiled_anew(folder: Path, content: bytes) -> None:
    file = kept(folder)
    file.write_bytes(content)
    assert compiled.fetch(DIGEST) is None


def test_a_changed_rule_in_the_file_never_reaches_an_answer(folder: Path, capsys: Any) -> None:
    data = Path(__file__).parent / "rulebooks" / "seks-trin"
    case = ["suggest", "--fact", "year=7", "--data", str(data), "--format", "json"]
    assert run(case) == 0
    first = capsys.readouterr().out
    (file,) = folder.glob("rulebook-*.json")
    content = file.read_bytes()
    assert b'"at_least":7' in content
    file.write_bytes(content.replace(b'"at_least":7', b'"at_least":8'))
    assert run(case) == 0
    assert capsys.readouterr().out == first
    assert file.read_bytes() == content


def test_another_digest_for_other_code_of_any_part(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "rusvej"
    shutil.copytree(Path(rusvej.__file__).parent, copy, ignore=shutil.ignore_patterns("data"))
    monkeypatch.setattr(compiled, "__file__", str(copy / "store" / "compiled.py"))
    before = compiled._code()
    for part in ("engine/offers.py", "checks/check.py", "truth.py", "render/words.py"):
        code = copy / part
        about, text = code.stat(), code.read_text(encoding="utf-8")
        # Equal size, equal time: only the content tells.
        code.write_text(text.replace("e", "f", 1), encoding="utf-8")
        os.utime(code, ns=(about.st_atime_ns, about.st_mtime_ns))
        assert compiled._code() != before
        code.write_text(text, encoding="utf-8")
    assert compiled._code() == before


def test_a_link_at_a_draft_or_at_the_file_is_not_followed(folder: Path, tmp_path: Path) -> None:
    treasure = tmp_path / "treasure"
    treasure.write_text("mine")
    file = kept(folder)
    file.unlink()
    file.symlink_to(treasure)
    file.with_suffix(f".{os.getpid()}.tmp").symlink_to(treasure)
    assert compiled.fetch(DIGEST) is None
    compiled.keep(DIGEST, PLAIN)
    assert treasure.read_text() == "mine"
    assert compiled.fetch(DIGEST) == PLAIN and not file.is_symlink()


def test_a_link_to_a_true_file_is_not_followed_either(folder: Path, tmp_path: Path) -> None:
    file = kept(folder)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert compiled.fetch(DIGEST) is None


def test_another_rulebooks_file_under_this_name_is_compiled_anew(folder: Path) -> None:
    file = kept(folder)
    other = DIGEST[::-1]
    shutil.copy(file, file.with_name(file.name.replace(DIGEST, other)))
    assert compiled.fetch(other) is None and compiled.fetch(DIGEST) == PLAIN


@pytest.mark.skipif(sys.platform == "win32", reason="pipes in folders and owners are POSIX's")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    file = kept(folder)
    file.unlink()
    os.mkfifo(file)
    assert compiled.fetch(DIGEST) is None


@pytest.mark.skipif(sys.platform == "win32", reason="pipes in folders and owners are POSIX's")
def test_another_users_folder_is_neither_read_nor_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept(folder)
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    assert compiled.fetch(DIGEST) is None
    compiled.keep(DIGEST[::-1], PLAIN)
    assert list(folder.iterdir()) == [file]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes in folders and owners are POSIX's")
@pytest.mark.parametrize("part", ["folder", "file"])
def test_what_others_may_write_is_not_believed(folder: Path, part: str) -> None:
    file = kept(folder)
    (folder if part == "folder" else file).chmod(0o777)
    assert compiled.fetch(DIGEST) is None


def test_a_relative_folder_of_the_system_is_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the XDG specification has it; else every folder one stands in gets a cache."""
    monkeypatch.delenv("RUSVEJ_CACHE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    compiled.keep(DIGEST, PLAIN)
    assert compiled.fetch(DIGEST) == PLAIN
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_folder_that_cannot_be_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    for name in (str(tmp_path / "file"), str(tmp_path / "file" / "below"), "a\0b"):
        monkeypatch.setattr(os, "environ", {**os.environ, "RUSVEJ_CACHE": name})
        compiled.keep(DIGEST, PLAIN)
        assert compiled.fetch(DIGEST) is None
    assert (tmp_path / "file").read_text() == "x"


def test_a_full_disk_leaves_nothing_behind(folder: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no limit on the size of files")
    code = (
        "import resource, json, sys\n"
        "from rusvej.store import compiled\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        f"compiled.keep({DIGEST!r}, json.loads(sys.stdin.read()))\n"
    )
    subprocess.run([sys.executable, "-c", code], input=json.dumps(PLAIN).encode(), check=True)
    assert list(folder.iterdir()) == []


def test_a_failed_write_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept(folder)
    before = file.read_bytes()

    def fails(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", fails)
    compiled.keep(DIGEST, {"other": 1})
    assert file.read_bytes() == before and list(folder.iterdir()) == [file]


def test_where_nothing_can_be_written_any_more_the_old_file_is_still_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write in a folder that is read-only, so the file system says it."""
    file = kept(folder)

    def fails(*_: object, **__: object) -> None:
        raise OSError(EROFS, "read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", fails)
    compiled.keep(DIGEST, {"other": 1})
    assert list(folder.iterdir()) == [file] and compiled.fetch(DIGEST) == PLAIN


def test_a_run_that_is_killed_while_it_writes_leaves_no_half_file(folder: Path) -> None:
    code = (
        "import json, os, sys\n"
        "from rusvej.store import compiled\n"
        "os.replace = lambda *_: os._exit(9)\n"
        f"compiled.keep({DIGEST!r}, json.loads(sys.stdin.read()))\n"
    )
    killed = [sys.executable, "-c", code]
    assert subprocess.run(killed, input=json.dumps(PLAIN).encode(), check=False).returncode == 9
    assert compiled.fetch(DIGEST) is None and not list(folder.glob("*.json"))
    kept(folder)
    assert compiled.fetch(DIGEST) == PLAIN


def test_abandoned_drafts_and_old_files_are_cleared_away(folder: Path) -> None:
    file = kept(folder)
    left, fresh = folder / "rulebook-left.tmp", folder / "rulebook-fresh.tmp"
    for draft in (left, fresh):
        draft.touch()
    os.utime(left, (0, 0))
    for number in range(20):
        old = folder / f"rulebook-{number}.json"
        old.touch()
        os.utime(old, (number, number))
    compiled.keep(DIGEST, PLAIN)
    assert file.exists() and fresh.exists() and not left.exists()
    assert len(list(folder.glob("*.json"))) == 8


def _one_of_many(number: int) -> bool:
    compiled.keep(DIGEST, PLAIN)
    return compiled.fetch(DIGEST) in (PLAIN, None) and number >= 0


def test_many_processes_at_once(folder: Path) -> None:
    with ProcessPoolExecutor(3) as pool:
        assert all(pool.map(_one_of_many, range(12)))
    assert compiled.fetch(DIGEST) == PLAIN
    assert len(list(folder.iterdir())) == 1
