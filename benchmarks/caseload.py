"""The same decision for many complete cases, beside other engines; all agree on 10,000 cases
before anything is timed. Times are the least of several, the two sides in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from benchmarks import Figure, Missing, peers
from benchmarks.decision import Decision, from_numbers
from rusvej.compiled import Held
from rusvej.store import data_folder, load_rulebook

CASES = 10_000
ROWS = 1_000_000


def least(runs: int, jobs: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The least seconds of each job, the jobs run in turn."""
    found = dict.fromkeys(jobs, float("inf"))
    for _ in range(runs):
        for name, job in jobs.items():
            begin = time.perf_counter()
            job()
            found[name] = min(found[name], time.perf_counter() - begin)
    return found


def figures() -> Iterator[Figure]:
    try:
        import numpy as np
        import polars as pl

        from rusvej.caseload.plan import Plan
        from rusvej.caseload.running import answer_frame
    except ImportError:
        raise Missing("pip install 'rusvej[batch]'") from None
    decision = Decision(load_rulebook(data_folder()).on(date(2026, 3, 2)))
    plan = Plan(decision.book)
    cases = decision.cases(CASES)
    frame = typed(decision, cases)
    told = answer_frame(plan, frame, []).select(plan.offers).cast(pl.String).rows()
    expected = [
        tuple(Held(decision.compiled, from_numbers(decision, c)).status(o).id for o in plan.offers)
        for c in cases
    ]
    agreed(told, expected, "rusvej")
    million = pl.concat([frame] * (ROWS // CASES)).rechunk()
    ours = least(3, {"": lambda: answer_frame(plan, million, [])})[""] / ROWS
    yield Figure("a batch of 10⁶ in memory, cases/s", f"{1 / ours:,.0f}")
    for name, make in peers.ONE_BY_ONE.items():
        try:
            decide = make(decision)
        except ImportError as error:
            yield Figure(f"the same ÷ {name}", f"not measured: {error}")
            continue
        agreed(decide(cases), expected, name)
        theirs = least(3, {"": lambda d=decide: d(cases[:500])})[""] / 500  # type: ignore[misc]
        target = "≥ 1,000" if name == "zen-engine" else ""
        yield Figure(f"the same ÷ {name}", f"{theirs / ours:,.0f}", target)
    columns = peers.columns(decision, cases)
    many = {fact: np.tile(values, ROWS // CASES) for fact, values in columns.items()}
    for name, make_all in peers.AT_ONCE.items():
        try:
            decide_all = make_all(decision)
        except ImportError as error:
            yield Figure(f"the same ÷ {name}", f"not measured: {error}")
            continue
        agreed(peers.in_words(decide_all(columns)), expected, name)
        jobs: dict[str, Callable[[], object]] = {
            "ours": lambda: answer_frame(plan, million, []),
            "theirs": lambda d=decide_all: d(many),  # type: ignore[misc]
        }
        taken = least(3, jobs)
        target = "≥ 10" if name.startswith("OpenFisca") else ""
        yield Figure(f"the same ÷ {name}", f"{taken['theirs'] / taken['ours']:.1f}", target)


def agreed(told: Any, expected: list[tuple[str, ...]], name: str) -> None:
    """Raises `ValueError` where a peer decides otherwise: its time would mean nothing."""
    if [tuple(row) for row in told] != expected:
        raise ValueError(f"{name} decides otherwise")


def typed(decision: Decision, cases: list[dict[str, Any]]) -> Any:
    """Cases as a frame whose columns have the types that a frame of Polars has."""
    import polars as pl

    found = {}
    for fact, of in decision.facts.items():
        values = [from_numbers(decision, case)[fact] for case in cases]
        if of.type == "int" and of.none:
            found[fact] = pl.Series(map(str, values), dtype=pl.String)
        else:
            kind: Any = {"int": pl.Int32, "bool": pl.Boolean}.get(of.type)
            found[fact] = pl.Series(values, dtype=kind or pl.Enum(of.choices()))
    return pl.DataFrame(found)
