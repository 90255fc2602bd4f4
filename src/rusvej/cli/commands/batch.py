"""``rusvej batch``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.command import Argument, Asked, Option, Shown, command
from rusvej.diagnostics import needing


@command(day=True, forms=("table", "plain", "json", "markdown", "csv", "svg"))
def batch(
    asked: Asked,
    cases: Annotated[
        str, Argument("IND", "Sagerne: .csv, .jsonl, .parquet, eller - for en strøm.")
    ],
    output: Annotated[
        str | None, Option("-o", "Svarene: .parquet, .csv, .jsonl, eller - for en strøm.", "UD")
    ] = None,
    read_as: Annotated[
        str | None, Option("--in-format", "csv, jsonl eller parquet, hvis navnet ikke siger det.")
    ] = None,
    write_as: Annotated[
        str | None, Option("--out-format", "csv, jsonl eller parquet, hvis navnet ikke siger det.")
    ] = None,
    keep: Annotated[
        list[str],
        Option("--keep", "En kolonne, der skal med over, fx id. Kan gentages.", "KOLONNE"),
    ] = [],  # noqa: B006  (read only)
    long: Annotated[
        bool,
        Option(
            "--long", "En række pr. sag og tilbud, med hvad der mangler, og hvad der er uklart."
        ),
    ] = False,
    rejects: Annotated[
        str | None,
        Option("--rejects", "Skriv de afviste rækkers numre og grunde her (CSV).", "FIL"),
    ] = None,
    strict: Annotated[bool, Option("--strict", "Stop ved den første række, der afvises.")] = False,
    summary: Annotated[
        bool, Option("--summary", "Antal pr. tilbud, status, niveau og alder; små antal udelades.")
    ] = False,
    compare: Annotated[
        str | None,
        Option("--compare", "Hvem har en ændring ramt? Reglerne, som de var før.", "MAPPE"),
    ] = None,
    engine: Annotated[str, Option("--engine", "polars, duckdb eller spark.")] = "polars",
) -> Shown:
    """Mange sager på én gang: en fil med sager ind, en fil med svar ud.

    Kolonnerne er regelsættets oplysninger (rusvej facts); en tom celle er ukendt. En række, der
    ikke kan læses, afvises med nummer og grund og standser ikke resten. Kolonner, der ser ud til
    at sige, hvem nogen er, afvises. Svar fra en tidligere kørsel erstattes, når de nye er skrevet
    helt; enhver anden fil bliver, som den er, og sagerne skrives der aldrig i. Kræver
    rusvej[batch]; de andre motorer rusvej[duckdb] og rusvej[spark].

    \b
    Eksempler:
      rusvej batch sager.csv -o svar.parquet --keep id
      rusvej batch sager.csv --summary
      rusvej batch sager.csv --compare gamle-regler
      rusvej batch - -o - --long < sager.csv
    """
    from rusvej.app.rulebook import open_rulebook
    from rusvej.cli.progress import counted
    from rusvej.render import batch_page as told
    from rusvej.render.tables import csv_text
    from rusvej.store import data_folder

    with needing("batch", "Mange sager på én gang kræver nogle biblioteker"):
        from rusvej.app import batch as app
    wanted = app.Wanted(
        cases,
        output or "",
        read_as,
        write_as,
        tuple(keep),
        long,
        rejects or "",
        strict,
        engine,
        # A picture is of the counts, and a table of them unless it is of what is changed.
        summary or asked.form == "svg" or (asked.form == "csv" and compare is None and not output),
    )
    before = None if compare is None else open_rulebook(data_folder(compare), asked.day)
    with counted("Sager") as step:
        load = app.batch(asked.book.on(asked.day), wanted, before, step)
    said = "\n".join(load.replaced)
    if output == "-":
        return Shown(json=lambda: "", aside=told.batch_aside(load), wrote=said)
    return Shown(
        lambda: told.batch_page(asked.book, load),
        lambda: told.batch_json(asked.book, load),
        csv=lambda: csv_text(*told.batch_rows(load)),
        svg=lambda: told.batch_svg(asked.book, load),
        wrote=said,
    )
