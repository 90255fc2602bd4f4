"""``rusvej page``"""

from __future__ import annotations

from typing import Annotated

from rusvej.app.writing import Kind, write_file
from rusvej.cli.command import Asked, Option, Shown, command
from rusvej.diagnostics import needing

#: No other page begins so.
_BEGINS = "content=\"default-src 'none'; script-src 'sha256-"


@command(day=True, forms=("html",), form_help="Siden er altid HTML.")
def page(
    asked: Asked,
    output: Annotated[
        str | None, Option("-o", "Filen, siden skrives i; en side, der står der, erstattes.", "FIL")
    ] = None,
) -> Shown:
    """Hele vejledningen som én HTML-fil, der virker uden net: spørgsmål, svar, frister, kontakter.

    Filen kan ligge på et intranet, sendes som vedhæftning eller bæres på en USB-nøgle. Den henter
    intet, gemmer intet og sender intet. Kræver rusvej[page].

    \b
    Eksempler:
      rusvej page -o rusvej.html
      rusvej page --data mit-regelsaet -o vejledning.html
    """
    from rusvej.cli.progress import progress

    with needing("page", "Siden kræver et bibliotek"):
        from rusvej.page.build import build_page
    book = asked.book
    with progress("Regler", len(book.offers) * 20) as step:
        html = build_page(book, asked.day, step)
    if output in (None, "-"):
        return Shown(html=lambda: html)
    said = write_file(Kind("Siden", "en side fra rusvej", _BEGINS), output, html)
    size = f"{len(html.encode()) // 1000} kB"
    return Shown(html=lambda: "", aside=f"Siden er skrevet i {output} ({size}).", wrote=said)
