"""What people typed, pasted, closed or lost and what went wrong then: each kind, once through the
door at which it happened.

The parts behind the doors have their own tests (`test_persons`, `test_streams`, `test_calendar`,
`test_calendar_file`, `test_tables`, `test_yaml_as_written`, `test_compiled`).
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from depth import work
from rusvej.app.validate import validate
from rusvej.cli.running import run

LATE_IN_DECEMBER = ["check-deadline", "--contact", "2026-12-11", "--age", "25"]


def said(capfd: Any, *words: str, given: str = "") -> tuple[int, str, str]:
    """(exit code, standard output, standard error) of a command line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8"))
        code = run(words)
    shown = capfd.readouterr()
    return code, shown.out, shown.err


def test_the_label_that_is_printed_for_a_level_is_accepted(capfd: Any) -> None:
    words = ["suggest", "--age", "13", "--format", "json", "--level"]
    _, short, _ = said(capfd, *words, "trivsel")
    code, long, _ = said(capfd, *words, "trivselsproblematikker")
    assert code == 0 and json.loads(long)["case"] == json.loads(short)["case"]
    _, screen, _ = said(capfd, *words[:3], "--level", "trivselsproblematikker")
    assert "trivselsproblematikker" in screen.splitlines()[0]


def test_no_is_no_and_is_told_as_such(capfd: Any) -> None:
    given = "age: 15\nmotivated: no\n"
    code, out, _ = said(capfd, "suggest", "--case", "-", "--plain", given=given)
    assert code == 0 and "ikke selv motiveret" in out.splitlines()[0]


def test_an_interview_without_more_replies_says_what_it_answers(capfd: Any) -> None:
    """A reply that was taken back is not among it."""
    _, out, _ = said(capfd, "interview", given="v\nnej\n17\nt\n15\n3\n")
    assert "oplyst indtil nu: alder 15 år; niveau problematisk brug." in out
    _, out, _ = said(capfd, "interview", given="3\n17\nt\n15\n")
    assert "oplyst indtil nu: alder 15 år; niveau problematisk brug." in out
    _, out, _ = said(capfd, "interview", given="v\ns\n")
    assert "oplyst indtil nu: ingenting." in out


def test_plain_lines_have_no_columns(capfd: Any) -> None:
    """One line for each paragraph, whole: its number or a dash, its label, its source."""
    _, out, _ = said(capfd, "suggest", "--age", "15", "--level", "problematisk", "--plain")
    lines = out.splitlines()
    assert not [line for line in lines if "  " in line]
    assert "- KAN: kontaktes nu:" in lines
    (mut,) = [line for line in lines if line.startswith("3. MUT: ")]
    assert mut.endswith("]") and " [H 365-372" in mut


def test_what_is_not_known_is_not_nought(capfd: Any) -> None:
    _, out, _ = said(capfd, "suggest", "--level", "misbrug", "--format", "json")
    assert not [o for o in json.loads(out)["offers"] if o["status"] == "excluded"]


@pytest.mark.parametrize(
    "words",
    [
        ["check-deadline", "--contact", "2026-03-02", "--contact", "2026-03-05", "--age", "25"],
        ["suggest", "--age", "15", "--age", "17"],
        ["suggest", "--fact", "motivated=ja", "--fact", "motivated=nej"],
        ["suggest", "--motivation", "ja", "--fact", "motivated=nej"],
        ["check-deadline", "--contact", "2026-03-02", "--date", "contact=2026-03-05"],
    ],
    ids=" ".join,
)
def test_what_is_given_twice_is_wrong_use(capfd: Any, words: list[str]) -> None:
    assert said(capfd, *words)[0] == 2


@pytest.mark.parametrize("option", ["--age", "--level", "--motivation", "--as"])
@pytest.mark.parametrize("text", ["", "  "])
def test_an_option_without_a_value_is_wrong_use(capfd: Any, option: str, text: str) -> None:
    code, out, err = said(capfd, "suggest", option, text)
    assert (code, out) == (2, "") and option in err


@pytest.mark.parametrize(
    "words",
    [
        *(["suggest", option, "15"] for option in ("—age", "–-age", "‐‐age", "−age")),
        *(["suggest", "–age=15"], ["suggest", "--full", "—show", "kan"], ["offer", "mut", "–full"]),
    ],
    ids=" ".join,
)
def test_an_option_behind_a_dash_from_a_mail_is_named_as_it_is_written(
    capfd: Any, words: list[str]
) -> None:
    code, out, err = said(capfd, *words)
    (dashed,) = [word for word in words if not word.isascii()]
    assert (code, out) == (2, "")
    assert "tankestreg" in err and f"“--{dashed.lstrip('—–‐−-')}”" in err


#: What a script hands on where it has not set a variable.
@pytest.mark.parametrize("words", [["init"], ["diff"], ["pack"], ["migrate"], ["test", "--cases"]])
def test_a_word_of_nothing_is_not_the_folder_one_stands_in(
    capfd: Any, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy("data/rulebook.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    code, out, err = said(capfd, *words, "")
    assert (code, out) == (2, "") and ("tomt" in err or "ingen værdi" in err)
    assert [path.name for path in tmp_path.iterdir()] == ["rulebook.yaml"]


WRONG = [
    "nonsense",
    "--data x suggest",
    "suggest --nonsense",
    "suggest --age",
    "suggest --age=",
    "suggest --age femten",
    "suggest --fact age",
    "suggest --fact age=",
    "suggest --fact nonsense=1",
    "suggest --show nonsense",
    "suggest --as nonsense",
    "suggest --level nonsense",
    "suggest --format nonsense",
    "suggest --case nowhere",
    "suggest --case .",
    "suggest --data nowhere",
    "suggest --receipt .",
    "suggest --as-of 31.2.2026",
    "suggest x",
    "init x\0",
    "schema -o .",
    "verify .",
    "check-deadline",
    "check-deadline --date nonsense=2.3.2026",
    "check-deadline --contact 2.3.2026 --exception nonsense",
    "timeline --level misbrug",
    "completion nonsense",
    *(f"{command} nonsense" for command in ("offer", "why", "pathway", "standard", "contact")),
    *(f"{command} nonsense" for command in ("questions", "facts", "sources", "diff", "pack")),
]


@pytest.mark.parametrize("line", [*WRONG, pytest.param("page -o .", marks=pytest.mark.slow)])
def test_what_is_refused_is_refused_with_a_remedy(capfd: Any, line: str) -> None:
    """A sentence with what is wrong, and under it a sentence with what to do."""
    code, out, err = said(capfd, *line.split())
    sentence, *remedy = err.splitlines()
    assert (
        (code, out) == (2, "") and sentence.startswith("Fejl: ") and sentence.endswith((".", "?"))
    )
    assert remedy and all(row.startswith("      ") and row.strip() for row in remedy)


def test_what_cannot_be_seen_in_a_word_is_no_part_of_it(capfd: Any) -> None:
    """A soft hyphen from a web page, a zero-width space from a mail."""
    for words in (["suggest", "--level", "mis\u00adbrug"], ["offer", "ssp\u200b-læ\u00adrer"]):
        code, out, _ = said(capfd, *words)
        assert code == 0 and ("iveau misbrug" in out or "SSP-lærer" in out)


def test_a_mark_that_a_shell_puts_before_the_first_reply_is_no_part_of_it(capfd: Any) -> None:
    first = "\ufeff1\nnej\n15\n3\ns\n"
    assert said(capfd, "interview", given=first) == said(capfd, "interview", given=first[1:])


def test_a_number_without_an_end_is_called_one(capfd: Any) -> None:
    code, _, err = said(capfd, "suggest", "--case", "-", given='{"age": 1' + "0" * 5000 + "}")
    assert code == 2 and "cifre" in err and "000" not in err


def test_validate_where_the_folder_one_stands_in_is_gone(
    capfd: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows keeps a folder that somebody stands in")
    gone = tmp_path / "gone"
    gone.mkdir()
    data = Path("tests/rulebooks/arbejdsdage").resolve()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert said(capfd, "validate", "--data", str(data))[0] == 0


@pytest.mark.parametrize("text", ["١٥", "１５", "१५"])
def test_other_digits_than_0_to_9_are_refused_with_a_sentence(capfd: Any, text: str) -> None:
    code, _, err = said(capfd, "suggest", "--age", text)
    assert code == 2 and "andre cifre end 0-9" in err


def test_the_age_on_the_day_of_contact_is_said(capfd: Any) -> None:
    words = ["timeline", "--born", "2008-03-10", "--level", "misbrug", "--contact", "2026-03-02"]
    for form in ([], ["--full"]):
        code, out, _ = said(capfd, *words, "--as-of", "2026-03-12", "--plain", *form)
        assert code == 0
        assert any("17 år" in line and "2. marts" in line for line in out.splitlines())


def test_christmas_eve_is_no_working_day(capfd: Any) -> None:
    _, out, _ = said(capfd, *LATE_IN_DECEMBER, "--today", "2026-12-11", "--plain")
    flat = " ".join(out.split())
    assert "Den sidste arbejdsdag før er 23. december 2026" in flat
    assert "rusvejs egen bemærkning" in flat


def test_a_month_without_the_day_is_said(capfd: Any) -> None:
    words = ["check-deadline", "--primary-end", "2026-08-31", "--age", "25"]
    _, out, _ = said(capfd, *words, "--today", "2026-09-05", "--plain")
    assert any(x.startswith("- OBS: ") and "ingen 31. februar" in x for x in out.splitlines())


@pytest.mark.parametrize(
    "day", ["2/3–2026", "2.3.2026.", "man. 2.3.2026", "mandag den 2. marts 2026", "20260302"]
)
def test_dates_as_they_are_pasted(capfd: Any, day: str) -> None:
    form = ["--age", "25", "--today", "2026-03-05", "--format", "json"]
    code, out, _ = said(capfd, "check-deadline", "--contact", day, *form)
    assert code == 0 and json.loads(out)["checks"][0]["counted_from"] == "2026-03-02"


def test_a_day_without_a_year_is_read_and_said(capfd: Any) -> None:
    form = ["--age", "25", "--today", "2026-11-25", "--format", "json"]
    code, out, err = said(capfd, "check-deadline", "--contact", "16/11", *form)
    assert code == 0 and json.loads(out)["checks"][0]["counted_from"] == "2026-11-16"
    assert "16. november 2026" in err


@pytest.mark.parametrize("columns", ["0", "-5", "x", "", "00"])
def test_a_width_that_is_none_is_no_width(
    capfd: Any, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    code, out, _ = said(capfd, "offers")
    assert code == 0 and len(out) > 1000


@pytest.mark.parametrize("columns", [40, 60, 80, 160])
def test_a_pipe_is_as_wide_as_it_is_asked_to_be(
    capfd: Any, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    _, usual, _ = said(capfd, "suggest", "--age", "15", "--level", "misbrug")
    monkeypatch.setenv("COLUMNS", str(columns))
    _, out, _ = said(capfd, "suggest", "--age", "15", "--level", "misbrug")
    # Prose is no wider than is read with ease.
    assert max(map(len, out.splitlines())) in range(min(columns, 80) - 9, min(columns, 90) + 1)
    assert set(re.findall(r"\d\d \d\d \d\d \d\d", usual)) <= {
        number for line in out.splitlines() for number in re.findall(r"(?:\d\d ){3}\d\d", line)
    }


def test_a_case_file_and_its_traps(capfd: Any) -> None:
    def case(text: str) -> int:
        return said(capfd, "suggest", "--case", "-", given=text)[0]

    assert case("age: 15\nmotivated: no\n") == 0
    assert case("\ufeffage: 15\r\n") == 0
    for wrong in ("017", "1:15", "0o17", "true", "15.0", "1e1", "[15]", "{a: 15}", '"15.0"'):
        assert case(f"age: {wrong}\n") == 2, wrong
    for wrong in ("age: 15\nage: 22\n", "a: &a 1\n", "motivatde: ja\n", "case: {age: 1}\nage: 2"):
        assert case(wrong) == 2, wrong


def test_a_decimal_age_is_told_to_be_a_whole_number(capfd: Any) -> None:
    _, _, err = said(capfd, "suggest", "--case", "-", given="age: 15.0\n")
    assert "helt tal" in err and "anførselstegn" not in err


def test_mermaid_is_utf_8_whatever_the_console(capfdbinary: Any) -> None:
    assert run(["pathway", "misbrug", "--format", "mermaid"]) == 0
    assert "å" in capfdbinary.readouterr().out.decode("utf-8")


def test_square_brackets_are_text(capfd: Any) -> None:
    code, out, err = said(capfd, "offer", "[bold]xx[/bold]")
    assert code == 2 and "[bold]xx[/bold]" in out + err


@pytest.mark.slow
def test_a_lost_section_is_named_and_not_told_a_hundred_times(
    tmp_path: Path, data_dir: Path
) -> None:
    shutil.copytree(data_dir, tmp_path / "d")
    (tmp_path / "d" / "offers.yaml").unlink()
    errors = [each for each in validate(tmp_path / "d") if each.severity == "error"]
    assert 0 < len(errors) < 30
    assert any("offers" in f"{each.message} {each.help}" for each in errors)


@pytest.mark.parametrize(
    "words",
    [["{}"], ["offer", "{}"], ["suggest", "--level", "{}"], ["suggest", "--{}"], ["suggest", "{}"]],
    ids=" ".join,
)
@pytest.mark.parametrize("length", [900, 100_000])
def test_a_long_word_is_answered_in_bounded_work(capfd: Any, words: list[str], length: int) -> None:
    with work(60_000_000):
        code, out, err = said(capfd, *(word.format("a" * length) for word in words))
    assert code == 2 and len(out + err) < 2000


@pytest.mark.parametrize("command", ["suggest", "batch", "init", "pack", "completion"])
def test_help_and_misuse_speak_of_no_types_of_python(capfd: Any, command: str) -> None:
    """Typer 0.29 names them."""
    code, out, _ = said(capfd, command, "--help")
    assert code == 0 and "<str>" not in out and "list[" not in out and "[[" not in out
    assert "{" not in out.splitlines()[0]
    code, _, err = said(capfd, command, "x", "--format", "findes-ikke")
    assert code == 2 and err.startswith("Fejl: '--format': 'findes-ikke' er ikke blandt")


#: Every door at which a file or a folder is named.
NAMED = {
    "data": ["suggest", "--data", "{}"],
    "validate": ["validate", "--data", "{}"],
    "case": ["suggest", "--case", "{}"],
    "receipt": ["suggest", "--age", "15", "--receipt", "{}"],
    "verify": ["verify", "{}"],
    "batch": ["batch", "{}", "--in-format", "csv", "-o", "-"],
    "answers": ["batch", "sager.csv", "-o", "{}", "--out-format", "csv"],
    "rejects": ["batch", "sager.csv", "-o", "-", "--rejects", "{}"],
    "compare": ["batch", "sager.csv", "--compare", "{}"],
    "init": ["init", "{}"],
    "document": ["init", "ny", "--document", "{}"],
    "pack": ["pack", "{}"],
    "migrate": ["migrate", "{}"],
    "diff": ["diff", "{}", "."],
    "cases": ["test", "--cases", "{}"],
    "texts": ["sources", "--text", "{}"],
    "schema": ["schema", "-o", "{}"],
}


@pytest.mark.parametrize("door", NAMED)
def test_a_name_that_no_file_can_have_is_a_sentence_at_every_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any, door: str
) -> None:
    if door in ("batch", "answers", "rejects", "compare"):
        pytest.importorskip("polars")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fil").write_text("x")
    (tmp_path / "sager.csv").write_text("age\n15\n")
    (tmp_path / "ring").symlink_to("ring")
    before = sorted(tmp_path.iterdir())
    for name in ("x" * 300, "ring", "ring/x", "fil/x"):
        code, out, err = said(capfd, *(word.replace("{}", name) for word in NAMED[door]))
        assert code == 2, (name, err)
        assert err.startswith("Fejl: ") and len(err.splitlines()) == 2 and not out
    assert sorted(tmp_path.iterdir()) == before


def test_a_link_to_nothing_is_no_folder_to_write_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    """Nothing stands there, and nothing is said to."""
    monkeypatch.chdir(tmp_path)
    assert said(capfd, "init", "ny")[0] == 0
    (tmp_path / "link").symlink_to("ingenting")
    (tmp_path / "fil").touch()
    for words in (["init", "link"], ["pack", "ny", "-o", "link"], ["pack", "ny", "-o", "fil"]):
        code, _, err = said(capfd, *words)
        assert code == 2 and "kan ikke skrives til" in err


@pytest.mark.parametrize(
    "given",
    [
        "{age: 15, level: misbrug}",
        "{'age': 15, 'level': 'misbrug',}",
        "  age: 15\n  level: misbrug\n",
        '\n\n{"age": 15, "level": "misbrug"}\n',
    ],
)
def test_a_case_in_braces_or_indented_is_read(capfd: Any, given: str) -> None:
    code, out, _ = said(capfd, "suggest", "--case", "-", "--format", "json", given=given)
    assert code == 0 and json.loads(out)["case"] == {"age": 15, "level": "misbrug"}


@pytest.mark.parametrize("given", ["\n\n\nage: 15\nage: 16\n", '\n\n\n\n{"age": 15,,}\n'])
def test_a_line_of_a_case_has_its_number_in_the_file(capfd: Any, given: str) -> None:
    code, _, err = said(capfd, "suggest", "--case", "-", given=given)
    assert code == 2 and "linje 5" in err


@pytest.mark.parametrize("name", ["RUSVEJ_DATA", "RUSVEJ_CACHE"])
def test_a_person_in_the_environment_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, "140209-1234")
    code, out, err = said(capfd, "offers")
    assert code == 2 and "1234" not in out + err
    assert not list(tmp_path.iterdir())
