"""The rulebooks at hand: the one that is used when none is named, and those installed."""

from __future__ import annotations

from pathlib import Path

from rusvej.app.rulebook import open_rulebook
from rusvej.diagnostics import RulebookError
from rusvej.records import record
from rusvej.store.installed import installed


@record
class Known:
    """A rulebook. `called` is what to write after --data, empty for the usual one; one that cannot
    be used has no name."""

    called: str
    name: str
    version: str


def known_rulebooks(usual: Path) -> list[Known]:
    """The usual rulebook, then those installed by name."""
    return [_known(called, folder) for called, folder in {"": usual, **installed()}.items()]


def _known(called: str, folder: Path) -> Known:
    try:
        about = open_rulebook(folder).about
    except RulebookError:
        return Known(called, "", "")
    return Known(called, about.name, about.version)
