"""The developments of the survey as one SVG picture: self-contained, without scripts, readable
without its colours."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from xml.sax.saxutils import escape

from rusvej.model import Rulebook
from rusvej.model.survey import Figure, Measure, Value
from rusvej.render import words
from rusvej.render.survey_page import ABOUT, REMARKS, base, number, tidy

_WIDTH = 800
_LEFT = 190
_BAR = 430
_ROW = 24
_LINE = 18
#: Characters of 14 px text that fit the width.
_TEXT = 100
_STYLE = (
    "text{font-family:system-ui,'Segoe UI',Roboto,Arial,sans-serif;font-size:14px;fill:#1a1a1a}"
    ".h{font-size:20px;font-weight:bold}.f{font-size:16px;font-weight:bold}"
    ".s{font-size:13px;fill:#4a4a4a}"
    ".b{fill:#1f5f8b}.n{fill:#9db8cc;stroke:#1f5f8b}.g{fill:#b5651d}"
)


class _Sheet:
    """What has been drawn, and how far down."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = 20

    def text(self, text: str, style: str = "", *, most: int = _TEXT) -> None:
        # A short citation such as [U 8] stays on one line.
        for line in textwrap.wrap(
            re.sub(r"(?<=\[[A-Z]) (?=\d)", "\u00a0", text), most, break_on_hyphens=False
        ):
            self.y += _LINE
            styled = f' class="{style}"' if style else ""
            self.parts.append(f'<text x="20" y="{self.y}"{styled}>{escape(line)}</text>')

    def bar(self, measure: Measure, value: Value, newest: str) -> None:
        kind = "g" if value.group != "alle" else "b" if value.year == newest else "n"
        name = value.year if value.group == "alle" else f"{value.year}, {value.group}"
        width = max(round((value.value or 0) * _BAR / 100), 1)
        top = self.y + 6
        self.y += _ROW
        self.parts.append(
            f'<text x="{_LEFT - 10}" y="{self.y - 4}" text-anchor="end">{escape(name)}</text>'
        )
        self.parts.append(
            f'<rect x="{_LEFT}" y="{top}" width="{width}" height="{_ROW - 6}" class="{kind}"/>'
        )
        printed = number(
            measure, Value(value.year, (), value.value, about=value.about, note=_short(value.note))
        )
        self.parts.append(
            f'<text x="{_LEFT + width + 8}" y="{self.y - 4}">{escape(printed)}</text>'
        )


def _short(note: str) -> str:
    """A note that fits beside a bar; the others stand in the table and in JSON."""
    return note if len(note) <= 25 else ""


def survey_svg(book: Rulebook, figures: Sequence[Figure]) -> str:
    """The picture. What has no development is left out and counted; the description says everything
    that the bars say."""
    drawn = [
        (figure, measure)
        for figure in figures
        for measure in figure.measures
        if measure.development and measure.unit == "procent"
    ]
    sheet, told, seen = _Sheet(), [], ""
    title = "Undersøgelsen: udviklingen i procent"
    sheet.text(title, "h", most=70)
    sheet.y += 6
    sheet.text(ABOUT, "s", most=108)
    for figure, measure in drawn:
        sheet.y += 16
        if figure.id != seen:
            sheet.y += 10
            sheet.text(
                f"Figur {figure.number}, {book.grade(figure.grade)}: {figure.question}",
                "f",
                most=78,
            )
            seen = figure.id
        sheet.text(f"{measure.text} ({base(measure)}) {book.cite(tidy(measure.sources))}")
        shown = sorted(
            (value for value in measure.values if value.value is not None),
            key=lambda value: value.year,
        )
        for value in shown:
            sheet.bar(measure, value, shown[-1].year)
        told.append(_told(book, figure, measure, shown))
        if measure is [each for owner, each in drawn if owner is figure][-1]:
            sheet.y += 6
            for remark in figure.remarks:
                if remark.kind in ("sample", "reservation", "oddity"):
                    sheet.text(
                        f"{REMARKS[remark.kind]}: {remark.text.rstrip('.')}."
                        f" {book.cite(remark.sources)}",
                        "s",
                        most=108,
                    )
    if not drawn:
        sheet.text("Her er ingen udvikling at tegne.")
    sheet.y += 16
    left = sum(len(figure.measures) for figure in figures) - len(drawn)
    if left:
        sheet.text(
            f"Ikke tegnet: {left} mål med tal fra kun ét år eller uden procent; rusvej survey viser"
            " dem.",
            "s",
        )
    sheet.text(words.legend(book), "s", most=108)
    height = sheet.y + 24
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
                f' width="{_WIDTH}" height="{height}" role="img" lang="da" aria-labelledby="t d">'
            ),
            f'<title id="t">{escape(title)}</title>',
            f'<desc id="d">{escape(" ".join([ABOUT, *told]))}</desc>',
            f"<style>{_STYLE}</style>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
            *sheet.parts,
            "</svg>",
            "",
        ]
    )


def _told(book: Rulebook, figure: Figure, measure: Measure, shown: Sequence[Value]) -> str:
    numbers = [
        f"{value.year}{'' if value.group == 'alle' else f' {value.group}'}"
        f" {number(measure, value, note=False)}"
        for value in shown
    ]
    return (
        f"Figur {figure.number}, {book.grade(figure.grade)}. {measure.text} ({base(measure)}):"
        f" {words.listed(numbers)}."
    )
