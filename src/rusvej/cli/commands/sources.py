"""``rusvej sources``"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from rusvej.cli.options import Data, Plain
from rusvej.cli.output import Format, show, show_json
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted

if TYPE_CHECKING:
    from rusvej.analysis.citations import Report
    from rusvej.app.sources import Cited


class SourcesFormat(StrEnum):
    """How the report is printed."""

    table = "table"
    plain = "plain"
    json = "json"
    markdown = "markdown"
    html = "html"


def sources(
    document: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOKUMENT]", help="Kun dette dokument, fx handleguide."),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar="MAPPE",
            help="Mappen med dokumenternes tekster; så bedømmes hver linje.",
        ),
    ] = None,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="Skriv de citerede linjers fingeraftryk ved siden af regelsættet. Kræver --text.",
        ),
    ] = False,
    format: Annotated[
        SourcesFormat,
        typer.Option(
            "--format",
            help="Udskriftens form. html viser dokumenterne linje for linje og kræver --text.",
        ),
    ] = SourcesFormat.table,
    plain: Plain = False,
    data: Data = None,
) -> int:
    """Sporbarhed begge veje: hvilke linjer bruger regelsættet, og hvilke linjer bruger ingen?

    Med --text læses teksterne, og tre ting bedømmes: kilder, hvis linjer ikke findes; kilder, hvis
    tekst er ændret, siden den blev citeret; og linjer, som ingen post citerer, og som heller ikke
    er sat til side med en grund. Findes der nogen, er svarkoden 1.

    \b
    Eksempler:
      rusvej sources
      rusvej sources handleguide --text tekster
      rusvej sources --text tekster --format html > linjer.html
      rusvej sources --text tekster --update
    """
    from rusvej.app.sources import cited
    from rusvej.store import data_folder

    if text is None and (update or format is SourcesFormat.html):
        which = "--update" if update else "--format html"
        raise InputError(
            f"{which} kræver dokumenternes tekster.", "Angiv mappen med teksterne: --text MAPPE."
        )
    folder = data_folder(data)
    found = cited(folder)
    only = _document(found, " ".join(document)) if document else None
    if text is None:
        from rusvej.render.sources_page import listing_json, listing_page

        if format is SourcesFormat.json:
            show_json(listing_json(found.rulebook, found.claims, only))
        else:
            show(
                listing_page(found.rulebook, found.claims, only), Format(format.value), plain=plain
            )
        return 0

    from rusvej.analysis.citations import accepted, judge, narrowed
    from rusvej.app.sources import read_lock, read_texts
    from rusvej.app.sources import update as write_lock

    locked = read_lock(folder)
    report = judge(
        found.claims, found.rulebook.documents, read_texts(text, found.rulebook.documents), locked
    )
    said = ""
    if update:
        done = write_lock(folder, locked, dict(report.locked))
        said = (
            f"Fingeraftryk skrevet: {done.added} nye, {done.changed} ændrede, {done.dropped}"
            f" fjernet, {done.kept} i alt."
        )
        report = accepted(report)
    shown = narrowed(report, only) if only else report
    _show(found, shown, format, plain, said)
    return 0 if shown.clean else 1


def _document(found: Cited, wanted: str) -> str:
    from rusvej.app.named import find_named

    names = [document.id for document in found.rulebook.documents]
    hits = find_named(
        found.rulebook.documents,
        wanted,
        lambda d: (d.id, d.title),
        what="et dokument",
        help=f"Muligheder: {', '.join(names)}.",
    )
    if len(hits.records) > 1 or not hits.exact:
        raise InputError(
            f"{quoted(wanted, 'Det')} er ikke ét bestemt dokument.",
            f"Muligheder: {', '.join(names)}.",
        )
    return hits.records[0].id


def _show(found: Cited, report: Report, format: SourcesFormat, plain: bool, said: str) -> None:
    if format is SourcesFormat.html:
        from rusvej.render.sources_html import report_html

        html = report_html(found.rulebook, report)
        # The page says it is UTF-8; where the output is not, character references say the same.
        utf8 = (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf8sig")
        sys.stdout.write(html if utf8 else html.encode("ascii", "xmlcharrefreplace").decode())
        if said:
            sys.stderr.write(said + "\n")
    elif format is SourcesFormat.json:
        from rusvej.render.sources_page import report_json

        show_json(report_json(found.rulebook, report))
        if said:
            sys.stderr.write(said + "\n")
    else:
        from rusvej.render.sources_page import report_page

        show(report_page(found.rulebook, report, said), Format(format.value), plain=plain)
