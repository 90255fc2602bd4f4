"""Opening a rulebook for use: loaded, and judged when it is new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rusvej.diagnostics import Diagnostic
from rusvej.model import Rulebook
from rusvej.store import Loaded, load_rulebook, load_side


def open_rulebook(folder: Path) -> Rulebook:
    """The rulebook of a folder. Raises `RulebookError` with every mistake, of form or of content."""
    return load_rulebook(folder, _judge)


def open_side(folder: Path, section: str) -> tuple[Any, ...]:
    """The records of a section that only some commands need. Raises as `open_rulebook` does."""
    return load_side(folder, section, _judge)


def _judge(loaded: Loaded) -> list[Diagnostic]:
    # Imported here: a rulebook that is compiled has been judged, and the checks need a while to load.
    from rusvej import checks

    found = checks.run(loaded.rulebook, loaded.where, loaded.lost, loaded.side())
    return [diagnostic for diagnostic in found if diagnostic.severity == "error"]
