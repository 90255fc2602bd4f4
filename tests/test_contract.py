"""The contract that other programs read: names in JSON, exit codes, where output goes, what is
never repeated."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rusvej.cli.running import run

GUIDE = """
    trivselslaerer ungeguide uddannelsesmentor ssp-laerer ssp-ungdomskonsulent stoettekontaktperson mut myndighed
    behandling-12-uger dagbehandling vejlederteam opsoegende-team substitutionsbehandling doegnbehandling
    opholdssted jobcenter-misbrugsindsats vaeresteder botilbud
""".split()
STANDARD = """
    modul-1 modul-2-individuel modul-2-gruppe afgiftning efterbehandlingsgruppe boostersamtaler laegesamtale
    anonym-behandling anonym-raadgivning graviditetskontrakt
""".split()
CAVEATS = """
    informationsudveksling mut-ikke-opsoegende ssp-hoerer-for-sent stoette-mellem-behandlinger
    kognitivt-udfordrede ssp-kun-raadgivning motiverende-samtaler samtykke under-18-mangler-vejlederteam
    motivation-foer-doegn motivationsmedarbejder-nedlagt
""".split()
EXCEPTIONS = """
    oensker-ikke-garanti udeblivelse en-udeblivelse manglende-samarbejde forsinkede-oplysninger frit-valg
    frit-valg-uden-godkendelse
""".split()
FACTS = """
    age level motivated motivated_for_talks motivated_to_stop wants_treatment motivation_support other_measure cooperates waiting_list declines_measures schooling grade
    school attends_reliably can_reflect cognitively_challenged substance contact_person ssp_attached
    concrete_concern ssp_tried needs_treatment mut_talks_exhausted mut_uncooperative in_treatment
    treatment_completed substance_free cannot_use_other_offers long_term_misuse wants_anonymity
    receives_social_help pregnant residential_offered declines_placement ordinary_job_measures_possible
    several_measures_failed placement_ground most_vulnerable role
""".split()
MOTIVATION = ("motivated", "motivated_for_talks", "motivated_to_stop", "wants_treatment")
CASE = ["--age", "15", "--level", "problematisk", "--as-of", "2026-03-02"]


def test_every_id_of_the_contract_is_there(rulebook: Any) -> None:
    assert {offer.id for offer in rulebook.offers} == {*GUIDE, *STANDARD}
    assert {caveat.id for caveat in rulebook.caveats} == set(CAVEATS)
    assert {exception.id for exception in rulebook.exceptions} == {*EXCEPTIONS, "venteliste"}
    assert set(FACTS) <= {fact.id for fact in rulebook.facts}


def answer(capsys: Any, *words: str) -> tuple[int, dict[str, Any]]:
    code = run([*words, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_answer(capsys: Any) -> None:
    code, found = answer(capsys, "suggest", *CASE)
    assert code == 0
    assert found["schema"] == "rusvej/answer/1"
    assert found["as_of"] == "2026-03-02"
    assert found["case"] == {"age": 15, "level": "problematisk"}
    assert set(found["rulebook"]) == {"name", "version", "digest"}
    assert len(found["offers"]) == len(GUIDE) + len(STANDARD)
    assert [offer["rank"] for offer in found["offers"]] == list(range(1, len(found["offers"]) + 1))
    offer = next(offer for offer in found["offers"] if offer["id"] == "mut")
    promised = (
        "id name status rank rank_reasons reasons missing open_questions caveats contact referral"
        " deadlines limits"
    )
    assert set(promised.split()) <= set(offer)
    assert offer["status"] == "depends"
    assert offer["missing"] == ["motivated_for_talks", "motivation_support"]
    assert offer["caveats"] == ["mut-ikke-opsoegende"]
    reason = offer["reasons"][0]
    assert reason["verdict"] == "unknown"
    assert reason["facts"] == ["motivated_for_talks", "motivation_support"]
    assert set(reason["sources"][0]) == {"document", "lines", "heading"}
    assert all(source["heading"] for source in reason["sources"])
    assert {"fact", "question", "settles"} == set(found["next_questions"][0])
    for caveat in found["caveats"]:
        assert caveat["applies"] in ("yes", "unknown")
        assert caveat["sources"]
    for action in found["actions"]:
        assert action["sources"]
    for question in found["open_questions"]:
        assert len(question["readings"]) > 1


def test_every_status_is_one_of_the_contract(capsys: Any) -> None:
    seen = set()
    for age, level in (("15", "problematisk"), ("18", "misbrug")):
        _, found = answer(capsys, "suggest", "--age", age, "--level", level)
        seen |= {offer["status"] for offer in found["offers"]}
    assert seen == {"fits", "depends", "open", "excluded", "not_listed"}


def test_a_case_file_in_both_languages_gives_the_same(capsys: Any, tmp_path: Path) -> None:
    (tmp_path / "sag.yaml").write_text(
        "age: 15\nlevel: problematisk\ngrade: null\n" + "".join(f"{m}: true\n" for m in MOTIVATION),
        encoding="utf-8",
    )
    (tmp_path / "sag.json").write_text(
        json.dumps(
            {"age": 15, "level": "problematisk", "grade": None, **dict.fromkeys(MOTIVATION, True)}
        ),
        encoding="utf-8",
    )
    _, yaml = answer(
        capsys, "suggest", "--case", str(tmp_path / "sag.yaml"), "--as-of", "2026-03-02"
    )
    _, as_json = answer(
        capsys, "suggest", "--case", str(tmp_path / "sag.json"), "--as-of", "2026-03-02"
    )
    _, words = answer(capsys, "suggest", *CASE, "--motivation", "ja")
    assert yaml == as_json == words


@pytest.mark.parametrize(
    ("words", "verdict", "code"),
    [
        (["--start", "2026-03-16"], "in-time", 0),
        (["--start", "2026-03-17"], "open", 4),
        (["--start", "2026-03-18"], "overdue", 1),
        (["--start", "2026-03-18", "--exception", "udeblivelse"], "may-be-waived", 0),
        (["--start", "2026-03-18", "--exception", "forsinkede-oplysninger"], "may-be-affected", 0),
        (["--start", "2026-03-18", "--exception", "venteliste"], "overdue", 1),
        (["--today", "2026-03-16"], "running", 0),
    ],
)
def test_the_deadline(capsys: Any, words: list[str], verdict: str, code: int) -> None:
    found_code, found = answer(
        capsys, "check-deadline", "--contact", "2026-03-02", "--age", "25", *words
    )
    assert (found["verdict"], found_code) == (verdict, code)
    assert found["schema"] == "rusvej/deadline/1"
    check = found["checks"][0]
    assert check["id"] == "behandlingsstart"
    assert check["last_day"] == "2026-03-16"
    promised = (
        "id verdict counted_from last_day days_over days_left exceptions notes readings sources"
    )
    assert set(promised.split()) <= set(check)


def test_exactly_18_cannot_be_decided_and_17_has_no_deadline(capsys: Any) -> None:
    code, found = answer(
        capsys, "check-deadline", "--contact", "2026-03-02", "--age", "18", "--start", "2026-03-30"
    )
    assert (found["verdict"], code) == ("open", 4)
    assert {reading["verdict"] for reading in found["checks"][0]["readings"]} == {
        "overdue",
        "no-deadline",
    }
    code, found = answer(
        capsys, "check-deadline", "--contact", "2026-03-02", "--age", "17", "--start", "2026-03-30"
    )
    assert (found["verdict"], code) == ("no-deadline", 0)


@pytest.mark.parametrize(
    "words",
    [
        ["suggest", "--age", "hundrede"],
        ["suggest", "--level", "slem"],
        ["suggest", "--fact", "hoejde=3"],
        ["suggest", "--fact", "age"],
        ["suggest", "--grade", "9", "--schooling", "ingen"],
        ["suggest", "--case", "findes-ikke.yaml"],
        ["suggest", "--as-of", "31.2.2026"],
        ["suggest", "--nonsense"],
        ["suggest", "--data", "findes-ikke"],
        ["offer", "xyzzy"],
        ["check-deadline"],
        ["check-deadline", "--contact", "2026-03-02", "--exception", "ferie"],
        ["no-such-command"],
    ],
)
def test_wrong_use_is_two_with_a_remedy_and_no_traceback(capsys: Any, words: list[str]) -> None:
    assert run(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Fejl: ")
    assert len(printed.err.splitlines()) >= 2
    assert "Traceback" not in printed.err


@pytest.mark.parametrize(
    "words",
    [
        ["suggest", "--age", "010203-1234"],
        ["suggest", "--fact", "age=0102031234"],
        ["suggest", "--fact", "010203 1234=ja"],
        ["suggest", "--level", "0102031234"],
        ["suggest", "--case", "010203-1234.yaml"],
        ["suggest", "--as-of", "010203-1234"],
        ["offer", "010203-1234"],
        ["offers", "--referral", "0102031234"],
        ["check-deadline", "--contact", "010203-1234"],
        ["check-deadline", "--contact", "2026-03-02", "--exception", "0102031234"],
        ["suggest", "--data", "0102031234"],
        ["0102031234"],
        ["suggest", "--0102031234"],
        ["suggest", "0102031234"],
        ["suggest", "--format", "0102031234"],
    ],
)
def test_something_like_a_cpr_number_is_refused_and_never_repeated(
    capsys: Any, words: list[str]
) -> None:
    assert run(words) == 2
    printed = capsys.readouterr()
    assert "1234" not in printed.out + printed.err


def test_a_number_in_a_case_file_is_not_repeated(capsys: Any, tmp_path: Path) -> None:
    for text in (
        '{"age": 102031234}',
        "age: 1502031234\n",
        'note: "150203-1234"\n',
        "{150203-1234: 1}",
        "- 1502031234\n",
    ):
        (tmp_path / "sag").write_text(text, encoding="utf-8")
        assert run(["suggest", "--case", str(tmp_path / "sag")]) == 2
        assert "31234" not in capsys.readouterr().err


def rusvej(
    *words: str, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    kept = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, "-m", "rusvej", *words],
        input=given,
        capture_output=True,
        env=kept,
        check=False,
    )


def test_a_narrow_console_gets_text_it_can_show() -> None:
    done = rusvej("suggest", *CASE, PYTHONIOENCODING="cp1252")
    assert done.returncode == 0
    text = done.stdout.decode("cp1252")
    assert "SSP-lærer: taler" in text
    assert "\ufffd" not in text
    assert "Ã" not in text
    assert rusvej("offer", "opsøgende", PYTHONIOENCODING="ascii").stdout.isascii()


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": ""}])
def test_no_colour_and_no_boxes_in_a_pipe(
    capsys: Any, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(["suggest", *CASE]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "─" not in out


def test_a_case_on_standard_input(capsys: Any) -> None:
    done = rusvej(
        "suggest",
        "--case",
        "-",
        "--as-of",
        "2026-03-02",
        "--format",
        "json",
        given=b"age: 15\nlevel: problematisk\n",
    )
    _, expected = answer(capsys, "suggest", *CASE)
    assert json.loads(done.stdout) == expected
    assert done.stderr == b""


def test_a_reader_that_leaves_early_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "rusvej", "offer", "mut"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


def test_a_cache_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    blocked = tmp_path / "fil"
    blocked.write_text("ikke en mappe")
    small = Path(__file__).parent / "rulebooks" / "ssvc"
    done = rusvej("suggest", "--data", str(small), RUSVEJ_CACHE=str(blocked))
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_changed_file_is_never_answered_from_the_cache(
    tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUSVEJ_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "rulebook.yaml"
    shutil.copy(Path(__file__).parent / "rulebooks" / "seks-trin" / file.name, file)

    def status() -> str:
        case = ["--fact", "year=7", "--data", str(tmp_path)]
        _, found = answer(capsys, "suggest", *case)
        return next(str(o["status"]) for o in found["offers"] if o["id"] == "storgruppe")

    assert status() == "depends"
    stat = file.stat()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{fact: year, at_least: 7}", "{fact: year, at_least: 8}"), "utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert status() == "excluded"


def test_a_broken_rulebook_says_where(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "x.yaml").write_text(
        "rulebook: {name: x, version: 1.0.0}\noffers:\n  - id: a\n", encoding="utf-8"
    )
    assert run(["suggest", *CASE, "--data", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert "x.yaml:3:" in printed.err
    assert printed.out == ""


def test_the_answer_says_what_it_is(capsys: Any) -> None:
    run(["suggest", *CASE])
    last = " ".join(capsys.readouterr().out.rstrip().splitlines()[-2:])
    assert "vejledende" in last.lower()
    assert "kommunen" in last
