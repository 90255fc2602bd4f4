"""``rusvej facts``"""

from __future__ import annotations

from typing import Annotated

from rusvej.app.named import find_named
from rusvej.cli.command import Argument, Asked, Shown, command


@command()
def facts(
    asked: Asked,
    words: Annotated[
        list[str] | None,
        Argument("ORD", "En oplysnings navn, en del af det eller et af dens svar."),
    ] = None,
) -> Shown:
    """Hvad kan man fortælle om en sag: hver oplysning med dens svar, andre ord for dem, og
    hvordan den skrives.

    Alt, der ikke fortælles, er ukendt; “ved ikke” er altid et svar.

    \b
    Eksempler:
      rusvej facts
      rusvej facts {level}
      rusvej facts --format json
    """
    from rusvej.render.facts_page import facts_json, facts_page
    from rusvej.render.frame import found

    book = asked.book
    wanted = " ".join(words or ())
    if not wanted.strip():
        return Shown(lambda: facts_page(book, book.facts), lambda: facts_json(book, book.facts))
    hits = find_named(
        book.facts,
        wanted,
        lambda fact: (fact.id, fact.label, book.about.options_by_fact.get(fact.id, "")),
        also=lambda fact: (fact.question, *(word for each in fact.values for word in each.words)),
        what="en oplysning",
        help="rusvej facts viser alle oplysninger.",
    )
    near = ", ".join(fact.id for fact in hits.records)
    page = found(facts_page(book, hits.records), hits.exact, "Ingen oplysning", wanted, near)
    return Shown(lambda: page, lambda: facts_json(book, hits.records))
