"""What all tests share: the shipped rulebook, loaded once, and how deep a run goes.

`pytest` is the quick run: laws with few examples, what is marked `slow` or `long` left out and
counted in the last lines. `pytest -m slow` runs what is marked so; `pytest -m long` what is marked
`long`, and every law again with many examples; `pytest -m ""` runs everything.
`HYPOTHESIS_PROFILE=night` searches at random and long.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Generator, Iterator, Sequence
from copy import copy
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import is_hypothesis_test, settings

import depth
from rusvej.analysis import questions
from rusvej.app import diff
from rusvej.app import rulebook as door
from rusvej.model import Rulebook
from rusvej.store import compiled, data_folder, load_rulebook, yaml
from rusvej.store.folder import read_folder
from rusvej.store.load import Judge, digest_of

#: The page and a browser to open it in.
pytest_plugins = ["page_fixtures"]

#: So many rulebooks stay open at a time, and so many files stay read.
_KEPT_OPEN = 24
_KEPT_READ = 300
_LARGEST_READ_ONCE = 500_000
_MOST_FACTS_TOLD = 20
_left_out = 0


def pytest_configure(config: pytest.Config) -> None:
    """Chooses the number of examples before any law is imported."""
    wanted = config.getoption("markexpr")
    quick = bool(wanted) and ("long" not in wanted or "not long" in wanted)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick" if quick else "full"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """What needs a browser is slow, and what is long is not slow as well. With many examples every
    law is long: it has more to try than the quick run tried."""
    many = settings.default is not None and settings.default.max_examples > depth.QUICK
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker("slow")
        if many and is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("long")
        if item.get_closest_marker("long"):
            item.own_markers[:] = [each for each in item.own_markers if each.name != "slow"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI promises a browser, a test of the page that is skipped has failed."""
    report = yield
    if report.skipped and item.get_closest_marker("browser") and "RUSVEJ_CI" in os.environ:
        report.outcome = "failed"
        report.longrepr = f"skipped where it must run: {report.longrepr}"
    return report


def pytest_collection_finish() -> None:
    """What is collected stays to the end; nobody need look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Counts the slow tests that this run leaves out."""
    global _left_out  # noqa: PLW0603
    _left_out += sum(item.get_closest_marker("slow") is not None for item in items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Each worker collects all tests; the last one to end tells the number."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = _left_out


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Takes the number from a worker of xdist."""
    global _left_out  # noqa: PLW0603
    _left_out = getattr(node, "workeroutput", {}).get("left_out", _left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was left out, and how to run it."""
    if _left_out:
        terminalreporter.write_line(
            f"{_left_out} slow tests left out (browser, Spark, nearly every cell): `pytest -m slow`"
            " runs them. Laws tried with few examples, no cell of an action: `pytest -m long`."
        )


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The compiled rulebook of the tests never touches the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        folder = str(tmp_path_factory.mktemp("cache"))
        patch.setenv("RUSVEJ_CACHE", folder)
        # A width that somebody's shell asks for is not asked of the tests.
        patch.delenv("COLUMNS", raising=False)
        opened = _opened_once(folder)
        patch.setattr(door, "load_rulebook", opened)
        patch.setattr(diff, "load_rulebook", opened)
        patch.setattr(Rulebook, "_repr_pretty_", _told, raising=False)
        patch.setattr(compiled, "_code", _code_once(compiled._code))
        patch.setattr(yaml, "YamlFile", _read_once())
        patch.setattr(questions, "numbered", _numbered_once(questions.numbered))
        yield


def _told(book: Rulebook, printer: Any, _: bool) -> None:
    """What is told of a rulebook where a law is broken: of the shipped one its name, for it is so
    long that Hypothesis warns, and fails for that."""
    printer.text(f"<{book.about.name}>" if len(book.facts) > _MOST_FACTS_TOLD else repr(book))


def _code_once(code: Callable[[], str]) -> Callable[[], str]:
    """The code is read once; a copy of it, which a test may change, every time."""
    own, found = compiled.__file__, cache(code)
    return lambda: found() if compiled.__file__ == own else code()


def _read_once() -> Callable[[str, bytes], yaml.YamlFile]:
    """Reads a file of the same name and content once for all rulebooks of a run: most of those that
    a test writes differ from the shipped one in a line. The data are everyone's own."""
    read = lru_cache(_KEPT_READ)(yaml.YamlFile)
    plain = lru_cache(_KEPT_READ)(lambda name, content: pickle.dumps(read(name, content).data))

    def once(name: str, content: bytes) -> yaml.YamlFile:
        if len(content) > _LARGEST_READ_ONCE:
            return read.__wrapped__(name, content)
        file = copy(read(name, content))
        file.data = pickle.loads(plain(name, content))
        return file

    return once


def _opened_once(cache: str) -> Callable[..., Rulebook]:
    """Opens a rulebook of the same files once for all commands of a run: most tests ask the shipped
    one. A test with a cache of its own opens as a process of its own does."""
    opened: dict[tuple[str, bool], Rulebook] = {}

    def load(folder: Path, judge: Judge | None = None) -> Rulebook:
        contents, faults = read_folder(folder)
        if faults or os.environ.get("RUSVEJ_CACHE") != cache:
            return load_rulebook(folder, judge)
        digest = digest_of(contents)
        # One that was judged will do for who does not ask for it.
        key = (digest, judge is not None or (digest, True) in opened)
        if key not in opened:
            while len(opened) >= _KEPT_OPEN:
                del opened[next(iter(opened))]
            opened[key] = load_rulebook(folder, judge)
        # The one asked last is let go last.
        opened[key] = opened.pop(key)
        return opened[key]

    return load


def _numbered_once(
    numbered: Callable[[Rulebook], tuple[questions.Numbered, ...]],
) -> Callable[[Rulebook], tuple[questions.Numbered, ...]]:
    """What hangs on the questions of a rulebook is found once, however many commands show it; the
    tests of it call the function itself."""

    def once(book: Rulebook) -> tuple[questions.Numbered, ...]:
        if "_numbered" not in book.__dict__:
            book.__dict__["_numbered"] = numbered(book)
        found: tuple[questions.Numbered, ...] = book.__dict__["_numbered"]
        return found

    return once


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of the shipped data."""
    return data_folder()


@pytest.fixture(scope="session")
def rulebook(_own_cache: None, data_dir: Path) -> Rulebook:
    """The shipped rulebook, the one that commands open."""
    return door.open_rulebook(data_dir)
