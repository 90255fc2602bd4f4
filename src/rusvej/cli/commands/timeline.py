"""``rusvej timeline``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.command import Asked, Option, Shown, command
from rusvej.diagnostics import InputError
from rusvej.render.page import Page


@command(case=True, events=True, day=True)
def timeline(
    asked: Asked,
    full: Annotated[bool, Option("--full", "Vis alt og ikke kun en skærm.")] = False,
    born: Annotated[
        str | None,
        Option("--born", "Fødselsdato; bruges kun til at regne og skrives ingen steder.", "DATO"),
    ] = None,
) -> Shown:
    """Hvad ændrer sig af sig selv, uden at noget nyt bliver oplyst?

    Viser de fødselsdage, hvor svaret bliver et andet, og de frister og perioder, der udløber. Uden
    --born kendes datoerne ikke.

    \b
    Eksempler:
      rusvej timeline {case}
      rusvej timeline --born 2009-02-14
      rusvej timeline {deadline} --as-of 2026-03-05
    """
    from rusvej.app.timeline import timeline as lay_out
    from rusvej.render.timeline_page import timeline_json, timeline_page

    if born is None and not any(map(asked.given, ("--age", "file", "facts"))):
        raise InputError(
            "Der mangler en alder eller en fødselsdato.", "Skriv --age 17 eller --born 2009-02-14."
        )
    found = lay_out(asked.book, asked.case, born, asked.days, asked.day)

    def page() -> Page:
        if full:
            return timeline_page(found)
        from rusvej.explain.law_notes import before_birthday
        from rusvej.render.change_short import timeline_short

        notes = before_birthday(asked.book.law_notes, found.now)
        return timeline_short(found, tuple((note.before, "[*]") for note in notes))

    return Shown(page, lambda: timeline_json(found))
