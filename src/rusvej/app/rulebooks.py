"""The rulebooks at hand: the one that is used when none is named, and those installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rusvej.app.rulebook import open_rulebook
from rusvej.diagnostics import RulebookError
from rusvej.store.installed import installed


def known_rulebooks(usual: Path) -> Iterator[dict[str, str]]:
    """The usual rulebook, then those installed by name: what is written after --data (nothing for
    the usual one), name and version; one that cannot be used has neither."""
    for called, folder in {"": usual, **installed()}.items():
        try:
            about = open_rulebook(folder).about
        except RulebookError:
            yield {"data": called, "name": "", "version": ""}
        else:
            yield {"data": called, "name": about.name, "version": about.version}
