"""``rusvej why``"""

from __future__ import annotations

from typing import Annotated

import typer

from rusvej.app.lookup import find_offer
from rusvej.app.suggest import suggest as answer_case
from rusvej.cli.case import read_case
from rusvej.cli.options import (
    Age,
    AsOf,
    CaseFile,
    Data,
    Facts,
    FormatOption,
    Grade,
    Level,
    Motivation,
    OtherMeasure,
    Plain,
    Schooling,
)
from rusvej.cli.output import Format, drawn_plainly, on, rulebook, show, show_json
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.render.page import Paragraph


def why(
    offer: Annotated[
        list[str],
        typer.Argument(
            metavar="TILBUD",
            help="Tilbuddets navn, et andet navn for det, eller noget, der ligner.",
        ),
    ],
    age: Age = None,
    level: Level = None,
    motivation: Motivation = None,
    other_measure: OtherMeasure = None,
    schooling: Schooling = None,
    grade: Grade = None,
    fact: Facts = None,
    case: CaseFile = None,
    as_of: AsOf = None,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Hvorfor passer et tilbud, eller hvorfor ikke, og hvad ville ændre det?

    Viser betingelserne én for én med kilde, hvad der allerede afgør sagen, og den nærmeste ændring,
    der ville få tilbuddet til at passe.

    \b
    Eksempler:
      rusvej why dagbehandling --age 17 --level misbrug
      rusvej why MUT --age 15 --level problematisk --motivation nej
    """
    book = rulebook(data)
    asked = " ".join(offer)
    found = find_offer(book, asked)
    if len(found.offers) > 1:
        names = ", ".join(each.id for each in found.offers)
        raise InputError(
            f"Flere tilbud kan være ment med {quoted(asked, 'det skrevne')}.",
            f"Vælg et af: {names}.",
        )
    facts = read_case(
        book,
        age=age,
        level=level,
        motivation=motivation,
        other_measure=other_measure,
        schooling=schooling,
        grade=grade,
        fact=fact,
        case=case,
    )
    answer = answer_case(book, facts, on(as_of))
    from rusvej.app.why import explain, space_of
    from rusvej.render.why_page import look, why_json, why_page

    space = space_of(answer)
    explained = explain(space, answer, [answer.offer(found.offers[0].id)])[0]
    if format is Format.json:
        show_json({**why_json(space, answer, explained), "near_miss": not found.exact})
        return
    page = why_page(space, answer, explained, look(*drawn_plainly(format, plain)))
    if not found.exact:
        page.blocks.insert(
            1,
            Paragraph(
                f"Intet tilbud hedder {quoted(asked, 'sådan')}. Det, der ligner mest, er"
                f" {found.offers[0].name}.",
                "note",
            ),
        )
    show(page, format, plain=plain)
