"""``rusvej why``"""

from __future__ import annotations

from typing import Annotated

from rusvej.app.named import find_offer
from rusvej.cli.asked import remark
from rusvej.cli.command import Argument, Asked, Option, Shown, command
from rusvej.diagnostics import InputError
from rusvej.engine import answer as answer_case
from rusvej.foreign import quoted
from rusvej.render.page import Page


@command(case=True, day=True)
def why(
    asked: Asked,
    offer: Annotated[
        list[str],
        Argument("TILBUD", "Tilbuddets navn, et andet navn for det, eller noget, der ligner."),
    ],
    full: Annotated[bool, Option("--full", "Vis betingelserne helt ud.")] = False,
) -> Shown:
    """Hvorfor kan et tilbud søges, eller hvorfor ikke, og hvad ville ændre det?

    Viser betingelserne én for én med kilde, hvad der allerede afgør sagen, og den nærmeste ændring,
    der ville få tilbuddet til at passe.

    \b
    Eksempler:
      rusvej why {offer} {case}
    """
    from rusvej.compiled import compiled
    from rusvej.explain.why import whys
    from rusvej.render.frame import found
    from rusvej.render.why_page import why_json, why_page

    words = " ".join(offer)
    hits = find_offer(asked.book, words)
    if len(hits.records) > 1:
        names = ", ".join(each.id for each in hits.records)
        raise InputError(
            f"Flere tilbud kan være ment med {quoted(words, 'det skrevne')}.",
            f"Vælg et af: {names}.",
        )
    answer = answer_case(asked.book, asked.case, asked.day)
    meant = hits.records[0]
    explained = whys(compiled(answer.rulebook), [answer.offer(meant.id)], answer.case)[0]

    def page() -> Page:
        if not full:
            from rusvej.render.why_short import why_short

            if not hits.exact:
                said = quoted(words, "det skrevne")
                remark(f"Intet tilbud hedder {said}. Det, der ligner mest, er {meant.name}.")
            return why_short(answer, explained)
        page = why_page(answer, explained, *asked.drawn)
        return found(page, hits.exact, "Intet tilbud", words, meant.name)

    return Shown(page, lambda: {**why_json(answer, explained), "near_miss": not hits.exact})
