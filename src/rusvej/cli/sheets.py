"""Handouts as HTML, for the commands that have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rusvej.diagnostics import InputError

if TYPE_CHECKING:
    from rusvej.page.sheet import Sheet


def drawn(sheet: Sheet) -> str:
    """The sheet as HTML. Raises `InputError` where the library for it is missing."""
    try:
        from rusvej.page.handout import handout
    except ImportError:
        raise InputError(
            "Arket kræver et bibliotek, som ikke er installeret.",
            "Installer det: pip install 'rusvej[page]'",
        ) from None
    return handout(sheet)
