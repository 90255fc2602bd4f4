"""The folders that come with rusvej.

Found beside the code and not by importlib.resources, which takes longer to import than the rulebook
to read; rusvej is installed as files, never run from an archive.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
#: Where a checkout that is installed in place has what a wheel carries inside the package: the one
#: place that knows of a checkout.
_IN_CHECKOUT = {"data": "data", "cases": "tests/cases"}


def shipped(name: str) -> Path:
    """The folder of that name: ``data``, ``cases``, ``layers``, ``template``."""
    packaged = _PACKAGE / name
    if packaged.is_dir() or name not in _IN_CHECKOUT:
        return packaged
    return _PACKAGE.parent.parent / _IN_CHECKOUT[name]
