"""The one door to a rulebook: read, checked, and as it is on a day; and the rulebooks at hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rusvej.diagnostics import Diagnostic, RulebookError
from rusvej.model import Rulebook
from rusvej.store import Loaded, load_rulebook


def open_rulebook(folder: Path, on: date | None = None) -> Rulebook:
    """The rulebook of a folder, without what is not in force on the day (None = with everything).

    Raises `RulebookError` with every mistake, of form or of content.
    """
    book = load_rulebook(folder, _judge)
    return book if on is None else book.on(on)


def _judge(loaded: Loaded) -> list[Diagnostic]:
    # Imported here: a rulebook that is compiled has been judged, and the checks need a while to
    # load.
    from rusvej import checks

    found = checks.run(loaded.rulebook, loaded.where, loaded.lost)
    return [diagnostic for diagnostic in found if diagnostic.severity == "error"]


def known_rulebooks(usual: Path) -> Iterator[dict[str, str]]:
    """The usual rulebook, then those installed by name: what is written after --data (nothing for
    the usual one), name and version; one that cannot be used has neither."""
    from rusvej.store.installed import installed

    for called, folder in {"": usual, **installed()}.items():
        try:
            about = open_rulebook(folder).about
        except RulebookError:
            yield {"data": called, "name": "", "version": ""}
        else:
            yield {"data": called, "name": about.name, "version": about.version}
