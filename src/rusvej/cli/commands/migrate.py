"""``rusvej migrate``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from rusvej.cli.command import Argument, Asked, Shown, command
from rusvej.diagnostics import InputError


@command(forms=("plain",))
def migrate(
    asked: Asked,
    folder: Annotated[str, Argument("MAPPE", "Mappen med regelsættet.")],
) -> Shown:
    """Bring et ældre regelsæts filer over i den nyeste form, og sig, hvad der blev ændret.

    Kommentarer og alt andet i filerne bliver stående. Gem mappen først, fx med git, og se ændringen
    efter bagefter.

    \b
    Eksempler:
      rusvej migrate mit-regelsaet
    """
    from rusvej.app.migrate import migrate as brought_on
    from rusvej.model.about import FORMAT

    if not Path(folder).is_dir():
        raise InputError("Mappen findes ikke.", "Angiv mappen med regelsættets filer.")
    done = brought_on(Path(folder))
    if not done.files:
        told = [f"Regelsættet er allerede i format {FORMAT}; ingen filer er ændret."]
    else:
        told = [f"Regelsættet er bragt fra format {done.found} til {FORMAT}.", ""]
        told += [f"- {line}" for line in done.told]
        told += ["", f"Ændret: {', '.join(done.files)}.", f"Kør rusvej validate --data {folder}."]
    return Shown(plain=lambda: "\n".join(told) + "\n")
