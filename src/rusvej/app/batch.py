"""A file of cases in, a file of answers out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

import polars

from rusvej.app.outputs import claimed
from rusvej.app.writing import unwritable
from rusvej.caseload.comparing import Comparing
from rusvej.caseload.engines import ENGINES, Done, run
from rusvej.caseload.kept import kept_plan
from rusvej.caseload.plan import Plan
from rusvej.caseload.reading import format_of
from rusvej.caseload.running import ROW, answered, wide
from rusvej.caseload.summary import SMALL, Counting, by_group, by_status
from rusvej.caseload.told import Caseload
from rusvej.caseload.writing import Writer, writer
from rusvej.diagnostics import InputError
from rusvej.model import Rulebook
from rusvej.records import changed
from rusvej.store.files import replaced

#: So many rejected rows are told one by one; a file of rejects has them all.
TOLD = 10


class Wanted(NamedTuple):
    """What is asked of a run. `read` and `wrote` are paths or "-"; an empty `wrote` writes
    nothing."""

    read: str
    wrote: str = ""
    read_as: str | None = None
    write_as: str | None = None
    keep: tuple[str, ...] = ()
    long: bool = False
    rejects: str = ""
    strict: bool = False
    engine: str = "polars"
    summary: bool = False


def batch(
    book: Rulebook,
    wanted: Wanted,
    before: Rulebook | None = None,
    step: Callable[[int], None] = lambda rows: None,
) -> Caseload:
    """Runs a caseload; `before` is the rulebook to compare with, `step` is told of rows done. The
    numbers that come of it have the small ones left out.

    Raises `InputError`, with `strict` also for the first row that cannot be answered.
    """
    if wanted.engine not in ENGINES:
        raise InputError("Den motor kendes ikke.", f"Brug {', '.join(ENGINES)}.")
    wanted = wanted._replace(keep=tuple(dict.fromkeys(wanted.keep)))
    form = format_of(wanted.read, wanted.read_as, "csv" if wanted.read == "-" else "")
    plan = kept_plan(book, long=wanted.long)
    if wanted.engine != "polars":
        return _elsewhere(plan, wanted, form, before)
    replaced = claimed(wanted.read, _answers(wanted), wanted.rejects)
    counted = kept_plan(book) if wanted.long and (wanted.summary or before is not None) else plan
    counting = Counting(counted) if wanted.summary else None
    comparing = Comparing(kept_plan(before), counted) if before is not None else None
    rejected: list[tuple[int, str]] = []
    count = Done(0, 0)
    with ExitStack() as files:
        source = files.enter_context(_opened(wanted.read))
        out = _writer(files, wanted.wrote, wanted.write_as)
        refused = _writer(files, wanted.rejects, "csv")
        for part in answered(plan, source, form, wanted.keep):
            if part.rejects and wanted.strict:
                row, why = part.rejects[0]
                raise InputError(f"Række {row}: {why}.", "Uden --strict går kørslen videre.")
            if out and part.answers.columns:
                out.write(part.answers.drop(ROW))
            if refused and part.rejects:
                refused.write(polars.DataFrame(part.rejects, ["row", "why"], orient="row"))
            rejected += part.rejects[: TOLD - len(rejected)]
            count = Done(
                count.answered + part.rows - len(part.rejects), count.rejected + len(part.rejects)
            )
            told = part if counted is plan else wide(counted, part)
            for counter in (counting, comparing):
                if counter is not None:
                    counter.add(told)
            step(part.rows)
    numbers = Caseload(*count, tuple(rejected), replaced)
    counts = {"counts": by_status(counting), "groups": by_group(counting)} if counting else {}
    return changed(numbers, **counts, **_changes(comparing))


def _answers(wanted: Wanted) -> tuple[str, str]:
    """Where the answers go, and their form."""
    usual = "csv" if wanted.wrote == "-" else ""
    return wanted.wrote, format_of(wanted.wrote, wanted.write_as, usual) if wanted.wrote else ""


def _elsewhere(plan: Plan, wanted: Wanted, form: str, before: Rulebook | None) -> Caseload:
    if wanted.summary or before is not None or wanted.rejects or wanted.strict:
        raise InputError(
            "--summary, --compare, --rejects og --strict findes kun med --engine polars.",
            "Udelad dem, eller brug polars.",
        )
    if not wanted.wrote or "-" in (wanted.read, wanted.wrote):
        raise InputError(
            f"--engine {wanted.engine} læser og skriver filer.",
            "Skriv en fil ind og -o med en fil.",
        )
    if format_of(wanted.wrote, wanted.write_as) != "parquet":
        raise InputError(
            f"--engine {wanted.engine} skriver kun Parquet.", "Brug fx -o svar.parquet."
        )
    if not Path(wanted.read).exists():
        raise InputError("Filen med sager findes ikke.", "Tjek stien.")
    replaced = claimed(wanted.read, (wanted.wrote, "parquet"), "")
    done = run(plan, wanted.engine, wanted.read, form, wanted.wrote, wanted.keep)
    return Caseload(*done, replaced=replaced)


def _changes(comparing: Comparing | None) -> dict[str, Any]:
    if comparing is None:
        return {}
    found = sorted(comparing.changed.items())
    told = tuple((*key, None if count <= SMALL else count) for key, count in found)
    touched = None if 0 < comparing.touched <= SMALL else comparing.touched
    return {"changed": told, "touched": touched}


@contextmanager
def _opened(read: str) -> Iterator[IO[bytes]]:
    if read == "-":
        yield sys.stdin.buffer
        return
    path = Path(read)
    if not path.is_file():
        raise InputError("Filen med sager findes ikke.", "Tjek stien, eller brug - for en strøm.")
    with path.open("rb") as source:
        yield source


def _writer(files: ExitStack, wrote: str, form: str | None) -> Writer | None:
    if not wrote:
        return None
    kind = format_of(wrote, form, "csv" if wrote == "-" else "")
    target: IO[bytes] = sys.stdout.buffer
    if wrote != "-":
        try:
            target = files.enter_context(replaced(Path(wrote)))
        except OSError:
            raise unwritable("Svarene", wrote) from None
    made = writer(target, kind)
    files.callback(made.close)
    return made
