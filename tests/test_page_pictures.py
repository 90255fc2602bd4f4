"""The pictures of the page in README: made here, with `RUSVEJ_PICTURES=1 pytest -k pictures`."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from page_driving import answered, press

HERE = Path(__file__).parent.parent
#: A picture larger than this makes README slow to open.
MOST_BYTES = 120_000
PICTURES = ("side-spoergsmaal.png", "side-svar.png", "side-frist.png")


def size(png: bytes) -> tuple[int, int]:
    """Width and height, as they stand in the head of the file."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.browser
def test_the_pictures_are_of_this_page(visit: Callable[..., Any], html: str) -> None:
    page = visit(html, viewport={"width": 360, "height": 740})
    made = {}
    press(page, "Begynd")
    made["side-spoergsmaal.png"] = page.screenshot()
    page.evaluate("restart(); show(startView)")
    answered(page)
    made["side-svar.png"] = page.screenshot()
    page.evaluate("restart(); show(deadlinesView)")
    page.fill("#day-contact", "2026-11-09")
    page.fill("#fact-age", "25")
    press(page, "Regn ud")
    made["side-frist.png"] = page.screenshot()
    assert tuple(made) == PICTURES
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for name, png in made.items():
        kept = HERE / "docs" / name
        if "RUSVEJ_PICTURES" in os.environ:
            kept.write_bytes(png)
        there = kept.read_bytes()
        assert size(there) == size(png) == (360, 740)
        assert len(there) < MOST_BYTES and f"docs/{name}" in readme
