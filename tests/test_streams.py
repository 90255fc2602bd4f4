"""Streams that are full, closed, endless or full of noise; and what foreign text may do in them."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest

from rusvej.cli.running import run
from rusvej.cli.streams import Printed, prepared
from rusvej.foreign import CONTROL, as_json, neutral, quoted
from rusvej.render.markdown import markdown
from rusvej.render.page import Code, Item, Page, harmless

SUGGEST = ["suggest", "--age", "15", "--level", "problematisk"]
LATE = ["check-deadline", "--contact", "2026-03-02", "--age", "25", "--today", "2026-03-20"]
EVERY = [
    ["--version"],
    ["--help"],
    ["suggest", "--help"],
    SUGGEST,
    [*SUGGEST, "--format", "json"],
    [*SUGGEST, "--format", "markdown"],
    ["check-deadline", "--contact", "2026-03-02", "--age", "25", "--today", "2026-03-05"],
]


#: One command that is read by itself, one by Typer and one that writes bytes are tried quickly.
SOME = [
    pytest.param(words, id=" ".join(words), marks=[] if place in (1, 3, 4) else pytest.mark.long)
    for place, words in enumerate(EVERY)
]


def shell(
    redirection: str, words: list[str], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """rusvej run by a shell that redirects its streams."""
    line = f'exec "$0" -m rusvej "$@" {redirection}'
    return subprocess.run(
        ["sh", "-c", line, sys.executable, *words], input=given, capture_output=True, check=False
    )


@pytest.mark.parametrize("words", SOME)
def test_a_full_disk_is_a_sentence_and_2(words: list[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = shell(">/dev/full", words)
    assert done.returncode == 2
    assert "Svaret kunne ikke skrives" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode() and "Exception" not in done.stderr.decode()


@pytest.mark.parametrize("words", SOME)
def test_a_closed_output_is_quiet(words: list[str]) -> None:
    done = shell(">&-", words)
    assert (done.returncode, done.stderr) == (0, b"")


ENDS = [(SUGGEST, 0), (LATE, 1), (["nonsense"], 2)]
REDIRECTIONS = ["2>&-", "2>/dev/full", "2>&- <&-"]


@pytest.mark.parametrize(
    ("words", "code", "redirection"),
    [
        pytest.param(*end, redirection, marks=[] if at == place else pytest.mark.long)
        for at, end in enumerate(ENDS)
        for place, redirection in enumerate(REDIRECTIONS)
    ],
)
def test_a_closed_or_full_error_stream_changes_no_exit_code(
    words: list[str], code: int, redirection: str
) -> None:
    whole, done = shell("", words), shell(redirection, words)
    assert (done.returncode, done.stdout) == (code, whole.stdout) and whole.returncode == code


def test_all_streams_closed() -> None:
    assert shell("<&- >&- 2>&-", SUGGEST).returncode == 0
    assert shell("<&- >&- 2>&-", ["nonsense"]).returncode == 2


@pytest.mark.parametrize(
    ("text", "written"),
    [("Æblegård · § 3", "Aeblegaard - par. 3"), ("½ É ü – “x”…", '1/2 E u - "x"...'), ("本", "?")],
)
def test_a_narrow_console_gets_the_nearest_signs(text: str, written: str) -> None:
    out = io.TextIOWrapper(io.BytesIO(), "ascii")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        with prepared() as (printed, _):
            printed.write(text)
    assert out.buffer.getvalue().decode() == written


@pytest.mark.parametrize("words", [["--help"], SUGGEST], ids=" ".join)
def test_a_reader_that_leaves_is_no_error(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "rusvej", *words], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_stream_number_is_not_given_to_a_file(tmp_path: Path) -> None:
    receipt = tmp_path / "kvittering.json"
    done = shell(">&- 2>&-", [*SUGGEST, "--receipt", str(receipt)])
    assert done.returncode == 0
    assert json.loads(receipt.read_bytes())["schema"].startswith("rusvej/receipt/")


NOISE = {
    "bytes": b"\xff\xfe\x00\x80\n" * 100,
    "zeros": b"\0" * 100_000,
    "words": b"volapyk\n" * 100,
    "all": bytes(range(256)) * 40,
}


@pytest.mark.parametrize(
    ("command", "noise"),
    [
        pytest.param(
            command,
            noise,
            id=f"{command}-{kind}",
            marks=[]
            if (command, kind) in {("interview", "bytes"), ("detect", "zeros")}
            else pytest.mark.long,
        )
        for command in ("interview", "detect")
        for kind, noise in NOISE.items()
    ],
)
def test_noise_ends_a_conversation_after_three_answers(command: str, noise: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rusvej", command], input=noise, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout.decode().count("Tre svar i træk") == 1
    assert len(done.stdout) < 40_000


@pytest.mark.parametrize("word", ["t", "r", "?", "hvorfor"])
@pytest.mark.parametrize("command", ["interview", "detect"])
def test_a_conversation_that_goes_nowhere_ends(
    command: str, word: str, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    class Endless(io.StringIO):
        def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
            return f"{word}\n"

    monkeypatch.setattr(sys, "stdin", Endless())
    monkeypatch.setattr("rusvej.cli.typed._LINES", 20)
    assert run([command]) == 0
    assert "slutter her" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [["suggest", "--case"], ["verify"], [*SUGGEST, "--receipt"], ["schema", "-o"]],
    ids=lambda w: w[-1],
)
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "nul", "surrogate"])
def test_what_is_no_ordinary_file_is_refused_at_once(
    tmp_path: Path, capsys: Any, words: list[str], kind: str
) -> None:
    name = str(tmp_path / "her")
    if kind == "pipe":
        os.mkfifo(name)
    elif kind == "folder":
        Path(name).mkdir()
    else:
        name = {"device": "/dev/zero", "nul": "a\0b", "surrogate": "\ud800"}[kind]
    assert run([*words, name]) == 2
    assert capsys.readouterr().err.startswith("Fejl: ")


@pytest.mark.parametrize(
    "words", [["schema", "-o"], ["suggest", "--age", "15", "--receipt"], ["migrate"]], ids=" ".join
)
def test_a_full_disk_leaves_what_stood_there(
    words: list[str], tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    def full(*_: Any) -> Any:
        raise OSError(ENOSPC, "No space left on device")

    old = Path(__file__).parent / "formats" / "small"
    where = Path(shutil.copytree(old, tmp_path / "d"))
    before = {path.name: path.read_bytes() for path in where.iterdir() if path.is_file()}
    monkeypatch.setattr(tempfile, "mkstemp", full)
    assert run([*words, str(where if words == ["migrate"] else where / "new.json")]) == 2
    assert "kan ikke skrives til" in capsys.readouterr().err
    assert {p.name: p.read_bytes() for p in where.iterdir() if p.is_file()} == before


def test_a_hyphen_is_standard_output_or_refused(capsys: Any, tmp_path: Path) -> None:
    with contextlib.chdir(tmp_path):
        assert run(["schema", "-o", "-"]) == 0
        assert "$schema" in json.loads(capsys.readouterr().out)
        assert run(["suggest", "--age", "15", "--receipt", "-"]) == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [["--data", "a\0b"], ["--data", "\ud800"]], ids=["nul", "half"])
def test_names_that_no_folder_can_have(capsys: Any, words: list[str]) -> None:
    assert run(["suggest", *words]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_case_on_standard_input_has_a_bound(monkeypatch: Any, capsys: Any) -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 <= size < 10_000_000
            self.taken += size
            return b"\0" * size

    given = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(given, "_buffer", None, raising=False)
    stream = type("Stream", (), {"buffer": Endless(), "isatty": lambda self: False})()
    monkeypatch.setattr(sys, "stdin", stream)
    assert run(["suggest", "--case", "-"]) == 2
    assert "fylder mere end" in capsys.readouterr().err


# What foreign text may do where it is printed

HOSTILE = "a\x1b[31mb\x00c\x9b2Jd\u202ee\u200bf\rg\u2028h\ud800"


def test_neutral_text_has_no_control_characters() -> None:
    shown = neutral(HOSTILE)
    assert not CONTROL.search(shown) and len(shown) == len(HOSTILE)
    assert neutral("æøå – “§” →\n\t\u00a0\u2011") == "æøå – “§” →\n\t\u00a0\u2011"
    assert neutral("a\r\nb") == "a\r\nb"


def test_json_keeps_the_text_and_loses_the_control() -> None:
    made = as_json(json.dumps({"a": HOSTILE + "\U000e0041"}, ensure_ascii=False))
    assert not CONTROL.search(made)
    assert json.loads(made) == {"a": HOSTILE + "\U000e0041"}


def test_a_text_with_more_than_three_digits_is_not_repeated() -> None:
    assert quoted("MUT 123", "det") == "“MUT 123”"
    for text in ("1234", "a1b2c3d4", "١٢٣٤", "①②③④", "½¼½¼"):
        assert quoted(text, "det") == "det"
    assert quoted("a" * 50, "det") == f"“{'a' * 40}…”"
    assert quoted("a\n  b\x1b", "det") == "“a b␛”"


@pytest.fixture
def printed() -> tuple[Printed, io.StringIO]:
    under = io.StringIO()
    return Printed(under), under


def test_what_is_printed_is_harmless_whoever_prints_it(
    printed: tuple[Printed, io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, under = printed
    out.write(HOSTILE)
    assert not CONTROL.search(under.getvalue())
    monkeypatch.setattr(under, "isatty", lambda: True)
    out.write("\x1b[1mfed\x1b[0m\x1b]0;titel\x07\x1b[2J")
    assert "\x1b[1mfed\x1b[0m␛]0;titel␇␛[2J" in under.getvalue()


def test_streams_are_put_back(capsys: Any) -> None:
    before = sys.stdin, sys.stdout, sys.stderr
    with prepared():
        assert sys.stdout is not before[1]
    assert (sys.stdin, sys.stdout, sys.stderr) == before


def test_a_page_for_a_terminal_has_no_control_characters_anywhere() -> None:
    page = Page(HOSTILE)
    page.say(HOSTILE)
    page.points(HOSTILE, [Item(HOSTILE, HOSTILE, (HOSTILE,))])
    page.blocks.append(Code(HOSTILE))
    assert not any(CONTROL.search(repr(vars(block)).replace("\\n", "")) for block in harmless(page))
    assert [type(block) for block in harmless(page)] == [type(block) for block in page]


@pytest.mark.parametrize(
    ("text", "not_in"),
    [
        ("[k](javascript:alert(1))", "](j"),
        ("![p](http://example.invalid/p.png)", "!["),
        ("[k][id]", "][id"),
        ("[id]: javascript:alert(1)", "]:"),
        ("<javascript:alert(1)>", "<j"),
        ("<img src=x>", "<img"),
        ("`x`", " `x"),
    ],
)
def test_markdown_from_data_makes_no_link_no_picture_and_no_code(text: str, not_in: str) -> None:
    page = Page()
    page.say(text)
    page.points("T", [Item(text, text, (text,))])
    assert not_in not in markdown(page)


def test_a_citation_stays_as_it_is_in_markdown() -> None:
    page = Page()
    page.say("Ring til dem. [H 367-368, K 12]")
    assert "Ring til dem. [H 367-368, K 12]" in markdown(page)


def test_nothing_in_a_code_block_ends_it() -> None:
    page = Page()
    page.blocks.append(Code("a\n```\n[k](javascript:1)\n````"))
    first, *_, last = markdown(page).strip().splitlines()
    assert first == last == "`````"
