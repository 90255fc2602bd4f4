"""Facts: which values there are, how people may write them, and that no CPR number gets in."""

from __future__ import annotations

from typing import Any

import pytest

from rusvej.diagnostics import InputError
from rusvej.facts import Choice, Fact, Value, read_case
from rusvej.model import Rulebook
from rusvej.persons import refuse_cpr

AGE = Fact("age", "int", "alder", "?", unit="år", min=0, max=120)
GRADE = Fact(
    "grade", "int", "klassetrin", "?", unit=". klasse", min=0, max=10, none="går ikke i folkeskole"
)
WEIGHT = Fact("talks", "int", "samtaler", "?", min=0, max=5)
MOTIVATED = Fact(
    "motivated",
    "bool",
    "motiveret",
    "?",
    phrases={"yes": "er motiveret", "no": "er ikke motiveret"},
)
PLAIN = Fact("plain", "bool", "venteliste", "?")
LEVEL = Fact(
    "level",
    "choice",
    "niveau",
    "?",
    values=(
        Choice("misbrug", "misbrug", synonyms=("4", "hårdt brug")),
        Choice("afhaengighed", "afhængighed", synonyms=("5",)),
    ),
)
VOCABULARY = {fact.id: fact for fact in (AGE, GRADE, MOTIVATED, LEVEL)}
# Made up; no person has a number with these dates and this ending.
LIKE_CPR = (
    "010203-0000",
    "0102030000",
    "010203 0000",
    "010203/0000",
    "010203.0000",
    "sag 311299-0000, ung",
    "age010203-0000",
)


@pytest.mark.parametrize(
    ("fact", "raw", "value"),
    [
        (AGE, 15, 15),
        (AGE, "15", 15),
        (AGE, " 15 ", 15),
        (AGE, "+15", 15),
        (AGE, 0, 0),
        (AGE, 120, 120),
        (GRADE, "ingen", "ingen"),
        (GRADE, "INGEN", "ingen"),
        (GRADE, 10, 10),
        (MOTIVATED, True, True),
        (MOTIVATED, "ja", True),
        (MOTIVATED, "J", True),
        (MOTIVATED, "nej", False),
        (MOTIVATED, "false", False),
        (LEVEL, "misbrug", "misbrug"),
        (LEVEL, "Misbrug ", "misbrug"),
        (LEVEL, "Afhængighed", "afhaengighed"),
        (LEVEL, "HAARDT-BRUG", "misbrug"),
        (LEVEL, "ha\u030ardt brug", "misbrug"),  # å in two characters, as some systems write it
        (LEVEL, "5", "afhaengighed"),
        (LEVEL, 4, "misbrug"),
    ],
)
def test_values(fact: Fact, raw: object, value: Value) -> None:
    parsed = fact.parse(raw)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize("fact", [AGE, GRADE, MOTIVATED, LEVEL])
@pytest.mark.parametrize("raw", [None, "ukendt", "UKENDT", " ukendt ", "ved ikke", "?", "", "  "])
def test_unknown(fact: Fact, raw: object) -> None:
    assert fact.parse(raw) is None


@pytest.mark.parametrize(
    ("fact", "raw"),
    [
        (AGE, -1),
        (AGE, "-1"),
        (AGE, 121),
        (AGE, "femten"),
        (AGE, "15.5"),
        (AGE, 15.0),
        (AGE, True),
        (AGE, "ja"),
        (AGE, "ingen"),
        (AGE, [15]),
        (GRADE, 11),
        (GRADE, False),
        (MOTIVATED, 1),
        (MOTIVATED, 0),
        (MOTIVATED, "måske"),
        (LEVEL, "hårdt"),
        (LEVEL, True),
        (LEVEL, {}),
        # Not the value, or only perhaps: what is left without the sign is another answer.
        *((LEVEL, text) for text in (-4, "-4", "+4", "− 4", ">4", "<=4", "~4", "!4", "misbrug?")),
        (LEVEL, "ikke misbrug"),
    ],
)
def test_out_of_the_domain(fact: Fact, raw: object) -> None:
    with pytest.raises(InputError, match=fact.label) as caught:
        fact.parse(raw)
    assert caught.value.help


def test_a_near_miss_is_named() -> None:
    with pytest.raises(InputError) as caught:
        LEVEL.parse("misbrg")
    assert "`misbrug`" in caught.value.help
    with pytest.raises(InputError) as caught:
        AGE.parse(200)
    assert caught.value.help == "Skriv et helt tal fra 0 til 120."
    with pytest.raises(InputError) as caught:
        GRADE.parse(200)
    assert caught.value.help == "Skriv et helt tal fra 0 til 10 eller ingen."


def test_a_long_value_is_cut() -> None:
    with pytest.raises(InputError) as caught:
        LEVEL.parse("x" * 5000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        (AGE, 15, "15 år"),
        (GRADE, 9, "9. klasse"),
        (GRADE, "ingen", "går ikke i folkeskole"),
        (WEIGHT, 5, "5"),
        (MOTIVATED, True, "er motiveret"),
        (MOTIVATED, False, "er ikke motiveret"),
        (PLAIN, True, "venteliste: ja"),
        (PLAIN, False, "venteliste: nej"),
        (LEVEL, "afhaengighed", "afhængighed"),
    ],
)
def test_in_words(fact: Fact, value: Value, words: str) -> None:
    assert fact.in_words(value) == words


def test_domain_and_choices() -> None:
    assert (AGE.choices(), GRADE.choices(), MOTIVATED.choices(), LEVEL.choices()) == (
        (),
        ("ingen",),
        ("ja", "nej"),
        ("misbrug", "afhaengighed"),
    )
    assert LEVEL.domain() == "misbrug, afhaengighed"


def test_read_case_leaves_out_the_unknown() -> None:
    raw: dict[str, Any] = {"age": "15", "level": None, "motivated": "ukendt", "grade": 9}
    assert read_case(raw, VOCABULARY) == {"age": 15, "grade": 9}


def test_read_case_refuses_a_fact_that_does_not_exist() -> None:
    with pytest.raises(InputError, match="agge") as caught:
        read_case({"agge": 15}, VOCABULARY)
    assert "`age`" in caught.value.help


@pytest.mark.parametrize("text", LIKE_CPR)
def test_cpr_is_refused_and_not_repeated(text: str) -> None:
    for attempt in (
        lambda: refuse_cpr(text),
        lambda: AGE.parse(text),
        lambda: LEVEL.parse(text),
        lambda: read_case({"level": text}, VOCABULARY),
        lambda: read_case({text: "misbrug"}, VOCABULARY),
    ):
        with pytest.raises(InputError, match="CPR") as caught:
            attempt()
        assert "0000" not in str(caught.value) + caught.value.help


@pytest.mark.parametrize(
    "raw", [102030000, 3112990000, 1412051234, ["010203-0000"], {"a": "010203-0000"}]
)
def test_cpr_that_is_no_text_is_not_repeated(raw: object) -> None:
    """YAML and JSON read ten digits without a hyphen as a number; one that begins with 0 has then
    lost it."""
    with pytest.raises(InputError) as caught:
        AGE.parse(raw)
    assert str(raw).strip("[]'") not in str(caught.value) + caught.value.help
    assert "0000" not in str(caught.value)
    assert "1412051234" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["72 33 50 67", "2026-03-02", "15", "handleguide 367-368", "991399-0000", "12345678901234"],
)
def test_what_is_no_cpr(text: str) -> None:
    refuse_cpr(text)


@pytest.mark.parametrize(
    ("word", "value"),
    [("nabo", "anden"), ("mentor", "anden"), ("mormor", "anden"), ("mor", "foraelder")],
)
def test_who_asks_may_say_it_in_a_word_of_her_own(
    rulebook: Rulebook, word: str, value: str
) -> None:
    assert rulebook.vocabulary["role"].parse(word) == value


@pytest.mark.parametrize("word", ["behandler", "mentorordning", "misbrugsbehandler"])
def test_somebody_else_is_not_taken_for_a_parent_or_an_authority(
    rulebook: Rulebook, word: str
) -> None:
    # A likeness of letters is none of tasks: all that can be meant is told.
    role = rulebook.vocabulary["role"]
    with pytest.raises(InputError) as refused:
        role.parse(word)
    assert all(value in str(refused.value.help) for value in role.choices())


def test_a_slip_of_the_pen_is_still_seen(rulebook: Rulebook) -> None:
    with pytest.raises(InputError) as refused:
        rulebook.vocabulary["role"].parse("forælde")
    assert "Mente du `foraelder`?" in str(refused.value.help)
