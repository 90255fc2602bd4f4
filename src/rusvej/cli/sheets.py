"""Handouts as HTML, for the commands that have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rusvej.diagnostics import needing

if TYPE_CHECKING:
    from rusvej.page.sheet import Sheet


def drawn(sheet: Sheet) -> str:
    """The sheet as HTML. Raises `InputError` where the library for it is missing."""
    with needing("page", "Arket kræver et bibliotek"):
        from rusvej.page.build import handout
    return handout(sheet)
