"""The caseload's plan in Spark on 10⁷ rows, with two workers beside one. Each is a process of its
own, since Spark keeps its first session, and has as many cores as workers: else the one would have
another core for its compiler and its memory to be cleared on. Its start, and a first run over a
sixteenth of the rows, are not counted. As a program, `python -m benchmarks.spark`, it tells from
Spark's log of events what the seconds went to; `name=value` sets a setting of Spark's."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import Figure, Missing

ROWS, PARTS = 10_000_000, 16
RUN = """
import os, sys, time
from datetime import date
from pyspark.sql import SparkSession
from rusvej.caseload.engines import run
from rusvej.caseload.plan import Plan
from rusvej.store import data_folder, load_rulebook
workers, made, *settings = sys.argv[1:]
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(workers)])
spark = SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false")
spark = spark.config("spark.driver.memory", "4g").config("spark.eventLog.enabled", "true")
spark = spark.config("spark.eventLog.dir", f"file://{made}/log-{workers}")
spark = spark.config("spark.eventLog.rolling.enabled", "false")
spark = spark.config("spark.eventLog.compress", "false")
for setting in settings:
    spark = spark.config(*setting.split("=", 1))
os.mkdir(f"{made}/log-{workers}")
spark = spark.getOrCreate()
plan = Plan(load_rulebook(data_folder()).on(date(2026, 3, 2)))
for read in ("cases/0.parquet", "cases"):
    begin = time.time()
    run(plan, "spark", f"{made}/{read}", "parquet", f"{made}/answers", ["id"])
    end = time.time()
print(begin, end)
"""
#: What a task tells of itself, in thousandths of a second or thousandths of those.
TOLD = {
    "running": ("Executor Run Time", 1e3),
    "of the processor": ("Executor CPU Time", 1e9),
    "clearing memory": ("JVM GC Time", 1e3),
    "sending": ("Executor Deserialize Time", 1e3),
}


@contextmanager
def cases() -> Iterator[str]:
    """A folder with the cases in `PARTS` files."""
    if importlib.util.find_spec("pyspark") is None:
        raise Missing("pip install 'rusvej[spark]'")
    import polars as pl

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "cases")
        folder.mkdir()
        for part in range(PARTS):
            ids = pl.int_range(part * ROWS // PARTS, (part + 1) * ROWS // PARTS, eager=True)
            frame = pl.DataFrame({"id": ids}).with_columns(
                age=10 + pl.col("id") % 30,
                level=pl.when(pl.col("id") % 2 == 0)
                .then(pl.lit("misbrug"))
                .otherwise(pl.lit("problematisk")),
                motivated=pl.col("id") % 3 == 0,
            )
            frame.write_parquet(folder / f"{part}.parquet")
        yield made


def ran(workers: int, made: str, settings: Sequence[str] = ()) -> tuple[float, float]:
    """When the rows were begun and done with."""
    words = [sys.executable, "-c", RUN, str(workers), made, *settings]
    told = subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True).stdout
    begin, end = map(float, told.split()[-2:])
    return begin, end


def figures() -> Iterator[Figure]:
    with cases() as made:
        taken = {n: end - begin for n in (1, 2) for begin, end in [ran(n, made)]}
    ratio = f"{taken[1] / taken[2]:.2f} ({taken[1]:.0f} and {taken[2]:.0f} s)"
    yield Figure("Spark on 10⁷ rows: two workers ÷ one, in speed", ratio, "≥ 1.6")


def stages(settings: Sequence[str]) -> None:
    """Prints what the driver does alone, and what the tasks of each job that takes a second do."""
    with cases() as made:
        for workers in (1, 2):
            begin, end = ran(workers, made, settings)
            jobs, tasks = _jobs(next(Path(made, f"log-{workers}").iterdir()), begin)
            alone = end - begin - _covered([(job["from"], job["to"]) for job in jobs])
            print(f"{workers} workers: {end - begin:.1f} s, driver alone {alone:.1f} s")
            for job in jobs:
                own = [task for stage in job["stages"] for task in tasks.get(stage, ())]
                if job["to"] - job["from"] >= 1:
                    spent = (f"{sum(t[n] for t in own):.1f} s {n}" for n in (*TOLD, "shuffled MB"))
                    print(f"  {job['to'] - job['from']:.1f} s, tasks: {len(own)}", *spent, sep=", ")


def _covered(spans: Sequence[tuple[float, float]]) -> float:
    """How long at least one of them lasted."""
    covered = until = 0.0
    for begin, end in sorted(spans):
        covered += max(0.0, end - max(begin, until))
        until = max(until, end)
    return covered


def _jobs(
    log: Path, begin: float
) -> tuple[list[dict[str, Any]], dict[int, list[dict[str, float]]]]:
    """The jobs since then, and the tasks of each stage."""
    jobs: dict[int, dict[str, Any]] = {}
    tasks: dict[int, list[dict[str, float]]] = {}
    for line in log.read_text("utf-8").splitlines():
        event = json.loads(line)
        if event["Event"] == "SparkListenerJobStart" and event["Submission Time"] / 1e3 >= begin:
            jobs[event["Job ID"]] = {
                "from": event["Submission Time"] / 1e3,
                "stages": event["Stage IDs"],
            }
        elif event["Event"] == "SparkListenerJobEnd" and event["Job ID"] in jobs:
            jobs[event["Job ID"]]["to"] = event["Completion Time"] / 1e3
        elif event["Event"] == "SparkListenerTaskEnd":
            told = event["Task Metrics"]
            found = {name: told[key] / unit for name, (key, unit) in TOLD.items()}
            found["shuffled MB"] = told["Shuffle Write Metrics"]["Shuffle Bytes Written"] / 1e6
            tasks.setdefault(event["Stage ID"], []).append(found)
    return list(jobs.values()), tasks


if __name__ == "__main__":
    stages(sys.argv[1:])
