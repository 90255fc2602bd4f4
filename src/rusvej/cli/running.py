"""From the words of a command line to an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from rusvej.cli.asked import Asked, Door
from rusvej.cli.command import Command, own_values, parameters, shared_of
from rusvej.cli.commands import COMMANDS, NEEDS, PARTS, lacking, load
from rusvej.cli.guard import ANSWERED, guarded
from rusvej.cli.printing import Shown, show
from rusvej.cli.reading import data_named, read_words, refuse_odd
from rusvej.cli.typed import HELP as ASKED_FOR
from rusvej.diagnostics import InputError, RusvejError

#: What asks for help; it is given also where the rulebook cannot be read.
HELP = frozenset({"--help", "-h"})


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command line; `arguments` defaults to the process's own."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    return guarded(words, lambda: _run(words))


def _run(words: list[str]) -> int:
    if words == ["--version"]:
        from rusvej import __version__

        sys.stdout.write(f"rusvej {__version__}\n")
        return ANSWERED
    if words and words[0] in {"help", *ASKED_FOR}:
        words = [*words[1:2], "--help", *words[2:]]
    if not words:
        with suppress(RusvejError):
            return _start()
        words = ["--help"]
    if words[0] not in COMMANDS and _in_danger(words):
        words = ["contact", "akut"]
    refuse_odd(words)
    if words[0] in COMMANDS and not HELP.intersection(words):
        command = load(words[0])
        shared = shared_of(command)
        door = Door(data_named(words), here=shared.here)
        book = door.whole if shared.from_rulebook else None
        values = read_words(parameters(command, book), words[1:])
        if values is not None:
            _refuse_without_data(words[0], door, values)
            return perform(command, values, door)
    from rusvej.cli.with_typer import read_line

    read = read_line(words)
    return read if isinstance(read, int) else perform(*read)


def _start() -> int:
    """What is shown to the one who names no command."""
    from rusvej.render.start_page import start_page

    book = Door(None).whole
    names = list(COMMANDS)
    asking = names[: names.index([*PARTS][1])]
    found = [name for name in asking if not lacking(name, book)]
    return show(Shown(lambda: start_page(book, found)), "table")


def _in_danger(words: Sequence[str]) -> bool:
    from rusvej.app.named import in_danger

    with suppress(RusvejError):
        return in_danger(Door(data_named(words)).whole, " ".join(words))
    return False


def _refuse_without_data(name: str, door: Door, values: dict[str, Any]) -> None:
    # The notes on the law are no part of a standard.
    if name in NEEDS and not values.get("law") and (what := lacking(name, door.whole)):
        raise InputError(
            f"Regelsættet har ingen {what}, så der er intet at vise.",
            "rusvej --help viser de kommandoer, regelsættet har noget til.",
        )


def perform(command: Command, values: dict[str, Any], door: Door) -> int:
    """Runs a command on the values of all its parameters and prints what it shows."""
    asked = Asked(door, values)
    shown = command(asked, **own_values(command, values))
    return show(shown, asked.printed)
