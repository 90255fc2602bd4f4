"""``rusvej survey``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.asked import Asked
from rusvej.cli.command import FORMS, Option, command
from rusvej.cli.printing import Shown


@command(
    forms=(*FORMS, "csv", "svg"),
    form_help=(
        "table tegner søjler i en terminal og bliver ellers til rene linjer; csv er én række pr."
        " tal, svg er et billede."
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
      rusvej survey --format csv > undersoegelse.csv
      rusvej survey --topic alkohol --format svg > alkohol.svg
    """
    from rusvej.app.survey import choose
    from rusvej.render.survey_page import survey_csv, survey_json, survey_page
    from rusvej.render.survey_svg import survey_svg

    figures = choose(asked.book.survey, grade, topic)
    return Shown(
        lambda: survey_page(asked.book, figures, bars=asked.in_terminal),
        lambda: survey_json(asked.book, figures),
        csv=lambda: survey_csv(figures),
        svg=lambda: survey_svg(figures),
    )
