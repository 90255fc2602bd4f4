"""``rusvej completion``"""

from __future__ import annotations

from typing import Annotated

from rusvej.cli.command import Argument, Asked, Shown, command, parameters
from rusvej.cli.commands import COMMANDS, lacking, load
from rusvej.diagnostics import InputError, did_you_mean
from rusvej.foreign import quoted


@command(forms=("plain",))
def completion(
    asked: Asked, shell: Annotated[str, Argument("SKAL", "bash, zsh, fish eller powershell.")]
) -> Shown:
    """Skriv det, der får en skal til at udfylde kommandoer, tilvalg, niveauer, oplysninger og
    tilbud, når man trykker tabulator. Den første linje siger, hvor det skal stå.

    Det bygger på det regelsæt, der bruges nu; skriv det igen, når regelsættet er et andet. Scriptet
    til PowerShell er ikke prøvet i en PowerShell.

    \b
    Eksempler:
      rusvej completion bash
      rusvej completion powershell
    """
    from rusvej.cli.completing import SHELLS, facts, table
    from rusvej.cli.scripts import script

    name = shell.casefold()
    if name not in SHELLS:
        raise InputError(
            f"{quoted(shell, 'Det')} er ikke en skal, der kan udfyldes for.",
            did_you_mean(name, SHELLS),
        )
    book = asked.book
    commands = {name: parameters(load(name), book) for name in COMMANDS if not lacking(name, book)}
    return Shown(plain=lambda: script(name, table(book, commands), facts(book)))
