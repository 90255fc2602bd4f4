"""Runs the measurements; see the package."""

from __future__ import annotations

import importlib
import os
import pkgutil
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import benchmarks
from benchmarks import Figure, Missing

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = """# Measurements

Written by `python -m benchmarks` on {day}: {cores} cores, {memory} GiB, Python {python}, load
{load} while it ran (a load above 0 is other work on the same cores). Each ratio is of two things
measured in turn in one run. {versions}.

| Measured by | Figure | Value | Target |
| --- | --- | --- | --- |
"""
#: What the figures are beside; the version of each that is installed is told.
BESIDE = (
    "typer", "polars", "pyarrow", "numpy", "duckdb", "pyspark", "zen-engine", "rule-engine",
    "datalogic-py", "common-expression-language", "clipspy", "openfisca-core", "check-jsonschema",
)  # fmt: skip


def measured(name: str) -> Iterator[Figure]:
    """The figures of one module; none when it only prints."""
    module = importlib.import_module(f"benchmarks.{name}")
    if hasattr(module, "figures"):
        try:
            yield from module.figures()
        except Missing as missing:
            yield Figure((module.__doc__ or name).split(".")[0], f"not measured: {missing}")


def main(names: list[str]) -> None:
    # Else every start of a process would compile every module anew, which no user's does.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    rows = []
    for name in names or [name for name in found if name != "__main__"]:
        for figure in measured(name):
            row = f"| `{name}` | {figure.what} | {figure.value} | {figure.target} |"
            print(row, flush=True)
            rows.append(row)
    # Named modules take the place of their own rows; what was measured before stays.
    before = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.exists() and names else []
    kept = [row for row in before if row.startswith("| `") and row.split("`")[1] not in names]
    RESULTS.write_text(_head() + "\n".join(sorted([*kept, *rows], key=_module)) + "\n", "utf-8")


def _module(row: str) -> str:
    return row.split("`")[1]


def _head() -> str:
    found = {name: _version(name) for name in BESIDE}
    return HEAD.format(
        day=datetime.now(UTC).date(),
        python=platform.python_version(),
        cores=_cores(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30,
        load=f"{os.getloadavg()[1]:.1f}",
        versions=", ".join(f"{name} {version}" for name, version in found.items() if version),
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    main(sys.argv[1:])
