"""``rusvej offers``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.command import FORMS, TABLES, Asked, Option, Shown, command
from rusvej.cli.shared import without
from rusvej.diagnostics import InputError, did_you_mean
from rusvej.engine import answer
from rusvej.foreign import quoted
from rusvej.persons import refuse_cpr

_ACCESS = {
    "uvisiteret": "direct",
    "kontakt": "contact",
    "henvisning": "assessed",
    "visiteret": "decision",
    "ikke-angivet": "ikke-angivet",
}


@command(forms=(*FORMS, "csv", "excel"), form_help=TABLES, day=True)
def offers(
    asked: Asked,
    level: Annotated[
        str | None,
        Option(
            "--level",
            "Kun det, der nævnes på niveauet, og det, der ikke hører til noget.",
            "NIVEAU",
        ),
    ] = None,
    age: Annotated[str | None, Option("--age", "Kun det, alderen ikke udelukker.", "ÅR")] = None,
    referral: Annotated[
        str | None,
        Option(
            "--referral", "uvisiteret, kontakt, henvisning, visiteret eller ikke-angivet.", "ADGANG"
        ),
    ] = None,
) -> Shown:
    """Alle tilbud, eventuelt kun nogle af dem.

    \b
    Eksempler:
      rusvej offers
      rusvej offers --level {level}
      rusvej offers --referral uvisiteret
    """
    from rusvej.compiled import checked_case
    from rusvej.render.offer_page import OFFER_COLUMNS, offer_rows, offers_json, offers_page

    book = asked.book
    for option, value in (("--level", level), ("--age", age)):
        if value is not None and (said := without(book, option)):
            raise InputError(*said)
    given = {book.roles.level: level, book.roles.age: age}
    case = checked_case(book, {fact: value for fact, value in given.items() if value is not None})
    if referral is not None and referral.casefold() not in _ACCESS:
        refuse_cpr(referral)
        raise InputError(
            f"{quoted(referral, 'Det', 30)} er ikke en slags adgang.",
            did_you_mean(referral, _ACCESS),
        )
    access = _ACCESS[referral.casefold()] if referral else ""
    results = [
        result
        for result in answer(book, case, asked.day).offers
        if access in ("", result.offer.access.kind)
        and (result.status.shown or not case)
        and book.in_force(result.offer)
    ]
    return Shown(
        lambda: offers_page(book, results, filtered=bool(case)),
        lambda: offers_json(book, results),
        tables=(OFFER_COLUMNS, lambda: offer_rows(book, results)),
    )
