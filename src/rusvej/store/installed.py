"""Rulebooks that are installed as packages, by their name: `rusvej pack` makes such a package.

A package says under the entry point group ``rusvej.rulebooks`` what it is called and where its data
lie. Nothing of it is imported: it has no code.
"""

from __future__ import annotations

from pathlib import Path

GROUP = "rusvej.rulebooks"


def installed() -> dict[str, Path]:
    """The folder of each rulebook, by name; of two with one name the first found."""
    # Imported here: an ordinary answer names no rulebook.
    from importlib.metadata import entry_points

    found: dict[str, Path] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        if point.dist is not None:
            folder = Path(str(point.dist.locate_file(point.value))) / "data"
            if folder.is_dir():
                found.setdefault(point.name, folder)
    return found
