"""``rusvej test``"""

from __future__ import annotations

import sys
from dataclasses import replace
from time import perf_counter
from typing import Annotated

from rusvej.cli.command import FORMS, Asked, Option, Shown, command
from rusvej.cli.guard import ANSWERED, FINDINGS
from rusvej.cli.progress import progress


@command(
    here=True, forms=(*FORMS, "junit"), form_help="Udskriftens form; junit er XML til byggeservere."
)
def test(
    asked: Asked,
    cases: Annotated[
        str | None,
        Option("--cases", "Mappen med sager (ellers cases i regelsættets mappe).", "MAPPE"),
    ] = None,
    coverage: Annotated[
        bool, Option("--coverage", "Vis også, hvilke betingelser ingen sag afgør.")
    ] = False,
    mutate: Annotated[
        bool,
        Option("--mutate", "Ændr regelsættet ét sted ad gangen, og se, om en sag opdager det."),
    ] = False,
) -> Shown:
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
    from rusvej.render.test_page import cases_json, cases_page, junit

    started = perf_counter()
    book = asked.book
    report = run_cases(book, cases_folder(asked.folder, cases))
    sound = not report.faults and not report.failed
    if sound and (coverage or mutate):
        from rusvej.analysis import mutation
        from rusvej.analysis.case_report import coverage as covered

        told = [run.case for run in report.runs]
        if coverage:
            with progress("Dækning", sum(1 for _ in mutation.poles(book))) as step:
                report = replace(report, coverage=covered(book, told, step))
        if mutate:
            with progress("Mutanter", sum(1 for _ in mutation.mutants(book))) as step:
                report = replace(
                    report, mutation=mutation.run(book, told, mutation.mutants(book), step)
                )
    elif coverage or mutate:
        sys.stderr.write(
            "Sagerne skal først give det ventede svar, før det kan måles, hvad de afgør.\n"
        )
    seconds = perf_counter() - started
    undecided = (report.coverage and report.coverage.undecided) or (
        report.mutation and report.mutation.survivors
    )
    return Shown(
        lambda: cases_page(report, seconds),
        lambda: cases_json(report, seconds),
        code=FINDINGS if not sound or undecided else ANSWERED,
        junit=lambda: junit(report),
    )
