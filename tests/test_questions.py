"""What hangs on each open question, and what happens when the municipality settles one."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import groupby, product
from operator import or_
from pathlib import Path

import pytest

from rusvej.analysis.questions import Numbered, Reach, numbered
from rusvej.answer import Answer, Status
from rusvej.app.named import find_question
from rusvej.cli.running import run
from rusvej.compiled import Held, compiled
from rusvej.diagram import members
from rusvej.engine import answer
from rusvej.model import Question, Rulebook, Settled

DAY = date(2026, 3, 2)
BY, ON = "Børne- og Undervisningsudvalget", "2026-02-01"


def settled(book: Rulebook, question_id: str, reading: str) -> Rulebook:
    """The rulebook after the municipality has answered a question."""

    def decide(question: Question) -> Question:
        return (
            replace(question, status="settled", settled=Settled(reading, BY, ON))
            if question.id == question_id
            else question
        )

    return replace(book, questions=tuple(decide(question) for question in book.questions))


@pytest.fixture(scope="module")
def listed(rulebook: Rulebook) -> tuple[Numbered, ...]:
    return numbered(rulebook)


@pytest.fixture(scope="module")
def found(listed: tuple[Numbered, ...]) -> dict[str, Reach]:
    return {each.reach.question.id: each.reach for each in listed}


def test_every_question_is_there_once(rulebook: Rulebook, listed: tuple[Numbered, ...]) -> None:
    assert sorted(each.reach.question.id for each in listed) == sorted(
        question.id for question in rulebook.questions
    )
    assert [each.number for each in listed] == list(range(1, len(rulebook.questions) + 1))


@pytest.mark.slow
@pytest.mark.parametrize(
    "question_id",
    [
        "kontaktperson-8-21",
        "mut-motivation",
        "opholdssted-over-18",
        "botilbud-alder",
        "vejlederteam-adgang",
    ],
)
def test_the_count_is_that_of_asking_every_case(
    rulebook: Rulebook, found: dict[str, Reach], question_id: str
) -> None:
    reach = found[question_id]
    books = [
        compiled(settled(rulebook, question_id, reading.id)) for reading in reach.question.readings
    ]
    whole = books[0]
    for touch in reach.touches:
        if touch.kind != "offer":
            continue
        bits = whole.diagrams.depends[whole["standing", touch.id, ""].node]
        bits &= whole.variables.fact_bits
        bits |= reduce(or_, (whole.ties.get(fact, 0) for fact in members(bits)))
        facts = whole.variables.named(bits)
        cells = differing = 0
        for values in product(*((*whole.variables.classes[fact], None) for fact in facts)):
            case = {f: value for f, value in zip(facts, values, strict=True) if value is not None}
            if whole.possible(case):
                told = {Held(book, case).status(touch.id) for book in books}
                cells += 1
                differing += len(told) > 1
        # A fact that makes no difference to the offer is counted on both sides or on neither.
        assert differing * touch.of == touch.kinds * cells


def test_the_contact_person_at_21(found: dict[str, Reach]) -> None:
    # The readings differ on one age, 21: at the three levels where the age is printed, at trivsel,
    # where one reading carries it over, and while the level is unknown.
    (touch,) = found["kontaktperson-8-21"].touches
    assert (touch.id, touch.kinds) == ("stoettekontaktperson", 5)
    assert touch.example["age"] == 21
    # Excluded where the age is printed; in the smallest case the level is not known, so trivsel is
    # still possible.
    assert touch.standings == (Status.DEPENDS, Status.OPEN)


def test_over_18_touches_adults_offers_and_deadlines(found: dict[str, Reach]) -> None:
    touched = {(touch.kind, touch.id) for touch in found["over-18"].touches}
    assert {
        ("offer", "dagbehandling"),
        ("offer", "modul-1"),
        ("deadline", "behandlingsstart"),
    } <= touched
    assert ("offer", "mut") not in touched
    assert all(touch.example.get("age") == 18 for touch in found["over-18"].touches)
    # The twelve weeks fit on both sides of 18, but somebody else grants them.
    assert "behandling-12-uger" in {offer.id for offer, _ in found["over-18"].statements}


def test_questions_without_conditions_touch_nothing(found: dict[str, Reach]) -> None:
    for reach in found.values():
        if all(reading.when is None for reading in reach.question.readings):
            assert reach.touches == ()
            assert reach.kinds == 0
    assert {deadline.id for deadline in found["frist-begyndelse"].deadlines} == {
        "behandlingsstart",
        "laegesamtale",
    }
    assert [deadline.id for deadline in found["frit-valg-godkendt"].deadlines] == [
        "behandlingsstart"
    ]
    assert found["dronningensgade-31"].rank == 2


def test_every_conditional_question_decides_something(found: dict[str, Reach]) -> None:
    for reach in found.values():
        if any(reading.when is not None for reading in reach.question.readings):
            assert reach.kinds or reach.statements, reach.question.id


def test_a_question_that_only_moves_an_offer_is_among_those_that_decide(
    found: dict[str, Reach],
) -> None:
    reach = found["mut-under-behandling"]
    assert (reach.kinds, reach.rank) == (0, 0)
    assert [offer.id for offer, _ in reach.statements] == ["mut"]


def test_the_order(listed: tuple[Numbered, ...]) -> None:
    found = [each.reach for each in listed]
    assert [reach.rank for reach in found] == sorted(reach.rank for reach in found)
    deciding = [reach.kinds for reach in found if reach.rank == 0]
    assert deciding == sorted(deciding, reverse=True)
    together = [tuple(reach.documents) for reach in found if reach.rank == 2]
    # Those about the same documents stand together.
    assert len(set(together)) == sum(1 for _ in groupby(together))


@pytest.mark.slow
def test_the_order_is_that_of_the_questions_not_of_the_files(
    rulebook: Rulebook, listed: tuple[Numbered, ...]
) -> None:
    turned = replace(
        rulebook,
        questions=rulebook.questions[::-1],
        offers=rulebook.offers[::-1],
        actions=rulebook.actions[::-1],
    )
    assert [each.reach.question.id for each in numbered(turned)] == [
        each.reach.question.id for each in listed
    ]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("over-18", "over-18"),
        ("Præcis 18 år", "over-18"),
        ("ungeguide til 29", "ungeguide-til-29"),
        ("motivasion", None),
    ],
)
def test_finding(listed: tuple[Numbered, ...], asked: str, wanted: str | None) -> None:
    hits = find_question(listed, asked)
    assert hits.records
    if wanted:
        assert hits.records[0].reach.question.id == wanted


def statuses(book: Rulebook, case: dict[str, object]) -> Answer:
    return answer(book, case, DAY)  # type: ignore[arg-type]


def told(found: Answer, question: str) -> bool:
    """Whether the answer names the decision with who made it and when."""
    return any(
        use.question.id == question
        and use.question.settled is not None
        and (use.question.settled.by, use.question.settled.on) == (BY, ON)
        for use in found.questions
    )


@pytest.mark.parametrize(
    ("question", "case", "offer", "open_as", "by_reading"),
    [
        (
            "over-18",
            {"age": 18, "level": "misbrug"},
            "dagbehandling",
            Status.DEPENDS,
            {"fyldt-18": Status.DEPENDS, "fra-19": Status.EXCLUDED},
        ),
        (
            "ungeguide-til-29",
            {"age": 29, "level": "eksperimenterende", "schooling": "ungdomsuddannelse"},
            "ungeguide",
            Status.OPEN,
            {"til-og-med-29": Status.FITS, "frem-til-29": Status.EXCLUDED},
        ),
        (
            "mut-motivation",
            {
                "age": 16,
                "level": "problematisk",
                "motivated_for_talks": False,
                "motivation_support": False,
            },
            "mut",
            Status.OPEN,
            {"krav": Status.EXCLUDED, "anbefaling": Status.FITS},
        ),
    ],
)
def test_settling_changes_the_answer_and_is_told(
    rulebook: Rulebook,
    question: str,
    case: dict[str, object],
    offer: str,
    open_as: Status,
    by_reading: dict[str, Status],
) -> None:
    assert statuses(rulebook, case).offer(offer).status is open_as
    for reading, status in by_reading.items():
        decided = statuses(settled(rulebook, question, reading), case)
        assert decided.offer(offer).status is status
        assert told(decided, question)
        assert {use.question.id: use.used for use in decided.offer(offer).questions}[
            question
        ] == reading


def test_settling_says_nothing_where_it_does_not_matter(rulebook: Rulebook) -> None:
    decided = statuses(
        settled(rulebook, "ungeguide-til-29", "frem-til-29"),
        {"age": 20, "level": "eksperimenterende"},
    )
    assert not told(decided, "ungeguide-til-29")


@pytest.fixture
def settled_folder(tmp_path: Path, data_dir: Path) -> Path:
    """The shipped data with the question on MUT's motivation settled as the coordinator would do
    it."""
    folder = tmp_path / "data"
    shutil.copytree(data_dir, folder)
    file = folder / "open_questions.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("  - id: mut-motivation\n")
    end = text.index("\n  - id: ", start)
    record = re.sub(
        r"    status: open\n",
        f"    status: settled\n    settled: {{reading: krav, by: {BY}, on: '{ON}'}}\n",
        text[start:end],
        count=1,
    )
    file.write_text(text[:start] + record + text[end:], encoding="utf-8")
    return folder


@pytest.mark.slow
def test_settled_in_the_data_is_printed(
    settled_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = [
        "--age",
        "16",
        "--level",
        "problematisk",
        "--motivation",
        "nej",
        "--fact",
        "motivation_support=nej",
    ]
    assert run(["suggest", "--full", *case, "--data", str(settled_folder)]) == 0
    assert f"Afgjort af {BY} den {ON}" in capsys.readouterr().out
    assert run(["suggest", *case, "--format", "json", "--data", str(settled_folder)]) == 0
    listed = {each["id"]: each for each in json.loads(capsys.readouterr().out)["open_questions"]}
    assert listed["mut-motivation"]["settled"] == {"reading": "krav", "by": BY, "on": ON}
    assert run(["questions", "mut-motivation", "--data", str(settled_folder)]) == 0
    assert f"afgjort af {BY}" in capsys.readouterr().out
    assert (
        run(["questions", "--status", "settled", "--format", "json", "--data", str(settled_folder)])
        == 0
    )
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["questions"]] == [
        "mut-motivation"
    ]


def test_the_list_in_every_format(capsys: pytest.CaptureFixture[str], rulebook: Rulebook) -> None:
    assert run(["questions"]) == 0
    assert "Præcis 18 år" in capsys.readouterr().out
    assert run(["questions", "--format", "markdown"]) == 0
    written = capsys.readouterr().out
    for question in rulebook.questions:
        assert question.title in written
        assert all(
            reading.text.rstrip(".") in written.replace("\\_", "_") for reading in question.readings
        )
    assert run(["questions", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "rusvej/questions/1"
    assert [each["number"] for each in data["questions"]] == list(
        range(1, len(rulebook.questions) + 1)
    )
    assert all(each["sources"] for each in data["questions"])
    assert {each["id"]: each["kinds"] for each in data["questions"]}["kontaktperson-8-21"] == 5


def test_one_question_and_what_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["questions", "over-18"]) == 0
    out = capsys.readouterr().out
    assert "regnes med: ja, fra den dag personen fylder 18" in out
    assert "Dagbehandling (tilbud)" in out
    assert run(["questions", "ovre-18"]) == 0
    assert "rusvej questions over-18" in capsys.readouterr().out
    assert run(["questions", "rusmiddelkordinator"]) == 0
    assert "Det, der ligner mest" in capsys.readouterr().out
    assert run(["questions", "xyzzyx"]) == 2
    assert "rusvej questions viser dem alle" in capsys.readouterr().err
    assert run(["questions", "010203-1234"]) == 2
    assert "010203" not in capsys.readouterr().err


def test_each_question_can_be_answered(rulebook: Rulebook) -> None:
    for question in rulebook.questions:
        assert question.question.endswith("?")
        assert question.background, question.id
        assert question.sources
        assert all(reading.effect for reading in question.readings), question.id
        assert len({reading.id for reading in question.readings}) == len(question.readings) >= 2
