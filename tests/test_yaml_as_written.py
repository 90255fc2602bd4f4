"""YAML as people write, paste, merge and lose it: the right line, the right name, and a remedy that
works when it is followed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rusvej.app.validate import validate
from rusvej.checks.examples import ABOUT
from rusvej.diagnostics import Diagnostic
from rusvej.store import data_folder, load
from rusvej.store import folder as folders
from rusvej.store.yaml import YamlFile

FORM = "facts:\n- {id: age, type: int, label: alder, question: Hvor gammel?, min: 0, max: 120}\n"
FACT = FORM.replace("Hvor gammel?", '"Hvor gammel?"')


def read(text: str | bytes) -> YamlFile:
    """One file with that content."""
    return YamlFile("f.yaml", text.encode() if isinstance(text, str) else text)


def told(file: YamlFile) -> list[tuple[str, int, int]]:
    """(code, line, column) of everything told of it."""
    return [(each.code, each.position.line, each.position.column) for each in file.diagnostics]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "said"),
    [
        ("a:\n\u00a0\u00a0b: 1\n", "yaml-mellemrum", 2, 1, "U+00A0"),
        ("a:\n  b: 1\n \u00a0c: 2\n", "yaml-mellemrum", 3, 2, "U+00A0"),
        ("a:\n\u2003b: 1\n", "yaml-mellemrum", 2, 1, "U+2003"),
        ("a:\n\u200b  b: 1\n", "yaml-mellemrum", 2, 1, "U+200B"),
        ("a:\n  \ufeffb: 1\n", "yaml-mellemrum", 2, 3, "U+FEFF"),
        ("a:\n\u00a0\u202eb: 1\n", "yaml-mellemrum", 2, 2, "U+202E"),
        ("a:\u00a0b\n", "yaml-mellemrum", 1, 3, "U+00A0"),
        ("a:\n-\u00a0b\n", "yaml-mellemrum", 2, 2, "U+00A0"),
        ("a:\n  - id:\u202fb\n", "yaml-mellemrum", 2, 8, "U+202F"),
        ("a:\n\tb: 1\n", "yaml-tabulator", 2, 1, "tabulatortegn"),
        ("a:\n  \tb: 1\n", "yaml-tabulator", 2, 3, "tabulatortegn"),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n", "yaml-flettet", 2, 1, "fletning"),
        ("a: 1\n=======\nb: 1\n", "yaml-flettet", 2, 1, "fletning"),
        ("a: 1\n>>>>>>> other\n", "yaml-flettet", 2, 1, "fletning"),
        ("a: {q: Hvad nu?, s: 1}\n", "yaml-syntaks", 1, 15, "spørgsmålstegn"),
        ("a: {q: Hvad nu?}\n", "yaml-syntaks", 1, 15, "spørgsmålstegn"),
        ("a: {t: en, og to}\n", "yaml-komma", 1, 12, "komma"),
        ("a: En text # og mere\n", "yaml-afbrudt", 1, 12, "før #"),
        ("a: x\nb:\n- {t: En ting # her\n  }\n", "yaml-afbrudt", 3, 15, "før #"),
        ("a: 017\n", "yaml-tal", 1, 4, "kan læses som et tal"),
    ],
)
def test_the_mistake_is_named_where_it_is(
    text: str, code: str, line: int, column: int, said: str
) -> None:
    file = read(text)
    assert told(file)[0] == (code, line, column)
    assert said in f"{file.diagnostics[0].message} {file.diagnostics[0].help}"


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(code: str) -> None:
    (found,) = read("a: å\n".encode(code)).diagnostics
    assert found.code == "yaml-tegnsaet" and "UTF-16" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "a: b  # en bemærkning\n",
        "# en bemærkning\na: 1 # tal\nb: ja # ord\n",
        'a: "x # y"\n',
        "a: |\n  x # y\n",
        "a: nr. #2\n",
        "a: x\u00a0y\n",
        "a: 'Hvad nu?'\nb: Hvad nu?\n",
        "a: {b: null, c: }\n",
        "a:\tb\n",
        "a: '======='\n",
    ],
)
def test_what_is_meant_so_is_left_alone(text: str) -> None:
    assert told(read(text)) == []


def in_folder(path: Path, **files: str) -> list[Diagnostic]:
    """What `validate` says of a folder of such files."""
    path.mkdir(exist_ok=True)
    for name, content in files.items():
        (path / f"{name}.yaml").write_text(content, encoding="utf-8")
    return validate(path)


def codes(found: list[Diagnostic]) -> list[str]:
    """The codes, as they come."""
    return [each.code for each in found]


def test_a_remark_in_a_text_is_a_warning_and_the_rulebook_is_used(tmp_path: Path) -> None:
    fact = FACT.replace('"Hvor gammel?"', "Hvor gammel er du # mon\n ")
    found = in_folder(tmp_path, a=ABOUT + fact)
    assert [each.severity for each in found if each.code == "yaml-afbrudt"] == ["warning"]
    assert load.load_rulebook(tmp_path).facts[0].question == "Hvor gammel er du"


@pytest.mark.parametrize("value", ["15.5", "8.0"])
def test_a_decimal_where_a_whole_number_stands_is_told_no_word_of_quotes(
    tmp_path: Path, value: str
) -> None:
    found = in_folder(tmp_path, a=ABOUT + FACT.replace("max: 120", f"max: {value}"))
    (wrong,) = [each for each in found if each.code == "type-forkert"]
    assert "et helt tal" in wrong.message and "anførselstegn" not in wrong.help


def test_the_remedy_for_a_decimal_that_is_a_text_works(tmp_path: Path) -> None:
    wrong = in_folder(tmp_path, a="rulebook: {name: A, version: 1.10}\n")
    (found,) = [each for each in wrong if each.code == "type-forkert"]
    assert "anførselstegn" in found.help
    mended = in_folder(tmp_path, a='rulebook: {name: A, version: "1.10"}\n')
    assert "type-forkert" not in codes(mended)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.slow if name == "survey" else pytest.mark.long)
        for name in sorted(path.stem for path in data_folder().glob("*.yaml"))
    ],
)
def test_an_emptied_file_is_told_and_nothing_that_follows_from_it(
    tmp_path: Path, data_dir: Path, name: str
) -> None:
    shutil.copytree(data_dir, tmp_path / "d")
    (tmp_path / "d" / f"{name}.yaml").write_bytes(b"# intet\n")
    found = validate(tmp_path / "d")
    assert [(each.code, Path(each.position.file).stem) for each in found] == [("fil-tom", name)]


def test_two_names_of_a_rulebook_are_one_too_many(tmp_path: Path) -> None:
    both = in_folder(tmp_path, a=ABOUT, b=ABOUT)
    (found,) = [each for each in both if each.code == "sektion-dobbelt"]
    assert found.position.file.endswith("b.yaml") and "a.yaml linje" in found.message


@pytest.mark.parametrize("kind", ["capital", "folder", "dangling", "pipe"])
def test_what_looks_like_a_data_file_and_is_none_is_noticed(tmp_path: Path, kind: str) -> None:
    import os

    odd = tmp_path / ("b.YAML" if kind == "capital" else "b.yaml")
    makers: dict[str, Callable[[], object]] = {
        "capital": lambda: odd.write_text(FACT),
        "folder": odd.mkdir,
        "dangling": lambda: odd.symlink_to(tmp_path / "nowhere"),
        "pipe": lambda: os.mkfifo(odd),
    }
    makers[kind]()
    (found,) = in_folder(tmp_path, a=ABOUT)
    assert found.code == ("fil-endelse" if kind == "capital" else "fil-laesning")
    assert found.position.file.endswith(odd.name)


def test_all_files_together_have_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"f{number}": FACT.replace("age", f"fact{number}") for number in range(5)}
    assert "yaml-for-stor" not in codes(in_folder(tmp_path, a=ABOUT, **files))
    for where, name, value in (
        (folders, "MAX_FILES", 3),
        (folders, "MAX_ALL_BYTES", 300),
        (load, "MAX_ALL_NODES", 20),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(where, name, value)
            assert codes(validate(tmp_path)).count("yaml-for-stor") == 1
