"""``rusvej standard``"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from rusvej.cli.options import AsOf, Data, FormatOption, NoLawNotes, Plain
from rusvej.cli.output import Format, on, rulebook, show, show_json
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.model import Rulebook, StandardPart
from rusvej.model.law import LawNote
from rusvej.render.page import Page


def standard(
    part: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DEL]", help="En del af standarden, fx målgruppe, frit valg eller klage."
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Vis alle dele helt ud.")] = False,
    law: Annotated[
        bool,
        typer.Option(
            "--law",
            help=(
                "Vis alle noter om loven, hvor de er læst, og hvor sikre de er. De er ikke fra"
                " dokumenterne."
            ),
        ),
    ] = False,
    as_of: AsOf = None,
    no_law_notes: NoLawNotes = False,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Kvalitetsstandarden del for del. Uden en del vises listen over delene.

    \b
    Eksempler:
      rusvej standard
      rusvej standard frit valg
      rusvej standard --all --format markdown
      rusvej standard --law
    """
    if law and (part or everything or no_law_notes):
        raise InputError("--law viser noterne om loven og ikke standarden.", "Brug --law alene.")
    from rusvej.render.standard_page import choices_page, parts_page, standard_page

    day, book = on(as_of), rulebook(data)
    notes = _notes(data, no_law_notes)
    if law:
        from rusvej.render.law_words import law_json, law_page

        if format is Format.json:
            show_json(law_json(book, notes, day))
        else:
            show(law_page(book, notes, day), format, plain=plain)
        return
    if not part:
        if format is Format.json:
            show_json(_json(book, book.standard, notes, day, no_law_notes))
        else:
            page = standard_page(book, book.standard) if everything else parts_page(book)
            show(_with_notes(page, book, book.standard, notes, day), format, plain=plain)
        return

    from rusvej.app.named import find_named

    asked = " ".join(part)
    hits = find_named(
        book.standard,
        asked,
        lambda each: (each.id, each.title),
        what="en del af standarden",
        help="rusvej standard viser delene.",
    )
    if not hits.exact:
        sys.stderr.write(f"Ingen del hedder {quoted(asked, 'sådan')}; det nærmeste er vist.\n")
    if format is Format.json:
        show_json(_json(book, hits.records, notes, day, no_law_notes))
    elif len(hits.records) > 1:
        show(choices_page(asked, hits.records), format, plain=plain)
    else:
        show(
            _with_notes(standard_page(book, hits.records), book, hits.records, notes, day),
            format,
            plain=plain,
        )


def _notes(data: str | None, left_out: bool) -> tuple[LawNote, ...]:
    from rusvej.app.law_notes import law_notes

    return () if left_out else law_notes(data)


def _with_notes(
    page: Page, book: Rulebook, parts: Sequence[StandardPart], notes: tuple[LawNote, ...], day: date
) -> Page:
    from rusvej.analysis.law_notes import for_parts
    from rusvej.render.law_words import put_in

    put_in(page, book, for_parts(notes, [part.id for part in parts]), day, cases=False)
    return page


def _json(
    book: Rulebook,
    parts: Sequence[StandardPart],
    notes: tuple[LawNote, ...],
    day: date,
    left_out: bool,
) -> dict[str, Any]:
    from rusvej.analysis.law_notes import for_parts
    from rusvej.render.law_words import notes_json
    from rusvej.render.standard_page import standard_json

    told = standard_json(book, parts)
    return (
        told
        if left_out
        else {
            **told,
            "law_notes": notes_json(book, for_parts(notes, [part.id for part in parts]), day),
        }
    )
