"""``rusvej init``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from rusvej.cli.command import Argument, Asked, Option, Shown, command
from rusvej.diagnostics import InputError


@command(forms=("plain",))
def init(
    asked: Asked,
    folder: Annotated[str | None, Argument("[MAPPE]", "Den nye mappe til regelsættet.")] = None,
    municipality: Annotated[
        str | None, Option("--kommune", "Kommunens navn, fx Lilleby Kommune.", "NAVN")
    ] = None,
    document: Annotated[
        str | None,
        Option("--document", "Vis posten for et dokument, lavet ud fra dets tekst.", "TEKST"),
    ] = None,
) -> Shown:
    """Begynd et regelsæt: et lille opdigtet eksempel, der virker, med forklaring til hvert felt.

    Mappen får datafilerne, et dokument, en sag, datafilernes skema til editoren og en arbejdsgang
    til GitHub. Ingen fil bliver overskrevet.

    \b
    Eksempler:
      rusvej init regelsaet --kommune "Lilleby Kommune"
      rusvej init --document tekster/vejledning.txt
    """
    from rusvej.app.init import begin, document_record

    if document is not None:
        found = document_record(Path(document))
        return Shown(plain=lambda: found, aside="Sæt posten ind i sources.yaml, og se den efter.")
    if folder is None:
        raise InputError("Der mangler en mappe.", "Fx rusvej init regelsaet.")
    written, left = begin(Path(folder), municipality or "")
    told = [f"Mappen {folder} er klar med {len(written)} filer."]
    if left:
        told.append(f"Urørt, fordi de stod der i forvejen: {', '.join(left)}.")
    told += [
        "",
        "Prøv:",
        f"  rusvej validate --data {folder}",
        f"  rusvej suggest --data {folder} --age 16",
        "",
        f"Læs {folder}/README.md, og ret eksemplet, til det er jeres.",
    ]
    return Shown(plain=lambda: "\n".join(told) + "\n")
