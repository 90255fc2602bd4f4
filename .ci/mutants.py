"""Tries mutants of the code, thousands in an hour: docs/mutants.md tells what came of it.

python .ci/mutants.py [--sample N] [--seed N] [--skip N] [--keep] [--test FILE]… ["rusvej.engine*"…]

mutmut makes the mutants, all of them beside the original in one copy of the code (`mutants`); the
environment names the one that runs. The tests are collected here once. Every mutant is then tried
in a child of this process by the tests that reach its function, the shortest first, until one
fails. One that survives is tried again in a process of its own, where nothing is remembered.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NoReturn

import mutmut.__main__ as mutmut
import pytest
from mutmut.mutation.data import SourceFileMutationData
from mutmut.state import state

#: A test that opens the shipped rulebook and asks it nothing: what it leaves is where all begin.
FIRST = "tests/test_engine.py::test_what_is_no_case_is_refused"
OPTIONS = ["-o", "addopts=", "-m", "not slow and not long", "-p", "no:cacheprovider", "--rootdir=."]
#: The name of no mutant.
NONE = "none"
#: A mutant may take so many times the seconds of its tests, and some more, before it is endless.
TIMES, MORE = 4, 20


def function_of(mutant: str) -> str:
    """The name under which mutmut counts the function that is changed."""
    return mutant.rpartition("__mutmut_")[0]


class Trial:
    """The tests of one process, and the mutants tried by them."""

    def __init__(self, mutants: list[str], told: Callable[[str], None], kept: bool) -> None:
        self.mutants, self.told, self.kept = mutants, told, kept
        self.survivors: list[str] = []
        self.reached: dict[str, list[int]] = {}
        self.seconds: list[float] = []
        self._running = self._failed = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = session.items
        self._stats(items)
        # A test can run once.
        first = next(item for item in items if item.nodeid.startswith(FIRST))
        elsewhere = next(item for item in items if item.path != first.path)
        session.config.hook.pytest_runtest_protocol(item=first, nextitem=elsewhere)
        for tests in self.reached.values():
            tests[:] = [test for test in tests if items[test] is not first]
        self._running = True
        # What no mutant is noticed by must not be noticed here either.
        if not self.kept and _child(
            partial(self._try, NONE, [item for item in items if item is not first]), 3600
        ):
            return True
        for at, mutant in enumerate(self.mutants):
            tests = sorted(self.reached.get(function_of(mutant), ()), key=self.seconds.__getitem__)
            began = time.monotonic()
            limit = TIMES * sum(self.seconds[test] for test in tests) + MORE
            code = _child(partial(self._try, mutant, [items[test] for test in tests]), int(limit))
            if code == 0:
                self.survivors.append(mutant)
            self.told(
                f"{at + 1}/{len(self.mutants)} {mutant} {'SURVIVES' if code == 0 else code}"
                f" {time.monotonic() - began:.1f}s of {len(tests)} tests"
            )
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and os.environ["MUTANT_UNDER_TEST"] == "stats":
            self.told(f"{report.nodeid} fails without any mutant, and is left out")
            self._failed = True
        elif report.failed and self._running:
            if os.environ["MUTANT_UNDER_TEST"] == NONE:
                self.told(f"{report.nodeid} fails without a mutant:\n{report.longrepr}")
            os._exit(1)

    def _try(self, mutant: str, items: list[pytest.Item]) -> None:
        os.environ["MUTANT_UNDER_TEST"] = mutant
        for item, following in zip(items, [*items[1:], None][: len(items)], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    def _stats(self, items: list[pytest.Item]) -> None:
        """Which tests reach which functions, and how long they take; found in a child, so that
        nothing of it is remembered here."""

        def run() -> None:
            os.environ["MUTANT_UNDER_TEST"], os.environ["MUTMUT_DEPENDENCY_DEPTH"] = "stats", "-1"
            found: dict[str, list[int]] = {}
            seconds = []
            for at, item in enumerate(items):
                began = time.monotonic()
                state()._stats.clear()
                item.config.hook.pytest_runtest_protocol(
                    item=item, nextitem=items[(at + 1) % len(items)]
                )
                for function in () if self._failed else state()._stats:
                    found.setdefault(function, []).append(at)
                self._failed = False
                seconds.append(time.monotonic() - began)
            Path("reached.json").write_text(json.dumps([found, seconds]))

        if not self.kept and _child(run, 3600):
            sys.exit("The tests end before they are through.")
        self.reached, self.seconds = json.loads(Path("reached.json").read_text())
        self.told(f"{len(items)} tests in {sum(self.seconds):.0f} s")


def _child(work: Callable[[], None], cpu_seconds: int) -> int:
    """How a child ends that does the work: 0 where nothing stopped it."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
        try:
            work()
        except BaseException:
            os._exit(2)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def alone(mutant: str, tests: Iterable[str]) -> int:
    """The exit code of the tests in a process of their own."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-n0", *OPTIONS, *tests],
        env={**os.environ, "MUTANT_UNDER_TEST": mutant},
        capture_output=True,
        check=False,
    ).returncode


def names(patterns: Iterable[str]) -> list[str]:
    """The mutants of which a pattern speaks, sorted."""
    found = []
    for path in mutmut.walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        found += [name.replace("__init__.", "") for name in data.exit_code_by_key]
    return sorted(n for n in found if any(fnmatch.fnmatch(n, each) for each in patterns))


def main() -> NoReturn:
    read = argparse.ArgumentParser()
    read.add_argument("patterns", nargs="*", default=["*"])
    read.add_argument("--sample", type=int)
    read.add_argument("--seed", type=int, default=13)
    read.add_argument("--test", action="append", help="instead of those in pyproject.toml")
    kept = "the mutants made before, and what their tests reach"
    read.add_argument("--keep", action="store_true", help=kept)
    read.add_argument("--skip", type=int, default=0, help="so many of them were tried before")
    asked = read.parse_args()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")

    def told(line: str) -> None:
        print(line, file=out, flush=True)

    if not asked.keep:
        shutil.rmtree("mutants", ignore_errors=True)
        mutmut.copy_src_dir()
        mutmut.copy_also_copy_files()
        mutmut.create_mutants(1)
    # In an order drawn at random: those tried so far are a sample whenever the run is ended.
    chosen = names(asked.patterns)
    random.Random(asked.seed).shuffle(chosen)
    chosen = chosen[asked.skip :][: asked.sample]
    tests = asked.test or mutmut.config().pytest_add_cli_args_test_selection
    code = str(Path("mutants/src").resolve())
    paths = [code, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    os.environ.update(MUTANT_UNDER_TEST="", PYTHONPATH=os.pathsep.join(paths))
    sys.path.insert(0, code)
    mutmut.config()
    os.chdir("mutants")
    trial = Trial(chosen, told, asked.keep)
    pytest.main(["-p", "no:terminal", "-p", "no:xdist", *OPTIONS, *tests], plugins=[trial])
    alive = [name for name in trial.survivors if alone(name, tests) == 0]
    told(f"{len(chosen)} tried, {len(alive)} survive")
    for name in alive:
        told(f"  {name}")
    sys.exit(bool(alive))


if __name__ == "__main__":
    main()
