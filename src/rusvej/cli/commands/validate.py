"""``rusvej validate``"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from rusvej.cli.command import Asked, Option, Shown, command
from rusvej.cli.guard import ANSWERED, FINDINGS


@command(
    here=True,
    forms=("full", "concise", "json", "sarif", "github"),
    form_help=(
        "full viser linjen og hjælp, concise én linje pr. fejl; json og sarif er til programmer,"
        " github til GitHub."
    ),
    data="Mappen med regelsættet (ellers RUSVEJ_DATA eller det medfølgende).",
)
def validate(
    asked: Asked,
    cases: Annotated[
        str | None,
        Option("--cases", "Også sagerne i den mappe (ellers cases i regelsættets mappe).", "MAPPE"),
    ] = None,
) -> Shown:
    """Find fejl i regelsættets filer og dets sager.

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

    found = look_through(asked.folder, asked.today, cases)
    faults = found.diagnostics
    summary = report.summary(faults, found.rulebook) + "\n"

    def told(text: Callable[[], str]) -> Callable[[], str]:
        return lambda: text() + summary

    return Shown(
        json=lambda: report.as_json(faults),
        code=FINDINGS if any(fault.severity != "warning" for fault in faults) else ANSWERED,
        full=told(lambda: report.full(faults, found.lines)),
        concise=told(lambda: report.concise(faults)),
        github=told(lambda: report.github(faults)),
        sarif=lambda: report.sarif(faults, titles(), __version__),
    )
