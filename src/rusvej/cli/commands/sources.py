"""``rusvej sources``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.command import FORMS, Argument, Asked, Option, Shown, command
from rusvej.cli.guard import ANSWERED, FINDINGS
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.model import Rulebook


@command(
    here=True,
    forms=(*FORMS, "html"),
    form_help="Udskriftens form. html viser dokumenterne linje for linje og kræver --text.",
)
def sources(
    asked: Asked,
    document: Annotated[list[str] | None, Argument("[DOKUMENT]", "Kun dette dokument.")] = None,
    text: Annotated[
        str | None,
        Option("--text", "Mappen med dokumenternes tekster; så bedømmes hver linje.", "MAPPE"),
    ] = None,
    update: Annotated[
        bool,
        Option(
            "--update",
            "Skriv de citerede linjers fingeraftryk ved siden af regelsættet. Kræver --text.",
        ),
    ] = False,
) -> Shown:
    """Sporbarhed begge veje: hvilke linjer bruger regelsættet, og hvilke linjer bruger ingen?

    Med --text læses teksterne, og det bedømmes, om der er kilder, hvis linjer ikke findes; kilder,
    hvis tekst er ændret, og poster, hvis kilder er flyttet, siden fingeraftrykket blev skrevet;
    linjer, som ingen post citerer, og som heller ikke er sat til side med en grund; og tal,
    telefonnumre, paragraffer, adresser og navne i en post, som dens linjer ikke har. Findes der
    nogen, er svarkoden 1. Ord, der er jeres egne, står med en grund under own i citations.json.

    \b
    Eksempler:
      rusvej sources
      rusvej sources --text tekster
      rusvej sources --text tekster --format html > linjer.html
      rusvej sources --text tekster --update
    """
    from rusvej.analysis.claims import claims_of
    from rusvej.app.rulebook import open_rulebook

    if text is None and (update or asked.form == "html"):
        which = "--update" if update else "--format html"
        raise InputError(
            f"{which} kræver dokumenternes tekster.", "Angiv mappen med teksterne: --text MAPPE."
        )
    book = open_rulebook(asked.folder)
    claims = claims_of(book)
    only = _document(book, " ".join(document)) if document else None
    if text is None:
        from rusvej.render.sources_page import listing_json, listing_page

        return Shown(
            lambda: listing_page(book, claims, only),
            lambda: listing_json(book, claims, only),
        )

    from rusvej.analysis.citations import accepted, judge, narrowed
    from rusvej.analysis.particulars import particulars_judged, record_digests
    from rusvej.app.sources import read_lock, read_texts
    from rusvej.app.sources import update as write_lock
    from rusvej.render.sources_html import report_html
    from rusvej.render.sources_page import report_json, report_page

    kept = read_lock(asked.folder)
    texts = read_texts(text, book.documents)
    report = judge(claims, book.documents, texts, kept.citations)
    report = particulars_judged(report, book, texts, kept.records, kept.own)
    said = ""
    if update:
        digests = record_digests(book, texts)
        said = write_lock(asked.folder, kept, report.locked, digests)
        report = accepted(report)
    shown = narrowed(report, only) if only else report
    return Shown(
        lambda: report_page(book, shown, said),
        lambda: report_json(book, shown),
        code=ANSWERED if shown.clean else FINDINGS,
        aside=said,
        html=lambda: report_html(book, shown),
    )


def _document(book: Rulebook, wanted: str) -> str:
    from rusvej.app.named import find_named

    help = f"Muligheder: {', '.join(document.id for document in book.documents)}."
    hits = find_named(
        book.documents, wanted, lambda d: (d.id, d.title), what="et dokument", help=help
    )
    if len(hits.records) > 1 or not hits.exact:
        raise InputError(f"{quoted(wanted, 'Det')} er ikke ét bestemt dokument.", help)
    return hits.records[0].id
