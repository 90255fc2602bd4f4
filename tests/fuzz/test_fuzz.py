"""Whatever comes in, no door breaks: never an exit code of 3, never a traceback, in bounded work.

`RUSVEJ_FUZZ` is the number of cases for each door: 8 in the quick run, else 25, always the same
ones; a night's run is `nox -s fuzz -- 150000`. What was run is told in docs/fuzz.md.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import chdir, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depth import QUICK
from rusvej.app.case import read_case_text
from rusvej.app.receipt import read as read_receipt
from rusvej.app.validate import validate
from rusvej.calendar import read_date
from rusvej.cli.command import Argument, parameters
from rusvej.cli.commands import COMMANDS, load
from rusvej.cli.running import run
from rusvej.diagnostics import InputError
from rusvej.foreign import CONTROL
from rusvej.model import Rulebook
from rusvej.store import data_folder
from rusvej.store.yaml import YamlFile

cases = settings(
    max_examples=int(
        os.environ.get("RUSVEJ_FUZZ", "25" if settings().max_examples > QUICK else "8")
    ),
    deadline=None,
    derandomize="RUSVEJ_FUZZ" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)

SIGNS = ":-{}[]'\"#&*!|>%@`,? \n\t\u00a0\x00\x1b\u202e\ud800æø=<0123456789aé~/.\\"
TEXTS = st.text(max_size=40) | st.text(SIGNS, max_size=60)
#: Commands that run for seconds or write beside the place where they are called.
NOT_HERE = {"validate", "prove", "test", "diff", "init", "migrate", "pack", "page", "batch"}
#: Words that commands know.
WORDS = st.sampled_from(
    [
        *("--plain", "--help", "--version", "--", "-", "json", "csv", "ics", "markdown", "="),
        *("15", "17", "misbrug", "problematisk", "motivated=ja", "age=17", "2026-03-02", "2.3."),
        *("MUT", "mut", "ssp", "contact=2026-03-02", "udeblivelse", "skole", "ja", "ukendt"),
    ]
)


def door(words: list[str], given_: str = "") -> tuple[int, str]:
    """(exit code, everything printed) of a command line."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        typed = given_.encode("utf-8", "surrogatepass")
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = run(words)
    written = [stream.buffer.getvalue() for stream in (out, err)]
    return code, b"\n".join(written).decode()


def mutated(draw: Any, content: bytes) -> bytes:
    """The content with a few pieces cut out, doubled or replaced."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(content)))
        to = min(len(content), at + draw(st.integers(0, 60)))
        piece = draw(TEXTS).encode("utf-8", "surrogatepass")
        instead = draw(st.sampled_from([b"", piece, content[at:to] * 2]))
        content = content[:at] + instead + content[to:]
    return content


@cases
@given(data=st.data())
def test_yaml(data: Any) -> None:
    source = data.draw(st.sampled_from(sorted(data_folder().glob("*.yaml"))))
    begin = source.read_bytes()[:4000]
    file = YamlFile("a.yaml", mutated(data.draw, begin))
    assert file.data is not None or file.diagnostics is not None
    assert all(each.message and each.help for each in file.diagnostics)


@cases
@given(data=st.data())
def test_rulebooks(data: Any, tmp_path_factory: Any) -> None:
    folder: Path = tmp_path_factory.mktemp("d")
    small = Path(__file__).parents[1] / "rulebooks" / "arbejdsdage"
    for path in sorted(small.glob("*.yaml")):
        content = path.read_bytes()
        if data.draw(st.booleans()):
            content = mutated(data.draw, content)
        (folder / path.name).write_bytes(content)
    found = validate(folder)
    assert all(each.message and each.help for each in found), found
    code, shown = door(["suggest", "--data", str(folder)])
    assert code != 3, shown
    assert code == 0 or found


@cases
@given(TEXTS | st.dictionaries(TEXTS, TEXTS | st.integers()).map(json.dumps))
def test_case_files(text: str) -> None:
    with suppress(InputError):
        read_case_text(text, "sag.yaml")
    code, shown = door(["suggest", "--case", "-"], text)
    assert code in (0, 2) and not CONTROL.search(shown)


@cases
@given(data=st.data())
def test_arguments(data: Any, rulebook: Rulebook, tmp_path_factory: Any) -> None:
    """Of every second option the value is one that it knows."""
    name = data.draw(st.sampled_from(sorted(set(COMMANDS) - NOT_HERE)))
    words = [name]
    for each in data.draw(st.lists(st.sampled_from(parameters(load(name), rulebook)), max_size=5)):
        named = [] if isinstance(each.written, Argument) else [each.written.name]
        known = st.sampled_from(each.written.metavar.split("|")) if each.written.metavar else WORDS
        value = [] if each.kind is bool else [data.draw(known | WORDS | TEXTS).lstrip("/")]
        words += named + value
    # What is written is written beside here.
    with chdir(tmp_path_factory.mktemp("a")):
        code, shown = door(data.draw(st.just(words) | st.permutations(words) | st.lists(WORDS)))
    assert code in (0, 1, 2, 4) and not CONTROL.search(shown), words
    # A remedy stands under every sentence.
    assert code != 2 or "\n      " in shown, shown


@cases
@given(TEXTS | st.text("0123456789./- mandgtisoefrløuj", max_size=25))
def test_dates(text: str) -> None:
    with suppress(InputError):
        assert isinstance(read_date(text, date(2026, 11, 25), tell=lambda _: None), date)


@cases
@given(
    st.sampled_from(["interview", "detect"]),
    st.lists(TEXTS | st.sampled_from(["1", "2", "15", "ja", "v", "t", "r", "?", "s"]), max_size=12),
)
def test_conversations(command: str, lines: list[str]) -> None:
    code, shown = door([command], "\n".join(lines))
    assert code == 0 and not CONTROL.search(shown)


@pytest.fixture(scope="module")
def receipt(tmp_path_factory: Any) -> bytes:
    name: Path = tmp_path_factory.mktemp("k") / "kvittering.json"
    assert door(["suggest", "--age", "15", "--receipt", str(name)])[0] == 0
    return name.read_bytes()


@cases
@given(data=st.data())
def test_receipts(data: Any, receipt: bytes, tmp_path_factory: Any) -> None:
    name = tmp_path_factory.mktemp("k") / "kvittering.json"
    name.write_bytes(mutated(data.draw, receipt))
    code, shown = door(["verify", str(name)])
    assert code in (0, 1, 2) and not CONTROL.search(shown)
    with suppress(InputError):
        read_receipt(name.read_text("utf-8", "replace"), "x")
