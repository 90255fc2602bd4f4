"""The caseload's plan in Spark on 10⁷ rows, with two workers beside one. Each is a process of its
own, since Spark keeps its first session; its start is not counted."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import Figure, Missing

ROWS, PARTS = 10_000_000, 16
RUN = """
import sys, time
from datetime import date
from pyspark.sql import SparkSession
from rusvej.caseload.engines import run
from rusvej.caseload.plan import Plan
from rusvej.store import data_folder, load_rulebook
workers, read, wrote = sys.argv[1:]
SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false").getOrCreate()
plan = Plan(load_rulebook(data_folder()).on(date(2026, 3, 2)))
begin = time.perf_counter()
run(plan, "spark", read, "parquet", wrote, ["id"])
print(time.perf_counter() - begin)
"""


def seconds(workers: int, cases: Path, answers: Path) -> float:
    words = [sys.executable, "-c", RUN, str(workers), str(cases), str(answers)]
    told = subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True).stdout
    return float(told.split()[-1])


def figures() -> Iterator[Figure]:
    if importlib.util.find_spec("pyspark") is None:
        raise Missing("pip install 'rusvej[spark]'")
    import polars as pl

    with tempfile.TemporaryDirectory() as made:
        cases = Path(made, "cases")
        cases.mkdir()
        for part in range(PARTS):
            ids = pl.int_range(part * ROWS // PARTS, (part + 1) * ROWS // PARTS, eager=True)
            frame = pl.DataFrame({"id": ids}).with_columns(
                age=10 + pl.col("id") % 30,
                level=pl.when(pl.col("id") % 2 == 0)
                .then(pl.lit("misbrug"))
                .otherwise(pl.lit("problematisk")),
                motivated=pl.col("id") % 3 == 0,
            )
            frame.write_parquet(cases / f"{part}.parquet")
        taken = {n: seconds(n, cases, Path(made, f"answers-{n}")) for n in (1, 2)}
    ratio = f"{taken[1] / taken[2]:.2f} ({taken[1]:.0f} and {taken[2]:.0f} s)"
    yield Figure("Spark on 10⁷ rows: two workers ÷ one, in speed", ratio, "≥ 1.6")
