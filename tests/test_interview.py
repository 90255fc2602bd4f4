"""The interview: it stops when it may and not before, asks nothing in vain, and the conversation
never gets stuck."""

from __future__ import annotations

import io
import json
import random
import re
import sys
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples, work
from expected_cost import Expected, Least, asked
from rusvej.answer import Status
from rusvej.app.interview import heard, options, read
from rusvej.cli.running import run
from rusvej.compiled import Held, compiled
from rusvej.compose import Voice
from rusvej.diagnostics import InputError
from rusvej.engine import answer
from rusvej.engine.asking import Asking, State
from rusvej.explain.interview import Hanging, Interview, Replies, Reply, known
from rusvej.facts import Case, Value
from rusvej.model import Offer, Rulebook
from strategies import LEVELS, rulebooks

DAY = date(2026, 3, 2)
#: One number is drawn, and a whole conversation follows from it: it is no part of the example what
#: is asked, so that a fault shows as itself and not as an example that cannot be drawn again.
CHANCE = st.randoms(use_true_random=True)
LEVELS_OF_THE_GUIDE = ("trivsel", "eksperimenterende", "problematisk", "misbrug", "afhaengighed")


def settled(book: Rulebook, offer: Offer, case: Case, unanswered: frozenset[str]) -> bool:
    """Whether the offer has one status, however much more is known of the facts not asked for in
    vain: tried out, with every class of every such fact that the offer can hang on."""
    known = compiled(book)
    held = Held(known, case)
    status = held.status(offer.id)
    nodes = known.diagrams.copy()
    node = nodes.restrict(known["standing", offer.id, ""].node, held.known)
    hanging = nodes.depends[node] & known.variables.fact_bits
    # Of what nobody answers another fact may tell: one that is tied to it.
    for fact, tied in known.ties.items():
        if hanging >> fact & 1 and known.variables.names[fact] in unanswered:
            hanging |= tied
    facts = known.variables.named(hanging)
    free = [fact for fact in facts if fact not in unanswered and fact not in case]
    # Where it is listed at none of the levels that are left, "excluded" now is "not listed" when
    # all is known, and both are no.
    same = {status, Status.NOT_LISTED} if status is Status.EXCLUDED else {status}
    for values in product(*([*known.variables.classes[fact], None] for fact in free)):
        more = {f: value for f, value in zip(free, values, strict=True) if value is not None}
        if known.possible({**case, **more}):
            now = Held(known, {**case, **more}).status(offer.id)
            if now not in (same if None not in values else {status}):
                return False
    return True


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
@given(rnd=CHANCE)
def test_it_stops_when_nothing_can_change_and_not_before(
    rulebook: Rulebook, rnd: random.Random
) -> None:
    interview = Interview(rulebook)
    start: Case = {
        "level": rnd.choice(LEVELS_OF_THE_GUIDE),
        "age": 16,
        "role": rnd.choice(rulebook.vocabulary["role"].choices()),
    }
    turns = dialogue(interview, rnd, start)
    for replies in turns:
        case, closed = known(replies), interview.closed(replies)
        done = all(settled(rulebook, offer, case, closed) for offer in rulebook.offers)
        assert done is (replies == turns[-1])


@pytest.mark.slow
@examples(3)
@given(seed=st.integers(0, 2**32))
def test_what_was_asked_before_does_not_change_what_is_asked(rulebook: Rulebook, seed: int) -> None:
    """Neither what the same interview asked others nor what was asked of the rulebook."""
    used = Interview(rulebook)
    first = dialogue(used, random.Random(seed))
    dialogue(used, random.Random(seed + 1))
    for replies in first:
        answer(rulebook, known(replies), DAY)
    assert dialogue(used, random.Random(seed)) == first
    assert dialogue(Interview(replace(rulebook)), random.Random(seed)) == first


@examples(3)
@given(rnd=CHANCE)
def test_after_the_stop_no_completion_changes_the_engines_statuses(
    rulebook: Rulebook, rnd: random.Random
) -> None:
    interview = Interview(rulebook)
    replies = dialogue(interview, rnd)[-1]
    case, unanswered = known(replies), interview.closed(replies)
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
@given(rnd=CHANCE)
def test_what_is_asked_can_change_a_status_and_only_once(
    rulebook: Rulebook, rnd: random.Random
) -> None:
    """Some completion of the rest has another status for another value of what is asked: looked for
    among random ones. What the asker's own task hangs on is asked for without that."""
    interview = Interview(rulebook)
    known_ = interview.compiled
    for replies in dialogue(interview, rnd):
        step = interview.step(replies)
        fact, case, unanswered = step.fact, known(replies), interview.closed(replies)
        if fact is None or fact in interview.basics:
            continue
        assert fact not in case and fact not in unanswered
        hanging = interview.hanging(replies, fact)
        assert hanging
        if fact not in step.left:
            assert rulebook.roles.asker in case
            continue

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
@given(book=rulebooks(), rnd=CHANCE)
def test_the_stop_is_right_for_any_rulebook(book: Rulebook, rnd: random.Random) -> None:
    interview = Interview(book)
    turns = dialogue(interview, rnd)
    for replies in turns:
        case, closed = known(replies), interview.closed(replies)
        done = all(settled(book, offer, case, closed) for offer in book.offers)
        # What the voice and the duties hang on is asked for though no status does.
        basic = interview.step(replies).fact in interview.basics
        assert (done and not basic) is (replies == turns[-1])


# The order.


@pytest.mark.parametrize("level", LEVELS_OF_THE_GUIDE)
@pytest.mark.parametrize(
    "age", [14, 15, 17, *(pytest.param(age, marks=pytest.mark.slow) for age in (None, 25))]
)
def test_the_order_costs_at_most_five_per_cent_more_than_the_best(
    rulebook: Rulebook, level: str, age: int | None
) -> None:
    asking = Asking(compiled(rulebook))
    case: Case = {"level": level} if age is None else {"level": level, "age": age}
    _holds(asking, frozenset(asking.rests(case).values()))


@pytest.mark.parametrize("level", ["problematisk", "afhaengighed"])
def test_so_does_the_order_of_those_who_are_asked_less(rulebook: Rulebook, level: str) -> None:
    interview = Interview(rulebook)
    replies = (Reply("role", "foraelder"), Reply("level", level), Reply("age", 17))
    rests = interview.asking.rests(known(replies), interview.closed(replies))
    assert rests
    _holds(interview.asking, frozenset(rests.values()))


def _holds(asking: Asking, state: State) -> None:
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
    start: Case = {"role": "myndighed", "age": 17, "level": "misbrug"}
    for _ in range(2):
        for replies in dialogue(Interview(rulebook), rnd, start, vain=0):
            asked = Interview(rulebook).step(replies).fact
            listed = answer(rulebook, known(replies), DAY).next_questions
            assert [question.fact for question in listed[:1]] == ([] if asked is None else [asked])


def test_ssp_is_asked_what_its_own_task_hangs_on(rulebook: Rulebook) -> None:
    """[H 519-537] the four ways: another measure, to stop, treatment, MUT, a no or a waiting
    list; nobody else is asked first for them."""
    interview = Interview(rulebook)

    def asked(role: str) -> list[str]:
        known = (Reply("role", role), Reply("age", 16), Reply("level", "misbrug"))
        replies: tuple[Reply, ...] = known
        found: list[str] = []
        while (fact := interview.step(replies).fact) and len(found) < 7:
            found.append(fact)
            replies = (*replies, Reply(fact, None))
        return found

    assert asked("ssp")[0] == "other_measure"
    assert set(asked("ssp")) == {
        "other_measure", "motivated_to_stop", "needs_treatment", "wants_treatment",
        "mut_uncooperative", "declines_measures", "waiting_list",
    }  # fmt: skip
    assert "other_measure" not in asked("skole")


@pytest.mark.slow
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


def test_a_pupil_is_asked_only_what_kind_of_school_it_is(rulebook: Rulebook) -> None:
    """Somebody in the seventh form goes to one of the two that have forms, by plain logic."""
    interview = Interview(rulebook)
    replies = (Reply("level", "trivsel"), Reply("age", 13), Reply("grade", 7))
    banned = {ban.value for ban in interview.bans(replies, "schooling")}
    open_ = set(interview.asking.classes("schooling")) - banned
    assert open_ == {"folkeskole", "anden-grundskole"}


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


START = ("--level", "trivsel", "--age", "14", "--as", "skole")


def test_who_is_danger_age_and_level_come_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "mor\nnej tak\n16 år\nproblematisk brug\nq\n")
    questions = [
        "Hvem er du i sagen?",
        "Er nogen i fare lige nu?",
        "Hvor gammel er den unge?",
        "Hvilket af guidens fem niveauer",
    ]
    places = [text.index(question) for question in questions]
    assert places == sorted(places)
    assert "s = svar nu" in text.splitlines()[0]
    assert "AKUT" not in text
    assert text.splitlines()[-1] == "rusvej suggest --age 16 --level problematisk --as foraelder"


@pytest.mark.parametrize("word", ["ja", "1", "ja tak", "v", "måske"])
def test_danger_is_answered_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    text = _talk(monkeypatch, capsys, f"{word}\ns\n", *START)
    asked, told = text.index("Er nogen i fare lige nu?"), text.index("Ring 112")
    assert asked < told < text.index("82 12 12 12") < text.index("Spørgsmål 2:")


@pytest.mark.parametrize(
    "typed",
    [
        "overdosis\nmor\n15\n3\ns\n",
        "mor\nhan er bevidstløs\n15\n3\ns\n",
        "mor\nnej\nhun har kramper\n15\n3\ns\n",
        "mor\nnej\n15\n3\nv\nv\nv\nv\noverdosis\nnej\n",
        "mor\nhun er bevidstløs og svarer ikke\n15\n3\ns\n",
        "mor\nnej han har taget en overdosis\n15\n3\ns\n",
        "mor\njeg ved ikke om han er i fare\n15\n3\ns\n",
        "ikke kramper, men overdosis\nmor\n15\n3\ns\n",
        "mor\nhun trækker ikke vejret\n15\n3\ns\n",
        "mor\njeg kan ikke vække ham\n15\n3\ns\n",
        "mor\nnej\nhan vil ikke leve mere\n15\n3\ns\n",
    ],
)
def test_a_word_of_danger_is_answered_at_once_whatever_was_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    text = _talk(monkeypatch, capsys, typed)
    assert "Ring først. Bagefter kan du svare videre her." in text and "ikke et af" not in text
    assert "rusvej suggest --age 15 --level problematisk" in text
    assert "Er nogen i fare" not in text.partition("Ring først.")[2]


@pytest.mark.parametrize(
    "typed", ["nej, ingen fare", "ikke i fare", "har ikke taget en overdosis", "uden kramper"]
)
def test_danger_that_is_denied_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert "Ring først." not in _talk(monkeypatch, capsys, f"mor\n{typed}\nnej\n15\ns\n")


@pytest.mark.parametrize("typed", ["nej?", "2?", "nej ?"])
def test_a_no_with_a_question_mark_is_no_no(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert "Ring først." in _talk(monkeypatch, capsys, f"mor\n{typed}\n15\ns\n")


def test_after_eight_questions_there_is_an_answer_and_more_for_whoever_wants_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = "d\nnej\n25\nmisbrug\n" + "v\n" * 4
    text = _talk(monkeypatch, capsys, f"{begun}nej tak\n")
    before, after = text.split("Vil du gøre svaret skarpere?")
    assert "Spørgsmål 8:" in before and "25 år · niveau misbrug" in before
    told = int(after.split()[1])
    assert after.count("Spørgsmål") == 0
    assert text.count("25 år · niveau misbrug") == 1
    assert text.splitlines()[-1] == "rusvej suggest --age 25 --level misbrug --as ssp"
    sharper = _talk(monkeypatch, capsys, f"{begun}ja tak\n" + "v\n" * told)
    assert "Der kommer ikke flere svar" not in sharper
    assert f"Spørgsmål 9 (højst {told} tilbage)" in sharper
    assert "Med svaret menes" in sharper
    assert sharper.count("25 år · niveau misbrug") == 2


@pytest.mark.parametrize("word", ["v", "det ved jeg ikke"])
def test_who_knows_neither_level_nor_age_is_told_whom_to_ring(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    text = _talk(monkeypatch, capsys, f"{word}\nnej\n{word}\n{word}\nved ikke\n")
    before, after = text.split("Vil du gøre svaret skarpere?")
    assert "Spørgsmål 4:" in before and "Spørgsmål 5:" not in text
    # [K 344-347] advice for whoever has questions and worries; [O] the chart for who is in doubt.
    assert "72 33 50 67" in before and "netstof.dk" in before and "rusvej detect" in before
    assert "Skriv ja eller nej" not in after


def test_what_was_said_is_told_to_the_one_who_said_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "jeg\nnej\n16\n4\ns\n", "--fact", "wants_treatment=ja")
    told = next(line for line in text.splitlines() if line.startswith("Her er svaret"))
    assert "du spørger for dig selv" in told and "du vil selv i behandling" in told
    assert "personen" not in told and "hvem der spørger" not in told
    assert "du er forælder" in _talk(monkeypatch, capsys, "mor\nnej\n16\n4\ns\n")


def test_before_more_questions_one_can_go_back_or_ask_what_they_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = "d\nnej\n25\nmisbrug\n" + "v\n" * 4
    text = _talk(monkeypatch, capsys, f"{begun}hvad betyder det\nt\nv\n\n")
    assert "Der kan spørges om: " in text
    assert text.count("Spørgsmål 8:") == 2
    assert text.count("25 år · niveau misbrug") == 1


def test_it_says_that_the_rest_cannot_change_the_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "nej\n" + "v\n" * 9, *START)
    assert "resterende spørgsmål kan ikke ændre svaret." in text
    assert text.splitlines()[-1] == "rusvej suggest --age 14 --level trivsel --as skole"


def test_what_only_others_know_is_said_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """To a parent nobody says that the young can reflect, and the twelve weeks hang on it."""
    case = ("--age", "15", "--level", "problematisk", "--as", "foraelder")
    text = _talk(monkeypatch, capsys, "nej\n" + "v\n" * 4 + "ja\n" + "v\n" * 9, *case)
    told = next(line for line in text.splitlines() if line.startswith("Det kan kun andre"))
    assert "kan tænke over egne handlinger" in told
    assert "kan tænke over sin egen" not in text


def test_the_last_line_is_a_command_that_gives_the_same_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "c\n2\n15\n3\nja\ns\n", "--as-of", "2026-03-02")
    command = text.splitlines()[-1].split()
    start = text.index("15 år · ")
    page = text[start : text.index("Det samme svar")].strip()
    assert command[:2] == ["rusvej", "suggest"]
    assert run(command[1:]) == 0
    assert capsys.readouterr().out.strip() == page


def test_back_review_and_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "t\nd\nnej\n15\nt\n16\n3\nr\n3\n4\nr\n9\nr\n\nhvorfor\n?\ns\n"
    text = _talk(monkeypatch, capsys, typed)
    assert "Der er intet svar at tage tilbage." in text
    assert "Svaret er taget tilbage: alder." in text
    assert "  1. hvem der spørger: SSP\n  2. alder: 16 år\n  3. niveau: problematisk brug\n" in text
    assert "Det nummer er ikke på listen." in text
    assert "Svaret kan ændre noget for " in text and "[H " in text
    assert text.splitlines()[-1] == "rusvej suggest --age 16 --level misbrug --as ssp"


def test_back_takes_the_last_answer_back_whatever_it_was_to(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also the one on danger, which is no fact; then the one before it."""
    text = _talk(monkeypatch, capsys, "d\nja\nt\nt\nb\nnej\n15\n3\ns\n")
    taken = [line for line in text.splitlines() if line.startswith("Svaret er taget tilbage")]
    assert [line.rpartition(": ")[2] for line in taken] == [
        "om nogen er i fare.",
        "hvem der spørger.",
    ]
    assert text.splitlines()[-1] == "rusvej suggest --age 15 --level problematisk --as foraelder"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("3\n17\nt\n15\n", "alder 15 år; niveau problematisk brug"),
        ("3 år\n", "alder 3 år"),
        ("misbrug\nmor\n16 år\n", "alder 16 år; niveau misbrug; du er forælder"),
        ("skole\nnej\nproblematisk brug\n15\n", "alder 15 år; niveau problematisk brug; du er fra"),
        ("skole\n16\nnej\n3\n", "alder 16 år; niveau problematisk brug; du er fra"),
    ],
)
def test_a_reply_to_another_of_the_first_questions_is_taken_for_that(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, told: str
) -> None:
    """Numbers are the levels' and the ages', so who asks has letters; what is taken is said."""
    text = _talk(monkeypatch, capsys, typed)
    assert f"oplyst indtil nu: {told}" in text and "Noteret: " in text and "  c. lærer" in text


@pytest.mark.parametrize("typed", ["misb", "problemer", "9999", "v", "0", "6", "3,5", "ingen"])
def test_only_the_very_word_of_another_question_is_taken_for_a_reply_to_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    text = _talk(monkeypatch, capsys, f"{typed}\n")
    assert "Noteret" not in text and "niveau " not in text.split("indtil nu: ")[1].split(".")[0]


def test_options_of_the_command_are_replies_that_can_be_corrected(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "t\nnej\nr\n1\n15\ns\n", *START)
    assert (
        "Der er intet svar at tage tilbage." in text and "alder: 14 år (fra kommandolinjen)" in text
    )
    assert "rusvej suggest --age 15 --level trivsel" in text


def test_a_correction_that_contradicts_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--schooling", "folkeskole", "--grade", "7", *START)
    text = _talk(monkeypatch, capsys, "nej\nr\n3\ningen\ns\n", *arguments)
    assert "er slettet: klassetrin." in text
    assert "--schooling ingen" in text and "--grade" not in text


def test_wrong_input_is_asked_again_and_a_cpr_number_never_repeated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "nej\nhvad\n010203-1234\n?\n0102031234\n7\n?\n\n3\n"
    text = _talk(monkeypatch, capsys, typed, "--age", "15", "--as", "ssp")
    assert "010203" not in text
    assert text.count("Hvilket af guidens fem niveauer") == 8
    assert text.count("Det er ikke et af svarene.") == 3
    assert text.count("ligner et CPR-nummer") == 2


def test_a_year_at_another_school_is_no_class(rulebook: Rulebook) -> None:
    grade, schooling = rulebook.vocabulary["grade"], rulebook.vocabulary["schooling"]
    with pytest.raises(InputError, match="ikke et muligt svar"):
        read(grade, (), "1.g")
    assert read(schooling, options(schooling, frozenset()), "1.g") == "ungdomsuddannelse"


def test_the_end_of_input_ends_with_the_answer_so_far(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "v\nnej\nv\n3\n")
    assert (
        "Der kommer ikke flere svar." in text
        and text.splitlines()[-1] == "rusvej suggest --level problematisk"
    )
    assert "Der kommer ikke flere svar." in _talk(monkeypatch, capsys, "nej\nr\n", *START)


# Nobody is asked what cannot concern them.

#: The first of each pair is asked for before the second: one has to know where somebody goes to
#: school before the class, and whether there was a treatment before where it was.
FIRST = [
    ("schooling", "grade"),
    ("schooling", "reached_grade_8"),
    ("schooling", "school"),
    ("treatment_completed", "treated_where"),
    ("treatment_completed", "completed_within_6_months"),
]
#: Judgements that an authority makes, and nobody at home.
JUDGED = {
    "substitution_target_group",
    "substitution_medical_benefit",
    "complex_misuse",
    "local_treatment_insufficient",
    "detox_special_situation",
    "guide_team_need",
    "placement_ground",
    "can_reflect",
    "needs_treatment",
}


@pytest.mark.parametrize("role", ["ung", "foraelder"])
@pytest.mark.parametrize("level", ["problematisk", "misbrug", "afhaengighed"])
def test_nobody_is_asked_what_only_others_know(rulebook: Rulebook, role: str, level: str) -> None:
    interview = Interview(rulebook)
    rnd = random.Random(level + role)
    for age in (15, 17, 25):
        replies = dialogue(interview, rnd, {"role": role, "age": age, "level": level})[-1]
        asked = [reply.fact for reply in replies]
        assert JUDGED.isdisjoint(asked)
        for before, after in FIRST:
            assert after not in asked or before in asked[: asked.index(after)]
    everybody = {fact.id for fact in rulebook.facts if fact.judged_by}
    assert everybody <= JUDGED


def test_an_authority_is_asked_them(rulebook: Rulebook) -> None:
    start: Case = {"role": "myndighed", "age": 25, "level": "misbrug"}
    interview, rnd = Interview(rulebook), random.Random(2)
    asked = {r.fact for _ in range(5) for r in dialogue(interview, rnd, start)[-1]}
    assert JUDGED & asked


@pytest.mark.parametrize("age", [25, 40])
def test_no_adult_is_asked_for_a_class(rulebook: Rulebook, age: int) -> None:
    """Nobody knows where the person goes to school: then nobody asks for the class."""
    interview = Interview(rulebook)
    for level in LEVELS_OF_THE_GUIDE:
        replies: Replies = (Reply("role", "ssp"), Reply("age", age), Reply("level", level))
        while (fact := interview.step(replies).fact) is not None:
            assert fact not in ("grade", "school", "reached_grade_8", "treated_where")
            replies = (*replies, Reply(fact, None))
        assert len(replies) < 30


def test_what_waits_for_a_fact_is_asked_when_it_is_known(rulebook: Rulebook) -> None:
    """Of a pupil the class is asked after all: the youth guide begins in the eighth."""
    start: Case = {"role": "skole", "age": 14, "level": "trivsel", "schooling": "folkeskole"}
    replies = dialogue(Interview(rulebook), random.Random(1), start, vain=0)[-1]
    assert "grade" in [reply.fact for reply in replies]


def test_every_question_to_the_young_person_has_words_of_its_own(rulebook: Rulebook) -> None:
    """Whoever asks for themselves is "du": the person of the questions is somebody else."""
    voice = Voice(rulebook, {"role": "ung", "age": 16})
    asked = [f for f in rulebook.facts if not f.asked_to or "ung" in f.asked_to]
    third = [
        f.id for f in asked if re.search("personen|den unge|borgeren", voice.question(f), re.I)
    ]
    assert third == []


def test_a_rulebook_without_age_and_levels(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table of vulnerabilities has neither, nor anybody who asks, nor any danger to life."""
    data = ("--data", str(Path(__file__).parent / "rulebooks" / "ssvc"))
    text = _talk(monkeypatch, capsys, "ja\nmeget stor\naktiv\nåben\n", *data)
    assert "Er nogen i fare" not in text and "Hvem er du" not in text
    assert "Der er ikke flere spørgsmål, der kan ændre svaret." in text
    assert text.splitlines()[-1].endswith(f"--data {data[1]}")


def test_a_rulebook_with_an_asker_and_no_levels(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data", str(Path(__file__).parent / "rulebooks" / "vesthimmerland"))
    text = _talk(monkeypatch, capsys, "v\nja\n16\ns\n", *data)
    assert text.index("Er nogen i fare") < text.index("Ring 112") < text.index("Spørgsmål 3:")


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


def test_through_a_pipe_with_json_only_the_answer_is_on_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = io.BytesIO(b"v\nnej\n3\n" + b"v\n" * 5 + b"ja\n" + b"v\n" * 20)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given, "utf-8"))
    assert run(["interview", "--format", "json", "--age", "15"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["case"] == {"age": 15, "level": "problematisk"}
    assert "kan ikke ændre svaret" in told.err


@pytest.mark.parametrize(
    ("typed", "told"),
    [("jeg er lærer\nnej\n16\nniveau 4\n", "alder 16 år; niveau misbrug; du er fra skolen")],
)
def test_what_people_say_before_an_answer_is_no_part_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, told: str
) -> None:
    assert f"indtil nu: {told}." in _talk(monkeypatch, capsys, typed)


def test_who_cannot_tell_the_level_gets_somebody_to_ring(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A parent without the level is not left with nobody; a duty at every level stays."""
    text = _talk(monkeypatch, capsys, "mor\nnej\n17\n" + "v\n" * 9)
    assert "hænger på niveauet." in text and "116 111" in text and "rusvej detect" in text
    school = _talk(monkeypatch, capsys, "skole\nnej\n17\nv\n" + "v\n" * 9)
    assert "skærpet pligt til at underrette" in school


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("hash\nmor\nnej\n16\n3\n", "alder 16 år; niveau problematisk brug; det handler kun om"),
        ("mor\nnej\ngravid\n17\n4\n", "alder 17 år; niveau misbrug; den unge er gravid; du er for"),
        ("jeg\nnej\nhash 15\n2\n", "alder 15 år; niveau eksperimenterende brug; det handler kun"),
        ("jeg\nalkohol og hash\nnej\n30\n4\n", "misbrug; det handler om både alkohol og stoffer;"),
        ("anonym, 25 år og misbrug\njeg\nnej\n", "alder 25 år; niveau misbrug; du ønsker at være"),
        ("mor\nnej\n14\n8. klasse\n3\n", "niveau problematisk brug; klassetrin 8. klasse; du er"),
        ("lærer\nnej\n16\n3\nventeliste\n", "niveau problematisk brug; der er venteliste; du er"),
        ("jeg\nnej\n30\n4\nikke gravid\n", "niveau misbrug; du er ikke gravid; du spørger"),
        ("2.g\nmor\nnej\n17\n2\n", "eksperimenterende brug; går på en ungdomsuddannelse; du er"),
    ],
)
def test_what_is_said_of_the_case_is_heard_at_any_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, told: str
) -> None:
    text = _talk(monkeypatch, capsys, typed)
    assert told in text.split("indtil nu: ")[1] and "Mente du noget andet, så skriv " in text


@pytest.mark.parametrize(
    "typed",
    [
        "ingen hash",
        "var gravid",
        "hash 3",
        "min søn ryger hash",
        "hash og alkohol og te",
        "alkohol, hash",
        "mut",
        "misbrugscenter",
        "familie",
        "ja",
        "behov vurderet",
        "hash 15 misb",
        "gravid?",
        "afhængighed?",
        "15 år?",
        "≠gravid",
        "не gravid",
        "misbrug ¬",
        "ikke gravid og anonym",
        "gravid ikke anonym",
        "-7. klasse",
        "¹8. klasse",
        "niveau 5?",
        "5+",
    ],
)
def test_nothing_is_guessed_of_a_line_that_says_more_or_could_mean_another(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    """Every word has to be one of the case's own, and of one fact alone."""
    text = _talk(monkeypatch, capsys, f"mor\nnej\n{typed}\n")
    assert "oteret" not in text
    assert text.split("indtil nu: ")[1].startswith("du er forælder.")


def test_a_line_as_long_as_can_be_typed_is_soon_read(rulebook: Rulebook) -> None:
    with work(at_most=4_000_000):
        assert heard(rulebook, "hash 15 " * 125) == {"substance": "stoffer", "age": 15}
        assert heard(rulebook, "a " * 500) is None


def test_a_number_beside_the_replies_is_no_second_level(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "mor\nnej\n16\n3\n5\ns\n")
    assert "Det er ikke et af svarene." in text and "oteret" not in text
    assert "--level problematisk" in text


@pytest.mark.parametrize(
    "typed", ["mor\n5\n", "mor\nnej\n5)\n", "mor\nnej\n-5\n", "¹5\nmor\n", "5?\n"]
)
def test_a_digit_that_is_none_of_the_replies_is_no_level(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert "afhængighed" not in _talk(monkeypatch, capsys, typed).rpartition("Svar")[2]


def test_a_reply_that_is_doubted_is_none(rulebook: Rulebook) -> None:
    for fact, typed in (("pregnant", "ja?"), ("level", "misbrug?"), ("substance", "hash?")):
        asked = rulebook.vocabulary[fact]
        with pytest.raises(InputError, match="kan læses som flere svar"):
            read(asked, options(asked, frozenset()), typed)


def test_what_was_noted_can_be_taken_back_and_is_not_changed_by_another_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "hash\nt\nalkohol\nhash\nmor\nnej\n16\n3\ns\n")
    assert "Allerede noteret: det handler kun om alkohol. Mente du noget andet, så skriv r" in text
    assert "rusvej suggest --age 16 --level problematisk --substance alkohol --as for" in text
