"""``rusvej verify``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.case import read_text
from rusvej.cli.command import Argument, Asked, Shown, command
from rusvej.cli.guard import ANSWERED, FINDINGS


@command()
def verify(
    asked: Asked,
    file: Annotated[
        str, Argument("FIL", "En kvittering, skrevet med rusvej suggest … --receipt FIL.")
    ],
) -> Shown:
    """Giver reglerne i dag det svar, som en kvittering siger?

    Afslutter med 0, når svaret er det samme, og med 1, når det er et andet; forskellen vises.
    Kvitteringen har ingen person i sig.

    \b
    Eksempler:
      rusvej suggest {case} --receipt kvittering.json
      rusvej verify kvittering.json
    """
    from rusvej.app.receipt import read
    from rusvej.explain.receipt import verify as evaluate_again
    from rusvej.render.receipt import verification_json, verification_page

    receipt = read(read_text(file, "Skriv navnet på en kvittering, fx kvittering.json."), file)
    found = evaluate_again(asked.book, receipt)
    return Shown(
        lambda: verification_page(found),
        lambda: verification_json(found),
        code=ANSWERED if found.same else FINDINGS,
    )
