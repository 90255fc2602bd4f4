"""The offline page of a rulebook, and where it is written."""

from __future__ import annotations

from pathlib import Path

from rusvej.diagnostics import InputError
from rusvej.page.build import build_page as build

__all__ = ["build", "write"]


def write(html: str, output: str) -> None:
    """Writes the page. Raises `InputError` where that is not possible."""
    try:
        Path(output).write_text(html, encoding="utf-8")
    except (OSError, ValueError):
        raise InputError("Siden kan ikke skrives der.", "Tjek mappen og rettighederne.") from None
