"""Receipts: the same from every value in their classes, no person in them, and honest about rules
that changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from naive import Naive, every_value
from rusvej.app.receipt import read, seal
from rusvej.cli.running import run
from rusvej.compiled import Held, compiled
from rusvej.conditions import Compare
from rusvej.diagnostics import InputError
from rusvej.engine import answer
from rusvej.explain.receipt import Summary, outcome, verify
from rusvej.facts import Value
from rusvej.model import Criterion, Rulebook
from rusvej.render.receipt import receipt_json
from strategies import cases, rulebooks

DAY = date(2026, 3, 2)


def receipt(rulebook: Rulebook, case: dict[str, Value]) -> dict[str, Any]:
    summary = Summary(rulebook, case)
    return seal(receipt_json(answer(rulebook, case, DAY), summary.outcome, summary.classes))


@given(data=st.data())
@examples(2)
def test_every_value_in_the_classes_gives_the_same_receipt(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    naive = Naive(rulebook)
    drawn = data.draw(cases(naive))
    case = {fact: drawn[fact] for fact in sorted(drawn)[: data.draw(st.integers(0, 6))]}
    summary = Summary(rulebook, case)
    other = dict(case)
    for each in summary.classes:
        values = [
            value for value in every_value(rulebook.vocabulary[each.fact]) if each.holds(value)
        ]
        assert case[each.fact] in values
        other[each.fact] = data.draw(st.sampled_from(values), label=each.fact)
    assert receipt(rulebook, other) == receipt(rulebook, case)
    # The facts named are enough.
    assert (
        outcome(Held(compiled(rulebook), {each.fact: other[each.fact] for each in summary.classes}))
        == summary.outcome
    )
    assert verify(rulebook, read(json.dumps(receipt(rulebook, case)), "kvittering")).same


@given(data=st.data())
@examples(13)
def test_so_it_is_in_any_rulebook(data: st.DataObject) -> None:
    book = data.draw(rulebooks())
    naive = Naive(book)
    case = data.draw(cases(naive))
    first = receipt(book, case)
    summary = Summary(book, case)
    values = [
        [v for v in every_value(book.vocabulary[each.fact]) if each.holds(v)]
        for each in summary.classes
    ]
    for combination in islice(product(*values), 40):
        other = {
            **case,
            **dict(zip((each.fact for each in summary.classes), combination, strict=True)),
        }
        if naive.possible(other):
            assert receipt(book, other) == first


def test_values_are_not_written(rulebook: Rulebook) -> None:
    found = receipt(
        rulebook, {"age": 16, "level": "misbrug", "pregnant": True, "wants_group": False}
    )
    facts = {entry["fact"]: entry for entry in found["facts"]}
    # Under 18 neither the pregnancy nor the group can matter: the standard is for people over 18.
    assert set(facts) == {"age", "level"}
    assert (facts["age"]["from"], facts["age"]["to"], facts["age"]["class"]) == (
        8,
        17,
        "alder 8-17 år",
    )
    assert "16" not in json.dumps(found["facts"])


def test_classes_are_as_wide_as_they_can_be(rulebook: Rulebook) -> None:
    # At misbrug nothing printed tells 22 from 29, nor 30 from 60; at 30 the open question of an
    # upper age at MUT sets in.
    for years, bounds in ((29, (22, 29)), (60, (30, 120))):
        (age,) = [
            entry
            for entry in receipt(rulebook, {"age": years, "level": "misbrug"})["facts"]
            if entry["fact"] == "age"
        ]
        assert (age["from"], age["to"]) == bounds


@pytest.fixture
def written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "kvittering.json"
    assert (
        run(
            [
                "suggest",
                "--age",
                "15",
                "--level",
                "problematisk",
                "--as-of",
                "2026-03-02",
                "--receipt",
                str(path),
            ]
        )
        == 0
    )
    capsys.readouterr()
    return path


def test_a_receipt_is_verified(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(written.read_text("utf-8"))
    assert found["schema"] == "rusvej/receipt/1"
    assert found["as_of"] == "2026-03-02"
    assert found["rulebook"]["digest"] and found["rusvej"]
    assert found["offers"]["mut"] == "depends"
    assert run(["verify", str(written)]) == 0
    assert "Samme svar." in capsys.readouterr().out


def test_only_receipts_are_overwritten(
    written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["suggest", "--age", "15", "--receipt", str(written)]) == 0
    assert "fandtes og er erstattet." in capsys.readouterr().err
    assert run(["suggest", "--age", "15", "--receipt", str(tmp_path / "ny.json")]) == 0
    assert "erstattet" not in capsys.readouterr().err
    other = tmp_path / "brev.txt"
    other.write_text("Kære Hjørring", "utf-8")
    assert run(["suggest", "--age", "15", "--receipt", str(other)]) == 2
    assert other.read_text("utf-8") == "Kære Hjørring"
    assert run(["suggest", "--age", "15", "--receipt", str(tmp_path / "ingen" / "mappe.json")]) == 2
    capsys.readouterr()


def test_tampering_and_foreign_files_are_named(
    written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.loads(written.read_text("utf-8"))
    altered = {**good, "offers": {**good["offers"], "mut": "fits"}}
    bad = {
        "ændret": altered,
        "i hånden": seal(altered),
        "udgave": {**good, "schema": "rusvej/receipt/2"},
        "er ikke en kvittering": {"hej": 1},
        "form": seal({**good, "facts": [{"fact": "age", "from": 17, "to": 8}]}),
        "CPR": seal({**good, "guidance": "010203-1234"}),
    }
    path = tmp_path / "fremmed.json"
    for word, data in bad.items():
        path.write_text(json.dumps(data), "utf-8")
        assert run(["verify", str(path)]) == 2, word
        err = capsys.readouterr().err
        assert word in err
        assert "010203" not in err
    text = written.read_text("utf-8")
    path.write_text(text.replace('"mut": ', '"mut": "fits", "mut": '), "utf-8")
    assert run(["verify", str(path)]) == 2, "a name that stands twice"
    capsys.readouterr()
    for content in (b"\xff\xfe", b"", b"[" * 100_000, b"rusvej"):
        path.write_bytes(content)
        assert run(["verify", str(path)]) == 2
        assert capsys.readouterr().err.startswith("Fejl:")
    assert run(["verify", str(tmp_path / "findes-ikke.json")]) == 2


def changed(rulebook: Rulebook, offer_id: str, criteria: tuple[Criterion, ...]) -> Rulebook:
    offers = tuple(
        replace(offer, criteria=criteria) if offer.id == offer_id else offer
        for offer in rulebook.offers
    )
    return replace(rulebook, offers=offers, digest="0123456789abcdef")


def test_changed_rules_are_shown(rulebook: Rulebook) -> None:
    old = read(json.dumps(receipt(rulebook, {"age": 15, "level": "misbrug"})), "kvittering")
    (deviation,) = verify(changed(rulebook, "vaeresteder", ()), old).deviations
    assert (deviation.section, deviation.id, deviation.before, deviation.after) == (
        "offers",
        "vaeresteder",
        "excluded",
        "fits",
    )
    assert deviation.where == ()


def test_a_class_that_the_new_rules_split_is_shown(rulebook: Rulebook) -> None:
    old = read(json.dumps(receipt(rulebook, {"age": 15, "level": "misbrug"})), "kvittering")
    template = rulebook.offer("vaeresteder").criteria[0]
    found = verify(
        changed(rulebook, "vaeresteder", (replace(template, when=Compare("age", low=15)),)), old
    )
    (deviation,) = found.deviations
    assert (deviation.before, deviation.after) == ("excluded", "fits")
    assert {case["age"] for case in deviation.where} == {15}


def test_the_same_answer_under_another_version_is_the_same(rulebook: Rulebook) -> None:
    old = read(json.dumps(receipt(rulebook, {"age": 15, "level": "misbrug"})), "kvittering")
    found = verify(replace(rulebook, digest="0123456789abcdef"), old)
    assert found.same
    assert not found.unchanged


def test_a_fact_the_rules_no_longer_know_is_named(rulebook: Rulebook) -> None:
    data = receipt(rulebook, {"age": 15, "level": "misbrug"})
    data["facts"][0]["fact"] = "shoe_size"
    found = verify(rulebook, read(json.dumps(seal(data)), "kvittering"))
    assert found.lost_facts == ("shoe_size",)
    assert not found.same


def test_what_is_no_receipt_is_refused() -> None:
    with pytest.raises(InputError, match="ikke en kvittering"):
        read("null", "fil")


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31"])
def test_a_day_of_other_centuries_is_refused(rulebook: Rulebook, day: str) -> None:
    data = {**receipt(rulebook, {"age": 15}), "as_of": day}
    with pytest.raises(InputError, match="Årstallet"):
        read(json.dumps(seal(data)), "kvittering")
