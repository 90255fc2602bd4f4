"""``rusvej diff``"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rusvej.cli.options import AsOf, Data, FormatOption, Plain
from rusvej.cli.output import Format, on, show, show_json


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="GAMMEL", help="En mappe, en git-revision, A.. eller A..B.", show_default=False
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="[NY]",
            help="En mappe eller en git-revision; ellers regelsættet, som det er nu.",
        ),
    ] = None,
    require_version: Annotated[
        bool,
        typer.Option(
            "--require-version",
            help="Svarkode 1, når det nye regelsæts version ikke er sat højt nok op.",
        ),
    ] = False,
    as_of: AsOf = None,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> int:
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

    found = compared(*places(old, new, data), on(as_of))
    names = (found.old.name, found.new.name)
    sides = [(side.section, side.added, side.removed, side.changed) for side in found.sides]
    version = verdict(found.difference, beside=bool(sides))
    if format is Format.json:
        show_json(diff_json(found.difference, names, sides, version))
    else:
        show(diff_page(found.difference, names, sides, version), format, plain=plain)
    if require_version and not version.enough:
        if format is Format.json:
            sys.stderr.write(version_text(version) + "\n")
        return 1
    return 0
