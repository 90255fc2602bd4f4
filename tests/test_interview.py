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
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from expected_cost import Expected, Least, asked
from rusvej.answer import Status
from rusvej.app.interview import options, read
from rusvej.cli.running import run
from rusvej.compiled import Held, compiled
from rusvej.diagnostics import InputError
from rusvej.engine import answer
from rusvej.engine.asking import Asking
from rusvej.explain.interview import Hanging, Interview, Replies, Reply, in_vain, known
from rusvej.facts import Case, Value
from rusvej.model import Offer, Rulebook
from strategies import LEVELS, rulebooks

DAY = date(2026, 3, 2)
LEVELS_OF_THE_GUIDE = ("trivsel", "eksperimenterende", "problematisk", "misbrug", "afhaengighed")


def settled(book: Rulebook, offer: Offer, case: Case, unanswered: frozenset[str]) -> bool:
    """Whether the offer has one status, however much more is known of the facts not asked for in
    vain: tried out, with every class of every such fact that the offer can hang on."""
    known = compiled(book)
    held = Held(known, case)
    status = held.status(offer.id)
    node = held.own.restrict(known["standing", offer.id, ""].node, held.known, known.diagrams)
    facts = known.variables.named(held.own.depends[node] & known.variables.fact_bits)
    free = [fact for fact in facts if fact not in unanswered]
    unlisted = {Status.NOT_LISTED}
    seen = set()
    for values in product(*([*known.variables.classes[fact], None] for fact in free)):
        more = {f: value for f, value in zip(free, values, strict=True) if value is not None}
        if known.possible({**case, **more}):
            now = Held(known, {**case, **more}).status(offer.id)
            seen.add(now)
            # Where it is listed at none of the levels that are left, "excluded" now is "not
            # listed" then, and both are no.
            if now is not status and not (None not in values and now in unlisted):
                return False
    return seen == {status} or seen - {status} <= unlisted


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


# The stop, and the questions before it.


@examples(3)
@given(rnd=st.randoms(use_true_random=False))
def test_it_stops_when_nothing_can_change_and_not_before(
    rulebook: Rulebook, rnd: random.Random
) -> None:
    turns = dialogue(
        Interview(rulebook), rnd, {"level": rnd.choice(LEVELS_OF_THE_GUIDE), "age": 16}
    )
    for replies in turns:
        case, unanswered = known(replies), in_vain(replies)
        done = all(settled(rulebook, offer, case, unanswered) for offer in rulebook.offers)
        assert done is (replies == turns[-1])


@examples(3)
@given(rnd=st.randoms(use_true_random=False))
def test_after_the_stop_no_completion_changes_the_engines_statuses(
    rulebook: Rulebook, rnd: random.Random
) -> None:
    interview = Interview(rulebook)
    replies = dialogue(interview, rnd)[-1]
    case, unanswered = known(replies), in_vain(replies)
    before = {result.offer.id: result.status for result in answer(rulebook, case, DAY).offers}
    for _ in range(6):
        more = dict(case)
        for fact in rnd.sample(list(rulebook.facts), len(rulebook.facts)):
            if fact.id in more or fact.id in unanswered or rnd.random() < 0.2:
                continue
            values: list[Value] = list(fact.choices()) if fact.type == "choice" else [True, False]
            if fact.type == "int":
                assert fact.min is not None and fact.max is not None
                values = [rnd.randint(fact.min, fact.max), *fact.choices()]
            value = rnd.choice(values)
            if interview.possible({**more, fact.id: value}):
                more[fact.id] = value
        after = {result.offer.id: result.status for result in answer(rulebook, more, DAY).offers}
        assert after == before, (case, unanswered, more)


@examples(2)
@given(rnd=st.randoms(use_true_random=False))
def test_what_is_asked_can_change_a_status_and_only_once(
    rulebook: Rulebook, rnd: random.Random
) -> None:
    """Some completion of the rest has another status for another value of what is asked: looked for
    among random ones."""
    interview = Interview(rulebook)
    known_ = interview.compiled
    for replies in dialogue(interview, rnd):
        fact = interview.step(replies).fact
        case, unanswered = known(replies), in_vain(replies)
        if fact is None:
            continue
        assert fact not in case and fact not in unanswered
        hanging = interview.hanging(replies, fact)
        assert hanging

        def differs(more: Case, fact: str = fact, hanging: tuple[Hanging, ...] = hanging) -> bool:
            every = [{**more, fact: value} for value in interview.asking.classes(fact)]
            held = [Held(known_, whole) for whole in every if known_.possible(whole)]
            seen = {tuple(each.status(h.offer.id) for h in hanging) for each in held}
            return len(seen) > 1

        more, tries = case, 0
        while not differs(more):
            tries += 1
            assert tries < 3000, (fact, case, unanswered)
            more = dict(case)
            for name in rnd.sample(list(rulebook.vocabulary), len(rulebook.vocabulary)):
                if name not in more and name not in unanswered and name != fact:
                    wider = {**more, name: rnd.choice(interview.asking.classes(name))}
                    more = wider if known_.possible(wider) else more


@examples(5)
@given(book=rulebooks(), rnd=st.randoms(use_true_random=False))
def test_the_stop_is_right_for_any_rulebook(book: Rulebook, rnd: random.Random) -> None:
    turns = dialogue(Interview(book), rnd)
    for replies in turns:
        case, unanswered = known(replies), in_vain(replies)
        assert all(settled(book, offer, case, unanswered) for offer in book.offers) is (
            replies == turns[-1]
        )


# The order.


@pytest.mark.parametrize("level", LEVELS_OF_THE_GUIDE)
@pytest.mark.parametrize("age", [None, 14, 15, 17, 25])
def test_the_order_costs_at_most_five_per_cent_more_than_the_best(
    rulebook: Rulebook, level: str, age: int | None
) -> None:
    asking = Asking(compiled(rulebook))
    case: Case = {"level": level} if age is None else {"level": level, "age": age}
    state = frozenset(asking.rests(case).values())
    cost, _ = Expected(asking, asked(asking)).total(state)
    least, _ = Least(asking).total(state)
    assert least <= cost <= 1.05 * least + 1e-9


@examples(8)
@given(
    book=rulebooks(),
    costs=st.lists(st.integers(1, 9), min_size=7, max_size=7),
    level=st.sampled_from(LEVELS),
)
def test_what_is_needed_in_any_order_costs_nothing_to_ask_at_once(
    book: Rulebook, costs: list[int], level: str
) -> None:
    facts = tuple(replace(fact, cost=cost) for fact, cost in zip(book.facts, costs, strict=True))
    asking = Asking(compiled(replace(book, facts=facts, impossible=())))
    state = frozenset(asking.rests({"level": level, "age": 5, "grade": 3}).values())
    least = Least(asking, every=True)
    assert Least(asking).total(state)[0] == pytest.approx(least.total(state)[0])


def test_the_first_question_of_an_answer_is_the_one_the_interview_asks(
    rulebook: Rulebook,
) -> None:
    rnd = random.Random(7)
    for _ in range(2):
        for replies in dialogue(Interview(rulebook), rnd, vain=0):
            asked = Interview(rulebook).step(replies).fact
            listed = answer(rulebook, known(replies), DAY).next_questions
            assert [question.fact for question in listed[:1]] == ([] if asked is None else [asked])


def test_nobody_is_asked_of_pregnancy_in_vain(rulebook: Rulebook) -> None:
    """The contract needs both; the harmless half is asked first, and a no to it spares the
    other."""
    asked_of = 0
    for seed in range(20):
        replies = dialogue(
            Interview(rulebook),
            random.Random(seed),
            {"level": "misbrug", "age": 25, "substance": "stoffer"},
            vain=0,
        )[-1]
        asked = [reply.fact for reply in replies]
        if "pregnant" in asked:
            asked_of += 1
            assert Reply("residential_offered", True) in replies[: asked.index("pregnant")]
    assert 0 < asked_of < 20


def test_a_pupil_is_not_asked_where_he_goes_to_school(rulebook: Rulebook) -> None:
    """Somebody in the seventh form goes to folkeskole, by plain logic."""
    turns = dialogue(
        Interview(rulebook), random.Random(1), {"level": "trivsel", "age": 13, "grade": 7}, vain=0
    )
    assert "schooling" not in [reply.fact for reply in turns[-1]]


# Replies.


def test_an_impossible_reply_is_not_offered(rulebook: Rulebook) -> None:
    interview = Interview(rulebook)
    replies = (Reply("grade", 7),)
    bans = {ban.value: ban.rule for ban in interview.bans(replies, "schooling")}
    assert bans.keys() == {"ungdomsuddannelse", "anden-uddannelse", "arbejde", "ingen"}
    assert all(
        rule is not None and rule.id == "klassetrin-uden-folkeskole" for rule in bans.values()
    )
    offered = options(rulebook.vocabulary["schooling"], frozenset(bans))
    assert [option.value for option in offered] == ["folkeskole", "anden-grundskole", None]


def test_a_correction_drops_what_it_contradicts(rulebook: Rulebook) -> None:
    replies = (
        Reply("schooling", "ingen"),
        Reply("grade", 7),
        Reply("motivated", True),
        Reply("age", None),
    )
    kept, dropped = Interview(rulebook).without_contradiction(replies)
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
    assert "Svaret kan ændre noget for " in text and "[H " in text
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
    assert json.loads(done.stdout)["case"] == {"age": 15, "level": "problematisk"}
    assert "kan ikke ændre svaret" in done.stderr


def test_suggest_does_without_arrays() -> None:
    check = (
        "import sys; from rusvej.cli.running import run; run(['suggest', '--age', '15']);"
        " sys.exit('numpy' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", check], capture_output=True, check=False).returncode
        == 0
    )
