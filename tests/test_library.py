"""The public library: its names, what it refuses, and that it imports little."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import rusvej
from rusvej.records import changed

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def book() -> rusvej.Rulebook:
    return rusvej.open(on=DAY)


def test_the_public_names() -> None:
    """Other programs rely on these; a name that goes or changes is a new major version."""
    assert sorted(rusvej.__all__) == [
        "Answer",
        "Case",
        "DeadlineAnswer",
        "Diagnostic",
        "InputError",
        "NextQuestion",
        "Offer",
        "Position",
        "Rulebook",
        "RulebookError",
        "RusvejError",
        "Status",
        "Verdict",
        "__version__",
        "open",
        "to_json",
        "validate",
    ]
    assert dir(rusvej) == rusvej.__all__
    assert all(getattr(rusvej, name) is not None for name in rusvej.__all__)
    with pytest.raises(AttributeError):
        rusvej.nonsense  # noqa: B018


def test_an_answer(book: rusvej.Rulebook) -> None:
    case = book.case(age=15, level="problematisk")
    answer = book.answer(case)
    assert [offer.rank for offer in answer.offers] == list(range(1, len(answer.offers) + 1))
    assert len(answer) == len(book.records.offers)
    assert all(offer.status <= rusvej.Status.OPEN for offer in answer.shown)
    assert {offer.id for offer in answer} - {offer.id for offer in answer.shown} == {
        offer.id for offer in answer.offers if offer.status > rusvej.Status.OPEN
    }
    assert "motivated_for_talks" in answer["mut"].missing
    assert all(offer.why for offer in answer.offers)
    assert answer.next_question is not None
    assert answer.next_question.fact in book.records.vocabulary
    with pytest.raises(KeyError):
        answer["nonsense"]
    told = rusvej.to_json(answer)
    assert told["schema"] == "rusvej/answer/1"
    assert told["case"] == {"age": 15, "level": "problematisk"}
    assert told["as_of"] == "2026-03-02"


def test_deadlines(book: rusvej.Rulebook) -> None:
    found = book.deadlines(book.case(age=25), contact=DAY)
    assert found.verdict in rusvej.Verdict
    assert rusvej.to_json(found)["schema"] == "rusvej/deadline/1"
    assert rusvej.to_json(found)["today"] == "2026-03-02"


def test_only_a_checked_case_is_answered(book: rusvej.Rulebook) -> None:
    unchecked: Any = {"age": "15"}
    with pytest.raises(TypeError):
        book.answer(unchecked)
    with pytest.raises(TypeError):
        book.deadlines(unchecked, contact=DAY)
    with pytest.raises(TypeError):
        rusvej.Case({"age": 15})


@pytest.mark.parametrize(
    "facts",
    [
        {"agee": 15},
        {"age": 999},
        {"age": "femten"},
        {"age": [15]},
        {"level": "slem"},
        {"grade": 9, "schooling": "ingen"},
    ],
)
def test_what_cannot_be_is_refused(book: rusvej.Rulebook, facts: dict[str, object]) -> None:
    with pytest.raises(rusvej.InputError) as caught:
        book.case(facts)
    assert caught.value.help


def test_a_case_of_another_rulebook_is_refused(book: rusvej.Rulebook) -> None:
    other = rusvej.Rulebook(changed(book.records, digest="another"), DAY)
    with pytest.raises(TypeError):
        other.answer(book.case(age=15))


def test_a_case_is_frozen_hashable_and_a_value(book: rusvej.Rulebook) -> None:
    case = book.case(age="15", level="Problematisk brug", motivated=None, grade="ukendt")
    assert case == {"age": 15, "level": "problematisk"}
    assert hash(case) == hash(book.case(level="problematisk", age=15))
    changing: Any = case
    for change in (
        lambda: changing.update(age=16),
        lambda: changing.__setitem__("age", 16),
        lambda: changing.pop("age"),
        changing.clear,
        lambda: changing.setdefault("grade", 9),
        lambda: changing.__ior__({"age": 16}),
    ):
        with pytest.raises(TypeError):
            change()
    assert case["age"] == 15
    assert pickle.loads(pickle.dumps(case)) == copy.deepcopy(case) == case
    assert book.answer(pickle.loads(pickle.dumps(case)))["mut"].id == "mut"


def test_records_are_frozen(book: rusvej.Rulebook) -> None:
    offer: Any = book.records.offers[0]
    with pytest.raises(AttributeError):
        offer.name = "X"
    with pytest.raises(AttributeError):
        del offer.name
    assert hash(offer) == hash(changed(offer))
    assert changed(offer, name="X").name == "X" != offer.name
    with pytest.raises(TypeError):
        changed(offer, nmae="X")


def test_a_rulebook_with_mistakes_says_them_all(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rulebook: {name: A}\noffers: 3\n", encoding="utf-8")
    found = rusvej.validate(tmp_path)
    assert len(found) > 1
    with pytest.raises(rusvej.RulebookError) as caught:
        rusvej.open(tmp_path)
    assert {each.code for each in found} >= {each.code for each in caught.value.diagnostics}
    with pytest.raises(rusvej.InputError):
        rusvej.open(tmp_path / "nothing")


def test_import_is_light() -> None:
    code = (
        "import sys; before = set(sys.modules); import rusvej; rusvej.__version__;"
        " print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "rusvej." not in done.stdout


USER = """
from datetime import date
import rusvej

book: rusvej.Rulebook = rusvej.open(on=date(2026, 3, 2))
case: rusvej.Case = book.case(age=15, level="problematisk")
answer = book.answer(case)
for offer in answer.shown:
    line: str = f"{offer.rank} {offer.name} {offer.why}"
    status: rusvej.Status = offer.status
missing: tuple[str, ...] = answer["mut"].missing
asked = answer.next_question
fact: str = asked.fact if asked is not None else ""
verdict: rusvej.Verdict = book.deadlines(case, contact=date(2026, 3, 2)).verdict
told = rusvej.to_json(answer)
for found in rusvej.validate("my-data"):
    place: rusvej.Position = found.position
try:
    rusvej.open("my-data")
except rusvej.RulebookError as error:
    first: rusvej.Diagnostic = error.diagnostics[0]
"""


@pytest.mark.slow
def test_a_users_file_is_clean_under_strict_mypy(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api", reason="mypy is not installed")
    good = tmp_path / "good.py"
    good.write_text(USER, encoding="utf-8")
    bad = tmp_path / "bad.py"
    bad.write_text(USER + "book.answer({'age': 15})\n", encoding="utf-8")
    cache = ["--strict", "--cache-dir", str(tmp_path / "cache")]
    out, _, code = api.run([*cache, str(good)])
    assert code == 0, out
    out, _, code = api.run([*cache, str(bad)])
    assert code == 1 and "arg-type" in out
