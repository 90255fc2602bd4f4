"""Measurements: every figure is a ratio of two things measured in turn in one run, so that a slow
or busy machine tells the same as a quick one.

`python -m benchmarks` measures all and writes `RESULTS.md`; `python -m benchmarks startup size`
measures those modules alone. A module here with a function `figures` takes part.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured figure."""

    what: str
    value: str
    #: What it should be, as issue or design says; empty where it is only told.
    target: str = ""


class Missing(Exception):
    """What a measurement is compared with is not installed; the text says how to install it."""


def medians(runs: int, jobs: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each job, the jobs run in turn; the first round fills caches and is left
    out."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(runs + 1):
        for name, job in jobs.items():
            begin = time.perf_counter()
            job()
            if number:
                times[name].append(time.perf_counter() - begin)
    return {name: statistics.median(taken) for name, taken in times.items()}
