"""From a CSV file of 10⁶ complete cases to answers in Parquet, beside Polars reading that file and
writing it as Parquet, in turn. As a program, `python -m benchmarks.files`, it tells what each stage
takes of the processor, the stages one after the other."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import Figure, Missing
from benchmarks.caseload import CASES, ROWS, least, typed
from benchmarks.decision import Decision
from rusvej.store import data_folder, load_rulebook


@contextmanager
def jobs() -> Iterator[dict[str, Callable[[], object]]]:
    """The two sides, ready to run."""
    try:
        import polars as pl

        from rusvej.app.batch import Wanted, batch
    except ImportError:
        raise Missing("pip install 'rusvej[batch]'") from None
    book = load_rulebook(data_folder()).on(date(2026, 3, 2))
    decision = Decision(book)
    frame = typed(decision, decision.cases(CASES))
    with tempfile.TemporaryDirectory() as folder:
        read, wrote = Path(folder, "cases.csv"), Path(folder, "answers.parquet")
        pl.concat([frame] * (ROWS // CASES)).write_csv(read)
        yield {
            "polars": lambda: pl.read_csv(read).write_parquet(wrote),
            "rusvej": lambda: batch(book, Wanted(str(read), str(wrote))),
        }


def figures() -> Iterator[Figure]:
    with jobs() as both:
        taken = least(5, both)
    ratio = taken["rusvej"] / taken["polars"]
    yield Figure(
        "CSV of 10⁶ → Parquet ÷ Polars reading and writing",
        f"{ratio:.1f} ({taken['rusvej']:.1f} s)",
        "≤ 1.6",
    )


def stages() -> None:
    """Prints seconds of the processor, by stage and in all."""
    import polars as pl

    from rusvej.app import batch as app
    from rusvej.caseload import blocks, running, writing
    from rusvej.caseload.kept import kept_plan

    taken: dict[str, float] = {}

    def timed(stage: str, job: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            before = os.times()
            found = job(*given, **named)
            after = os.times()
            spent = after.user + after.system - before.user - before.system
            taken[stage] = taken.get(stage, 0) + spent
            return found

        return run

    class InTurn:
        """What is written is written at the end, and nothing beside it."""

        def __init__(self, use: Callable[[Iterator[Any]], None]) -> None:
            self.use = use
            self.items: list[Any] = []

        def give(self, item: Any) -> None:
            self.items.append(item)

        def close(self) -> None:
            self.use(iter(self.items))

    def read(source: Any, whole: Callable[[Any], Iterator[bytes]] = blocks._blocks) -> Any:
        following = whole(source)
        return iter(timed("file", lambda: next(following, b"")), b"")

    with ExitStack() as changed, jobs() as both:
        for where, name, put in (
            (app, "kept_plan", timed("tables", kept_plan)),
            (blocks, "_blocks", read),
            (pl, "read_csv", timed("parse", pl.read_csv)),
            (running, "ahead", lambda items: items),
            (running, "answer_frame", timed("answer", running.answer_frame)),
            (writing, "Behind", InTurn),
            (writing._Parquet, "close", timed("write", writing._Parquet.close)),
        ):
            changed.enter_context(patch.object(where, name, put))
        for name, job in both.items():
            taken.clear()
            timed("all", job)()
            print(name, *(f"{stage} {n:.2f} s" for stage, n in taken.items()), sep=", ")


if __name__ == "__main__":
    stages()
