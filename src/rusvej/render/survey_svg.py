"""The developments of the survey as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.model import Rulebook
from rusvej.model.survey import Figure, Measure, Value
from rusvej.records import changed
from rusvej.render import words
from rusvej.render.chart import Chart
from rusvej.render.survey_page import ABOUT, REMARKS, base, number, ordered, tidy

#: Of the newest numbers, of older ones, and of a part of those asked.
_NEWEST, _OLDER, _GROUP = "#1f5f8b", "#9db8cc", "#b5651d"
#: A note of so many characters fits beside a bar; the others stand in the table and in JSON.
_NOTE = 25


def survey_svg(book: Rulebook, figures: Sequence[Figure]) -> str:
    """The picture. What has no development is left out and counted."""
    chart, told = Chart("Undersøgelsen: udviklingen i procent"), [ABOUT]
    chart.text(ABOUT, "s")
    for figure in figures:
        measures = [each for each in figure.measures if each.development and each.unit == "procent"]
        if not measures:
            continue
        where = f"Figur {figure.number}, {book.grade(figure.grade)}"
        chart.gap()
        chart.text(f"{where}: {figure.question}", "f")
        for measure in measures:
            chart.gap()
            chart.text(f"{measure.text} ({base(measure)}) {book.cite(tidy(measure.sources))}")
            shown = [value for value in ordered(measure) if value.value is not None]
            for value in shown:
                _bar(chart, measure, value, shown[-1].year)
            numbers = (f"{_of(value)} {number(measure, value, note=False)}" for value in shown)
            told.append(f"{where}. {measure.text} ({base(measure)}): {words.listed(numbers)}.")
        for remark in figure.remarks:
            if remark.kind in ("sample", "reservation", "oddity"):
                chart.text(f"{REMARKS[remark.kind]}: {words.said(book, remark)}", "s")
    if len(told) == 1:
        chart.text("Her er ingen udvikling at tegne.")
    chart.gap()
    if left := sum(len(figure.measures) for figure in figures) - len(told) + 1:
        chart.text(
            f"Ikke tegnet: {left} mål med tal fra kun ét år eller uden procent; rusvej survey viser"
            " dem.",
            "s",
        )
    chart.text(words.legend(book), "s")
    return chart.svg(" ".join(told))


def _of(value: Value) -> str:
    return value.year if value.group == "alle" else f"{value.year} {value.group}"


def _bar(chart: Chart, measure: Measure, value: Value, newest: str) -> None:
    colour = _GROUP if value.group != "alle" else _NEWEST if value.year == newest else _OLDER
    brief = changed(value, words="", note=value.note if len(value.note) <= _NOTE else "")
    chart.bar(_of(value), [(value.value or 0, colour, "")], number(measure, brief))
