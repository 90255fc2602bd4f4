"""The survey: its numbers stand in the lines they cite, nobody is reasoned about, and every format
carries the same."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rusvej.app.survey import choose
from rusvej.cli.running import run
from rusvej.diagnostics import InputError
from rusvej.model import Citation, Rulebook, Sources
from rusvej.model.survey import Figure, Value
from rusvej.render.survey_page import (
    CSV_COLUMNS,
    UNITS,
    bar,
    chart,
    context_line,
    survey_page,
    survey_rows,
    survey_svg,
)
from rusvej.render.tables import csv_text
from rusvej.store import load_rulebook

#: The topics of the shipped survey.
TOPICS = ("alkohol", "hash", "stoffer")

_TEXTS = Path(__file__).parents[2] / "shared" / "sources"
#: Read from the document by a person: (figure, measure, group) -> year -> value.
PRINTED = {
    (2, "proevet-alkohol", "alle"): {"2017": 51, "2020/2021": 38},
    (4, "fuld-30-dage", "alle"): {"2017": 16, "2020/2021": 14},
    (4, "fuld-30-dage", "piger"): {"2020/2021": 19},
    (4, "fuld-30-dage", "drenge"): {"2020/2021": 11},
    (15, "proevet-stoffer", "alle"): {"2011": 3, "2017": 3, "2020/2021": 3},
    (15, "proevet-stoffer-antal", "drenge"): {"2020/2021": 9},
    (15, "proevet-stoffer-antal", "piger"): {"2020/2021": 4},
    (16, "hash-30-dage", "alle"): {"2017": 40, "2020/2021": 15},
    (16, "aldrig-hash", "alle"): {"2017": 13, "2020/2021": 54},
    (17, "andre-stoffer", "alle"): {"2017": 33, "2020/2021": 54},
    (33, "proevet-alkohol", "alle"): {"2017": 73, "2020/2021": 66},
    (35, "fuld-30-dage", "alle"): {"2017": 37, "2020/2021": 26},
    (35, "fuld-30-dage", "piger"): {"2020/2021": 34},
    (35, "fuld-30-dage", "drenge"): {"2020/2021": 18},
    (42, "proevet-stoffer", "alle"): {"2011": 5, "2020/2021": 5},
    (43, "hash-30-dage", "alle"): {"2017": 24, "2020/2021": 50},
    (43, "aldrig-hash", "drenge"): {"2020/2021": 20},
    (45, "andre-stoffer", "alle"): {"2017": 28, "2020/2021": 46},
    (61, "aldrig-alkohol", "alle"): {"2014": 11, "2017": 12, "2020/2021": 20},
    (67, "fuld-under-13", "alle"): {"2014": 9, "2017": 6, "2020/2021": 2},
    (67, "fuld-13-15", "alle"): {"2020/2021": 78},
    (67, "aldrig-fuld", "alle"): {"2020/2021": 18},
    (72, "proevet-stoffer", "alle"): {"2011": 14, "2014": 15, "2017": 15, "2020/2021": 6},
    (73, "proevet-hash", "alle"): {"2020/2021": 80},
    (73, "aldrig-hash", "alle"): {"2017": 3, "2020/2021": 20},
    (73, "hash-30-dage", "alle"): {"2017": 33, "2020/2021": 16},
    (74, "hash-under-13", "alle"): {"2020/2021": 5},
    (74, "hash-13-14", "alle"): {"2017": 32, "2020/2021": 55},
    (74, "hash-15-16", "alle"): {"2017": 64, "2020/2021": 40},
    (75, "andre-stoffer", "alle"): {"2011": 33, "2014": 16, "2017": 24, "2020/2021": 48},
}


@pytest.fixture(scope="module")
def figures(data_dir: Path) -> tuple[Figure, ...]:
    return load_rulebook(data_dir).survey


@pytest.fixture(scope="module")
def lines() -> list[str]:
    found = sorted(_TEXTS.glob("000_*.txt")) if _TEXTS.is_dir() else []
    if not found:
        pytest.skip(
            "Dokumenternes tekster ligger ikke i ../shared/sources; tallene kan ikke holdes mod"
            " dem."
        )
    return found[0].read_text(encoding="utf-8").split("\n")


def _text(lines: list[str], sources: Sources) -> str:
    return "\n".join(line for source in sources for line in lines[source.first - 1 : source.last])


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def test_every_figure_of_the_survey_is_there(figures: tuple[Figure, ...]) -> None:
    assert [figure.number for figure in figures] == [
        2,
        4,
        15,
        16,
        17,
        33,
        35,
        42,
        43,
        45,
        61,
        67,
        72,
        73,
        74,
        75,
    ]
    assert [figure.grade for figure in figures] == [7] * 5 + [8] * 5 + [9] * 6


@pytest.mark.parametrize(("key", "years"), PRINTED.items(), ids=str)
def test_the_numbers_are_the_printed_ones(
    figures: tuple[Figure, ...], key: tuple[int, str, str], years: dict[str, int]
) -> None:
    number, measure_id, group = key
    measure = next(
        m
        for figure in figures
        if figure.number == number
        for m in figure.measures
        if m.id == measure_id
    )
    assert {value.year: value.value for value in measure.values if value.group == group} == years


def test_every_number_stands_in_its_lines(figures: tuple[Figure, ...], lines: list[str]) -> None:
    for figure in figures:
        for measure in figure.measures:
            for value in measure.values:
                there = _numbers(_text(lines, value.sources))
                wanted = {str(n) for n in (value.value, value.to) if n is not None}
                assert wanted <= there, (figure.id, measure.id, value)
                if value.words:
                    assert value.words in re.sub(
                        r"\s+", " ", _text(lines, value.sources).lower()
                    ), (figure.id, value.words)
            # The grade may stand in the heading of the chapter alone.
            assert _numbers(measure.base) - {str(figure.grade)} <= _numbers(
                _text(lines, measure.base_sources)
            ), (figure.id, measure.base)


def test_every_number_in_a_remark_of_the_survey_stands_in_its_lines(
    figures: tuple[Figure, ...], lines: list[str]
) -> None:
    for figure in figures:
        for remark in figure.remarks:
            if remark.kind != "oddity":
                assert _numbers(remark.text) <= _numbers(_text(lines, remark.sources)), (
                    figure.id,
                    remark.text,
                )


def test_a_verbatim_question_is_verbatim(figures: tuple[Figure, ...], lines: list[str]) -> None:
    for figure in figures:
        printed = re.sub(r"\s+", " ", _text(lines, figure.sources))
        assert f"Figur {figure.number}" in printed
        assert (figure.question in printed) is figure.verbatim


def cited(figure: Figure) -> tuple[Citation, ...]:
    """Every citation of the figure."""
    inside = (each.sources for part in (figure.measures, figure.remarks) for each in part)
    return tuple(source for sources in (figure.sources, *inside) for source in sources)


def test_no_line_of_the_survey_is_left_over(
    figures: tuple[Figure, ...], lines: list[str], rulebook: Rulebook
) -> None:
    document = next(
        document for document in rulebook.documents if document.id == "ungeundersoegelse"
    )
    spans = [(source.first, source.last) for figure in figures for source in cited(figure)]
    spans += [aside.lines for aside in document.set_aside]
    covered = {number for first, last in spans for number in range(first, last + 1)}
    first, last = document.lines
    left = [
        number
        for number in range(first, last + 1)
        if lines[number - 1].strip() and number not in covered
    ]
    assert left == []


def test_misprints_are_kept_and_pointed_out(figures: tuple[Figure, ...]) -> None:
    by_number = {figure.number: figure for figure in figures}
    odd = {
        number: " ".join(r.text for r in figure.remarks if r.kind == "oddity")
        for number, figure in by_number.items()
    }
    for number, word, counted in ((17, "prøvet hash", "6"), (45, "prøvet hash", "11 af 24")):
        assert word in by_number[number].measures[0].base
        assert "kan ikke være trykt rigtigt" in odd[number] and counted in odd[number]
    assert "98 %" in odd[67] and "tredjedel" in odd[4] and "10 drenge af 20" in odd[74]
    assert "procentpoint" in odd[2] and "procentpoint" in odd[33]
    assert by_number[43].question == "Har du prøvet at hash?" and odd[43]


def test_small_samples_are_warned_of(figures: tuple[Figure, ...]) -> None:
    warned = {
        figure.number
        for figure in figures
        if any(remark.kind == "sample" for remark in figure.remarks)
    }
    assert warned == {4, 16, 17, 43, 45, 73}


def test_everything_is_cited_within_the_survey(figures: tuple[Figure, ...]) -> None:
    for figure in figures:
        assert all(value.sources for measure in figure.measures for value in measure.values)
        assert all(remark.sources for remark in figure.remarks)
        assert all(
            source.document == "ungeundersoegelse" and 1 <= source.first <= source.last <= 231
            for source in cited(figure)
        )


def test_choosing_by_grade_and_topic(figures: tuple[Figure, ...]) -> None:
    assert [figure.number for figure in choose(figures, "9", "hash")] == [73, 74]
    assert [figure.number for figure in choose(figures, "8. klasse", "Alkohol")] == [33, 35]
    parts = [figure for topic in TOPICS for figure in choose(figures, None, topic)]
    assert sorted(figure.number for figure in parts) == [figure.number for figure in figures]


@pytest.mark.parametrize(
    ("grade", "topic"),
    [("6", None), ("x", None), ("", None), ("²", None), (None, "tobak"), (None, "")],
)
def test_what_the_survey_does_not_have_is_said(
    figures: tuple[Figure, ...], grade: str | None, topic: str | None
) -> None:
    with pytest.raises(InputError) as caught:
        choose(figures, grade, topic)
    assert caught.value.help


def test_a_cpr_number_is_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["survey", "--grade", "0101101234"]) == 2
    assert "0101101234" not in capsys.readouterr().err


@pytest.mark.parametrize(("grade", "share"), [(7, "3 %"), (8, "5 %"), (9, "6 %")])
def test_the_line_beside_a_case_is_about_the_year_group(
    rulebook: Rulebook, grade: int, share: str
) -> None:
    line = context_line(rulebook, rulebook.survey, grade)
    assert line is not None
    assert line.startswith("Årgangen, ikke den unge:") and share in line and "[U " in line
    assert "\n" not in line and len(line) <= 80


@pytest.mark.parametrize("grade", [0, 6, 10, "ingen", None, True])
def test_other_grades_have_no_line(rulebook: Rulebook, grade: object) -> None:
    assert context_line(rulebook, rulebook.survey, grade) is None


def test_suggest_says_the_line_once_and_only_with_a_grade(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["suggest", "--full", "--age", "14", "--grade", "8", "--as-of", "2026-03-02"])
    text = capsys.readouterr().out
    assert text.count("Årgangen, ikke den unge") == 1
    assert text.index("Årgangen") < text.index("Grundlag:")
    run(["suggest", "--full", "--age", "14", "--as-of", "2026-03-02"])
    assert "Årgangen" not in capsys.readouterr().out


def test_the_survey_never_reaches_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    run(["suggest", "--age", "14", "--grade", "8", "--as-of", "2026-03-02", "--format", "json"])
    text = capsys.readouterr().out
    assert "ungeundersoegelse" not in text and "Årgangen" not in text


@pytest.mark.parametrize(
    ("percent", "columns"), [(0, 0.0), (1, 0.5), (3, 1.0), (50, 20.0), (54, 21.5), (100, 40.0)]
)
def test_bars_are_as_long_as_the_number(percent: int, columns: float) -> None:
    drawn = bar(percent)
    assert len(drawn) - 0.5 * drawn.count("▌") == columns


def test_a_chart_has_the_years_and_numbers_beside_the_bars(figures: tuple[Figure, ...]) -> None:
    drawn = chart(
        next(figure for figure in figures if figure.number == 72).measures[0]
    ).splitlines()
    assert [line.split()[:3] for line in drawn[:4]] == [
        ["2011", "14", "%"],
        ["2014", "15", "%"],
        ["2017", "15", "%"],
        ["2020/2021", "6", "%"],
    ]
    assert drawn[0].endswith("a)") and drawn[4] == "a) 9. og 10. årgang sammen"
    assert all(
        len(line) <= 76
        for figure in figures
        for measure in figure.measures
        for line in chart(measure).splitlines()
    )


def test_the_plain_page_has_no_drawing_and_every_number(
    figures: tuple[Figure, ...], rulebook: Rulebook
) -> None:
    from rusvej.render.plain import plain

    text = plain(survey_page(rulebook, figures))
    assert "█" not in text
    for figure in figures:
        for measure in figure.measures:
            for value in measure.values:
                assert (f"{value.value}" if value.value is not None else value.words) in text
                assert UNITS[measure.unit] in text


def test_csv_has_a_row_for_every_number(figures: tuple[Figure, ...]) -> None:
    text = csv_text(CSV_COLUMNS, survey_rows(figures))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    values: list[Value] = [
        value for figure in figures for measure in figure.measures for value in measure.values
    ]
    assert [row["vaerdi"] for row in rows] == [
        str(value.value) if value.value is not None else "" for value in values
    ]
    assert all(None not in row and None not in row.values() for row in rows)
    assert '"' in text and text.count("\r\n") == len(values) + 1
    approximate = [(row["figur"], row["maal_id"]) for row in rows if row["cirka"] == "ja"]
    assert approximate == [("16", "aldrig-hash-antal"), ("42", "proevet-stoffer")]


def test_files_are_utf8_whatever_the_console(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["survey", "--format", "csv", "--topic", "alkohol"]) == 0
    assert "prøvet" in capfdbinary.readouterr().out.decode("utf-8")


def test_the_picture_can_be_read_aloud(rulebook: Rulebook, figures: tuple[Figure, ...]) -> None:
    picture = survey_svg(rulebook, figures)
    root = ElementTree.fromstring(picture)
    ns = "{http://www.w3.org/2000/svg}"
    named = {
        part.get("id"): part.text or "" for part in root if part.tag in (f"{ns}title", f"{ns}desc")
    }
    assert root.get("role") == "img"
    assert [
        word for word in (root.get("aria-labelledby") or "").split() if not named.get(word)
    ] == []
    told = next(text for name, text in named.items() if name == "d")
    for (number, measure_id, group), years in PRINTED.items():
        measure = next(
            m for f in figures if f.number == number for m in f.measures if m.id == measure_id
        )
        if measure.development and group == "alle":
            for year, value in years.items():
                assert re.search(rf"{year} (?:ca\. )?{value} %", told), (number, measure_id, year)
    assert not re.search(r"<script|href|url\(|\bon\w+=|<image", picture)
    assert "siger intet om den enkelte" in picture


def test_the_picture_of_nothing_is_a_picture(rulebook: Rulebook) -> None:
    assert "Her er ingen udvikling" in survey_svg(rulebook, ())


def test_json_says_what_is_rusvejs_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["survey", "--grade", "7", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "rusvej/survey/1"
    assert [figure["number"] for figure in data["figures"]] == [2, 4, 15, 16, 17]
    odd = [remark for figure in data["figures"] for remark in figure["remarks"] if remark["own"]]
    assert {remark["kind"] for remark in odd} == {"oddity"}
    assert data["figures"][4]["measures"][0]["values"][1]["sources"][0]["lines"] == [59, 59]
