"""``rusvej offers``"""

from __future__ import annotations

from typing import Annotated

import typer

from rusvej.answer import Status
from rusvej.app.lookup import list_offers
from rusvej.app.suggest import make_case
from rusvej.cli.options import AsOf, Data, FormatOption, Plain
from rusvej.cli.output import Format, on, rulebook, show, show_json
from rusvej.diagnostics import InputError, did_you_mean
from rusvej.foreign import quoted
from rusvej.persons import refuse_cpr

_ACCESS = {
    "uvisiteret": "direct",
    "kontakt": "contact",
    "henvisning": "assessed",
    "visiteret": "decision",
    "ikke-angivet": "ikke-angivet",
}


def offers(
    level: Annotated[
        str | None,
        typer.Option(
            "--level",
            metavar="NIVEAU",
            help="Kun det, guiden nævner på niveauet, og standardens egne tilbud.",
        ),
    ] = None,
    age: Annotated[
        str | None, typer.Option("--age", metavar="ÅR", help="Kun det, alderen ikke udelukker.")
    ] = None,
    referral: Annotated[
        str | None,
        typer.Option(
            "--referral",
            metavar="ADGANG",
            help="uvisiteret, kontakt, henvisning, visiteret eller ikke-angivet.",
        ),
    ] = None,
    provider: Annotated[
        str | None,
        typer.Option(
            "--provider",
            metavar="NAVN",
            help="Kun det, hvor navnet står som den, der giver tilbuddet.",
        ),
    ] = None,
    as_of: AsOf = None,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Alle tilbud, eventuelt kun dem, der kan komme på tale for et niveau og en alder.

    \b
    Eksempler:
      rusvej offers
      rusvej offers --level misbrug --age 17
      rusvej offers --referral uvisiteret
    """
    book = rulebook(data)
    given = {fact: value for fact, value in (("level", level), ("age", age)) if value is not None}
    case = make_case(book, given)
    if referral is not None and referral.casefold() not in _ACCESS:
        refuse_cpr(referral)
        raise InputError(
            f"{quoted(referral, 'Det', 30)} er ikke en slags adgang.",
            did_you_mean(referral, _ACCESS),
        )
    if provider is not None:
        refuse_cpr(provider)
    results = list_offers(
        book,
        case,
        on(as_of),
        access=_ACCESS[referral.casefold()] if referral else None,
        provider=provider,
    )
    if case:
        results = tuple(
            result
            for result in results
            if result.status not in (Status.EXCLUDED, Status.NOT_LISTED)
        )
    from rusvej.render.offer_page import offers_json, offers_page

    if format is Format.json:
        show_json(offers_json(book, results))
        return
    show(offers_page(book, results, filtered=bool(case)), format, plain=plain)
