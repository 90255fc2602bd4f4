"""``rusvej schema``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.command import Asked, Option, Shown, command
from rusvej.diagnostics import InputError

#: Nobody else's schema begins so.
_BEGINS = "regelsæt til rusvej"


@command(
    forms=("json", "markdown"),
    form_help="json er skemaet; markdown er vejledningen, felt for felt.",
)
def schema(
    asked: Asked,
    section: Annotated[
        str | None, Option("--section", "Kun en fil med denne sektion, fx offers.", "SEKTION")
    ] = None,
    cases: Annotated[bool, Option("--cases", "Skemaet for filerne med sager.")] = False,
    output: Annotated[
        str | None, Option("-o", "Skriv skemaet i en fil; et, der står der, erstattes.", "FIL")
    ] = None,
) -> Shown:
    """Datafilernes skema (JSON Schema), så en editor kan foreslå felter og forklare dem.

    Et regelsæt fra rusvej init har det allerede. Et ældre får det med -o og en linje øverst i hver
    fil: # yaml-language-server: $schema=rusvej.schema.json

    \b
    Eksempler:
      rusvej schema -o rusvej.schema.json
      rusvej schema --section offers
      rusvej schema --cases -o rusvej-sager.schema.json
      rusvej schema --format markdown
    """
    from rusvej.app.manual import manual
    from rusvej.app.schema import as_text, schema_of
    from rusvej.app.writing import Kind, write_file
    from rusvej.store.json_schema import case_schema

    if cases and section:
        raise InputError("Filer med sager har ingen sektioner.", "Udelad --section.")
    found = case_schema() if cases else schema_of(section)
    if output in (None, "-"):
        return Shown(json=lambda: found, markdown=manual)
    said = write_file(Kind("Skemaet", "et skema til rusvej", _BEGINS), output, as_text(found))
    return Shown(json=lambda: "", aside=f"Skemaet er skrevet i {output}.", wrote=said)
