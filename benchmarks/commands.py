"""The commands that look at all cases, each beside `python -c pass`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from benchmarks import Figure, medians

COMMANDS = {
    "prove": (5, "≤ 1 s"),
    "validate": (5, ""),
    "test": (3, ""),
    "test --mutate": (1, "≤ 10 s"),
}


def process(words: list[str]) -> None:
    subprocess.run([sys.executable, *words], stdout=subprocess.PIPE, check=False)


def figures() -> Iterator[Figure]:
    for words, (runs, target) in COMMANDS.items():
        command = ["-m", "rusvej", *words.split()]
        jobs = {"pass": partial(process, ["-c", "pass"]), "it": partial(process, command)}
        taken = medians(runs, jobs)
        yield Figure(
            f"`{words}` ÷ `python -c pass`",
            f"{taken['it'] / taken['pass']:.0f} ({taken['it']:.1f} s)",
            target,
        )
