"""A coordinator's slips in a new rulebook are told where they are, with a remedy that leads on."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rusvej.app.init import begin
from rusvej.app.validate import look_through, validate
from rusvej.calendar import read_date
from rusvej.cli.command import parameters, shared_of
from rusvej.cli.commands import COMMANDS, load
from rusvej.cli.running import run
from rusvej.diagnostics import InputError
from rusvej.model.about import CASE_COMMANDS, FIXED_OPTIONS

#: (file, what is written there, what somebody makes of it, the code, the line that is told after
#: the one that was changed, a part of what is said).
SLIPS = [
    ("facts.yaml", "max: 120", 'max: "120"', "type-forkert", 0, "Skriv max: 120, uden"),
    ("facts.yaml", "max: 120", "max: 12O", "type-forkert", 0, "med cifre"),
    ("facts.yaml", "unit: år", "unit: måneder", "alder-aar", 0, "hele år"),
    ("facts.yaml", "cost: 1", "cost:x", "yaml-syntaks", 0, "mangler et mellemrum"),
    ("offers.yaml", "name: U", " name: U", "yaml-syntaks", 0, "Ryk den 1 mellemrum tilbage"),
    ("offers.yaml", "summary: S", "  summary: S", "yaml-syntaks", 0, "2 mellemrum tilbage"),
    ("offers.yaml", "name: U", "name:U", "yaml-syntaks", 0, "mangler et mellemrum"),
    ("offers.yaml", "summary: S", "summary: Om: S", "yaml-syntaks", 0, "anførselstegn"),
    ("offers.yaml", "at_most: 24", 'at_most: "24"', "betingelse-navn", 0, "uden anførselstegn"),
    ("offers.yaml", "[vejledning 6]", "[vejledning 5–6]", "kilde-form", 0, "Skriv vejledning 5-6"),
    ("offers.yaml", "[vejledning 6]", "[Vejledning 6]", "kilde-form", 0, "Skriv vejledning 6"),
    ("offers.yaml", "[vejledning 6]", "[vejledning 5, 6]", "kilde-form", 0, "fx vejledning 6"),
    ("offers.yaml", "document:", 'valid_from: "1. maj 2026"\n    document:', "gyldighed", 0, "Det"),
    ("offers.yaml", "if: er", "if: hvis den unge er", "kort-lang", 0, "begynder med hvis"),
    ("offers.yaml", "if: er", "if: er nok over eller måske", "kort-lang", 0, "plads til 5"),
    ("offers.yaml", "if: er", "if: er (måske)", "kort-lang", 0, "Skriv forbeholdet i parentes"),
    ("rulebook.yaml", "format: 2", "format: 0", "format-gammelt", 0, "Skriv format: 2"),
    ("contacts.yaml", "e: ikke-angivet", 'e: "12 34 56 78"', "telefon-form", 0, "0 eller 1"),
    ("contacts.yaml", "e: ikke-angivet", 'e: "72-33-50-67"', "telefon-form", 0, "mellemrum"),
    ("contacts.yaml", "e: ikke-angivet", "e:", "type-forkert", 0, "eller ikke-angivet"),
    ("offers.yaml", "at_most: 24", "at_most: 25", "betingelse-tal", -2, "under 25"),
    ("offers.yaml", "at_most: 24", "at_least: 24", "betingelse-tal", -2, "under 25"),
    ("deadlines.yaml", "met_by: samtale", "met_by: henvendelse", "frist-form", 0, "aldrig"),
    ("deadlines.yaml", "days: 14", "days: 16", "frist-tal", -4, "anden længde"),
    ("deadlines.yaml", "--henvendelse", "--age", "valgmulighed", 0, "programmets egne"),
    ("deadlines.yaml", "--henvendelse", "--samtale", "valgmulighed", 7, "sin egen"),
]


@pytest.fixture
def new(tmp_path: Path) -> Path:
    begin(tmp_path, "Lilleby Kommune")
    return tmp_path


def changed(folder: Path, file: str, old: str, by: str) -> int:
    """Changes the first place of a text in a file; its line."""
    text = (folder / file).read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found
    (folder / file).write_text(f"{before}{by}{after}", encoding="utf-8")
    return before.count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "by", "code", "further", "said"), SLIPS, ids=[slip[2] for slip in SLIPS]
)
def test_a_slip_is_told_where_it_is(
    new: Path, file: str, old: str, by: str, code: str, further: int, said: str
) -> None:
    line = changed(new, file, old, by)
    found = [each for each in validate(new) if each.severity == "error"]
    assert [each.code for each in found] == [code]
    assert found[0].position.line == line + further
    assert said in f"{found[0].message} {found[0].help}"


def test_nobody_is_led_to_an_id_that_is_refused(new: Path) -> None:
    changed(new, "offers.yaml", "id: ungesamtale", "id: ungesamtæle")
    assert not [each.help for each in validate(new) if "Mente du `ungesamtæle`" in each.help]


def test_a_case_file_without_cases_is_no_green_check(new: Path) -> None:
    (new / "cases" / "sager.yaml").write_text("cases: []\n", encoding="utf-8")
    assert [each.message for each in look_through(new).diagnostics] == ["Filen har ingen sager."]


@pytest.mark.parametrize(
    ("text", "period"),
    [("Inden 14 dage", "weeks: 2"), ("Inden et døgn", "hours: 24"), ("Inden 2 døgn", "hours: 48")],
)
def test_a_length_may_be_said_in_another_unit(new: Path, text: str, period: str) -> None:
    changed(new, "deadlines.yaml", "senest 14 dage", text)
    changed(new, "deadlines.yaml", "days: 14", period)
    assert "frist-tal" not in {each.code for each in validate(new)}


def test_a_period_is_at_most_ten_years_in_any_unit(new: Path) -> None:
    changed(new, "deadlines.yaml", "senest 14 dage", "engang")
    changed(new, "deadlines.yaml", "days: 14", "months: 1200")
    assert ["fra 1 til 120." in each.message for each in validate(new)] == [True]


def test_working_days_need_days_off(new: Path) -> None:
    changed(new, "deadlines.yaml", "senest 14 dage", "senest 5 hverdage")
    changed(new, "deadlines.yaml", "days: 14", "workdays: 5")
    assert validate(new) == []
    changed(new, "rulebook.yaml", "layers: [danmark]", "layers: []")
    assert [each.code for each in validate(new)] == ["frist-fridage"]


def test_as_soon_as_possible_is_a_deadline_without_a_day(new: Path, capsys: Any) -> None:
    changed(new, "deadlines.yaml", "senest 14 dage", "så hurtigt som muligt")
    changed(new, "deadlines.yaml", "days: 14", "soonest: true")
    dates = ["--henvendelse", "2026-03-02", "--today", "2026-03-04"]
    run(["check-deadline", "--data", str(new), *dates])
    told = " ".join(capsys.readouterr().out.split())
    assert "så hurtigt som muligt" in told
    assert "Ingen frist løber" not in told


def test_what_is_settled_later_is_not_counted_with_in_silence(new: Path) -> None:
    settled = 'status: settled\n    settled: {reading: fra-18, by: Byrådet, on: "2026-06-01"}'
    changed(new, "open_questions.yaml", "status: open", settled)
    told = [look_through(new, date(2026, month, 1)).diagnostics for month in (5, 6)]
    assert [[each.code for each in day] for day in told] == [["spoergsmaal-status"], []]


def test_a_case_of_nobody_is_a_fault_of_the_case(new: Path) -> None:
    impossible = """
impossible:
  - id: seksten
    text: Ingen er 16
    when: {fact: age, is: 16}
    basis: vejledning
    help: Ret alderen.
    sources: [vejledning 5]
"""
    with (new / "facts.yaml").open("a", encoding="utf-8") as file:
        file.write(impossible)
    (found,) = look_through(new).diagnostics
    assert (found.code, found.position.line) == ("sag", 8)
    assert "Ingen er 16" in found.message


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Er over 18 år", "at_least: 18"),
        ("Er over 18 år", "at_least: 19"),
        ("Er fyldt 18", "at_least: 18"),
        ("Er højst 24", "at_most: 24"),
        ("Er fra 12-24 år", "at_least: 12, at_most: 24"),
        ("Har ventet under 25 uger", "at_most: 20, at_least: 1"),
    ],
)
def test_a_text_that_says_its_limit_is_let_alone(new: Path, text: str, when: str) -> None:
    changed(new, "offers.yaml", "Er under 25 år", text)
    changed(new, "offers.yaml", "at_most: 24", when)
    assert "betingelse-tal" not in {each.code for each in validate(new)}


@pytest.mark.parametrize("name", ["offers.yaml.txt", "del/offers.yaml"])
def test_a_file_that_lies_where_nobody_reads_it_is_told_first(new: Path, name: str) -> None:
    (new / name).parent.mkdir(exist_ok=True)
    (new / "offers.yaml").rename(new / name)
    first = validate(new)[0]
    assert (first.code, Path(first.position.file)) == ("fil-ulaest", new / name)


@pytest.mark.parametrize("case", ["--age 160", "--alder 16", "--full --age"])
def test_an_example_in_the_help_can_be_typed(new: Path, case: str) -> None:
    changed(new, "rulebook.yaml", "case: --age 16", f"case: {case}")
    assert [each.code for each in validate(new)] == ["eksempel-ukendt"]


def test_what_is_over_is_neither_listed_nor_counted(new: Path, capsys: Any) -> None:
    changed(new, "offers.yaml", "document:", 'valid_until: "2026-06-30"\n    document:')
    changed(new, "deadlines.yaml", "kind:", 'valid_until: "2026-06-30"\n    kind:')
    for day, there in (("2026-06-30", True), ("2026-07-01", False)):
        assert run(["offers", "--data", str(new), "--as-of", day]) == 0
        assert ("Ungesamtale" in capsys.readouterr().out) is there
        late = ["check-deadline", "--data", str(new), "--henvendelse", "2026-06-20"]
        assert run([*late, "--today", day]) == (0 if there else 2)
        assert ("gælder 1. juli 2026" in capsys.readouterr().err) is not there


@pytest.mark.parametrize("written", ["1/2/26", "1.2.26", "1/2/2026"])
def test_the_date_that_is_proposed_is_accepted(written: str) -> None:
    today = date(2026, 3, 2)
    with pytest.raises(InputError) as refused:
        read_date(written, today)
    for proposed in re.findall(r"[0-9]+\.[0-9]+\.[0-9]+", refused.value.help):
        assert read_date(proposed, today).year == 2026


@pytest.mark.parametrize("written", ["2026.3.2.", "2026-3-2.", "2.3.2026.", "2026/03/02."])
def test_a_full_stop_ends_a_date_in_any_form(written: str) -> None:
    assert read_date(written, date(2026, 5, 1)) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("old", "by", "told", "code"),
    [
        ("from: 25", "from: 18", "Trinnet er patch", 0),
        ("label: Pris", "label: Hvad det koster", "Trinnet er patch", 0),
        ("{age: age}", "{}", "Trinnet er major", 0),
        ("{age: age}", "{age: age}\n  options: {--alder: {facts: [age]}}", "Trinnet er minor", 0),
    ],
    ids=["word", "label", "role", "option"],
)
def test_what_a_rulebook_says_of_itself_is_compared(
    new: Path, tmp_path_factory: Any, capsys: Any, old: str, by: str, told: str, code: int
) -> None:
    before = tmp_path_factory.mktemp("before")
    begin(before, "Lilleby Kommune")
    changed(new, "rulebook.yaml", old, by)
    assert run(["diff", str(before), str(new)]) == code
    assert told in capsys.readouterr().out


def test_what_validate_refuses_is_not_compared_in_silence(
    new: Path, tmp_path_factory: Any, capsys: Any
) -> None:
    before = tmp_path_factory.mktemp("before")
    begin(before, "Lilleby Kommune")
    changed(new, "facts.yaml", "unit: år", "unit: måneder")
    assert run(["diff", str(before), str(new)]) == 1
    assert "hele år" in capsys.readouterr().err
    assert run(["diff", str(new), str(before)]) == 0
    assert "har fejl (1)" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["page", "-o"], ["schema", "-o"], ["suggest", "--receipt"]])
def test_somebody_elses_file_is_not_written_over(
    tmp_path: Path, capsys: Any, words: list[str]
) -> None:
    begin(tmp_path / "book")
    file = tmp_path / "noter.txt"
    file.write_text("vigtigt", encoding="utf-8")
    line = [*words, str(file)] + (
        [] if words[0] == "schema" else ["--data", str(tmp_path / "book")]
    )
    assert run(line) == 2
    assert (file.read_text(encoding="utf-8"), capsys.readouterr().out) == ("vigtigt", "")
    file.write_bytes(b"")
    assert [run(line), run(line)] == [0, 0]


@pytest.mark.parametrize("door", ["sources", "init"])
def test_a_document_with_a_person_in_it_is_refused_and_not_repeated(
    new: Path, capsys: Any, door: str
) -> None:
    text = new / "tekster" / "vejledning.txt"
    text.write_text("Unge\n\nPeter 140209-1234\n\nMere\n", encoding="utf-8")
    line = {
        "sources": ["sources", "--data", str(new), "--text", str(text.parent)],
        "init": ["init", "--document", str(text)],
    }[door]
    assert run(line) == 2
    told = capsys.readouterr()
    assert "Linje 3" in told.err
    assert "1402" not in told.err + told.out


def test_a_file_of_the_rulebook_is_not_its_folder(new: Path, capsys: Any) -> None:
    assert run(["suggest", "--data", str(new / "rulebook.yaml")]) == 2
    assert "er en fil" in capsys.readouterr().err


def test_a_name_that_is_guessed_is_said_to_be(new: Path, capsys: Any) -> None:
    assert run(["why", "ungesamtalen", "--age", "16", "--data", str(new)]) == 0
    assert "Intet tilbud hedder “ungesamtalen”" in capsys.readouterr().err


def test_the_programs_own_options_are_known_to_the_data() -> None:
    own: set[str] = {"--age", "--level", "--help", "--version"}
    for function in map(load, COMMANDS):
        if shared_of(function).from_rulebook:
            own |= {str(getattr(each.written, "name", "--age")) for each in parameters(function)}
    assert own == FIXED_OPTIONS
    assert tuple(name for name in COMMANDS if shared_of(load(name)).case) == CASE_COMMANDS
