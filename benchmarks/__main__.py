"""Runs the measurements; see the package."""

from __future__ import annotations

import importlib
import pkgutil
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import benchmarks
from benchmarks import Figure, Missing

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = """# Measurements

Written by `python -m benchmarks` ({day}, Python {python}, {cores} cores). Each ratio is
of two things measured in turn in one run, medians.

| Measured by | Figure | Value | Target |
| --- | --- | --- | --- |
"""


def measured(name: str) -> Iterator[Figure]:
    """The figures of one module; none when it only prints."""
    module = importlib.import_module(f"benchmarks.{name}")
    if hasattr(module, "figures"):
        try:
            yield from module.figures()
        except Missing as missing:
            yield Figure((module.__doc__ or name).split(".")[0], f"not measured: {missing}")


def main(names: list[str]) -> None:
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    rows = []
    for name in names or [name for name in found if name != "__main__"]:
        for figure in measured(name):
            row = f"| `{name}` | {figure.what} | {figure.value} | {figure.target} |"
            print(row, flush=True)
            rows.append(row)
    if not names:
        head = HEAD.format(
            day=datetime.now(UTC).date(), python=platform.python_version(), cores=_cores()
        )
        RESULTS.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    main(sys.argv[1:])
