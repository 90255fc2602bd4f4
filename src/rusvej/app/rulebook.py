"""Opening a rulebook for use: loaded, and judged when it is new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rusvej.diagnostics import Diagnostic
from rusvej.model import Rulebook
from rusvej.store import Loaded, load_rulebook, load_side
from rusvej.store.load import build, plain_data


def open_rulebook(folder: Path) -> Rulebook:
    """The rulebook of a folder. Raises `RulebookError` with every mistake, of form or of
    content."""
    return load_rulebook(folder, _judge)


def open_with_plain(folder: Path) -> tuple[Rulebook, dict[str, Any]]:
    """As `open_rulebook`, with the plain data of all sections: one reading serves a command that
    needs both."""
    plain, digest = plain_data(folder, _judge)
    return build(plain, digest), plain


def open_side(folder: Path, section: str) -> tuple[Any, ...]:
    """The records of a section that only some commands need. Raises as `open_rulebook` does."""
    return load_side(folder, section, _judge)


def open_plain(folder: Path) -> tuple[dict[str, Any], str]:
    """The plain data of every section, and the digest of the files. Raises as `open_rulebook`
    does."""
    return plain_data(folder, _judge)


def _judge(loaded: Loaded) -> list[Diagnostic]:
    # Imported here: a rulebook that is compiled has been judged, and the checks need a while to
    # load.
    from rusvej import checks

    found = checks.run(loaded.rulebook, loaded.where, loaded.lost, loaded.side())
    return [diagnostic for diagnostic in found if diagnostic.severity == "error"]
