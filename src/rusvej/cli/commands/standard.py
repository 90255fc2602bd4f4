"""``rusvej standard``"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

from rusvej.cli.command import Argument, Asked, Option, Shown, command
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.model import StandardPart
from rusvej.render.page import Page


@command(day=True, law=True)
def standard(
    asked: Asked,
    part: Annotated[
        list[str] | None,
        Argument("[DEL]", "En del af standarden, fx målgruppe, frit valg eller klage."),
    ] = None,
    everything: Annotated[bool, Option("--all", "Vis alle dele helt ud.")] = False,
    law: Annotated[
        bool,
        Option(
            "--law",
            "Vis alle noter om loven, hvor de er læst, og hvor sikre de er. De er ikke fra"
            " dokumenterne.",
        ),
    ] = False,
) -> Shown:
    """Standarden del for del. Uden en del vises listen over delene.

    \b
    Eksempler:
      rusvej standard
      rusvej standard {part}
      rusvej standard --all --format markdown
      rusvej standard --law
    """
    if law and (part or everything or not asked.law_notes):
        raise InputError("--law viser noterne om loven og ikke standarden.", "Brug --law alene.")
    from rusvej.render.standard_page import parts_page, standard_page

    book = asked.book
    if law:
        from rusvej.render.law_words import law_json, law_page

        notes = asked.book.law_notes
        return Shown(
            lambda: law_page(book, notes, asked.day), lambda: law_json(book, notes, asked.day)
        )
    if not part:
        return _with_notes(
            asked,
            book.standard,
            standard_page(book, book.standard) if everything else parts_page(book),
        )

    from rusvej.app.named import find_named
    from rusvej.render.frame import choices

    words = " ".join(part)
    hits = find_named(
        book.standard,
        words,
        lambda each: (each.id, each.title),
        what="en del af standarden",
        help="rusvej standard viser delene.",
    )
    if not hits.exact:
        sys.stderr.write(f"Ingen del hedder {quoted(words, 'sådan')}; det nærmeste er vist.\n")
    if len(hits.records) > 1:
        named = [(each.title, f"rusvej standard {each.id}") for each in hits.records]
        return Shown(
            lambda: choices(words, "dele", named), _with_notes(asked, hits.records, Page()).json
        )
    return _with_notes(asked, hits.records, standard_page(book, hits.records))


def _with_notes(asked: Asked, parts: Sequence[StandardPart], page: Page) -> Shown:
    """The parts with the notes on them."""
    from rusvej.explain.law_notes import for_parts
    from rusvej.render.law_words import notes_json, put_in
    from rusvej.render.standard_page import standard_json

    book, wanted = asked.book, asked.law_notes
    notes = for_parts(asked.book.law_notes, [part.id for part in parts]) if wanted else ()
    put_in(page, book, notes, asked.day, cases=False)

    def json() -> dict[str, Any]:
        told = standard_json(book, parts)
        return told | ({"law_notes": notes_json(book, notes, asked.day)} if wanted else {})

    return Shown(lambda: page, json)
