"""No person in the tool: every form of a CPR number is refused at every door and never repeated.

The numbers are made up: 14 February 2009 and an ending of 1234.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from rusvej.checks.examples import ABOUT
from rusvej.cli.running import run
from rusvej.diagnostics import Diagnostic, InputError, Position
from rusvej.persons import discreet, looks_like_cpr, refuse_cpr

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\u2043\ufe58\uff0d"
FORMS = [
    *(f"140209{dash}1234" for dash in DASHES),
    *(f"140209{sign}1234" for sign in "_:,~/\\.+= \t\u00a0·…|;"),
    "1402091234",
    "140209 - 1234",
    "140209 – 1234",
    "140209  1234",
    "140209 (1234)",
    "140209--1234",
    "14 02 09 1234",
    "14 02 09 12 34",
    "1 4 0 2 0 9 1 2 3 4",
    "14.02.09-1234",
    "14/02/09-1234",
    "14-02-09/1234",
    "14-02-2009-1234",
    "14.2.2009-1234",
    "4.2.2009-1234",
    "14-02-2009 12 34",
    "14022009-1234",
    "140220091234",
    "14. februar 2009-1234",
    "14. feb. 2009 1234",
    "2009-02-14-1234",
    "20090214-1234",
    "140209\u200b1234",
    "1\u200b4\u200c0\u200d2\u20600\ufeff9-1234",
    "１４０２０９-１２３４",
    "١٤٠٢٠٩-١٢٣٤",
    "१४०२०९-१२३४",
    "𝟏𝟒𝟎𝟐𝟎𝟗-𝟏𝟐𝟑𝟒",
    "¹⁴⁰²⁰⁹-¹²³⁴",
    "①④⓪②⓪⑨①②③④",
    "140209 1 2 3 4",
    "140209-xxxx",
    "140209-XXXX",
    "140209xxxx",
    "140209-****",
    "540209-1234",
    "740209-1234",
    "140209-12AB",
    "140209-AB12",
    "140209-ABCD",
    "40209-1234",
    "402091234",
    "4022009-1234",
    "140209\n      1234",
    "140209-\n   1234",
    "14O209-1234",
    "cpr140209-1234",
    "sag 140209-1234, ung",
    "15 140209 1234",
    "+140209-1234",
    "140209%2D1234",
    "140209&nbsp;1234",
    "140209%E2%80%931234",
    "140209<br>1234",
    "<td>140209</td><td>1234</td>",
    "140209\\u20111234",
    "\\u0031\\u003402091234",
    "140209\\n1234",
    "140209-____",
    "140209 løbenr. 1234",
    "140209 kontrol 1234",
    "cpr 140209, slutter på 1234",
    "født 14.02.2009, og de sidste fire er 1234",
    "140209 bindestreg 1234",
    "140209minus1234",
    "I40209-I234",
    "14-feb-2009 xxxx",
]
#: What must never be seen of them.
TELLING = (
    *("140209", "14022009", "402091", "0209", "1234", "12 34", "xxxx", "12AB", "AB12"),
    *("١٢٣٤", "१२३४", "１２３４", "𝟏𝟐𝟑𝟒", "¹²³⁴", "①②③④"),
)
NOT_A_CPR = [
    "140209",
    "72 33 50 67",
    "+45 72 33 50 67",
    "+4572335067",
    "+45 11 12 13 14",
    "+46 8 555 010 20",
    "+46 40 665 01 01",
    "+49 461 123 45 67",
    "+298 30 12 34",
    "+4511121314",
    "(+45) 12 03 09 12",
    "0045 12030912",
    "12030912",
    "2026-03-02",
    "20260302",
    "20260302-1030",
    "2026-03-02 10:30",
    "2026-03-02T10:30:00",
    "2.3.2026 10:30",
    "2. marts 2026 kl. 10.30",
    "2026-03-02..2026-03-16",
    "2009-10-11..2009-12-10",
    "lov nr. 282 af 17. marts 2025, § 32",
    "handleguide 367-368",
    "sag 2026-12345",
    "2026-000123",
    "2026/0012345",
    "24/12345",
    "17-00123456",
    "27.36.04-G01-12-26",
    "991399-0000",
    "12345678901234",
    "a1b2c3d4e5f67890",
    "7.-9. klasse 2019/20",
    "v1.0.0..v1.1.0",
    "24 12 20 26 / 20 20 30 40",
    "tlf. 31 12 99 10, 20 20 30 40, 21 10 20 30",
    "2412 2026 / 2020 3040",
    "24 12 20 26 (10-14)",
    "24 12 20 26 (9.00-15.30)",
    "10, 11, 12, 13, 14 år",
    "4, 5, 6, 7, 8, 9, 10",
    "1. 2. 3. 4. 5. 6. 7. 8. 9. klasse",
    "§§ 10, 11, 12, 14, 15",
    "linje 3, 10, 12, 13, 14, 99",
    "14-02-2026, 9800 Hjørring",
    "12.03.2026 2100 København Ø",
    "lov nr. 10 af 12. marts 2009 og 1234 sider",
    "Nygade 12-14, 9800 Hjørring",
    "50 % af 1402 i 2009",
    "--contact 2026-03-02 --applied 2026-03-05 --age 25",
]


@pytest.mark.parametrize("text", FORMS)
def test_every_form_is_refused_and_not_repeated(text: str) -> None:
    for around in (text, f"x {text}", f"{text}. Og", f"({text})", f"a: {text}\nb: 3"):
        with pytest.raises(InputError, match="CPR") as refused:
            refuse_cpr(around)
        assert not any(part in str(refused.value) + refused.value.help for part in TELLING)


@pytest.mark.parametrize("text", NOT_A_CPR)
def test_what_is_none_passes(text: str) -> None:
    refuse_cpr(text)
    refuse_cpr(f"({text})")


@given(st.dates(), st.integers(0, 9999), st.sampled_from(["", "-", " ", "–", " - "]), st.data())
def test_any_day_and_any_ending(day: Any, ending: int, dash: str, data: Any) -> None:
    if not 1900 <= day.year <= 2020:
        day = day.replace(year=1980, day=min(day.day, 28))
    more = data.draw(st.sampled_from([0, 40, 60]))
    form = data.draw(
        st.sampled_from(["{d:02}{m:02}{y:02}", "{d:02}.{m:02}.{y:02}", "{d:02}{m:02}{w}"])
    )
    date = form.format(d=day.day + more, m=day.month, y=day.year % 100, w=day.year)
    assert looks_like_cpr(f"{date}{dash}{ending:04}")


@pytest.mark.parametrize("text", ["1" * 20_000, "14 " * 7_000, "140209" * 3_000, "5 6 " * 5_000])
def test_a_long_text_is_looked_through_in_bounded_work(text: str) -> None:
    from depth import work

    with work(400_000):
        looks_like_cpr(text)


def test_a_diagnostic_loses_the_authors_words_where_they_hold_one() -> None:
    place = Position("a.yaml", 3, 4)
    plain = Diagnostic("kode", "Feltet “x” kendes ikke.", place, "Fx 72 33 50 67.")
    assert discreet(plain) == plain
    told = discreet(Diagnostic("kode", "“140209", place, "1234”"))
    assert told.position == place and not any(part in f"{told}" for part in TELLING)


# The doors

Door = Callable[[str, Path, pytest.MonkeyPatch], tuple[list[str], str]]
SUGGEST = ["suggest", "--age", "15", "--level", "problematisk"]


def argument(*words: str) -> Door:
    """A command line with the text in the place of TEXT."""

    def door(text: str, folder: Path, patch: pytest.MonkeyPatch) -> tuple[list[str], str]:
        return [word.replace("TEXT", text) for word in words], ""

    return door


def file(content: str, *words: str, escape: bool = False) -> Door:
    """A command line that reads a file (FILE) whose content has the text in the place of TEXT."""

    def door(text: str, folder: Path, patch: pytest.MonkeyPatch) -> tuple[list[str], str]:
        if escape:
            text = "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else c for c in text)
        name = folder / "fil"
        name.write_text(content.replace("TEXT", text.replace("\n", "\n  ")), encoding="utf-8")
        return [word.replace("FILE", str(name)) for word in words], ""

    return door


def data(content: str, *words: str, name: str = "regler.yaml") -> Door:
    """A command line that reads a rulebook (DATA) with the text in it."""

    def door(text: str, folder: Path, patch: pytest.MonkeyPatch) -> tuple[list[str], str]:
        rules = folder / "regler"
        rules.mkdir(exist_ok=True)
        for old in rules.iterdir():
            old.unlink()
        flat = " ".join(text.split())
        whole = f"{ABOUT}\n{content}".replace("TEXT", flat)
        named = name.replace("TEXT", flat.replace("/", "-").replace("\0", ""))
        (rules / named).write_text(whole, encoding="utf-8")
        return [word.replace("DATA", str(rules)) for word in words], ""

    return door


def typed(*words: str) -> Door:
    """A conversation in which the text is typed."""

    def door(text: str, folder: Path, patch: pytest.MonkeyPatch) -> tuple[list[str], str]:
        return list(words), " ".join(text.split()) + "\ns\n"

    return door


def environment(text: str, folder: Path, patch: pytest.MonkeyPatch) -> tuple[list[str], str]:
    """The folder of the rulebook named by the environment."""
    patch.setattr(os, "environ", {**os.environ, "RUSVEJ_DATA": f"/mapper/{text}/regler"})
    return SUGGEST, ""


CASE = [*SUGGEST[:1], "--case", "FILE"]
RECEIPT = json.dumps({"schema": "rusvej/receipt/1", "rulebook": {"name": "TEXT"}, "checksum": ""})
CONTACT = "contacts:\n- {id: hus, name: Hus, purpose: x, telephone: '%s', address: x, sources: []}"
DOORS: dict[str, Door] = {
    **{
        command: argument(command, "TEXT")
        for command in [
            *("offer", "contact", "questions", "standard", "pathway", "why", "TEXT"),
            *("suggest", "verify", "sources", "survey", "offers", "diff", "test"),
        ]
    },
    "two words": argument("offer", "x", "TEXT"),
    "unknown option": argument("suggest", "--TEXT"),
    "age": argument("suggest", "--age", "TEXT"),
    "level": argument("suggest", "--level=TEXT"),
    "grade": argument("suggest", "--grade", "TEXT"),
    "fact value": argument("suggest", "--fact", "school=TEXT"),
    "fact name": argument("suggest", "--fact", "TEXT=ja"),
    "fact": argument("suggest", "--fact", "TEXT"),
    "what-if": argument(*SUGGEST, "--what-if", "TEXT=1"),
    "day": argument(*SUGGEST, "--as-of", "TEXT"),
    "receipt": argument(*SUGGEST, "--receipt", "TEXT"),
    "case": argument("suggest", "--case", "TEXT"),
    "data": argument("suggest", "--data", "TEXT"),
    "format": argument("suggest", "--format", "TEXT"),
    "contact date": argument("check-deadline", "--contact", "TEXT"),
    "exception": argument("check-deadline", "--contact", "2026-03-02", "--exception", "TEXT"),
    "born": argument("timeline", "--born", "TEXT"),
    "case value": file("age: 15\nschool: TEXT\n", *CASE),
    "case number": file("age: TEXT\n", *CASE),
    "case key": file("age: 15\n'TEXT': ja\n", *CASE),
    "case key twice": file("a: 1\n'TEXT': ja\n'TEXT': ja\n", *CASE),
    "case list": file("school: [a, 'TEXT']\n", *CASE),
    "case comment": file("age: 15 # TEXT\n", *CASE),
    "json value": file('{"school": "TEXT"}', *CASE, escape=True),
    "json key": file('{"TEXT": "ja"}', *CASE, escape=True),
    "json key twice": file('{"TEXT": "ja", "TEXT": "nej"}', *CASE, escape=True),
    "yaml value": file('school: "TEXT"\n', *CASE, escape=True),
    "yaml key": file('age: 15\n"TEXT": ja\n', *CASE, escape=True),
    "yaml key twice": file('"TEXT": ja\n"TEXT": ja\n', *CASE, escape=True),
    "a receipt": file(RECEIPT, "verify", "FILE"),
    "environment": environment,
    **{
        f"{name} in {command}": data(content, command, "--data", "DATA")
        for command in ("suggest", "validate", "prove")
        for name, content in {
            "telephone": CONTACT % "TEXT",
            "unknown field": "facts:\n- {id: a, 'TEXT': 1}",
            "unknown section": "'TEXT': []",
            "key twice": "facts:\n- {'TEXT': a, 'TEXT': b}",
            "value": "facts:\n- {id: a, type: 'TEXT'}",
            "id": "facts:\n- {id: 'TEXT', type: int, label: x, question: x?}",
        }.items()
    },
    "file name": data("x: [", "suggest", "--data", "DATA", name="TEXT.yaml"),
    **{
        f"file named for {command}": argument(command, *words, "-o", "TEXT.x")
        for command, words in {"page": [], "schema": [], "batch": ["sager.csv"]}.items()
    },
    "folder of cases": argument("test", "--cases", "TEXT"),
    "new rulebook": argument("init", "TEXT"),
    "pack": argument("pack", "TEXT"),
    "law's day": argument("page", "--as-of", "TEXT"),
    "a caseload's name": argument("batch", "TEXT.csv"),
    "diff": data(CONTACT % "TEXT", "diff", "DATA", "DATA"),
    "interview": typed("interview"),
    "detect": typed("detect"),
}


@pytest.mark.parametrize("door", DOORS)
@examples(4)
@given(text=st.sampled_from(FORMS))
def test_at_no_door_is_it_repeated(door: str, text: str, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("x") / "her"
    folder.mkdir()
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        words, given_ = DOORS[door](text, folder, patch)
        patch.setattr(sys, "stdin", io.StringIO(given_))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = run(words)
    written = b"".join(stream.buffer.getvalue() for stream in (out, err))
    shown = written.decode().replace(str(folder), "")
    assert not [part for part in TELLING if part in text and part in shown], (code, shown[-300:])
    assert code in (0, 1, 2) and ("CPR" in shown or door == "a receipt")


@pytest.mark.parametrize(
    "words",
    [
        ["offer", "ungeguide 48213"],
        ["offer", "ungeguide 48213", "--full"],
        ["why", "ungeguide 48213"],
        ["contact", "misbrugsteam 48213"],
        ["check-deadline", "--date", "e48213=2026-03-02"],
        ["suggest", "--fact", "a48213=1"],
        ["suggest", "--x48213"],
        ["x48213"],
        ["test", "--cases", "f48213"],
    ],
    ids=" ".join,
)
def test_a_text_of_many_digits_is_not_repeated(words: list[str], capfd: Any) -> None:
    """It may hold a number nobody should see, of any kind."""
    run(words)
    shown = capfd.readouterr()
    assert (shown.out + shown.err).strip() and "48213" not in shown.out + shown.err
