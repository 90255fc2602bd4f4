"""The interview: it stops when it may and not before, asks nothing in vain, and the conversation
never gets stuck."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from depth import examples
from rusvej.analysis.space import Space, offer_facts, statuses
from rusvej.answer import Status
from rusvej.app.interview import options, read
from rusvej.cli.running import run
from rusvej.diagnostics import InputError
from rusvej.engine import Knowledge, answer
from rusvej.engine.asking import Asking
from rusvej.engine.tables import Table, groups
from rusvej.explain.interview import Interview, Replies, Reply, in_vain, known
from rusvej.facts import Case, Value
from rusvej.model import Offer, Rulebook
from strategies import LEVELS, rulebooks

DAY = date(2026, 3, 2)


class Arrays:
    """Whether an offer is settled, by the arrays of the whole space: the interview's own tables are
    not used."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.space = Space(knowledge)
        self.found = {
            offer.id: (
                cone := self.space.cone(offer_facts(self.space, offer)),
                statuses(self.space, offer, cone),
            )
            for offer in knowledge.rulebook.offers
        }

    def settled(self, offer: Offer, case: Case, unanswered: frozenset[str]) -> bool:
        """Whether it has one status, however much more is known of the facts not asked for in
        vain."""
        cone, found = self.found[offer.id]
        here = cone.index(dict(case))
        free = [fact not in case and fact not in unanswered for fact in cone.facts]

        def seen(whole: bool) -> set[int]:
            ends = [size + (not whole) for size in cone.shape]
            axes = [
                slice(0, end) if each else slice(at, at + 1)
                for at, each, end in zip(here, free, ends, strict=True)
            ]
            return set(np.unique(found[tuple(axes)]).tolist()) - {-1}

        # Where it is listed at none of the levels that are left, "excluded" now is "not listed"
        # then, and both are no.
        return seen(whole=False) == {int(found[here])} or seen(whole=True) == {Status.NOT_LISTED}


def dialogue(
    interview: Interview, rnd: random.Random, start: Case | None = None, vain: float = 0.15
) -> list[Replies]:
    """The replies after every turn of a conversation with random answers."""
    replies: Replies = tuple(Reply(fact, value) for fact, value in (start or {}).items())
    turns = [replies]
    while (fact := interview.step(replies).fact) is not None:
        banned = [ban.value for ban in interview.bans(replies, fact)]
        allowed = [value for value in interview.asking.classes(fact) if value not in banned]
        replies = (*replies, Reply(fact, None if rnd.random() < vain else rnd.choice(allowed)))
        turns.append(replies)
        assert len(turns) < 60
    return turns


@pytest.fixture(scope="module")
def knowledge(rulebook: Rulebook) -> Knowledge:
    return Knowledge(rulebook)


@pytest.fixture(scope="module")
def arrays(knowledge: Knowledge) -> Arrays:
    return Arrays(knowledge)


# The stop, and the questions before it.


@examples(8)
@given(rnd=st.randoms(use_true_random=False))
def test_it_stops_when_nothing_can_change_and_not_before(
    knowledge: Knowledge, arrays: Arrays, rnd: random.Random
) -> None:
    interview = Interview(knowledge)
    turns = dialogue(interview, rnd)
    for replies in turns:
        case, unanswered = known(replies), in_vain(replies)
        done = all(arrays.settled(offer, case, unanswered) for offer in knowledge.rulebook.offers)
        assert done is (replies == turns[-1])


@examples(3)
@given(rnd=st.randoms(use_true_random=False))
def test_after_the_stop_no_completion_changes_the_engines_statuses(
    knowledge: Knowledge, rnd: random.Random
) -> None:
    interview = Interview(knowledge)
    replies = dialogue(interview, rnd)[-1]
    case, unanswered = known(replies), in_vain(replies)
    before = {result.offer.id: result.status for result in answer(knowledge, case, DAY).offers}
    for _ in range(6):
        more = dict(case)
        for fact in rnd.sample(list(knowledge.rulebook.facts), len(knowledge.rulebook.facts)):
            if fact.id in more or fact.id in unanswered or rnd.random() < 0.2:
                continue
            values: list[Value] = list(fact.choices()) if fact.type == "choice" else [True, False]
            if fact.type == "int":
                assert fact.min is not None and fact.max is not None
                values = [rnd.randint(fact.min, fact.max), *fact.choices()]
            value = rnd.choice(values)
            if interview.possible({**more, fact.id: value}, fact.id):
                more[fact.id] = value
        after = {result.offer.id: result.status for result in answer(knowledge, more, DAY).offers}
        assert after == before, (case, unanswered, more)


@examples(2)
@given(rnd=st.randoms(use_true_random=False))
def test_what_is_asked_can_change_a_status_and_only_once(
    knowledge: Knowledge, arrays: Arrays, rnd: random.Random
) -> None:
    """Some completion of the rest has another status for another value of what is asked."""
    interview = Interview(knowledge)
    for replies in dialogue(interview, rnd):
        fact = interview.step(replies).fact
        case, unanswered = known(replies), in_vain(replies)
        if fact is None:
            continue
        assert fact not in case and fact not in unanswered
        matters = False
        for offer in knowledge.rulebook.offers:
            cone, found = arrays.found[offer.id]
            if fact in cone.facts:
                axis = cone.facts.index(fact)
                axes: list[slice] = []
                for name, place, size in zip(
                    cone.facts, cone.index(dict(case)), cone.shape, strict=True
                ):
                    free = name not in case and name not in unanswered
                    axes.append(slice(0, size) if free else slice(place, place + 1))
                part = np.moveaxis(found[tuple(axes)], axis, 0)
                matters |= any(
                    len(set(column.tolist()) - {-1}) > 1
                    for column in part.reshape(part.shape[0], -1).T
                )
        assert matters, (fact, case, unanswered)
        assert interview.hanging(replies, fact)


@examples(5)
@given(book=rulebooks(), rnd=st.randoms(use_true_random=False))
def test_the_stop_is_right_for_any_rulebook(book: Rulebook, rnd: random.Random) -> None:
    knowledge = Knowledge(book)
    arrays = Arrays(knowledge)
    turns = dialogue(Interview(knowledge), rnd)
    for replies in turns:
        case, unanswered = known(replies), in_vain(replies)
        assert all(arrays.settled(offer, case, unanswered) for offer in book.offers) is (
            replies == turns[-1]
        )


@examples(10)
@given(rnd=st.randoms(use_true_random=False))
def test_until_first_the_best_offer_stays_the_best(
    knowledge: Knowledge, rnd: random.Random
) -> None:
    interview = Interview(knowledge, until_first=True)
    replies = dialogue(interview, rnd)[-1]
    step = interview.step(replies)
    best = answer(knowledge, known(replies), DAY).offers[0]
    if step.first is None:
        assert step.hopeless and best.status is not Status.FITS
    else:
        assert best.offer.id == step.first.id and best.status is Status.FITS
    full = Interview(knowledge)
    later = known(dialogue(full, rnd, known(replies), vain=0)[-1])
    if not in_vain(replies):
        assert (
            answer(knowledge, later, DAY).offers[0].offer.id == best.offer.id
        ) or step.first is None


def test_a_shorter_interview_until_first(knowledge: Knowledge) -> None:
    replies = (Reply("level", "eksperimenterende"), Reply("age", 15))
    assert len(
        dialogue(Interview(knowledge, until_first=True), random.Random(3), known(replies))
    ) <= len(dialogue(Interview(knowledge), random.Random(3), known(replies)))


# The order.


def _least(knowledge: Knowledge, start: Case) -> float:
    """The least expected cost by trying every question at every turn, with nothing but the
    arrays."""
    arrays = Arrays(knowledge)
    asking = Asking(knowledge)
    names = tuple(fact for fact in knowledge.vocabulary if fact not in start)

    @cache
    def least(replies: frozenset[tuple[str, Value]]) -> float:
        case = {**start, **dict(replies)}
        if all(arrays.settled(offer, case, frozenset()) for offer in knowledge.rulebook.offers):
            return 0.0
        ways = []
        for fact in names:
            if fact not in case:
                later = [least(replies | {(fact, value)}) for value in asking.classes(fact)]
                ways.append(knowledge.vocabulary[fact].cost + sum(later) / len(later))
        return min(ways)

    return least(frozenset())


@examples(2)
@given(
    book=rulebooks(),
    costs=st.lists(st.integers(1, 9), min_size=7, max_size=7),
    level=st.sampled_from(LEVELS),
)
def test_the_expected_cost_is_the_least_possible(
    book: Rulebook, costs: list[int], level: str
) -> None:
    priced = replace(
        book,
        facts=tuple(replace(fact, cost=cost) for fact, cost in zip(book.facts, costs, strict=True)),
        impossible=(),
    )
    knowledge = Knowledge(priced)
    start: Case = {"level": level, "age": 5}
    asking = Asking(knowledge)
    tables = [asking.table(offer, start) for offer in priced.offers]
    assume(
        sum(
            len(asking.classes(fact)) for fact in {fact for table in tables for fact in table.facts}
        )
        <= 14
    )
    assert asking.expected_cost(tables) == pytest.approx(_least(knowledge, start))


def test_the_first_question_of_an_answer_is_the_one_the_interview_asks(
    knowledge: Knowledge,
) -> None:
    rnd = random.Random(7)
    for _ in range(8):
        for replies in dialogue(Interview(knowledge), rnd, vain=0):
            asked = Interview(knowledge).step(replies).fact
            listed = answer(knowledge, known(replies), DAY).next_questions
            assert [question.fact for question in listed[:1]] == ([] if asked is None else [asked])


def test_every_group_of_the_shipped_rules_is_solved_exactly(knowledge: Knowledge) -> None:
    """So the order is the best there is; the way out for wide groups is for other rulebooks."""
    rnd = random.Random(5)

    class Strict(Asking):
        def ahead(self, *arguments: object) -> str:
            raise AssertionError("a group was too wide to be solved")

    interview = Interview(knowledge)
    interview.asking = Strict(knowledge)
    for _ in range(25):
        dialogue(interview, rnd)


def test_looking_one_ahead_is_within_five_per_cent(knowledge: Knowledge) -> None:
    asking = Asking(knowledge)

    @cache
    def cost(tables: frozenset[Table]) -> float:
        total = 0.0
        for group in groups(tables):
            fact = asking.ahead(group, asking.hanging(group))
            later = asking.outcomes(group, fact)
            total += knowledge.vocabulary[fact].cost + sum(cost(each) for each in later) / len(
                later
            )
        return total

    for level, age in product(("problematisk", "misbrug", "afhaengighed"), (15, 17, 25)):
        tables = [
            asking.table(offer, {"level": level, "age": age}) for offer in knowledge.rulebook.offers
        ]
        left = frozenset(table for table in tables if not asking.settled(table))
        assert cost(left) <= 1.05 * asking.expected_cost(left) + 1e-9


def test_nobody_is_asked_of_pregnancy_in_vain(knowledge: Knowledge) -> None:
    """The contract needs both; the harmless half is asked first, and a no to it spares the
    other."""
    asked_of = 0
    for seed in range(20):
        replies = dialogue(
            Interview(knowledge),
            random.Random(seed),
            {"level": "misbrug", "age": 25, "substance": "stoffer"},
            vain=0,
        )[-1]
        asked = [reply.fact for reply in replies]
        if "pregnant" in asked:
            asked_of += 1
            assert Reply("residential_offered", True) in replies[: asked.index("pregnant")]
    assert 0 < asked_of < 20


def test_a_pupil_is_not_asked_where_he_goes_to_school(knowledge: Knowledge) -> None:
    """Somebody in the seventh form goes to folkeskole, by plain logic."""
    turns = dialogue(
        Interview(knowledge), random.Random(1), {"level": "trivsel", "age": 13, "grade": 7}, vain=0
    )
    assert "schooling" not in [reply.fact for reply in turns[-1]]


# Replies.


def test_an_impossible_reply_is_not_offered(knowledge: Knowledge) -> None:
    interview = Interview(knowledge)
    replies = (Reply("grade", 7),)
    bans = {ban.value: ban.rule for ban in interview.bans(replies, "schooling")}
    assert bans.keys() == {"ungdomsuddannelse", "ingen"}
    assert all(
        rule is not None and rule.id == "klassetrin-uden-folkeskole" for rule in bans.values()
    )
    offered = options(knowledge.vocabulary["schooling"], frozenset(bans))
    assert [option.value for option in offered] == ["folkeskole", None]


def test_a_correction_drops_what_it_contradicts(knowledge: Knowledge) -> None:
    replies = (
        Reply("schooling", "ingen"),
        Reply("grade", 7),
        Reply("motivated", True),
        Reply("age", None),
    )
    kept, dropped = Interview(knowledge).without_contradiction(replies)
    assert [reply.fact for reply in dropped] == ["grade"]
    assert [reply.fact for reply in kept] == ["schooling", "motivated", "age"]


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("motivated", "1", True),
        ("motivated", "Nej", False),
        ("motivated", " 3. ", None),
        ("motivated", "ved  ikke", None),
        ("level", "misbrug", "misbrug"),
        ("level", "prob", "problematisk"),
        ("level", "6", None),
        ("age", "15 år", 15),
        ("age", "v", None),
        ("grade", "7. klasse", 7),
        ("grade", "ingen", "ingen"),
    ],
)
def test_what_can_be_typed(rulebook: Rulebook, fact: str, text: str, value: Value | None) -> None:
    asked = rulebook.vocabulary[fact]
    assert read(asked, options(asked, frozenset()), text) == value


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("motivated", "4"),
        ("motivated", "0"),
        ("level", "m"),
        ("age", "121"),
        ("age", "-1"),
        ("age", ""),
    ],
)
def test_what_cannot(rulebook: Rulebook, fact: str, text: str) -> None:
    asked = rulebook.vocabulary[fact]
    with pytest.raises(InputError):
        read(asked, options(asked, frozenset()), text)


# The conversation.


def _talk(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, *arguments: str
) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert run(["interview", *arguments]) == 0
    return capsys.readouterr().out


START = ("--level", "trivsel", "--age", "14")


def test_it_says_that_the_rest_cannot_change_the_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "\n".join("11111111"), *START)
    assert "resterende spørgsmål kan ikke ændre svaret." in text
    assert text.splitlines()[-1].startswith("rusvej suggest --age 14 --level trivsel")


def test_the_last_line_is_a_command_that_gives_the_same_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "3\n15\nja\nv\n2\nfolkeskole\n1\n", "--as-of", "2026-03-02")
    command = text.splitlines()[-1].split()
    page = text[text.index("15 år · ") : text.index("Det samme svar")].strip()
    assert command[:2] == ["rusvej", "suggest"]
    assert run(command[1:]) == 0
    assert capsys.readouterr().out.strip() == page


def test_back_review_and_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "t\n3\n15\nt\n16\nr\n1\n4\nr\n9\nr\n\nhvorfor\n?\ns\n")
    assert "Der er intet svar at tage tilbage." in text
    assert "Svaret er taget tilbage: alder." in text
    assert "  1. niveau: problematisk brug\n  2. alder: 16 år\n" in text
    assert "Det nummer er ikke på listen." in text
    assert "MUT rådgivningsforløb: " in text and "[H " in text
    assert text.splitlines()[-1] == "rusvej suggest --age 16 --level misbrug"


def test_options_of_the_command_are_replies_that_can_be_corrected(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "t\nr\n1\n15\ns\n", *START)
    assert (
        "Der er intet svar at tage tilbage." in text and "alder: 14 år (fra kommandolinjen)" in text
    )
    assert "rusvej suggest --age 15 --level trivsel" in text


def test_a_correction_that_contradicts_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--schooling", "folkeskole", "--grade", "7", *START)
    text = _talk(monkeypatch, capsys, "r\n3\ningen\ns\n", *arguments)
    assert "er slettet: klassetrin." in text
    assert "--schooling ingen" in text and "--grade" not in text


def test_wrong_input_is_asked_again_and_a_cpr_number_never_repeated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(
        monkeypatch, capsys, "hvad\n010203-1234\n?\n0102031234\n7\n?\n\n3\n", "--age", "15"
    )
    assert "010203" not in text
    assert text.count("Hvilket af guidens fem niveauer") == 8
    assert text.count("Det er ikke et af svarene.") == 3
    assert text.count("ligner et CPR-nummer") == 2


def test_the_end_of_input_ends_with_the_answer_so_far(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "3\n")
    assert (
        "Der kommer ikke flere svar." in text
        and text.splitlines()[-1] == "rusvej suggest --level problematisk"
    )
    assert "Der kommer ikke flere svar." in _talk(monkeypatch, capsys, "r\n", *START)


def test_interrupting_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(size: int) -> str:
        raise KeyboardInterrupt

    stream = io.StringIO()
    monkeypatch.setattr(stream, "readline", interrupted)
    monkeypatch.setattr("sys.stdin", stream)
    assert run(["interview"]) == 130
    seen = capsys.readouterr()
    assert "Intet er gemt" in seen.err and "Forslag" not in seen.out


def test_standard_input_is_for_the_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["interview", "--case", "-"]) == 2
    assert "læg sagen i en fil" in capsys.readouterr().err


def test_through_a_pipe_with_json_only_the_answer_is_on_standard_output() -> None:
    command = [
        sys.executable,
        "-m",
        "rusvej",
        "interview",
        "--until",
        "first",
        "--format",
        "json",
        "--age",
        "15",
    ]
    done = subprocess.run(
        command,
        input="3\n" + "v\n" * 20,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(done.stdout)["offers"][0]["status"] == "fits"
    assert "Det bedste tilbud ligger fast" in done.stderr


def test_suggest_does_without_arrays() -> None:
    check = (
        "import sys; from rusvej.cli.running import run; run(['suggest', '--age', '15']);"
        " sys.exit('numpy' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", check], capture_output=True, check=False).returncode
        == 0
    )
