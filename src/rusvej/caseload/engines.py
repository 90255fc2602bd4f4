"""The same plan in DuckDB and in Spark, from file to file.

Neither counts the rows of a file, so a row that is refused is told by the columns that were to be
kept, not by its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from rusvej.caseload.blocks import BLOCK, delimiter_of, said_delimiter
from rusvej.caseload.plan import FAULT, Plan
from rusvej.caseload.refused import SAMPLE, check_columns, refuse_values
from rusvej.diagnostics import InputError
from rusvej.facts import Fact

ENGINES = ("polars", "duckdb", "spark")


class Done(NamedTuple):
    """How many rows were answered and how many refused."""

    answered: int
    rejected: int


def run(plan: Plan, engine: str, read: str, form: str, wrote: str, keep: Sequence[str]) -> Done:
    """Answers the cases of a file into a file (Spark: a folder) of Parquet. Raises `InputError`
    as `check_columns` does, and where DuckDB cannot read the file or write the other."""
    if engine == "spark":
        return _spark(plan, read, form, wrote, keep)
    import duckdb

    try:
        return _duckdb(plan, read, form, wrote, keep)
    except duckdb.Error:
        raise InputError(
            "DuckDB kan ikke læse filen eller skrive svarene.",
            "Har alle rækker lige mange felter? --engine polars siger, hvilke der ikke har.",
        ) from None


def _duckdb(plan: Plan, read: str, form: str, wrote: str, keep: Sequence[str]) -> Done:
    import duckdb

    cases: Any = (
        duckdb.read_csv(read, all_varchar=True, header=True, sep=_delimiter(read))
        if form == "csv"
        else duckdb.read_parquet(read)
        if form == "parquet"
        else duckdb.read_json(read, format="newline_delimited")
    )
    given = check_columns(cases.columns, keep, plan.book.vocabulary, plan.taken)
    _refuse(cases.limit(SAMPLE).to_arrow_table(), plan, keep)
    lists = ", ".join(f'list(distinct "{fact.id}")' for fact in given)
    (distinct,) = cases.aggregate(lists).fetchall()
    told: Any = plan.answered(cases, _spellings(plan, given, distinct), list(keep))
    told.filter(f"{FAULT} = 0").project(f"* exclude ({FAULT})").write_parquet(wrote)
    found = told.aggregate(f"count(*) filter ({FAULT} = 0), count(*) filter ({FAULT} <> 0)")
    ((answered, rejected),) = found.fetchall()
    return Done(_rows(plan, answered), _rows(plan, rejected))


def session(workers: int | None = None) -> Any:
    """A Spark of this machine's, with so many workers; all there are where none is said."""
    from pyspark.sql import SparkSession

    return (
        SparkSession.builder.master(f"local[{workers or '*'}]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.driver.memory", "4g")
        .appName("rusvej")
        .getOrCreate()
    )


def _spark(plan: Plan, read: str, form: str, wrote: str, keep: Sequence[str]) -> Done:
    from pyspark.sql import Observation, functions

    spark = session()
    cases: Any = (
        spark.read.csv(read, header=True, sep=_delimiter(read))
        if form == "csv"
        else spark.read.parquet(read)
        if form == "parquet"
        else spark.read.json(read)
    )
    given = check_columns(cases.columns, keep, plan.book.vocabulary, plan.taken)
    _refuse(cases.limit(SAMPLE).toArrow(), plan, keep)
    # Files of few bytes are one part, which one worker would answer alone.
    workers = spark.sparkContext.defaultParallelism
    if cases.rdd.getNumPartitions() < workers:
        cases = cases.repartition(workers)
    distinct = cases.agg(*(functions.collect_set(fact.id) for fact in given)).first()
    told = plan.answered(cases, _spellings(plan, given, distinct or ()), list(keep))
    # Counted as they pass: to count afterwards is to read the file once more.
    counts, right = Observation(), functions.col(FAULT) == 0
    found = functions.count_if(right).alias("right"), functions.count_if(~right).alias("wrong")
    sound = told.observe(counts, *found).filter(right).drop(FAULT)
    sound.write.mode("overwrite").parquet(wrote)
    return Done(_rows(plan, counts.get["right"]), _rows(plan, counts.get["wrong"]))


def _delimiter(read: str) -> str:
    """What the first line of a file says; of a folder's files, as Spark writes them, a comma."""
    if not Path(read).is_file():
        return ","
    with open(read, "rb") as source:
        head = source.readline(BLOCK).decode("utf-8", "replace").strip("\ufeff\r\n")
    if said_delimiter(head):
        raise InputError(
            "Filens første linje er sep=, som kun --engine polars læser.",
            "Slet linjen, eller brug polars.",
        )
    return delimiter_of(head)


def _refuse(sample: Any, plan: Plan, keep: Sequence[str]) -> None:
    import polars as pl

    refuse_values(cast(pl.DataFrame, pl.from_arrow(sample)), plan.book.vocabulary, keep)


def _rows(plan: Plan, count: int) -> int:
    return count // max(len(plan.offers), 1) if plan.long else count


def _spellings(
    plan: Plan, facts: Sequence[Fact], distinct: Sequence[Any]
) -> dict[str, dict[object, int]]:
    return {
        fact.id: plan.spelled(fact, values or ())
        for fact, values in zip(facts, distinct, strict=True)
    }
