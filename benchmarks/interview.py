"""What the order of `rusvej interview` costs beside the best order that asks first what facts wait
for, counted out over every answer, each class of a fact that is still possible being equally
likely."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import Figure
from rusvej.compiled import compiled
from rusvej.engine.asking import Asking
from rusvej.facts import Case
from rusvej.store import data_folder, load_rulebook

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from expected_cost import Expected, Least, asked

STARTS: tuple[Case, ...] = (
    {},
    {"age": 15},
    {"level": "misbrug"},
    {"age": 14, "level": "trivsel"},
    {"age": 15, "level": "problematisk"},
    {"age": 17, "level": "misbrug"},
    {"age": 25, "level": "misbrug"},
    {"age": 25, "level": "afhaengighed"},
)


def figures() -> Iterator[Figure]:
    asking = Asking(compiled(load_rulebook(data_folder())))
    for case in STARTS:
        state = frozenset(asking.rests(case).values())
        cost, number = Expected(asking, asked(asking)).total(state)
        least, _ = Least(asking).total(state)
        known = " ".join(f"{fact}={value}" for fact, value in case.items()) or "nothing known"
        yield Figure(
            f"interview, {known}: expected cost ÷ least",
            f"{cost / least:.3f} ({number:.1f} questions)",
            "≤ 1.05",
        )
