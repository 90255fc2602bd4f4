"""``rusvej survey``"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from rusvej.cli.options import Data, Plain
from rusvej.cli.output import Format, rulebook, show, show_json


class SurveyFormat(StrEnum):
    """How the figures are printed."""

    table = "table"
    plain = "plain"
    json = "json"
    markdown = "markdown"
    csv = "csv"
    svg = "svg"


def survey(
    grade: Annotated[
        str | None, typer.Option("--grade", metavar="7|8|9", help="Kun tal for det klassetrin.")
    ] = None,
    topic: Annotated[
        str | None,
        typer.Option("--topic", metavar="alkohol|hash|stoffer", help="Kun figurer om det emne."),
    ] = None,
    format: Annotated[
        SurveyFormat,
        typer.Option(
            "--format",
            help=(
                "table tegner søjler i en terminal og bliver ellers til rene linjer; csv er én"
                " række pr. tal, svg er et billede."
            ),
        ),
    ] = SurveyFormat.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Ungeundersøgelsens tal for 7. til 9. klasse, med hvem de gælder, udvikling, forbehold og
    trykfejl.

    Tallene handler om årgange. De siger intet om den enkelte unge.

    \b
    Eksempler:
      rusvej survey --grade 8
      rusvej survey --topic hash --plain
      rusvej survey --format csv > undersoegelse.csv
      rusvej survey --topic alkohol --format svg > alkohol.svg
    """
    from rusvej.app.rulebook import open_side
    from rusvej.app.survey import choose
    from rusvej.store import data_folder

    figures = choose(open_side(data_folder(data), "survey"), grade, topic)
    if format is SurveyFormat.svg:
        from rusvej.render.survey_svg import survey_svg

        _utf8(survey_svg(figures))
        return
    from rusvej.render.survey_page import survey_csv, survey_json, survey_page

    if format is SurveyFormat.csv:
        _utf8(survey_csv(figures))
    elif format is SurveyFormat.json:
        show_json(survey_json(rulebook(data), figures))
    else:
        form = Format(format.value)
        bars = form is Format.table and not plain and sys.stdout.isatty()
        show(survey_page(rulebook(data), figures, bars=bars), form, plain=plain)


def _utf8(text: str) -> None:
    """Writes a file's content: in UTF-8 and with its own line ends, whatever the console is set
    to."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
