"""``rusvej diff``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.asked import remark
from rusvej.cli.command import Argument, Asked, Option, Shown, command
from rusvej.cli.guard import ANSWERED, FINDINGS


@command(day=True)
def diff(
    asked: Asked,
    old: Annotated[str, Argument("GAMMEL", "En mappe, en git-revision, A.. eller A..B.")],
    new: Annotated[
        str | None,
        Argument("[NY]", "En mappe eller en git-revision; ellers regelsættet, som det er nu."),
    ] = None,
    require_version: Annotated[
        bool,
        Option(
            "--require-version",
            "Svarkode 1, når det nye regelsæts version ikke er sat højt nok op.",
        ),
    ] = False,
) -> Shown:
    """Hvad ændrer sig for hvem mellem to regelsæt?

    Alle klasser af sager regnes igennem i begge regelsæt, også dem hvor oplysninger er ukendte.
    Ændringerne samles i så store grupper som muligt, hver med en sag, der viser den. A..B er to
    git-revisioner, A.. er A mod arbejdsmappen, og A...B regner fra deres fælles forfader. En mappe
    kan altid nævnes direkte.

    \b
    Eksempler:
      rusvej diff main..
      rusvej diff v1.0.0..v1.1.0 --format markdown
      rusvej diff gammel-mappe ny-mappe
      rusvej diff main.. --require-version
    """
    from rusvej.analysis.diff.version import verdict
    from rusvej.app.diff import compared, places
    from rusvej.render.diff_page import diff_json, diff_page, version_text

    found = compared(*places(old, new, asked.data), asked.day)
    names = (found.old.name, found.new.name)
    sides = found.sides
    version = verdict(found.difference, beside=bool(sides))
    low = require_version and not version.enough
    if found.faults:
        remark(f"{names[0]} har fejl ({found.faults}), så sammenligningen kan være forkert.")
    return Shown(
        lambda: diff_page(found.difference, names, sides, version),
        lambda: diff_json(found.difference, names, sides, version),
        code=FINDINGS if low else ANSWERED,
        aside=version_text(version) if low else "",
    )
