"""``rusvej verify``"""

from __future__ import annotations

from typing import Annotated

import typer

from rusvej.cli.case import read_text
from rusvej.cli.guard import ANSWERED, FINDINGS
from rusvej.cli.options import Data, FormatOption, Plain
from rusvej.cli.output import Format, rulebook, show, show_json


def verify(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FIL", help="En kvittering, skrevet med rusvej suggest … --receipt FIL."
        ),
    ],
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Giver reglerne i dag det svar, som en kvittering siger?

    Afslutter med 0, når svaret er det samme, og med 1, når det er et andet; forskellen vises.
    Kvitteringen har ingen person i sig.

    \b
    Eksempler:
      rusvej suggest --age 15 --level problematisk --receipt kvittering.json
      rusvej verify kvittering.json
    """
    from rusvej.analysis.receipt import verify as evaluate_again
    from rusvej.app.receipt import read
    from rusvej.render.receipt import verification_json, verification_page

    receipt = read(read_text(file, "Skriv navnet på en kvittering, fx kvittering.json."), file)
    found = evaluate_again(rulebook(data), receipt)
    if format is Format.json:
        show_json(verification_json(found))
    else:
        show(verification_page(found), format, plain=plain)
    raise typer.Exit(ANSWERED if found.same else FINDINGS)
