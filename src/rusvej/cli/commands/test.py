"""``rusvej test``"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from time import perf_counter
from typing import Annotated

import typer

from rusvej.cli.options import Data, Plain
from rusvej.cli.output import Format, rulebook, show, show_json


class TestFormat(StrEnum):
    """How the result is printed."""

    table = "table"
    plain = "plain"
    json = "json"
    markdown = "markdown"
    junit = "junit"


def held(
    cases: Annotated[
        str | None,
        typer.Option(
            "--cases", metavar="MAPPE", help="Mappen med sager (ellers cases i regelsættets mappe)."
        ),
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Vis også, hvilke betingelser ingen sag afgør.")
    ] = False,
    mutate: Annotated[
        bool,
        typer.Option(
            "--mutate", help="Ændr regelsættet ét sted ad gangen, og se, om en sag opdager det."
        ),
    ] = False,
    format: Annotated[
        TestFormat, typer.Option("--format", help="junit er XML til byggeservere.")
    ] = TestFormat.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Hold sagerne op mod regelsættet: giver hver af dem det svar, en person har læst sig til?

    Slutkoden er 1, når et svar er et andet end det ventede, når en sag ikke kan bruges, eller når
    --coverage eller --mutate finder noget, ingen sag afgør.

    \b
    Eksempler:
      rusvej test
      rusvej test --coverage
      rusvej test --mutate --format json
      rusvej test --cases mine-sager --format junit > sager.xml
    """
    from rusvej.app.testing import cases_folder, run_cases
    from rusvej.store import data_folder

    started = perf_counter()
    book = rulebook(data)
    report = run_cases(book, cases_folder(data_folder(data), cases))
    sound = not report.faults and not report.failed
    if sound and (coverage or mutate):
        from rusvej.analysis import coverage as covering
        from rusvej.analysis import mutation

        told = [run.case for run in report.runs]
        if coverage:
            with _progress("Dækning", sum(1 for _ in mutation.poles(book))) as step:
                report = replace(report, coverage=covering.coverage(book, told, step))
        if mutate:
            with _progress("Mutanter", sum(1 for _ in mutation.mutants(book))) as step:
                report = replace(
                    report, mutation=mutation.run(book, told, mutation.mutants(book), step)
                )
    elif coverage or mutate:
        sys.stderr.write(
            "Sagerne skal først give det ventede svar, før det kan måles, hvad de afgør.\n"
        )
    seconds = perf_counter() - started
    if format is TestFormat.junit:
        from rusvej.render.junit import junit

        sys.stdout.flush()
        sys.stdout.buffer.write(junit(report).encode())
        sys.stdout.buffer.flush()
    else:
        from rusvej.render.test_page import cases_json, cases_page

        if format is TestFormat.json:
            show_json(cases_json(report, seconds))
        else:
            show(cases_page(report, seconds), Format(format.value), plain=plain)
    undecided = (report.coverage and report.coverage.undecided) or (
        report.mutation and report.mutation.survivors
    )
    if not sound or undecided:
        raise typer.Exit(1)


@contextmanager
def _progress(title: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar on the error stream where somebody is looking."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.advance(task)
