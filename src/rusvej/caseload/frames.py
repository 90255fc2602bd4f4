"""Frames of other libraries, answered in process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from rusvej.caseload.plan import FAULT, FIRST, NOBODY, Plan
from rusvej.caseload.refused import SAMPLE, check_columns, refuse_values
from rusvej.caseload.running import why


def answer_many(plan: Plan, frame: Any, keep: Sequence[str]) -> Any:
    """What `Plan.answered` says, for a person to read: `fault` in words, null where there is none;
    no status where there is one. A frame of the same kind, an eager one with the same order."""
    given = nw.from_native(frame)
    held = given
    if isinstance(given, nw.DataFrame):
        # Polars finds places without joins, and so keeps the order.
        held = nw.from_native(given.to_polars())
    schema = held.collect_schema()
    facts = [
        fact.id for fact in check_columns(schema.names(), keep, plan.book.vocabulary, plan.taken)
    ]
    eager = isinstance(held, nw.DataFrame)
    seen = held if eager else held.head(SAMPLE).collect(backend="polars")
    refuse_values(seen.to_native(), plan.book.vocabulary, keep)
    words = [name for name in facts if schema[name] in (nw.Categorical, nw.Enum)]
    held = held.with_columns(nw.col(name).cast(nw.String) for name in words)
    spellings = {
        name: plan.spelled(plan.book.vocabulary[name], _distinct(held, name)) for name in facts
    }
    told = nw.from_native(plan.answered(held.to_native(), spellings, keep))
    said = nw.lit(None, nw.String)
    numbers = {fact: at for at, fact in enumerate(plan.book.vocabulary, start=1)}
    for number in (NOBODY, *(numbers[name] for name in facts)):
        said = nw.when(nw.col(FAULT) == number).then(nw.lit(why(plan, number))).otherwise(said)
    sound = nw.col(FAULT) == 0
    answers = ("status", "missing", "open_questions", FIRST) if plan.long else (*plan.offers, FIRST)
    told = told.with_columns(
        said.alias(FAULT), *(nw.when(sound).then(nw.col(name)).alias(name) for name in answers)
    )
    return _like(given, told, plan.long)


def _distinct(held: Any, column: str) -> list[object]:
    found = held.select(column).unique()
    if isinstance(found, nw.LazyFrame):
        found = found.collect()
    values: list[object] = found[column].to_list()
    return values


def _like(given: Any, told: Any, long: bool) -> Any:
    """The answers as a frame of the kind that was given."""
    if not isinstance(given, nw.DataFrame) or given.implementation.is_polars():
        return told.to_native()
    native = nw.from_arrow(told.to_arrow(), backend=given.implementation).to_native()
    if given.implementation.is_pandas_like() and not long:
        native.index = given.to_native().index
    return native
