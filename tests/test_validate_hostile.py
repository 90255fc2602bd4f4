"""Whatever lies in the folder, `validate` says what is wrong with it, with bounded work and memory,
and never crashes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest

from depth import work
from rusvej.app.init import begin
from rusvej.app.validate import look_through, validate
from rusvej.checks.examples import ABOUT, BASE, an_action
from rusvej.cli.running import run
from rusvej.diagnostics import Diagnostic
from rusvej.render import diagnostics as report
from rusvej.store.folder import MAX_BYTES
from rusvej.store.yaml import MAX_NODES

# Calls and returns; the worst of the files below takes half of them.
MOST_WORK = 30_000_000
# To show a thousand mistakes takes up to four fifths of it, however long the lines are.
MOST_SHOWN = 1_500_000


def found_in(folder: Path, content: bytes | str, most: int = MOST_WORK) -> list[Diagnostic]:
    """The diagnostics of one file, found with the work allowed; every report can show them."""
    (folder / "a.yaml").write_bytes(content.encode() if isinstance(content, str) else content)
    with work(most):
        validation = look_through(folder)
    found = validation.diagnostics
    with work(MOST_SHOWN):
        report.full(found, validation.lines).encode()
        report.github(found).encode()
        report.concise(found).encode()
    return list(found)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[" * 200_000, "yaml-for-dyb"),
        ("{a: " * 200_000, "yaml-for-dyb"),
        ("\n".join(" " * depth + "a:" for depth in range(1500)), "yaml-for-dyb"),
        ("- " * 200_000, "yaml-for-dyb"),
        pytest.param("- a\n" * (MAX_NODES + 1), "yaml-for-stor", marks=pytest.mark.slow),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "yaml-anker"),
        ("a: [*b]\n", "yaml-anker"),
        ("a: !!python/object/apply:os.system [echo]\n", "yaml-maerke"),
        ("a: !!binary aGVq\n", "yaml-maerke"),
        ("a: \u00e6".encode("latin-1"), "yaml-tegnsaet"),
        ("a: b".encode("utf-16"), "yaml-tegnsaet"),
        (b"rulebook:\n  name: a\0b\n", "yaml-tegn"),
        ("rulebook:\n\tname: a\n", "yaml-tabulator"),
        ('a: "\\uD800"\n', "yaml-syntaks"),
        ("rulebook: {name: a, name: b, version: 1.0.0}\n", "yaml-dobbelt"),
        ('rulebook: {name: 0101, version: "1.0.0"}\n', "yaml-tal"),
        ("rulebook: {name: A, version: 1.10}\n", "type-forkert"),
        ("- a\n- b\n", "sektion-form"),
        ("bare en tekst\n", "sektion-form"),
        ("tilbud: []\n", "sektion-ukendt"),
        ("offers: {id: a}\n", "sektion-form"),
        ("offers: [1, null, [], a]\n", "type-forkert"),
        ("? [a]\n: b\n", "yaml-noegle"),
        ("a: 1\n---\nb: 2\n", "yaml-flere"),
        ("a: 'ikke lukket\n", "yaml-syntaks"),
        ("", "fil-tom"),
        ("# kun en kommentar\n", "fil-tom"),
        ("\ufeff", "fil-tom"),
        ("%YAML 3.0\n---\na: b\n", "yaml-syntaks"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_hostile_file(tmp_path: Path, content: bytes | str, code: str) -> None:
    assert code in {found.code for found in found_in(tmp_path, content)}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs the resource module")
def test_huge_file_is_not_read_into_memory(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        for _ in range(50):
            file.write(b"- id: a\n" * 125_000)
    measure = (
        "import resource, sys; from pathlib import Path; from rusvej.app.validate import validate;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "print([d.code for d in validate(Path(sys.argv[1]))]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", measure, str(tmp_path)], capture_output=True, text=True, check=True
    )
    codes, kilobytes = ran.stdout.splitlines()
    assert "yaml-for-stor" in codes
    assert int(kilobytes) < 100_000


@pytest.mark.long
def test_a_fifth_of_the_largest_file_takes_a_fifth_of_the_work(tmp_path: Path) -> None:
    """Work that grows faster than the file would show at a million characters, too."""
    text = (
        f"contacts: [{{id: a, name: {'010190 ' * (MAX_BYTES // 35)}, purpose: B,"
        " telephone: ikke-angivet, address: ikke-angivet, sources: []}]"
    )
    found = {found.code for found in found_in(tmp_path, ABOUT + text, MOST_WORK // 5)}
    assert {"kilde-mangler", "tekst-lang"} <= found


@pytest.mark.long
def test_endless_mistakes_of_form_are_cut_off(tmp_path: Path) -> None:
    found = found_in(tmp_path, "offers:\n" + "- {}\n" * 40_000)
    assert len(found) < 1100
    assert "for-mange" in {one.code for one in found}


def test_endless_duplicate_keys_are_cut_off(tmp_path: Path) -> None:
    assert len(found_in(tmp_path, "rulebook: {" + "a: 1, " * 1_500 + "}")) <= 1100


def unit(index: int) -> str:
    return (
        f"- {{id: a{index}, name: A, purpose: B, telephone: ikke-angivet, address: ikke-angivet,"
        " sources: []}\n"
    )


@pytest.mark.long
def test_endless_mistakes_of_content_are_cut_off(tmp_path: Path) -> None:
    found = found_in(
        tmp_path, ABOUT + "contacts:\n" + "".join(unit(index) for index in range(3_000))
    )
    assert {"kilde-mangler", "for-mange"} <= {one.code for one in found}
    assert len(found) < 1100


def wide_facts(count: int) -> str:
    return "facts:\n" + "".join(
        f'- {{id: f{index}, type: bool, label: f, question: "f?"}}\n' for index in range(count)
    )


def parity(count: int) -> str:
    """A condition on many facts that no shortcut decides."""
    pairs = ", ".join(
        "{any: [A, B]}, {not: {all: [A, B]}}".replace("A", f"{{fact: f{i}, is: true}}").replace(
            "B", f"{{fact: f{j}, is: true}}"
        )
        for i in range(count)
        for j in range(i + 1, count, 7)
    )
    return f"{{all: [{pairs}]}}"


def nested_questions(count: int) -> str:
    """Readings that double with each question: written out they would have 4 to the power of
    `count` parts."""
    return "questions:\n" + "".join(
        f"- {{id: q{i}, title: T, question: Q, status: open, sources: [guide 1], readings: [{{id:"
        f" a, text: A, when: {{all: [{{question: q{i + 1}}}, {{question: q{i + 1}}}]}}}}, {{id: b,"
        f" text: B, when: {{not: {{question: q{i + 1}}}}}}}]}}\n"
        for i in range(count)
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            lambda: wide_facts(60) + an_action(parity(60)),
            id="many facts in one condition",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            lambda: BASE + an_action("{any: [" + "{fact: age, at_least: 1}, " * 9_000 + "]}"),
            id="a wide condition",
            marks=pytest.mark.long,
        ),
        pytest.param(
            lambda: BASE + nested_questions(40) + an_action("{question: q0}"),
            id="readings in readings",
        ),
        pytest.param(
            lambda: (
                BASE + "actions:\n" + (an_action("{fact: x, is: 1}").split("actions:")[1]) * 2_000
            ),
            id="many conditions",
            marks=pytest.mark.long,
        ),
        pytest.param(
            lambda: BASE + an_action("{not: " * 17 + "{fact: age, is: 1}" + "}" * 17),
            id="a deep condition",
        ),
    ],
)
def test_reasoning_has_an_end(tmp_path: Path, content: Callable[[], str]) -> None:
    assert found_in(tmp_path, content())


def test_folder_without_yaml(tmp_path: Path) -> None:
    (tmp_path / "noter.txt").write_text("offers: []")
    assert [found.code for found in validate(tmp_path)] == ["ingen-filer"]


@pytest.mark.parametrize("name", ["._facts.yaml", ".pre-commit-config.yaml", "~$facts.yaml"])
def test_what_programs_put_beside_the_data_is_no_data(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.yaml").write_text(f"{ABOUT}\n{BASE}", encoding="utf-8")
    before = validate(tmp_path)
    (tmp_path / name).write_bytes(b"\0\5\x16\7")
    assert validate(tmp_path) == before


@pytest.mark.parametrize("name", [b"a\xff.yaml", b"a\nb.yaml", b"a\x1b[31m.yaml"])
def test_a_file_whose_name_cannot_be_shown(
    tmp_path: Path, name: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text("a: [")
    except OSError:
        pytest.skip("this file system takes no such name")
    (found,) = validate(tmp_path)
    assert found.code == "ingen-filer" and found.help
    assert run(["suggest", "--data", str(tmp_path)]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_folder_named_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert [found.code for found in validate(tmp_path)] == ["fil-laesning"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch(mode=0)
    assert [found.code for found in validate(tmp_path)] == ["fil-laesning"]


@pytest.mark.parametrize(
    "line",
    [
        "note: 0101901234",
        "note: 'ring 010190-1234'",
        "010190-1234: x",
        "levels: 010190-1234",
        "id: 010190 1234",
    ],
)
@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
def test_a_cpr_number_is_never_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, form: str
) -> None:
    (tmp_path / "a.yaml").write_text(
        f"rulebook:\n  name: A\n  version: 1.0.0\n  {line}\nstandard:\n- {line}\n", encoding="utf-8"
    )
    assert run(["validate", "--data", str(tmp_path), "--format", form]) == 1
    output = "".join(capsys.readouterr()).replace(str(tmp_path), "")
    assert "1234" not in output
    assert "010190" not in output


@pytest.mark.parametrize("section", ["offers", "facts", "deadlines", "contacts", "properties"])
def test_a_file_that_is_gone_is_told_first(tmp_path: Path, section: str) -> None:
    begin(tmp_path)
    (tmp_path / f"{section}.yaml").unlink()
    first = list(takewhile(lambda each: each.code.startswith("sektion-"), validate(tmp_path)))
    assert any(section in each.message for each in first)
