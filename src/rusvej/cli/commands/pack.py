"""``rusvej pack``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from rusvej.cli.command import Argument, Asked, Option, Shown, command
from rusvej.diagnostics import InputError


@command(forms=("plain",))
def pack(
    asked: Asked,
    folder: Annotated[str, Argument("MAPPE", "Mappen med regelsættet.")],
    name: Annotated[
        str | None, Option("--name", "Navnet, andre finder det ved; ellers kommunens.", "NAVN")
    ] = None,
    output: Annotated[str, Option("-o", "Mappen, pakken skrives i.", "MAPPE")] = ".",
) -> Shown:
    """Lav en pakke af et regelsæt, som andre kan installere med pip og finde ved navn.

    Pakken har datafilerne og sagerne, ikke dokumenternes tekster, og ingen kode.

    \b
    Eksempler:
      rusvej pack mit-regelsaet
      rusvej pack mit-regelsaet --name lilleby -o pakker
    """
    from rusvej.app.pack import pack as packed

    if not Path(folder).is_dir():
        raise InputError("Mappen findes ikke.", "Angiv mappen med regelsættets filer.")
    called, wheel = packed(Path(folder), Path(output), name or "")
    told = (
        f"Pakken er skrevet: {wheel}\n\n"
        "Sådan bruges den:\n"
        f"  pip install {wheel}\n"
        f"  rusvej suggest --data {called}\n"
    )
    return Shown(plain=lambda: told)
