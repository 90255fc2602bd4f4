"""The survey's figures as a page, as JSON, as the rows of a table and as a chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rusvej.model import Rulebook, Sources
from rusvej.model.survey import Figure, Measure, Value
from rusvej.records import changed
from rusvej.render import words
from rusvej.render.chart import Chart
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Item, Page

UNITS = {"procent": "%", "procentpoint": "procentpoint", "personer": "personer"}
REMARKS = {
    "definition": "Forklaring",
    "gender": "Køn",
    "sample": "Lille eller skæv stikprøve",
    "development": "Udvikling ifølge undersøgelsen",
    "reservation": "Undersøgelsens forbehold",
    "oddity": "Rusvejs bemærkning",
}
#: Said with every extract: what the numbers are, and what they are not.
ABOUT = (
    "Tallene gælder grupper i undersøgelsens år og siger intet om den enkelte. De står, som de er"
    " trykt. Undersøgelsens navn, og hvem der svarede, står ikke i teksten."
)
#: Columns of the longest bar: 100 %.
_BAR = 40
#: Of the newest numbers, of older ones, and of a part of those asked.
_NEWEST, _OLDER, _GROUP = "#1f5f8b", "#9db8cc", "#b5651d"
#: A note of so many characters fits beside a bar; the others stand in the table and in JSON.
_NOTE = 25
CSV_COLUMNS = (
    "figur klasse emne maal_id maal enhed gruppe af_hvem aar vaerdi vaerdi_til cirka trykt_med_ord"
    " note kilde"
).split()


def survey_page(book: Rulebook, figures: Sequence[Figure], *, bars: bool = False) -> Page:
    """The page for `survey`. `bars` draws the developments; without them every number is a line of
    its own."""
    page = Page("Undersøgelsen")
    page.say(ABOUT)
    if not figures:
        page.say("Undersøgelsen har ingen figurer om det emne på det klassetrin.", "note")
    for figure in figures:
        _figure(book, page, figure, bars)
    return closing(page, book, guidance=False)


def _figure(book: Rulebook, page: Page, figure: Figure, bars: bool) -> None:
    page.heading(f"Figur {figure.number} ({book.grade(figure.grade)}, {figure.topic})")
    asked = f"“{figure.question}”" if figure.verbatim else f"{figure.question} (gengivet)"
    page.say(f"Spørgsmål: {asked} {book.cite(figure.sources)}")
    items: list[Item] = []
    for measure in figure.measures:
        if bars and measure.development and measure.unit == "procent":
            page.points("", items)
            items = []
            page.say(f"{measure.text} ({base(measure)}) {book.cite(tidy(measure.sources))}")
            page.code(chart(measure))
        elif len(measure.values) == 1:
            value = measure.values[0]
            told = f"{_who(value)}{number(measure, value)}; {base(measure)}"
            items.append(Item(f"{told} {book.cite(tidy(measure.sources))}", measure.text))
        else:
            lines = tuple(
                f"{value.year}: {_who(value)}{number(measure, value)} {book.cite(value.sources)}"
                for value in ordered(measure)
            )
            items.append(Item(base(measure), measure.text, lines))
    page.points("", items)
    remarks = sorted(figure.remarks, key=lambda remark: list(REMARKS).index(remark.kind))
    page.points("", [Item(words.said(book, each), REMARKS[each.kind]) for each in remarks])


def ordered(measure: Measure) -> list[Value]:
    """Oldest first; the groups of a year in the order in which they are printed."""
    return sorted(measure.values, key=lambda value: value.year)


def base(measure: Measure) -> str:
    """Of whom the numbers are told, as printed; a difference has no such group."""
    return measure.base if measure.unit == "procentpoint" else f"af hvem: {measure.base}"


def tidy(sources: Sources) -> Sources:
    """The citations in the order of their lines, without those that lie inside another."""
    inside = {
        one
        for one in sources
        for other in sources
        if one != other and other.first <= one.first and one.last <= other.last
    }
    return tuple(sorted(set(sources) - inside))


def _who(value: Value) -> str:
    return "" if value.group == "alle" else f"{value.group} "


def number(measure: Measure, value: Value, *, note: bool = True) -> str:
    """``ca. 5 %``, ``1-2 personer``, ``knap halvdelen``, with the note in brackets."""
    if value.value is None:
        shown = value.words
    else:
        upto = f"-{value.to}" if value.to else ""
        shown = f"{'ca. ' if value.about else ''}{value.value}{upto} {UNITS[measure.unit]}"
        if (value.value, value.to) == (1, None):
            shown = shown.replace(" personer", " person")
    said = [
        f"“{value.words}”" if value.words and value.value is not None else "",
        value.note if note else "",
    ]
    extra = "; ".join(part for part in said if part)
    return f"{shown} ({extra})" if extra else shown


def chart(measure: Measure) -> str:
    """The bars of a measure, one line per number: year, group, number, bar. Numbers and years stand
    beside the bars."""
    shown = [value for value in ordered(measure) if value.value is not None]
    groups = any(value.group != "alle" for value in shown)
    marks = dict(
        zip(dict.fromkeys(value.note for value in shown if value.note), "abcdefghij", strict=False)
    )
    rows = []
    for value in shown:
        name = f"{value.year:<9}" + (f" {value.group:<6}" if groups else "")
        printed = f"{'ca. ' if value.about else ''}{value.value} %"
        rows.append(
            f"{name} {printed:>7}  {bar(value.value or 0)}"
            + (f"  {marks[value.note]})" if value.note else "")
        )
    return "\n".join([*rows, *(f"{mark}) {note}" for note, mark in marks.items())])


def bar(percent: int) -> str:
    """A bar in half columns of the longest; the least that is not nothing is half a column."""
    halves = max(round(percent * _BAR * 2 / 100), 1 if percent else 0)
    return "█" * (halves // 2) + "▌" * (halves % 2)


def context_line(book: Rulebook, figures: Iterable[Figure], grade: object) -> str | None:
    """One line about the year group of somebody in that grade, or None where the survey has nothing
    to say. Nothing about the person follows from it, and the line says so."""
    for figure in figures:
        for measure in figure.measures if figure.grade == grade else ():
            if measure.context:
                return _context(book, figure, measure)
    return None


def _context(book: Rulebook, figure: Figure, measure: Measure) -> str:
    counted = [each for each in measure.values if each.group == "alle" and each.value is not None]
    latest = max(counted, key=lambda each: each.year)
    told = f"{latest.value} % i {book.grade(figure.grade)} {measure.context}"
    year = latest.year.replace("/20", "/")
    return f"Årgangen, ikke den unge: {told} i {year} {book.cite(latest.sources[:1])}."


def survey_json(book: Rulebook, figures: Sequence[Figure]) -> dict[str, Any]:
    """Plain data for `json.dumps`."""
    shape = (
        "about figures=.(id number grade topic question=.(verbatim sources text=question)"
        " measures(id text unit base base_sources values(year group value to words note sources"
        " approximate=about)) remarks(kind text sources own))"
    )
    return json_document(
        "survey/1",
        book,
        figures,
        shape,
        about=ABOUT,
        values=ordered,
        own=lambda remark: remark.kind == "oddity",
    )


def survey_rows(figures: Sequence[Figure]) -> Iterator[Sequence[Any]]:
    """One row for each number, in the order of `CSV_COLUMNS`."""
    for figure in figures:
        for measure in figure.measures:
            what = (figure.number, figure.grade, figure.topic)
            for value in ordered(measure):
                about = "ja" if value.about else "nej"
                yield (
                    *(*what, measure.id, measure.text, measure.unit),
                    *(value.group, measure.base, value.year, value.value, value.to, about),
                    *(value.words, value.note, value.sources),
                )


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
                _drawn_bar(chart, measure, value, shown[-1].year)
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


def _drawn_bar(chart: Chart, measure: Measure, value: Value, newest: str) -> None:
    colour = _GROUP if value.group != "alle" else _NEWEST if value.year == newest else _OLDER
    brief = changed(value, words="", note=value.note if len(value.note) <= _NOTE else "")
    chart.bar(_of(value), [(value.value or 0, colour, "")], number(measure, brief))
