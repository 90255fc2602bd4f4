"""``rusvej survey``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.command import FORMS, Asked, Option, Shown, command


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
    grade: Annotated[str | None, Option("--grade", "Kun tal for det klassetrin.", "KLASSE")] = None,
    topic: Annotated[str | None, Option("--topic", "Kun figurer om det emne.", "EMNE")] = None,
) -> Shown:
    """Undersøgelsens tal for hvert klassetrin, med hvem de gælder, udvikling og forbehold.

    Tallene handler om årgange. De siger intet om den enkelte.

    \b
    Eksempler:
      rusvej survey --plain
      rusvej survey --format excel > undersoegelse.csv
      rusvej survey --format svg > undersoegelse.svg
    """
    from rusvej.app.survey import choose
    from rusvej.render.survey_page import (
        CSV_COLUMNS,
        survey_json,
        survey_page,
        survey_rows,
        survey_svg,
    )

    figures = choose(asked.book.survey, grade, topic)
    return Shown(
        lambda: survey_page(asked.book, figures, bars=asked.in_terminal),
        lambda: survey_json(asked.book, figures),
        tables=(CSV_COLUMNS, lambda: survey_rows(figures)),
        svg=lambda: survey_svg(asked.book, figures),
    )
