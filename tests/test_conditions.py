"""Conditions: how they are read from data, what they say, and the other readings of the same
tree."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from rusvej.compiled import Piece, compile_rulebook
from rusvej.compiled.compiled import compile_beside
from rusvej.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    Condition,
    ConditionError,
    Named,
    Not,
    Pending,
    Reading,
    classes,
    cut_points,
    facts_of,
    in_words,
    parse,
    questions_of,
    walk,
)
from rusvej.deadlines.chosen import Chosen
from rusvej.facts import Choice, Fact, Value
from rusvej.model import About, Question, QuestionReading, Rulebook
from rusvej.truth import Truth

AGE = Fact("age", "int", "alder", "?", unit="år", min=0, max=120)
GRADE = Fact(
    "grade", "int", "klassetrin", "?", unit=". klasse", min=0, max=10, none="går ikke i folkeskole"
)
MOTIVATED = Fact(
    "motivated",
    "bool",
    "motiveret",
    "?",
    phrases={"yes": "personen er motiveret", "no": "personen er ikke motiveret"},
)
SCHOOLING = Fact(
    "schooling",
    "choice",
    "skolegang",
    "?",
    values=(Choice("folkeskole", "folkeskole"), Choice("ingen", "ingen skole")),
)
HARM = Fact(
    "harm",
    "choice",
    "skade",
    "?",
    values=(
        Choice("ingen", "ingen", phrase="der er ingen skade"),
        Choice("maaske", "måske", phrase="det er uvist"),
        Choice("ja", "ja", phrase="der er skade"),
    ),
)
VOCABULARY = {fact.id: fact for fact in (AGE, GRADE, MOTIVATED, SCHOOLING, HARM)}
ADULT = Compare("age", low=18)
WILLING = Compare("motivated", (True,))
#: over-18 is read in two ways, and voksen-tilbud has a reading that names it.
READINGS: dict[str, tuple[Condition, ...]] = {
    "over-18": (ADULT, Compare("age", low=19)),
    "voksen-tilbud": (Reading("over-18"), WILLING),
}


def question(id: str, *readings: Condition) -> Question:
    named = zip("ab", readings, strict=True)
    return Question(
        id,
        id,
        "?",
        tuple(QuestionReading(name, name, when=when) for name, when in named),
        "open",
        (),
    )


BOOK = Rulebook(
    About("Et eksempel", "1.0.0"),
    facts=tuple(VOCABULARY.values()),
    questions=tuple(question(id, *readings) for id, readings in READINGS.items()),
)
PART = ("part", "x", "")


def said(condition: Condition, case: dict[str, Value], **choice: str) -> Chosen:
    """The case with the readings chosen, to be asked of the condition as PART."""
    kept = compile_beside(compile_rulebook(BOOK), [Piece("part", "x", "", condition)])
    named = {name.replace("_", "-"): reading for name, reading in choice.items()}
    return Chosen(kept, case, named)


def truth(condition: Condition, case: dict[str, Value], **choice: str) -> Truth:
    return said(condition, case, **choice).verdict(PART)


# Reading.


@pytest.mark.parametrize(
    ("raw", "condition"),
    [
        ({"always": True}, ALWAYS),
        ({"fact": "age", "is": 18}, Compare("age", (18,))),
        ({"fact": "motivated", "is": False}, Compare("motivated", (False,))),
        (
            {"fact": "schooling", "in": ["folkeskole", "ingen"]},
            Compare("schooling", ("folkeskole", "ingen")),
        ),
        ({"fact": "age", "at_least": 18}, ADULT),
        ({"fact": "age", "at_most": 21, "at_least": 8}, Compare("age", low=8, high=21)),
        ({"judgement": "assessed"}, Compare("assessed", (True,), judged=True)),
        ({"question": "over-18"}, Reading("over-18")),
        ({"condition": "voksen"}, Pending("voksen")),
        ({"not": {"question": "over-18"}}, Not(Reading("over-18"))),
        (
            {"all": [{"always": True}, {"any": [{"fact": "age", "at_least": 18}]}]},
            All((ALWAYS, AnyOf((ADULT,)))),
        ),
    ],
)
def test_parse(raw: Any, condition: Condition) -> None:
    assert parse(raw) == condition


@pytest.mark.parametrize(
    ("raw", "path", "words"),
    [
        ("age", (), "nøgle med indhold"),
        (None, (), "nøgle med indhold"),
        ([], (), "nøgle med indhold"),
        ({}, (), "netop én af nøglerne all, any, not, fact, judgement, question"),
        ({"fact": "age", "question": "q", "is": 1}, (), "netop én"),
        ({"fact": "age", "over": 18}, ("over",), "over"),
        ({"question": "q", "is": True}, ("is",), "is"),
        ({"all": []}, ("all",), "mindst én"),
        ({"any": {"fact": "age", "is": 1}}, ("any",), "liste"),
        ({"all": [{"always": True}, {"fact": "age"}]}, ("all", 1), "sammenlign"),
        ({"all": [{"not": {"any": ["x"]}}]}, ("all", 0, "not", "any", 0), "nøgle med indhold"),
        ({"always": False}, ("always",), "true"),
        ({"always": 1}, ("always",), "true"),
        ({"fact": 7, "is": 1}, ("fact",), "navnet"),
        ({"fact": "age", "is": [1]}, ("is",), "én værdi"),
        ({"fact": "age", "is": None}, ("is",), "én værdi"),
        ({"not": {}}, ("not",), "netop én"),
        # A key that may be somebody's number is not repeated.
        ({"question": "q", "nr. 12345": 1}, ("nr. 12345",), "^nøglen her hører ikke hjemme ved “q"),
        ({"fact": "age", "in": []}, ("in",), "^“in” skal være en liste af værdier$"),
        ({"fact": "age", "in": 3}, ("in",), "liste"),
        ({"fact": "age", "in": [1.5]}, ("in",), "liste"),
        ({"fact": "age", "is": 1, "at_least": 1}, (), "netop én"),
        ({"fact": "age", "at_least": "18", "at_most": 20}, ("at_least",), "helt tal"),
        ({"fact": "age", "at_most": True}, ("at_most",), "helt tal"),
    ],
)
def test_parse_says_where(raw: Any, path: tuple[str | int, ...], words: str) -> None:
    with pytest.raises(ConditionError, match=words) as caught:
        parse(raw)
    assert caught.value.path == path


def test_what_only_the_program_writes() -> None:
    """A named condition is put in where its name stood; a person cannot write one."""
    named = {"named": "voksen", "text": "hun er voksen", "when": {"fact": "age", "at_least": 18}}
    assert parse(named) == Named((ADULT,), "voksen", "hun er voksen")
    assert parse({"not": named}) == Not(Named((ADULT,), "voksen", "hun er voksen"))
    with pytest.raises(ConditionError) as caught:
        parse({**named, "when": {"fact": "age"}})
    assert caught.value.path == ("when",)
    for written in (named, {"not": named}, {"all": [named]}):
        with pytest.raises(ConditionError, match="netop én"):
            parse(written, written=True)


def test_in_data_a_fault_is_told_with_its_place() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Condition).validate_python({"all": [{"always": True}, {"not": {"fact": 7}}]})
    (told,) = caught.value.errors()
    assert (told["type"], told["msg"]) == ("condition", "“fact” skal være navnet på det, der menes")
    assert told["ctx"]["at"] == ("all", 1, "not", "fact")
    named = {"named": "voksen", "text": "hun er voksen", "when": {"always": True}}
    with pytest.raises(ValidationError, match="netop én"):
        TypeAdapter(Condition).validate_python(named)


# Evaluation.


@pytest.mark.parametrize(
    ("condition", "value", "held"),
    [
        (ADULT, 17, False),
        (ADULT, 18, True),
        (Compare("age", low=8, high=21), 8, True),
        (Compare("age", low=8, high=21), 21, True),
        (Compare("age", low=8, high=21), 22, False),
        (Compare("grade", low=0), "ingen", False),
        (Compare("grade", high=10), "ingen", False),
        (Compare("grade", ("ingen",)), "ingen", True),
        (Compare("grade", (8,)), "ingen", False),
        (Compare("grade", (1,)), 1, True),
        (Compare("grade", (1, 0)), True, False),
        (Compare("motivated", (True,)), 1, False),
        (Compare("motivated", (False,)), 0, False),
        (Compare("age", low=0), True, False),
    ],
)
def test_compare_a_known_value(condition: Compare, value: Value, held: bool) -> None:
    assert condition.holds(value) is held


def test_what_is_not_known_is_unknown() -> None:
    assert truth(ADULT, {"age": 18}) is truth(Not(ADULT), {"age": 17}) is Truth.YES
    assert truth(ADULT, {"age": 17}) is truth(Not(ADULT), {"age": 18}) is Truth.NO
    assert truth(ADULT, {}) is truth(Not(ADULT), {}) is Truth.UNKNOWN
    assert truth(All((ADULT, WILLING)), {"motivated": False}) is Truth.NO
    assert truth(All((ADULT, WILLING)), {"motivated": True}) is Truth.UNKNOWN
    assert truth(AnyOf((ADULT, WILLING)), {"motivated": True}) is Truth.YES
    assert truth(AnyOf((ADULT, Not(ADULT))), {}) is truth(ALWAYS, {}) is Truth.YES


def test_a_question_says_what_the_chosen_reading_says() -> None:
    over, adult_offer = Reading("over-18"), Reading("voksen-tilbud")
    assert truth(over, {"age": 18}, over_18="a") is Truth.YES
    assert truth(over, {"age": 18}, over_18="b") is Truth.NO
    assert truth(adult_offer, {"age": 18}, over_18="b", voksen_tilbud="a") is Truth.NO
    for both in (All((over, ALWAYS)), AnyOf((over,))):
        assert truth(both, {"age": 18}, over_18="a") is Truth.YES
        assert truth(both, {"age": 18}, over_18="b") is Truth.NO


def test_a_question_that_nobody_reads_is_unknown_where_its_readings_differ() -> None:
    over = Reading("over-18")
    assert truth(over, {"age": 18}) is truth(Not(over), {"age": 18}) is Truth.UNKNOWN
    assert truth(over, {"age": 40}) is truth(over, {"age": 19}) is Truth.YES
    assert truth(All((over, WILLING)), {"age": 18, "motivated": False}) is Truth.NO


@pytest.mark.parametrize(
    ("condition", "case", "facts"),
    [
        (All((WILLING, ADULT)), {}, ("motivated", "age")),
        (All((WILLING, ADULT)), {"age": 18}, ("motivated",)),
        (All((WILLING, ADULT)), {"age": 17}, ()),
        (AnyOf((WILLING, ADULT)), {"age": 18}, ()),
        (
            All((AnyOf((WILLING, ADULT)), Compare("schooling", ("ingen",)))),
            {"age": 18},
            ("schooling",),
        ),
        (Not(Reading("over-18")), {}, ("age",)),
        (All((ADULT, Compare("age", high=21))), {}, ("age",)),
    ],
)
def test_missing(condition: Condition, case: dict[str, Value], facts: tuple[str, ...]) -> None:
    assert said(condition, case, over_18="a").missing(PART) == facts


def test_against_are_the_known_facts_of_what_does_not_hold() -> None:
    either = AnyOf((WILLING, ADULT))
    no: dict[str, Value] = {"motivated": False, "age": 17, "schooling": "ingen"}
    assert said(either, no).against(PART) == ("age", "motivated")
    assert said(WILLING, no).against(PART) == ("motivated",)
    assert said(either, {"age": 17}).against(PART) == ()
    assert said(either, no).but("age", 18).against(PART) == ()


# The other readings of the tree.


def test_facts_and_questions_under_every_reading() -> None:
    condition = AnyOf((Not(Reading("voksen-tilbud")), Compare("grade", (8,))))
    assert facts_of(condition, READINGS) == {"age", "motivated", "grade"}
    assert questions_of(condition, READINGS) == {"voksen-tilbud", "over-18"}
    assert questions_of(ADULT, READINGS) == set()


def test_walk_starts_at_the_top_and_does_not_follow_readings() -> None:
    tree = All((Not(WILLING), Reading("over-18")))
    assert list(walk(tree)) == [tree, Not(WILLING), WILLING, Reading("over-18")]


@pytest.mark.parametrize(
    ("condition", "cuts"),
    [
        (ADULT, {("age", 18)}),
        (Compare("age", high=17), {("age", 18)}),
        (Compare("age", low=8, high=21), {("age", 8), ("age", 22)}),
        (Compare("grade", (8, "ingen")), {("grade", 8), ("grade", 9)}),
        (Not(All((ADULT, WILLING))), {("age", 18)}),
        (WILLING, set()),
        (Compare("schooling", ("ingen",)), set()),
        (Reading("over-18"), set()),
    ],
)
def test_cut_points(condition: Condition, cuts: set[tuple[str, int]]) -> None:
    assert set(cut_points(condition)) == cuts


def test_classes_begin_at_the_cuts_inside_the_domain() -> None:
    assert classes(AGE, frozenset({18, 22})) == (0, 18, 22)
    assert classes(AGE, frozenset({0, 121, -4, 120})) == (0, 120)
    assert classes(AGE, frozenset()) == (0,)
    assert classes(GRADE, frozenset({8, 9})) == (0, 8, 9, "ingen")
    assert classes(MOTIVATED, frozenset()) == (False, True)
    assert classes(SCHOOLING, frozenset()) == ("folkeskole", "ingen")


@pytest.mark.parametrize(
    "condition",
    [ADULT, Compare("age", low=8, high=21), Compare("age", (18, 3)), Compare("age", high=0)],
)
def test_nothing_in_a_class_can_be_told_apart(condition: Compare) -> None:
    starts = classes(AGE, frozenset(cut for _, cut in cut_points(condition)))
    for age in range(121):
        lowest = max(start for start in starts if isinstance(start, int) and start <= age)
        assert condition.holds(age) is condition.holds(lowest)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (ADULT, "alder mindst 18 år"),
        (Compare("age", high=29), "alder højst 29 år"),
        (Compare("age", low=8, high=21), "alder fra 8 til og med 21 år"),
        (Compare("grade", (8, "ingen")), "klassetrin: 8. klasse eller går ikke i folkeskole"),
        (WILLING, "personen er motiveret"),
        (Compare("motivated", (False,)), "personen er ikke motiveret"),
        (Compare("schooling", ("folkeskole", "ingen")), "skolegang: folkeskole eller ingen skole"),
        (Compare("harm", ("maaske", "ja")), "det er uvist eller der er skade"),
        (Not(ADULT), "ikke (alder mindst 18 år)"),
        (Reading("over-18"), "efter læsningen af “Præcis 18 år”"),
        (ALWAYS, "altid"),
        (
            All((WILLING, Reading("over-18"))),
            "personen er motiveret og efter læsningen af “Præcis 18 år”",
        ),
        (
            Not(AnyOf((WILLING, Not(Reading("over-18"))))),
            "ikke (personen er motiveret eller ikke (efter læsningen af “Præcis 18 år”))",
        ),
        (
            All((WILLING, AnyOf((ADULT, ALWAYS)))),
            "personen er motiveret og (alder mindst 18 år eller altid)",
        ),
    ],
)
def test_in_words(condition: Condition, words: str) -> None:
    assert in_words(condition, VOCABULARY, {"over-18": "Præcis 18 år"}) == words
