"""From an open file of cases to answers, chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, NamedTuple, cast

import polars as pl

from rusvej.caseload.beside import ahead
from rusvej.caseload.plan import FAULT, NOBODY, Plan
from rusvej.caseload.reading import chunks
from rusvej.caseload.refused import check_columns, refuse_names, refuse_values

#: The column with a row's number in its file; rows are counted from 1, the names are none.
ROW = "row"


class Reject(NamedTuple):
    """A row that cannot be answered."""

    row: int
    why: str


class Part(NamedTuple):
    """A chunk answered. `cases` are the columns read, `answers` what `Plan.answered` says of the
    rows that can be answered, `rejects` the others; `rows` counts both."""

    cases: pl.DataFrame
    answers: pl.DataFrame
    rejects: list[Reject]
    rows: int


def answered(plan: Plan, source: IO[bytes], form: str, keep: Sequence[str] = ()) -> Iterator[Part]:
    """The answers to a file of cases. Raises `InputError` for columns that are no facts where none
    is one, that may be about a person, or that are to be kept and are not there."""
    facts = plan.book.vocabulary
    few = {name: fact.type == "bool" and name not in keep for name, fact in facts.items()}
    seen: list[str] = []
    for frame, rows, spoiled in ahead(chunks(source, form, few)):
        wrong = [Reject(*row) for row in spoiled]
        if not frame.columns:
            yield Part(frame, frame, wrong, len(wrong))
            continue
        if not seen:
            check_columns(frame.columns, keep, facts, plan.taken)
        elif frame.columns != seen:
            # Each line of JSON names its own.
            refuse_names(frame.columns, facts)
        seen = frame.columns
        refuse_values(frame, facts, keep)
        yield _part(plan, frame.with_columns(rows.alias(ROW)), wrong, keep)


def _part(plan: Plan, frame: pl.DataFrame, spoiled: list[Reject], keep: Sequence[str]) -> Part:
    # No line of these may name what is kept of others.
    frame = frame.with_columns(
        pl.lit(None, pl.String).alias(name) for name in keep if name not in frame.columns
    )
    told = answer_frame(plan, frame, [ROW, *keep]).with_columns(
        # A chunk has spellings of its own; a file's column has one type.
        pl.col(name).cast(pl.String)
        for name in keep
        if frame[name].dtype == pl.Enum
    )
    wrong = told.filter(pl.col(FAULT) != 0).unique(ROW, maintain_order=True)
    rejects = [
        *spoiled,
        *(Reject(row, why(plan, fault)) for row, fault in wrong.select(ROW, FAULT).iter_rows()),
    ]
    return Part(
        frame,
        told.filter(pl.col(FAULT) == 0).drop(FAULT),
        sorted(rejects),
        len(frame) + len(spoiled),
    )


def wide(plan: Plan, part: Part) -> Part:
    """The same chunk with a row for every case, by a plan that is not `long`."""
    if not len(part.answers):
        return part
    rows = part.cases.filter(pl.col(ROW).is_in(part.answers[ROW].unique().implode()))
    return part._replace(answers=answer_frame(plan, rows, [ROW]).drop(FAULT))


def answer_frame(plan: Plan, frame: pl.DataFrame, keep: Sequence[str]) -> pl.DataFrame:
    """A frame of Polars answered; see `Plan.answered`."""
    known = plan.book.vocabulary
    facts = [known[name] for name in frame.columns if name in known]
    # Polars looks up no decimal numbers.
    frame = frame.with_columns(
        pl.col(fact.id).cast(pl.Float64)
        for fact in facts
        if isinstance(frame[fact.id].dtype, pl.Decimal)
    )
    spellings = {fact.id: plan.spelled(fact, _spelt(frame[fact.id])) for fact in facts}
    return cast(pl.DataFrame, plan.answered(frame, spellings, keep))


def _spelt(column: pl.Series) -> list[object]:
    """Every value that a column holds; one that its type says could be there is no other."""
    if column.dtype == pl.Boolean:
        return [True, False]
    if isinstance(column.dtype, pl.Enum):
        return column.dtype.categories.to_list()
    return column.unique().to_list()


def why(plan: Plan, fault: int) -> str:
    """What is wrong with a row; what stands in it is not repeated."""
    if fault == NOBODY:
        return "oplysningerne kan ikke alle passe på samme person"
    fact = list(plan.book.vocabulary.values())[fault - 1]
    return f"{fact.id} skal have {fact.domain()}"
