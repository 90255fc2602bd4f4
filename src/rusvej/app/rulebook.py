"""The one door to a rulebook: read, checked, and as it is on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rusvej.diagnostics import Diagnostic
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
