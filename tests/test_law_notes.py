"""Notes on the law: marked, apart from the documents' own, and only where they concern what is
shown."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from rusvej.cli.running import run
from rusvej.compiled import checked_case
from rusvej.engine import answer as suggest
from rusvej.explain.law_notes import for_answer, for_offer, for_parts
from rusvej.model import Rulebook
from rusvej.model.law import LawNote, Revision
from rusvej.records import changed
from rusvej.render.law_words import due_text

DAY = date(2026, 11, 25)
MARK = "ikke fra dokumenterne"


@pytest.fixture(scope="module")
def notes(rulebook: Rulebook) -> tuple[LawNote, ...]:
    return rulebook.law_notes


def shown(notes: tuple[LawNote, ...], book: Rulebook, **case: Any) -> list[str]:
    return [note.id for note in for_answer(notes, suggest(book, checked_case(book, case), DAY))]


def test_what_notes_name_exists(notes: tuple[LawNote, ...], rulebook: Rulebook) -> None:
    offers = {offer.id for offer in rulebook.offers}
    deadlines = {deadline.id for deadline in rulebook.deadlines}
    parts = {part.id for part in rulebook.standard}
    levels = {level.id for level in rulebook.levels}
    for note in notes:
        assert set(note.offers) <= offers
        assert set(note.deadlines) <= deadlines
        assert set(note.parts) <= parts
        assert set(note.levels or ()) <= levels


def test_what_a_note_has_to_say(notes: tuple[LawNote, ...]) -> None:
    for note in notes:
        assert date.fromisoformat(note.checked) <= DAY
        assert note.read or note.certainty == "not-verified"
        assert note.unread or note.certainty == "verified", note.id
        assert all(
            text.address.startswith("http") and text.title and text.says for text in note.read
        )
        assert note.sources or note.kind == "national"


def test_the_list_of_the_law(notes: tuple[LawNote, ...]) -> None:
    texts = " ".join(f"{note.text} {note.now}" for note in notes)
    for matter in (
        "§ 32",
        "§§ 113-116",
        "stk. 4",
        "stk. 5",
        "stk. 6",
        "GDPR",
        "lovbekendtgørelse nr. 972",
        "§ 141",
        "§ 101 a",
        "§§ 133 og 135",
    ):
        assert matter in texts, matter
    assert "hvert andet år" in texts
    assert "112" in texts
    assert "82 12 12 12" in texts


def test_only_what_concerns_the_case(notes: tuple[LawNote, ...], rulebook: Rulebook) -> None:
    at_17 = shown(notes, rulebook, age=17, level="misbrug")
    assert "barnets-lov-kontaktperson" in at_17
    # Told at 17, while it can still be put in place, and not before.
    assert "barnets-lov-ungestoette" in at_17
    assert "barnets-lov-ungestoette" not in shown(notes, rulebook, age=16, level="misbrug")
    assert "underretningspligt" in at_17
    at_20 = shown(notes, rulebook, age=20, level="misbrug")
    assert "barnets-lov-ungestoette" in at_20
    assert not {"barnets-lov-kontaktperson", "underretningspligt", "under-18-garanti"} & set(at_20)
    # At 40 nobody gets a contact person any more.
    assert "barnets-lov-ungestoette" not in shown(notes, rulebook, age=40, level="misbrug")
    assert "alkohol-sundhedsloven" in shown(
        notes, rulebook, age=40, level="misbrug", substance="alkohol"
    )
    assert "alkohol-sundhedsloven" not in shown(
        notes, rulebook, age=40, level="misbrug", substance="stoffer"
    )


def test_help_in_danger_stands_last_and_only_where_it_belongs(
    notes: tuple[LawNote, ...], rulebook: Rulebook
) -> None:
    for level in ("misbrug", "afhaengighed"):
        assert shown(notes, rulebook, age=16, level=level)[-2:] == ["ring-112", "giftlinjen"]
    for level in ("trivsel", "eksperimenterende", "problematisk"):
        assert not {"ring-112", "giftlinjen"} & set(shown(notes, rulebook, age=16, level=level))
    # Whoever may be in danger must not first say how bad it is.
    assert shown(notes, rulebook, age=16)[-2:] == ["ring-112", "giftlinjen"]


def test_help_that_is_not_for_danger(notes: tuple[LawNote, ...], rulebook: Rulebook) -> None:
    young = shown(notes, rulebook, age=15, level="problematisk")
    assert {"netstof", "boernetelefonen"} <= set(young)
    assert not {"alkolinjen", "tuba", "foer-en-underretning"} & set(young)
    assert "alkolinjen" in shown(notes, rulebook, age=40, level="misbrug", substance="alkohol")
    assert "netstof" in shown(notes, rulebook, age=13, level="problematisk", role="foraelder")
    teacher = shown(notes, rulebook, age=15, level="problematisk", role="skole")
    assert "foer-en-underretning" in teacher
    pregnant = shown(notes, rulebook, age=28, level="misbrug", pregnant=True)
    assert "underretningspligt-vordende" in pregnant
    assert "underretningspligt" not in pregnant


def test_offers_and_parts(notes: tuple[LawNote, ...]) -> None:
    assert [note.id for note in for_offer(notes, "stoettekontaktperson")] == [
        "barnets-lov-kontaktperson",
        "barnets-lov-ungestoette",
    ]
    assert for_offer(notes, "ungeguide") == ()
    assert [note.id for note in for_parts(notes, ["dokumentation"])] == ["persondataloven"]
    assert [note.id for note in for_parts(notes, ["klage"])] == ["klageadgang"]


@pytest.mark.parametrize(
    ("on", "overdue"),
    [
        (date(2023, 1, 1), False),
        (date(2024, 12, 13), False),
        (date(2024, 12, 14), True),
        (DAY, True),
    ],
)
def test_the_standard_is_due(notes: tuple[LawNote, ...], on: date, overdue: bool) -> None:
    note = next(note for note in notes if note.revision)
    assert note.revision is not None
    assert note.revision.due == date(2024, 12, 13)
    assert ("skulle være revideret" in due_text(note, on)) is overdue


def test_due_after_a_leap_day() -> None:
    assert Revision("2024-02-29", 2).due == date(2026, 2, 28)


SUGGEST = ["suggest", "--age", "17", "--level", "misbrug", "--as-of", "2026-11-21"]
COMMANDS = [
    [*SUGGEST, "--full"],
    ["offer", "stoettekontaktperson", "--full"],
    ["check-deadline", "--full", "--contact", "2026-11-02", "--age", "25", "--today", "2026-11-10"],
    ["standard", "klage"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_marked_last_and_left_out(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = run(command)
    out = capsys.readouterr().out
    assert MARK in out
    head, _, tail = out.partition("Om loven i dag og hjælp i hele landet")
    assert MARK not in head
    assert "\nGrundlag:" in tail
    assert "\nGrundlag:" not in head
    assert run([*command, "--no-law-notes"]) == code
    without = capsys.readouterr().out
    assert MARK not in without
    # Leaving the notes out changes nothing else.
    assert without.startswith(head.rstrip())
    assert without.endswith(tail[tail.index("\nGrundlag:") :])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_key_of_their_own(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    run([*command, "--format", "json"])
    whole = json.loads(capsys.readouterr().out)
    found = whole.pop("law_notes")
    screen = whole.pop("screen", {})
    assert found
    assert all(note["from_documents"] is False for note in found)
    run([*command, "--no-law-notes", "--format", "json"])
    left = json.loads(capsys.readouterr().out)
    without = left.pop("screen", {})
    assert left == whole
    # Where the law is told on the first screen it is marked as such.
    lines = [line for group in ("acute", "must") for line in screen.get(group, ())]
    assert {line["id"] for line in lines if line["law"]} == {line["id"] for line in lines} - {
        line["id"] for group in ("acute", "must") for line in without.get(group, ())
    }
    rest = json.dumps(whole, ensure_ascii=False)
    assert "Barnets lov" not in rest
    assert "82 12 12 12" not in rest


def test_all_notes(capsys: pytest.CaptureFixture[str], notes: tuple[LawNote, ...]) -> None:
    assert run(["standard", "--law", "--as-of", "2026-11-21"]) == 0
    out = capsys.readouterr().out
    assert all(note.title in out and (not note.unread or note.unread in out) for note in notes)
    assert all(text.address in out for note in notes for text in note.read)
    assert run(["standard", "--law", "--format", "json", "--as-of", "2024-01-01"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "rusvej/law-notes/1"
    assert [note["overdue"] for note in data["law_notes"] if note["due"]] == [False]
    assert run(["standard", "--law", "klage"]) == 2


def test_no_note_is_a_statement_of_the_documents(rulebook: Rulebook) -> None:
    said = repr(changed(rulebook, law_notes=()))
    for foreign in ("Barnets lov", "GDPR", "Giftlinjen", "82 12 12 12", "lovbekendtgørelse"):
        assert foreign not in said
