"""``rusvej survey``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.asked import Asked
from rusvej.cli.command import FORMS, Option, command
from rusvej.cli.printing import Shown


@command(
    forms=(*FORMS, "csv", "excel", "svg"),
    form_help=(
        "table tegner søjler i en terminal og bliver ellers til rene linjer; csv og excel er én"
        " række pr. tal: csv til programmer, excel til et dansk Excel (semikolon, komma i tal,"
        " UTF-8 med BOM); svg er et billede."
    ),
)
def survey(
    asked: Asked,
    grade: Annotated[str | None, Option("--grade", "Kun tal for det klassetrin.", "7|8|9")] = None,
    topic: Annotated[
        str | None, Option("--topic", "Kun figurer om det emne.", "alkohol|hash|stoffer")
    ] = None,
) -> Shown:
    """Ungeundersøgelsens tal for 7. til 9. klasse, med hvem de gælder, udvikling, forbehold og
    trykfejl.

    Tallene handler om årgange. De siger intet om den enkelte unge.

    \b
    Eksempler:
      rusvej survey --grade 8
      rusvej survey --topic hash --plain
      rusvej survey --format excel > undersoegelse.csv
      rusvej survey --topic alkohol --format svg > alkohol.svg
    """
    from rusvej.app.survey import choose
    from rusvej.render.survey_page import CSV_COLUMNS, survey_json, survey_page, survey_rows
    from rusvej.render.survey_svg import survey_svg
    from rusvej.render.tables import csv_text, excel_bytes

    figures = choose(asked.book.survey, grade, topic)
    return Shown(
        lambda: survey_page(asked.book, figures, bars=asked.in_terminal),
        lambda: survey_json(asked.book, figures),
        csv=lambda: csv_text(CSV_COLUMNS, survey_rows(figures)),
        excel=lambda: excel_bytes(CSV_COLUMNS, survey_rows(figures)),
        svg=lambda: survey_svg(asked.book, figures),
    )
