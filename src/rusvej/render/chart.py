"""A chart as one SVG picture: self-contained, without scripts, readable without its colours."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from xml.sax.saxutils import escape

from rusvej.render.unbroken import whole_cites

_WIDTH = 860
_LEFT = 230
#: The width of a bar of 100 %.
_BAR = 430
_ROW = 24
_LINE = 18
_STYLE = (
    "text{font-family:system-ui,'Segoe UI',Roboto,Arial,sans-serif;font-size:14px;fill:#1a1a1a}"
    ".h{font-size:20px;font-weight:bold}.f{font-size:16px;font-weight:bold}"
    ".s{font-size:13px;fill:#4a4a4a}"
)
#: Characters that fit the width, by style.
_MOST = {"": 106, "h": 75, "f": 84, "s": 114}
#: Between the parts of a key.
_APART = 165


class Chart:
    """Texts and bars, one below the other."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._parts: list[str] = []
        self._y = 20
        self.text(title, "h")

    def gap(self) -> None:
        """Leaves some room."""
        self._y += 16

    def text(self, text: str, style: str = "") -> None:
        """Adds a text: a heading ("h"), the name of a figure ("f"), or what is small ("s")."""
        for line in textwrap.wrap(whole_cites(text), _MOST[style], break_on_hyphens=False):
            self._y += _LINE
            styled = f' class="{style}"' if style else ""
            self._write(20, self._y, line, styled)

    def key(self, colours: Iterable[tuple[str, str]]) -> None:
        """Adds what the colours mean: (colour, name)."""
        self._y += _ROW
        for at, (colour, name) in enumerate(colours):
            self._rect(20 + _APART * at, 14, colour)
            self._write(40 + _APART * at, self._y - 4, name)

    def bar(self, name: str, parts: Iterable[tuple[float, str, str]], printed: str = "") -> None:
        """Adds a bar: its parts are (share of 100, colour, what it tells); a number stands behind
        it."""
        self._y += _ROW
        self._write(_LEFT - 10, self._y - 4, name, ' text-anchor="end"')
        x = float(_LEFT)
        for share, colour, told in parts:
            width = max(share * _BAR / 100, 1 if share or printed else 0)
            self._rect(x, width, colour, f"<title>{escape(told)}</title>" if told else "")
            x += width
        self._write(x + 8, self._y - 4, printed)

    def svg(self, described: str) -> str:
        """The picture; the description says everything that the bars say."""
        height = self._y + 24
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
            f' width="{_WIDTH}" height="{height}" role="img" lang="da" aria-labelledby="t d">',
            f'<title id="t">{escape(self.title)}</title>',
            f'<desc id="d">{escape(described)}</desc>',
            f"<style>{_STYLE}</style>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
            *self._parts,
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def _write(self, x: float, y: int, text: str, more: str = "") -> None:
        if text:
            self._parts.append(f'<text x="{x:.0f}" y="{y}"{more}>{escape(text)}</text>')

    def _rect(self, x: float, width: float, colour: str, inner: str = "") -> None:
        self._parts.append(
            f'<rect x="{x:.1f}" y="{self._y - 18}" width="{width:.1f}" height="18"'
            f' fill="{colour}">{inner}</rect>'
        )
