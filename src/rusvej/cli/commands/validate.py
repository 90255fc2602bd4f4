"""``rusvej validate``"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from rusvej.cli.output import clock, show_json


class Report(StrEnum):
    """How the mistakes are told."""

    full = "full"
    concise = "concise"
    json = "json"
    sarif = "sarif"
    github = "github"


def validate(
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            metavar="MAPPE",
            help="Mappen med regelsættet (ellers RUSVEJ_DATA eller det medfølgende).",
        ),
    ] = None,
    format: Annotated[
        Report,
        typer.Option(
            "--format",
            help=(
                "full viser linjen og hjælp, concise én linje pr. fejl; json og sarif er til"
                " programmer, github til GitHub."
            ),
        ),
    ] = Report.full,
) -> None:
    """Find fejl i regelsættets filer.

    Alle fejl vises på én gang med fil, linje og forslag til rettelse. Slutkoden er 1, når der er
    fejl; advarsler alene giver 0.

    \b
    Eksempler:
      rusvej validate
      rusvej validate --data mit-regelsaet
      rusvej validate --data data --format github
    """
    from rusvej import __version__
    from rusvej.app.validate import look_through, titles
    from rusvej.render import diagnostics as report
    from rusvej.store import data_folder

    found = look_through(data_folder(data), clock())
    if format is Report.json:
        show_json(report.as_json(found.diagnostics))
    elif format is Report.sarif:
        show_json(report.sarif(found.diagnostics, titles(), __version__))
    else:
        if format is Report.full:
            sys.stdout.write(report.full(found.diagnostics, found.lines))
        elif format is Report.concise:
            sys.stdout.write(report.concise(found.diagnostics))
        else:
            sys.stdout.write(report.github(found.diagnostics))
        sys.stdout.write(report.summary(found.diagnostics, found.rulebook) + "\n")
    if any(diagnostic.severity != "warning" for diagnostic in found.diagnostics):
        raise typer.Exit(1)
