"""The first screen: one screen at every level and age, whoever asks, with its groups in order."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from page_told import a_case
from rusvej.answer import Answer, Status
from rusvej.cli.running import run
from rusvej.compiled import checked_case, compiled
from rusvej.compose import Screen, Voice, compose
from rusvej.compose.fitting import LINES
from rusvej.conditions import questions_of
from rusvej.engine import answer as suggest
from rusvej.explain.law_notes import before_birthday, for_answer
from rusvej.model import Rulebook
from rusvej.records import changed
from rusvej.render.screen_lines import height, markdown_lines, shortened, text_lines
from rusvej.render.screen_page import fitted_screen, whole_screen
from rusvej.render.screen_words import paragraphs
from rusvej.render.words import subordinate
from rusvej.truth import Truth

MOTIVATION = ("motivated", "motivated_for_talks", "motivated_to_stop", "wants_treatment")
DAY = date(2026, 11, 25)
LEVELS = ("trivsel", "eksperimenterende", "problematisk", "misbrug", "afhaengighed")
ROLES = (None, "ung", "foraelder", "skole", "ssp", "myndighed", "anden")
LABELS = ("AKUT", "SKAL", "RING", "FØRST", "FRIST", "KAN", "HVIS", "IKKE", "UKLART", "HUSK",
          "SPØRG")  # fmt: skip
TELEPHONES = ("112", "82 12 12 12", "72 33 50 67", "72 33 55 50", "72 33 56 45")


class Composer:
    """Screens of the shipped rulebook, each made once: many tests ask of the same case."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._answer = lru_cache(300)(self._answered)
        self._screen = lru_cache(300)(self._fitted)

    def _answered(self, told: tuple[tuple[str, Any], ...]) -> Answer:
        # As --motivation does: what is said of the motivation is said of all of it.
        facts = dict(told)
        moved = facts.get("motivated")
        case = checked_case(self.book, {**dict.fromkeys(MOTIVATION, moved), **facts})
        return suggest(self.book, case, DAY)

    def _fitted(self, told: tuple[tuple[str, Any], ...]) -> Screen:
        answer = self._answer(told)
        whole = whole_screen(answer, for_answer(self.book.law_notes, answer))
        return fitted_screen(whole, self.book)

    def screen(self, **facts: Any) -> Screen:
        return self._screen(tuple(sorted(facts.items())))

    def whole(self, **facts: Any) -> Screen:
        """All groups, as if a screen had room for them."""
        answer = self._answer(tuple(sorted(facts.items())))
        notes = for_answer(self.book.law_notes, answer)
        return compose(answer, Voice(self.book, answer.case), notes)

    def lines(self, **facts: Any) -> list[str]:
        return [line for line, _ in text_lines(paragraphs(self.screen(**facts), self.book))]


@pytest.fixture(scope="module")
def composer(rulebook: Rulebook) -> Composer:
    return Composer(rulebook)


def label(line: str) -> str:
    word = line[:7].rstrip()
    return word if word in LABELS else ""


def check(composer: Composer, facts: dict[str, Any]) -> None:
    """What holds for every screen."""
    screen = composer.screen(**facts)
    paras = paragraphs(screen, composer.book)
    lines = [line for line, _ in text_lines(paras)]
    text = "\n".join(lines)
    # In a terminal the last of 24 lines is where one types.
    for form, most in ((lines, 23), (markdown_lines(paras), 24)):
        assert len(form) <= most, f"{len(form)} linjer: {facts}"
        assert max(map(len, form)) <= 80, facts
    order = [label(line) for line in lines if label(line)]
    assert order == sorted(order, key=LABELS.index), facts
    assert not re.search(r"\d\d\n +\d\d", text), facts
    for number in re.findall(r"(?:\d\d ){3}\d\d", text):
        assert number in TELEPHONES, facts
    assert "passer" not in text.split(), facts
    # What can be done is never counted alone.
    assert not re.search(r"^KAN +og \d", text, re.M), facts
    age, level, role = facts.get("age"), facts.get("level"), facts.get("role")
    if level in ("misbrug", "afhaengighed"):
        assert any("112" in line for line in lines[:4]), facts
        if age and age >= 18 and role not in ("ssp", "myndighed"):
            # [K 211-212, 382] who asks for anonymity rings the centre, [K 332-333] others the team.
            number = "72 33 55 50" if facts.get("wants_anonymity") else "72 33 50 67"
            assert any(number in line for line in lines[:9]), facts
    if role in ("ung", "foraelder"):
        assert "underret" not in text.lower(), facts
    if role == "ssp":
        assert not re.search(r"[Kk]ontakt SSP", text), facts
    if level in LEVELS[2:] and age and age < 18 and role not in ("ung", "foraelder", "anden"):
        # Who receives it is told that, the others whom it is sent to.
        assert ("underretningen" if role == "myndighed" else "underrettes") in text, facts


def cases(ages: Iterable[int], each: int = 1) -> Iterator[dict[str, Any]]:
    """Every case of those ages, or one of so many: all levels, roles and motivations even so."""
    every = itertools.product(ages, LEVELS, ROLES, (None, True, False))
    for age, level, role, motivated in itertools.islice(every, 0, None, each):
        yield {"age": age, "level": level, "role": role, "motivated": motivated}


#: Those who answer for most of the rules; the others in the slow run.
EACH_ROLE = pytest.mark.parametrize(
    "role",
    [pytest.param(role, marks=() if role in (None, "ung") else pytest.mark.slow) for role in ROLES],
)
#: One case of so many: the fewer are tried, the quicker is the run.
PARTS = ((16, ()), (4, pytest.mark.slow), (1, pytest.mark.long))
EACH = pytest.mark.parametrize("each", [pytest.param(x, marks=marks) for x, marks in PARTS])


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_every_screen_is_a_screen(composer: Composer, rulebook: Rulebook, part: int) -> None:
    """Ages that no rule tells apart have the same screen but for the number: the first and the
    last of each class, where the number has another digit, and where "den unge" ends."""
    starts = {9, 10, 24, 25, *compiled(rulebook).variables.classes["age"]}
    ages = {age for start in starts for age in (int(start) - 1, int(start)) if 7 <= age <= 60}
    for facts in list(cases((*sorted(ages), 60)))[part::4]:
        check(composer, facts)


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_a_screen_on_either_side_of_each_bound(composer: Composer, level: str) -> None:
    for age, role, motivated in itertools.product(
        (7, 15, 17, 18, 25, 40), ROLES[:5], (None, False)
    ):
        check(composer, {"age": age, "level": level, "role": role, "motivated": motivated})


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"age": 15},
        {"age": 40},
        {"level": "misbrug"},
        {"role": "ung"},
        {"age": 28, "level": "afhaengighed", "pregnant": True},
        {"age": 19, "level": "misbrug", "substance": "alkohol"},
        {"age": 17, "level": "misbrug", "other_measure": "ung", "waiting_list": True},
        {"age": 16, "level": "problematisk", "schooling": "folkeskole", "grade": 9,
         "ssp_tried": True, "school": "skole-center-hirtshals"},
        {"age": 30, "level": "misbrug", "substance": "begge", "needs_treatment": True,
         "wants_anonymity": True, "motivated": True, "attends_reliably": True,
         "can_reflect": True, "receives_social_help": False},
    ],
)  # fmt: skip
def test_a_screen_with_little_or_much_known(composer: Composer, facts: dict[str, Any]) -> None:
    check(composer, facts)


def test_the_law_comes_before_what_the_guide_says_must_be_done(composer: Composer) -> None:
    must = composer.screen(age=17, level="misbrug", motivated=False).must
    assert [line.id for line in must] == ["underretningspligt", "underret-myndighed"]
    assert must[0].law and not must[1].law


@pytest.mark.parametrize("role", [None, "skole", "ssp", "myndighed"])
def test_what_one_may_do_is_not_among_what_one_must(composer: Composer, role: str | None) -> None:
    # [H 519] names four possibilities, [H 528-529] and [H 531-532] two that notify; [H 351-352]
    # leaves none: it is sent.
    may = composer.screen(
        age=16, level="misbrug", role=role, motivated_to_stop=False, mut_uncooperative=True
    )
    assert [line.id for line in may.must if line.kind == "action"] == ["underret-myndighed"]
    must = composer.screen(age=16, level="problematisk", role=role, ssp_tried=True).must
    assert "ssp-underretter-efter-forsoeg" in [line.id for line in must]


def test_what_must_be_done_is_not_told_again_as_something_one_can(composer: Composer) -> None:
    screen = composer.screen(age=15, level="problematisk")
    can = [line.id for door in (*screen.now, *screen.decision) for line in door.lines]
    assert "myndighed" not in can
    # A parent must nothing, and can turn there.
    screen = composer.screen(age=15, level="problematisk", role="foraelder")
    assert screen.must == ()
    assert "myndighed" in [line.id for door in screen.now for line in door.lines]


def test_an_adult_is_told_the_door_where_the_deadline_begins(composer: Composer) -> None:
    first = composer.screen(age=25, level="misbrug").first
    assert first is not None
    assert (first.unit, first.telephone) == ("misbrugsteam", "72 33 50 67")
    assert {line.id for line in first.granted} >= {"behandling-12-uger", "dagbehandling", "modul-1"}
    assert "behandlingsstart" in [line.id for line in first.deadlines]
    assert composer.screen(age=17, level="misbrug").first is None
    assert composer.screen(level="misbrug").first is None


def test_the_door_is_not_the_first_for_whom_the_documents_point_on_from_it(
    composer: Composer,
) -> None:
    # [K 350-352] the talk is for who wants help; [K 368] the decision is written, [K 371-373] who
    # wants to be anonymous calls elsewhere; [K 59] who is in treatment has begun.
    def first(**facts: Any) -> bool:
        return composer.screen(age=30, level="misbrug", substance="stoffer", **facts).first is None

    assert first(wants_treatment=False)
    assert first(in_treatment=True)
    assert first(wants_anonymity=True)
    assert not first(wants_treatment=True)
    assert not first(wants_anonymity=False, in_treatment=False)


@pytest.mark.parametrize(
    ("main", "after"),
    [
        ("den unge kommer ikke stabilt", "den unge ikke kommer stabilt"),
        ("den unge samarbejder ikke længere om den", "den unge ikke længere samarbejder om den"),
        ("en ung, der ikke vil stoppe", "en ung, der ikke vil stoppe"),
    ],
)
def test_a_clause_after_a_conjunction_has_its_words_in_order(main: str, after: str) -> None:
    assert subordinate(main) == after


def test_what_an_offer_still_hangs_on_is_said_and_not_what_is_known(composer: Composer) -> None:
    # [K 208-209] no help for other social problems: the need is a no, and that is what is said.
    screen = composer.screen(
        age=26, level="misbrug", substance="stoffer", needs_treatment=True, wants_anonymity=True
    )
    lines = {line.id: line for door in screen.now for line in door.lines}
    said = lines["anonym-behandling"].condition
    assert "anden social hjælp" in said and "anonym" not in said
    # [H 752-754]: not being able to use the other measures is what the job centre asks for.
    screen = composer.screen(age=30, level="misbrug", several_measures_failed=False)
    hanging = {line.id: line.condition for line in screen.if_}
    assert "jobcentrets øvrige indsatser kan bruges" not in str(hanging)


def hangs_on(composer: Composer, offer: str, **facts: Any) -> str:
    """What stands after “hvis” beside an offer, wherever on the screen it is."""
    screen = composer.whole(**facts)
    lines = [line for door in (*screen.now, *screen.decision) for line in door.lines]
    lines += [*screen.if_, *(screen.first.granted if screen.first else ())]
    return next(line.condition for line in lines if line.id == offer)


def test_of_two_ways_the_one_that_is_left_is_said(composer: Composer) -> None:
    # [H 371-372] the young person's own motivation, or another professional who sees to it.
    case: dict[str, Any] = {"age": 16, "level": "problematisk", "schooling": "folkeskole"}
    both = hangs_on(composer, "mut", **case)
    assert both == "den unge vil, eller en fagperson motiverer (vigtigt)"
    left = hangs_on(composer, "mut", **case, motivated=False)
    assert "fagperson" in left and "egen" not in left and "den unge vil" not in left
    for met in ({"motivated": True}, {"motivation_support": True}):
        assert hangs_on(composer, "mut", **case, **met) == ""


def test_a_condition_said_alone_says_what_it_is_of(composer: Composer) -> None:
    """[K 188-189] within six months of the treatment; [K 137-139] the special situation, once."""
    case: dict[str, Any] = {"age": 25, "level": "misbrug", "substance": "stoffer"}
    after = hangs_on(composer, "boostersamtaler", **case, treatment_completed=True)
    assert "sluttede behandlingen det seneste halvår" in after
    during = hangs_on(composer, "boostersamtaler", **case, in_treatment=True)
    assert "primærbehandlingen er afsluttet (eller måske afbrudt)" in during
    assert hangs_on(composer, "doegnbehandling", **case).count("særlig situation") == 1


def test_of_three_demands_those_met_are_left_out(composer: Composer) -> None:
    # [H 415-416, 421-426] stable, motivated, able to reflect.
    case: dict[str, Any] = {"age": 16, "level": "problematisk"}
    words = {"attends_reliably": "stabilt", "motivated": "motiveret", "can_reflect": "reflektere"}
    for known in itertools.chain.from_iterable(itertools.combinations(words, n) for n in range(3)):
        said = hangs_on(composer, "behandling-12-uger", **case, **dict.fromkeys(known, True))
        assert {fact for fact, word in words.items() if word in said} == set(words) - set(known)
        assert said.startswith("den unge ")
    # [H 465, 481-482] of an adult nobody says again that she is one.
    said = hangs_on(composer, "dagbehandling", age=25, level="misbrug", motivated=True)
    assert "18" not in said and "motiveret" not in said and "stabilt" in said


def test_what_is_known_of_a_pregnant_adult_is_not_asked_of_her(composer: Composer) -> None:
    # [K 148-151] the contract is for who is pregnant and is offered residential treatment.
    case: dict[str, Any] = {"age": 28, "level": "afhaengighed", "substance": "stoffer"}
    assert "gravid" in hangs_on(composer, "graviditetskontrakt", **case)
    said = hangs_on(composer, "graviditetskontrakt", **case, pregnant=True)
    assert "gravid" not in said and "tilbydes døgnbehandling" in said
    told = hangs_on(composer, "graviditetskontrakt", **case, pregnant=True, role="ung")
    assert told.startswith("du ")


def test_what_was_told_is_not_asked_again(rulebook: Rulebook) -> None:
    # Also where one option sets several facts together, of which only some were told.
    chance = random.Random(4)
    for case in [a_case(rulebook, chance) for _ in range(200)]:
        screen = compose(suggest(rulebook, case, DAY), Voice(rulebook, case))
        assert not {each.fact for each in screen.ask} & set(case), case


def test_the_asker_hears_of_herself_in_the_second_person(composer: Composer) -> None:
    screen = composer.screen(age=16, level="problematisk", role="ung", motivated=False)
    said = [line.text for line in screen.not_] + list(screen.case)
    assert said and not any("den unge" in text for text in said)
    assert screen.not_[0].text == "du er motiveret"


def test_what_is_asked_is_asked_with_what_the_command_takes(composer: Composer) -> None:
    said = "\n".join(composer.lines(age=30, level="misbrug"))
    assert "--substance alkohol|stoffer|begge" in said


def test_ssp_is_spoken_to_as_the_one_who_does_it(composer: Composer) -> None:
    screen = composer.screen(age=15, level="problematisk", role="ssp")
    own = {door.unit for door in screen.now if door.own}
    # [H 338-341] what the SSP teacher does is the teacher's.
    assert own == {"ssp-ungdomskonsulent"}


def test_who_is_not_named_among_those_who_can_turn_to_it_is_told_so(composer: Composer) -> None:
    # [H 457] names the young and the advisers, not the parents; [H 345-346] SSP's own teacher, the
    # parents and the department, not the school; [H 291] "others", which the school is, too.
    def told(offer: str, level: str, role: str, **facts: Any) -> str:
        screen = composer.whole(age=15, level=level, role=role, motivated=True, **facts)
        return " ".join(n for d in screen.now for x in d.lines if x.id == offer for n in x.notes)

    school = {"schooling": "ungdomsuddannelse"}
    said = told("uddannelsesmentor", "problematisk", "foraelder", **school)
    assert "Om forældre kan henvende sig, siger guiden ikke" in said
    assert "henvende sig" not in told("uddannelsesmentor", "problematisk", "ung", **school)
    assert "Om myndigheden" in told("ssp-ungdomskonsulent", "eksperimenterende", "myndighed")
    assert "henvende sig" not in told("ssp-ungdomskonsulent", "problematisk", "myndighed")
    assert "henvende sig" not in told("mut", "eksperimenterende", "skole")
    assert "henvende sig" not in told("mut", "problematisk", "skole")


def told_as(composer: Composer, offer: str, **facts: Any) -> str:
    """The line of an offer that one can turn to, does oneself or decides on."""
    screen = composer.whole(**facts)
    lines = [line for door in (*screen.now, *screen.decision) for line in door.lines]
    return next(" ".join((x.text, *x.notes)) for x in lines if x.id == offer)


def test_the_school_hears_who_makes_the_contact(composer: Composer) -> None:
    # [H 259-260, 340-341] the SSP teacher or the parents; [H 367, 545, 824] the school itself.
    for level in ("eksperimenterende", "problematisk"):
        said = told_as(composer, "ssp-ungdomskonsulent", age=15, level=level, role="skole")
        assert "kontaktes af" in said and "SSP-læreren" in said
    for level in ("problematisk", "misbrug", "afhaengighed"):
        said = told_as(composer, "mut", age=15, level=level, role="skole")
        assert "skolen kan" in said and "højst 5 samtaler" in said
    said = told_as(composer, "mut", age=15, level="eksperimenterende", role="skole")
    assert "skolen" not in said  # [H 291] names the young, the parents and others
    # [O 1051-1075] is for who does not know whether it is substances.
    for level in LEVELS:
        known = composer.screen(age=14, level=level, role="skole").know
        assert ("rusvej detect" in " ".join(x.text for x in known)) == (level == "trivsel")


def test_who_makes_no_contact_is_not_sent_there_first(composer: Composer) -> None:
    # [H 640] the parents are not among those who turn to the mentor, [H 545] they are for MUT.
    facts = {"age": 17, "level": "misbrug", "motivated": False, "schooling": "ungdomsuddannelse"}
    for role in ("foraelder", "ssp"):
        doors = composer.whole(**facts, role=role).now
        assert doors[-1].unit == "uddannelsesmentor"
    own = [door.unit for door in composer.whole(**facts, role="ung").now]
    assert own.index("uddannelsesmentor") < own.index("mut")


@pytest.mark.parametrize("known", [{}, {"motivation_support": False}])
@pytest.mark.parametrize("level", ["problematisk", "misbrug", "afhaengighed"])
def test_a_parent_of_who_does_not_want_help_keeps_the_team_and_a_number(
    composer: Composer, level: str, known: dict[str, bool]
) -> None:
    # [H 371-372, 551-553, 830-832] it is important that somebody wants it, not a demand.
    lines = composer.lines(age=16, level=level, role="foraelder", motivated=False, **known)
    text = " ".join(" ".join(lines).split())
    assert "MUT: " in text if not known else "Om MUT kan bruges" in text
    assert re.search(r"(?:\d\d.){3}\d\d", text.replace("82 12 12 12", ""))


def test_a_young_person_can_ring_somebody(composer: Composer) -> None:
    for level in LEVELS:
        for motivated in (None, True, False):
            screen = composer.whole(age=15, level=level, role="ung", motivated=motivated)
            assert [line.id for line in screen.call] == ["boernetelefonen"]
        assert composer.whole(age=15, level=level, role="skole").call == ()
        assert composer.whole(age=18, level=level, role="ung").call == ()
    lines = composer.lines(age=15, level="misbrug", role="ung")
    assert any("116 111" in line for line in lines[:4])


@pytest.mark.parametrize("age", [13, 17])
def test_what_the_department_decides_is_never_cut(composer: Composer, age: int) -> None:
    # [H 409, 439-440, 569, 620-621, 713] it decides on these under 18.
    for motivated, level in itertools.product((None, True), ("problematisk", "misbrug")):
        facts = {"age": age, "level": level, "role": "myndighed", "motivated": motivated}
        decided = [x.label for d in composer.whole(**facts).decision if d.own for x in d.lines]
        text = "\n".join(composer.lines(**facts))
        assert len(decided) >= 2
        for number, name in enumerate(decided, start=1):
            assert f"{number} {name}" in text


def test_the_department_is_told_what_it_receives_and_not_to_notify_itself(
    composer: Composer,
) -> None:
    # [H 399-402] it is notified, and SSP stays until a measure begins.
    for level in LEVELS[2:]:
        must = composer.screen(age=16, level=level, role="myndighed").must
        assert [line.id for line in must] == ["underret-myndighed"]
        assert "får underretningen" in must[0].text and "SSP" in must[0].text
    for level in LEVELS:
        text = " ".join(composer.lines(age=25, level=level, role="myndighed"))
        assert "uden at give dit navn" not in text


def test_beside_another_measure_ssp_is_told_the_narrow_task_alone(composer: Composer) -> None:
    # [H 535-536]; [H 514-532] without one there are four ways.
    facts: dict[str, Any] = {"age": 16, "level": "misbrug"}
    for role in (None, "ssp", "foraelder"):
        for measure in ("ung", "familie"):
            said = told_as(
                composer, "ssp-ungdomskonsulent", **facts, role=role, other_measure=measure
            )
            assert "kun rådgivning og konsulentbistand" in said
            assert "forløb" not in said
        assert "kun rådgivning" not in told_as(
            composer, "ssp-ungdomskonsulent", **facts, role=role, other_measure="ingen"
        )
    said = told_as(composer, "ssp-ungdomskonsulent", **facts, role="ssp")
    assert "fire muligheder" in said and "MUT" in said and said.count("underret") == 2


def test_a_condition_that_is_said_is_cited(composer: Composer) -> None:
    # The lines of the team's condition and of the treatment's three.
    cited = {
        "mut": {"eksperimenterende": (295, 297), "problematisk": (371, 372), "misbrug": (551, 553),
                "afhaengighed": (830, 832)},
        "behandling-12-uger": {"problematisk": (421, 426), "misbrug": (582, 587),
                               "afhaengighed": (861, 865)},
    }  # fmt: skip
    for offer, levels in cited.items():
        for level, lines in levels.items():
            screen = composer.whole(age=16, level=level)
            shown = [x for d in (*screen.now, *screen.decision) for x in d.lines if x.id == offer]
            first, last = lines
            assert any(s.first <= first and last <= s.last for s in shown[0].sources)
    guide = next(
        x for d in composer.whole(age=14, level="trivsel").decision for x in d.lines
        if x.id == "ungeguide"
    )  # fmt: skip
    assert (317, 317) in [(s.first, s.last) for s in guide.sources]  # the committee


def test_what_decides_is_said_in_the_short_forms_with_its_lines(
    composer: Composer, capsys: pytest.CaptureFixture[str]
) -> None:
    """[K 136-140] a special situation, an extensive and complex misuse, and too little help at
    home, all three; [H 751-756] neither the job centre's other measures nor motivation; [K 207-209]
    in need of treatment, and no help with other social problems."""
    case = ["--age", "25", "--level", "misbrug"]
    assert run(["suggest", *case, "--show", "kan", "--show", "hvis"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert re.search(
        r"Døgnbehandling \(i særlige tilfælde\).* omfattende og komplekst misbrug", text
    )
    assert re.search(r"ikke hjælpes nok i Misbrugscenteret\. \[K 137-140; H 711-712\]", text)
    assert "hverken vil stoppe eller behandles (hvis det er et krav)" in text
    assert "behandlingskrævende stofmisbrug, ikke får anden social hjælp" in text
    assert "over 18 og har et misbrug" not in text  # what she has said already
    assert run(["suggest", *case, "--as", "ung", "--show", "kan"]) == 0
    assert "arbejde med dit misbrug" in " ".join(capsys.readouterr().out.split())
    assert run(["why", "doegnbehandling", *case]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert re.search(r"komplekst, og situationen er særlig\. \[K 137-139", text)
    assert re.search(r"utilstrækkelige\. \[K 139-140", text)


@EACH
def test_no_condition_that_has_short_words_is_dropped(composer: Composer, each: int) -> None:
    """While nothing is said of an offer beyond age and level: every one of its conditions that has
    few words is said or counted."""
    for facts in cases((16, 25, 70), each * 3):
        if facts["motivated"] is not None:
            continue
        answer = composer._answer(tuple(sorted(facts.items())))
        whole = composer.whole(**facts)
        granted = whole.first.granted if whole.first else ()
        doors = [x for door in (*whole.now, *whole.decision) for x in door.lines]
        for line in (*granted, *doors):
            waiting = [
                r for r in answer.offer(line.id).reasons
                if r.verdict is Truth.UNKNOWN and r.criterion.if_
            ]  # fmt: skip
            if not line.condition or not waiting:
                continue
            more = re.search(r"og (\d+) betingelse", line.condition)
            assert len(waiting) <= 3 + (int(more[1]) if more else 0), facts
            for reason in waiting[:3]:
                # "sin" is "din" to whom it is about.
                words = re.sub(r"\bd(in|it|ine)\b", r"s\1", line.condition)
                assert reason.criterion.if_ in words, (line.id, facts)


def test_what_a_criterion_rests_on_stands_before_what_it_is_framed_by(rulebook: Rulebook) -> None:
    """Short forms cite the first place: not the title or the age limit of a whole document, which
    belong to the questions that say whom the criterion is for."""
    sources = {question.id: set(question.sources) for question in rulebook.questions}
    framed = 0
    for offer in rulebook.offers:
        for criterion in offer.criteria:
            frame = {
                c
                for q in questions_of(criterion.applies_when, rulebook.readings)
                for c in sources[q]
            }
            framed += bool(frame)
            assert criterion.sources[0] not in frame, (offer.id, criterion.id)
    assert framed  # else there is nothing that this holds


def test_the_young_person_keeps_the_number_and_learns_who_talks_with_the_parents(
    composer: Composer,
) -> None:
    text = " ".join(" ".join(composer.lines(age=16, level="problematisk", role="ung")).split())
    assert "dine forældre" in text
    assert "72 33 55 50" in text
    assert "den unge" not in text.replace("SSP", "")


def test_without_a_level_the_stories_stand_and_one_question(composer: Composer) -> None:
    screen = composer.screen()
    assert [line.id for line in screen.levels] == list(LEVELS)
    assert screen.ask[0].fact == "level"
    assert screen.now == () and screen.decision == ()


@EACH_ROLE
def test_without_a_level_everybody_is_asked_for_it(composer: Composer, role: str | None) -> None:
    """What can be granted, and whether a deadline runs, hangs on it: nothing of that is told."""
    for age in (12, 17, 19, 25, 40, 70):
        for facts in ({}, {"schooling": "ingen"}, {"substance": "stoffer"}):
            screen = composer.screen(age=age, role=role, **facts)
            assert screen.ask[0].fact == "level"
            lines = composer.lines(age=age, role=role, **facts)
            asked = next(i for i, line in enumerate(lines) if label(line) == "SPØRG")
            assert sum("Afhængighed: Sofus" in line for line in lines[asked:]) == 1
            assert not {"FØRST", "FRIST"} & {label(line) for line in lines}


@pytest.mark.parametrize("role", [None, "ung", "foraelder", "ssp"])
def test_nothing_is_asked_before_the_level_and_the_age(
    composer: Composer, role: str | None
) -> None:
    """What can be offered at all hangs on them; alcohol is nothing to begin with."""

    def asked(**facts: Any) -> list[str]:
        return [each.fact for each in composer.whole(role=role, **facts).ask]

    who = [] if role else ["role"]
    assert asked() == ["level", *(who or ["age"])]
    assert asked(age=25) == ["level", *who]
    for level in LEVELS:
        assert asked(level=level) == ["age", *who]


@EACH
def test_the_first_question_decides_on_most_of_whom_one_can_ring_now(
    composer: Composer, each: int
) -> None:
    for facts in cases((17,), each):
        screen = composer.whole(**facts)
        answer = composer._answer(tuple(sorted(facts.items())))
        # What fits and waits for nothing can only be taken away by an answer.
        waits = {r.offer.id for r in answer.offers if r.missing or r.status is not Status.FITS}
        rung = {line.id for door in screen.now for line in door.lines} & waits
        if facts["role"] == "ssp":
            continue  # her own task comes first
        deciding = [len(rung.intersection(each.settles)) for each in screen.ask]
        assert deciding == sorted(deciding, reverse=True), facts
    # [H 295-297, 371-372, 551-553] of MUT, the young one's own wish decides; school does not.
    whole = composer.whole(age=16, level="eksperimenterende")
    assert whole.ask[0].fact == "motivated" and "mut" in whole.ask[0].settles


def test_a_near_miss_is_one_thing_that_can_change(composer: Composer) -> None:
    assert [line.id for line in composer.screen(age=17, level="misbrug", motivated=False).not_] == [
        "behandling-12-uger"
    ]
    # Too young is nothing that one can change.
    assert composer.screen(age=17, level="misbrug").not_ == ()


#: What the data's texts ask somebody to do.
ORDERS = (
    "aftal", "bed", "beskriv", "brug", "find", "følg", "fortæl", "få", "giv", "gå", "henvend",
    "husk", "hør", "kontakt", "kom", "lad", "lav", "læs", "møde", "ring", "se", "send",
    "sig", "skriv", "slip", "spørg", "søg", "tag", "tal", "tilbyd", "underret", "vent", "vælg",
)  # fmt: skip
#: An order begins a sentence or a clause: "problematisk brug" is none.
ORDER = re.compile(rf"(?:^|[.:;,(–?]\s*|\b(?:og|eller|men|så)\s)(?:{'|'.join(ORDERS)})\b", re.I)


def unclear_texts(composer: Composer, facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What the whole composition says in its unclear rows, and where it can be asked."""
    for line in composer.whole(**facts).unclear:
        yield ": ".join(filter(None, (line.label, line.text))), line.reach


def check_orders(composer: Composer, tried: Iterable[dict[str, Any]], least: int) -> None:
    """No unclear row is an order; `least` different ones are seen, those of a unit without a number
    among them."""
    seen, reached = set(), set()
    for facts in tried:
        for text, reach in unclear_texts(composer, facts):
            assert not ORDER.search(text) and not ORDER.search(reach), (text, reach, facts)
            seen.add(text)
            reached.add(reach)
    assert len(seen) >= least, len(seen)
    assert any("72 33 55 50" in reach for reach in reached)


def test_every_order_of_the_data_is_known_as_one(rulebook: Rulebook) -> None:
    """What an open offer would say first, and what is said beside a number, is found."""
    steps = {step.text for offer in rulebook.offers for step in offer.contact.first_step} | {
        told.text for w in rulebook.screen if w.of == "contacts" for told in w.told
    }
    found = {text for text in steps if ORDER.search(text)}
    assert len(found) >= 20
    # The others say how it is.
    assert all(re.search(r" er |aftaler selv", text) for text in steps - found), steps - found
    for text in ("Om X (spørg Y, 12 34)", "Ring til X", "om Y; søg det", "Botilbud: kontakt X"):
        assert ORDER.search(text)
    assert not ORDER.search("Om MUT er for den, hvis brug er problematisk brug")


def test_nothing_unclear_is_an_order(composer: Composer) -> None:
    few = itertools.product((16, 41), LEVELS, (None, "foraelder"), (None, False))
    tried = ({"age": a, "level": at, "role": r, "motivated": m} for a, at, r, m in few)
    check_orders(composer, tried, 11)


@pytest.mark.slow
def test_nothing_unclear_is_an_order_whatever_is_known(
    composer: Composer, rulebook: Rulebook
) -> None:
    chance = random.Random(10)
    tried = [a_case(rulebook, chance) for _ in range(1_500)]
    check_orders(composer, (*cases(range(7, 61, 2), each=7), *tried), 60)


@pytest.mark.parametrize("width", [0, 40, 60, 69, 70, 80, 160])
def test_no_width_loses_a_word(composer: Composer, width: int) -> None:
    paras = paragraphs(composer.screen(age=25, level="misbrug"), composer.book)
    paras = paras[1:]  # the head is cut to the room there is
    lines = [line for line, _ in text_lines(paras, width)]
    wide = " ".join(" ".join(line for line, _ in text_lines(paras)).split())
    said = " ".join(" ".join(lines).split())
    if 70 <= (width or 80) <= 80:
        assert said == wide
    assert sorted(re.findall(r"[^\W\d]{3,}", said)) == sorted(re.findall(r"[^\W\d]{3,}", wide))
    longest = max(len(line) for line in lines)
    assert longest <= (min(width, 90) or 80)


def test_every_letter_that_is_used_is_explained(composer: Composer) -> None:
    for age, level, role in itertools.product((15, 28), LEVELS, ("ung", "skole")):
        text = " ".join(" ".join(composer.lines(age=age, level=level, role=role)).split())
        body, _, _ = text.rpartition("; tal = linjer")
        used = set(re.findall(r"(?:\[|; )([A-Z]) \d", body))
        assert used == set(re.findall(r"\b([A-Z]) = ", body)), (age, level, role)


def test_a_telephone_number_is_whole_at_every_width(composer: Composer) -> None:
    paras = paragraphs(composer.screen(age=25, level="misbrug"), composer.book)
    for width in range(30, 100):
        text = "\n".join(line for line, _ in text_lines(paras, width))
        assert "72 33 50 67" in text and "82 12 12 12" in text
        assert not re.search(r"\d\d\n *\d\d", text)


def test_a_deadline_that_no_answer_makes_sure_is_told_as_unclear(composer: Composer) -> None:
    # [K 19-22, 44] whether the standard is for problematic use is open, whatever the substance.
    def told(level: str) -> Any:
        first = composer.screen(age=25, level=level).first
        assert first is not None
        return next(line for line in first.deadlines if line.id == "behandlingsstart")

    assert told("problematisk").notes
    assert not told("misbrug").notes  # there the substance decides it, and whether a name is given
    assert told("misbrug").condition == "rusmiddel og anonymitet"


def test_the_word_for_the_person_is_not_put_into_other_words(composer: Composer) -> None:
    # Whoever is a contact person is not the one the answer is about.
    for level in LEVELS:
        said = " ".join(composer.lines(age=45, level=level))
        assert not re.search(r"\w(?:borgeren|den unge)", said)


@pytest.mark.parametrize(
    "level",
    [
        "misbrug",
        *(pytest.param(x, marks=pytest.mark.slow) for x in LEVELS[1:] if x != "misbrug"),
    ],
)
@pytest.mark.parametrize("asker", ["", "ung", "foraelder", "skole", "ssp", "myndighed"])
def test_what_is_one_option_away_is_the_group_whole(
    level: str, asker: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rows of the screen and the number of those left out are the rows of ``--show can``, by
    the same numbers."""
    case = ["--age", "17", "--level", level, *(["--as", asker] if asker else [])]
    assert run(["suggest", *case]) == 0
    can = re.split(r"\n[A-ZÆØÅ]{3,} ", capsys.readouterr().out.partition("\nKAN ")[2])[0]
    numbers = [int(each) for each in re.findall(r"(?:^     |(?<=\S)\s{3})(\d+)\s(?=\S)", can, re.M)]
    more = re.search(r"og (\d+) mere: --show kan", can)
    assert run(["suggest", *case, "--show", "can"]) == 0
    said = capsys.readouterr().out
    whole = re.findall(r"(?:^ {4,5}|(?<=\S)\s{3})(\d+)\s(?=\S)", said, re.M)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(whole) == len(numbers) + (int(more[1]) if more else 0)


FULL: list[dict[str, Any]] = [
    {"age": 22, "role": "myndighed", "substance": "alkohol"},
    {"age": 20, "role": "myndighed", "pregnant": True, "substance": "stoffer"},
    {"age": 19, "role": "myndighed", "pregnant": True, "schooling": "folkeskole"},
    {"age": 19, "role": "anden", "pregnant": True, "ssp_tried": True, "schooling": "ingen"},
    {"age": 25, "role": "foraelder", "motivated": True, "schooling": "arbejde"},
    {"age": 40, "role": "skole", "motivated": True, "pregnant": True},
]


@pytest.mark.parametrize("facts", FULL)
def test_the_fullest_screen_has_something_to_do_and_a_question(
    composer: Composer, facts: dict[str, Any]
) -> None:
    for level in LEVELS[3:]:
        whole = composer.whole(level=level, **facts)
        assert whole.ask and (whole.now or whole.decision)
        check_not_empty(composer, {"level": level, **facts})


def check_not_empty(composer: Composer, facts: dict[str, Any]) -> None:
    """What can be asked or done is on the screen, as far as there is any: one of each at least."""
    screen, whole = composer.screen(**facts), composer.whole(**facts)
    assert bool(screen.ask) == bool(whole.ask), facts
    assert bool(screen.now or screen.decision) == bool(whole.now or whole.decision), facts


@pytest.mark.slow
def test_no_screen_is_without_something_to_do_and_a_question(
    composer: Composer, rulebook: Rulebook
) -> None:
    chance = random.Random(20)
    more = [
        ("pregnant", True),
        ("substance", "alkohol"),
        ("ssp_tried", True),
        ("schooling", "ingen"),
    ]
    for facts in cases((9, 16, 17, 18, 20, 24, 41), each=2):
        check_not_empty(composer, {**facts, **dict(chance.sample(more, 2))})


def test_a_condition_of_two_offers_is_said_once(composer: Composer) -> None:
    text = " ".join(" ".join(composer.lines(level="misbrug")).split())
    assert "SSP-ungdomskonsulent [H 514-532] og Familieafd./Handicapafd. [H 558-564]" in text
    assert text.count("er under 18 (") == 1


def test_what_one_option_answered_is_told_as_one_thing_and_counted(composer: Composer) -> None:
    said = {"age": 16, "level": "misbrug", "motivated": True}
    told = composer.screen(**said).case
    assert told[-1] == "den unge er motiveret for en forandring (og 3 ting til)"
    told = composer.screen(**said, motivated_to_stop=False).case
    assert told[-2:] == (
        "den unge er motiveret for en forandring (og 2 ting til)",
        "den unge er ikke motiveret for at stoppe",
    )


@pytest.mark.parametrize(
    ("facts", "head"),
    [
        ({"age": 12, "level": "trivsel", "role": "skole", "grade": 6}, "(og 2 ting til)"),
        (
            {"age": 16, "level": "eksperimenterende", "role": "ung", "motivated": True},
            "brug (og 4 til)",
        ),
        (
            {"age": 16, "level": "problematisk", "role": "ssp", "other_measure": "familie"}
            | {"cooperates": False},
            "SSP (og 2 ting til)",
        ),
    ],
)
def test_what_a_head_has_no_room_for_is_counted_in_words(
    composer: Composer, facts: dict[str, Any], head: str
) -> None:
    """A count without its word only where the level would have to go for it."""
    first = text_lines(paragraphs(composer.screen(**facts), composer.book))[0][0]
    assert f"{head} " in first and len(first) <= 80


def test_in_a_narrow_terminal_whose_answer_it_is_and_the_day_stand_first(
    composer: Composer,
) -> None:
    paras = paragraphs(composer.screen(age=22, level="misbrug"), composer.book)
    lines = [line for line, _ in text_lines(paras, 40)]
    assert lines[0] == "Hjørring Kommune, 25. nov. 2026: 22 år ·"
    assert lines[1].startswith("niveau misbrug · resten")


def test_what_one_thing_is_told_for_is_counted_with_it() -> None:
    text = "15 år · misbrug · motiveret (og 3 ting til) · behandles nu · resten er ikke oplyst"
    assert shortened(text, 50) == "15 år · misbrug · motiveret (og 4 ting til)"
    assert shortened(text, 40) == "15 år · misbrug (og 5 ting til)"


@pytest.mark.parametrize(
    "level",
    [
        pytest.param(level, marks=() if level in LEVELS[:4:3] else pytest.mark.slow)
        for level in LEVELS
    ],
)
def test_the_law_s_duty_holds_at_every_level_until_eighteen(composer: Composer, level: str) -> None:
    # The note's trigger is an age and a need of support, not a level.
    for role, said in (("skole", "Du har skærpet pligt"), ("ssp", "Du har skærpet pligt")):
        assert said in " ".join(composer.lines(age=17, level=level, role=role))
        assert said not in " ".join(composer.lines(age=18, level=level, role=role))
    for role in ("ung", "foraelder", "myndighed"):
        assert "skærpet pligt" not in " ".join(composer.lines(age=17, level=level, role=role))


def test_the_failure_of_ssp_and_its_staying_are_told_to_ssp_alone(composer: Composer) -> None:
    # [H 351-352] when the effort of SSP does not succeed; [H 353-354] "som udgangspunkt" SSP does
    # not let go, [H 560-561, 839-840] stays where it is on the case.
    for role in (None, "skole", "ssp"):
        said = {"role": role} if role else {}
        must = composer.whole(age=15, level="problematisk", **said).must
        assert ("når din indsats ikke lykkes" in must[-1].text) == (role == "ssp")
        assert "SSP's" not in must[-1].text
        assert must[-1].sources[-1].first == 399
    text = told_as(composer, "ssp-ungdomskonsulent", age=15, level="problematisk", role="ssp")
    assert "slip som udgangspunkt ikke den unge" in text
    for level in ("misbrug", "afhaengighed"):
        for role in (None, "skole", "ssp"):
            text = composer.screen(age=16, level=level, role=role).must[-1].text
            assert ("hos den unge" in text) == (role == "ssp")


@pytest.mark.parametrize("level", LEVELS[2:])
def test_whoever_else_worries_has_no_duty_of_the_guide(composer: Composer, level: str) -> None:
    # [H 335-336, 511-512, 819] where one can turn to; [H 399-400] does not say who is to notify.
    screen = composer.screen(age=15, level=level, role="anden")
    assert [line.law for line in screen.must] == [True]
    assert "myndighed" in [line.id for door in screen.now for line in door.lines]


@pytest.mark.parametrize("role", ROLES)
def test_the_number_of_the_centre_is_not_told_as_that_of_the_team(
    composer: Composer, role: str | None
) -> None:
    # [K 292-296] is printed for treatment, of the grown [K 24]; [H 288, 365] has none of its own.
    screen = composer.whole(age=16, level="problematisk", role=role)
    [line] = [x for door in screen.now for x in door.lines if x.id == "mut"]
    assert "72 33 55 50 (voksnes nummer)" in line.reach and not line.telephone


def test_the_school_is_told_who_turns_to_ssp(composer: Composer) -> None:
    # [H 259-260] the parents, or the SSP teacher as agreed; [H 345-346] the department as well.
    told = {
        level: told_as(composer, "ssp-ungdomskonsulent", age=15, level=level, role="skole")
        for level in ("eksperimenterende", "problematisk")
    }
    assert "kontaktes af forældrene" in told["eksperimenterende"]
    assert "den unge eller" not in told["eksperimenterende"]
    assert "SSP-læreren, forældrene eller Familieafd./Handicapafd." in told["problematisk"]


@pytest.mark.parametrize("role", ["ung", "foraelder", "myndighed"])
def test_anonymous_treatment_is_told_with_its_conditions(composer: Composer, role: str) -> None:
    # [K 207-209] substances in need of treatment, and no other social problem with help.
    screen = composer.whole(age=22, level="misbrug", role=role)
    [line] = [x for door in screen.now for x in door.lines if x.id == "anonym-behandling"]
    assert "behandlingskrævende" in line.condition
    assert "anden social hjælp" in line.condition


def test_what_is_granted_in_special_situations_only_says_so(composer: Composer) -> None:
    # [K 137-138, 144-145].
    text = " ".join(" ".join(composer.lines(age=25, level="misbrug")).split())
    assert "; i særlige tilfælde døgnbehandling og afgiftning." in text
    # What two begin with is said once.
    assert text.count("modul 2") == 1 and "modul 2 individuelt og i gruppe" in text


@pytest.mark.parametrize("role", ["ung", "foraelder"])
def test_who_wants_no_measure_can_have_talks_but_who_holds_them_is_not_said(
    composer: Composer, role: str
) -> None:
    # [H 536-537].
    text = told_as(composer, "ssp-ungdomskonsulent", age=17, level="misbrug", role=role)
    assert "kan der tilbydes samtaler, af hvem står der ikke" in text


def test_what_is_counted_with_is_told_as_a_question(rulebook: Rulebook) -> None:
    for wording in rulebook.screen:
        texts = [told.text for told in wording.told] if wording.of == "questions" else []
        for text in texts:
            assert text.startswith(("Om ", "Uklart")), text


@pytest.mark.parametrize("level", LEVELS[2:])
def test_the_duty_says_that_the_guide_can_be_read_otherwise(composer: Composer, level: str) -> None:
    """[H 335-336, 511-512, 819] under headings of whom one can turn to; [H 399-400, 558-559,
    837-838] flatly: where the line tells it as a duty, it says that it is open whether always."""
    for role in (None, "skole", "ssp"):
        text = " ".join(" ".join(composer.lines(age=16, level=level, role=role)).split())
        assert re.search(r"underrettes[^.]*\. Uklart, om altid\.", text), role
    text = " ".join(" ".join(composer.lines(age=16, level=level, role="myndighed")).split())
    assert "Familieafd./Handicapafd. får underretningen (uklart, om altid)" in text
    # At 18 it is no duty that is told.
    assert "Uklart, om altid" not in " ".join(composer.lines(age=18, level=level))


def test_what_the_guide_says_of_the_grown_is_told_of_them(composer: Composer) -> None:
    """[H 620-623] a contact person is for school, home and spare time; [H 632-636] from 18 a steady
    one is for the way into a life of one's own."""
    for role, old in (("myndighed", " selvstændigt liv"), ("ung", "et selvstændigt liv")):
        for age, told in ((17, False), (18, True), (21, True)):
            whole = composer.whole(age=age, level="misbrug", role=role)
            lines = [x for d in (*whole.now, *whole.decision) for x in d.lines]
            (line,) = (x for x in lines if x.id == "stoettekontaktperson")
            assert (old in line.text) is told, (role, age)
            assert "fritid" in line.text


@pytest.mark.parametrize("level", ["misbrug", "afhaengighed"])
def test_what_has_to_be_applied_for_before_eighteen_is_told_at_seventeen(
    composer: Composer, rulebook: Rulebook, level: str
) -> None:
    """Who was placed or had a contact person: [H 713-720, 935-942] at both levels one can be."""
    for role in ROLES:
        for age, told in ((16, False), (17, True), (18, False)):
            answer = composer._answer((("age", age), ("level", level), ("role", role)))
            notes = before_birthday(rulebook.law_notes, answer)
            assert [note.id for note in notes] == ["barnets-lov-ungestoette"] * told


def test_the_talks_that_are_used_up_are_what_is_unclear(composer: Composer) -> None:
    """[H 544] at most five talks: once they are spent, whether there are more comes before what
    else is open on MUT [H 551-553]."""
    for spent, asked in ((True, "mut-nyt-forloeb"), (None, "mut-motivation")):
        facts = {} if spent is None else {"mut_talks_exhausted": spent}
        whole = composer.whole(
            age=16, level="misbrug", motivated_for_talks=False, motivation_support=False, **facts
        )
        (line,) = (x for x in whole.unclear if "mut" in x.about)
        assert line.id == asked


def test_what_is_unclear_is_cited_at_the_level(composer: Composer) -> None:
    """[H 917-922] substitution, [H 933-934] residential treatment and [H 997-999] housing stand at
    afhængighed; the same is printed at misbrug before."""
    whole = composer.whole(age=16, level="afhaengighed")
    (line,) = (x for x in whole.unclear if x.text.startswith("Om en 16-årig kan bruge"))
    assert [(c.first, c.last) for c in line.sources] == [(917, 922), (933, 934), (997, 999)]


def test_what_is_open_on_the_young_alone_is_not_told_of_a_grown_person(
    composer: Composer,
) -> None:
    """[H 258-265] SSP works with pupils and their parents: nobody wonders whether it does with
    somebody of 70. What has a bound among the grown is told."""
    for level in LEVELS[1:]:
        for role in (None, "ung", "foraelder"):
            for age in (25, 40, 70):
                whole = composer.whole(age=age, level=level, role=role)
                told = {line.id for line in whole.unclear}
                assert not told & {"ssp-over-18", "myndighed-over-18", "opholdssted-over-18"}
                # It is counted among what is unclear all the same.
                assert whole.more.open
    young = {line.id for line in composer.whole(age=20, level="misbrug").unclear}
    assert young & {"ssp-over-18", "myndighed-over-18", "opholdssted-over-18"}
    old = {line.id for line in composer.whole(age=70, level="misbrug").unclear}
    assert "mut-mentor-alder" in old
    # Whose task it would be wonders at every age; first what decides on offers for the grown.
    hers = [x.id for x in composer.whole(age=40, level="misbrug", role="myndighed").unclear]
    assert hers.index("mut-mentor-alder") < hers.index("myndighed-over-18")
    hers = [x.id for x in composer.whole(age=19, level="misbrug", role="myndighed").unclear]
    assert hers[0] == "myndighed-over-18"


def test_what_is_so_is_told_of_the_case_before_what_is_not(composer: Composer) -> None:
    """Who is pregnant reads that it was heard, whatever else was said."""
    more = {"substance": "stoffer", "schooling": "ingen", "motivated": False}
    for role in (None, "ung", "foraelder", "myndighed"):
        for extra in ({}, {"substance": "stoffer"}, more):
            facts = {"age": 28, "level": "afhaengighed", "pregnant": True, "role": role, **extra}
            assert any("gravid" in line for line in composer.lines(**facts)[:2]), facts
    # [K 149-151] she is offered it together with the treatment: it is nothing that is decided on.
    text = " ".join(composer.lines(age=28, level="afhaengighed", pregnant=True))
    assert "tilbageholdelseskontrakt (et tilbud)" in " ".join(text.split())


def test_danger_is_told_in_a_whole_sentence(composer: Composer) -> None:
    for level in ("misbrug", "afhaengighed"):
        line = next(line for line in composer.lines(age=16, level=level) if "112" in line)
        assert "Påvirket bevidsthed eller åndedræt? Ring 112. Giftlinjen 82 12 12 12" in line


def of_ages(*ages: int, short: int) -> pytest.MarkDecorator:
    """All cases of the ages, and a part of those of one of them in quicker runs."""
    some = [pytest.param(short, each, marks=marks) for each, marks in PARTS[:2]]
    return pytest.mark.parametrize(
        ("age", "each"), [*some, *(pytest.param(age, 1, marks=pytest.mark.long) for age in ages)]
    )


AGES = of_ages(15, 17, 19, 28, short=17)


@AGES
def test_what_hangs_on_something_is_named(composer: Composer, age: int, each: int) -> None:
    for facts in cases((age,), each):
        said = next((line for line in composer.lines(**facts) if label(line) == "HVIS"), "")
        assert not re.match(r"HVIS +(og )?\d", said), facts


@AGES
def test_what_is_unclear_is_counted_where_it_is_cut(
    composer: Composer, age: int, each: int
) -> None:
    for facts in cases((age,), each):
        whole, cut = composer.whole(**facts), composer.screen(**facts)
        told = [line for line in cut.unclear if not line.assumed]
        assert len(told) + cut.more.unclear == sum(not x.assumed for x in whole.unclear), facts
        if cut.more.unclear:
            assert "--show uklart" in " ".join(composer.lines(**facts)), facts


def test_what_only_an_age_decides_is_told_as_one(composer: Composer) -> None:
    # [H 258-265, 345-351, 399-402, 711-720] three say no age, and [H 632-633] the steady contact
    # person no upper one.
    line = composer.whole(age=24, level="misbrug").unclear[0]
    named = "SSP-ungdomskonsulent, Familieafd./Handicapafd., støtte-kontaktperson og opholdssted"
    assert line.text == f"Om en 24-årig kan bruge {named}"
    du = composer.whole(age=24, level="misbrug", role="ung").unclear[0]
    assert du.text == f"Om du som 24-årig kan bruge {named}"


def test_of_alcohol_alone_it_is_said_first_that_the_standard_leaves_it_open(
    composer: Composer,
) -> None:
    # [K 3, 19-22] the standard is on stofmisbrug, and its target group on rusmidler.
    for level in ("misbrug", "afhaengighed"):
        screen = composer.screen(age=40, level=level, substance="alkohol")
        assert screen.unclear[0].id == "alkohol-i-standarden"
        assert "Misbrugsteamet" in screen.unclear[0].text
    for substance in ("stoffer", "begge"):
        whole = composer.whole(age=40, level="misbrug", substance=substance)
        assert "alkohol-i-standarden" not in [line.id for line in whole.unclear]


@of_ages(16, 25, 28, 40, short=28)
def test_a_number_is_asked_for_only_with_the_team_it_is_of(
    composer: Composer, age: int, each: int
) -> None:
    for facts in cases((age,), each):
        screen = composer.screen(**facts)
        shown = {line.id for door in (*screen.now, *screen.decision) for line in door.lines}
        shown |= {offer for line in screen.unclear for offer in line.about}
        said = "\n".join(composer.lines(**facts))
        assert said.count("spørg Misbrugscenter") <= ("mut" in shown), facts


def test_a_young_person_reads_apart_what_she_can_do_and_what_others_do_for_her(
    composer: Composer,
) -> None:
    # [H 258-260] parents or SSP-lærer contact the consultant; [H 318] she can apply for a guide.
    lines = composer.lines(age=16, level="eksperimenterende", role="ung")
    of_her, of_others = (
        next(at for at, line in enumerate(lines) if said in line)
        for said in ("du selv gå til:", "andre kontakte for dig:")
    )
    consultant = next(at for at, s in enumerate(lines) if re.match(r" +\d SSP-ungdomskons", s))
    assert of_her < of_others < consultant
    whole = composer.whole(age=16, level="eksperimenterende", role="ung")
    assert "ungeguide" in {line.id for door in whole.decision for line in door.lines}
    # [H 515-517] at misbrug nobody is named as the one who makes the contact.
    said = " ".join(composer.lines(age=16, level="misbrug", role="ung"))
    assert "andre kontakte" not in said


def test_ssp_is_asked_first_for_what_makes_the_task_another(composer: Composer) -> None:
    """[H 535-536] beside another measure it is advice alone."""
    for motivated in (None, True, False):
        screen = composer.screen(age=16, level="misbrug", role="ssp", motivated=motivated)
        assert screen.ask[0].fact == "other_measure" and screen.ask[0].numbers == (1,)
        known = composer.screen(
            age=16, level="misbrug", role="ssp", motivated=motivated, other_measure="ingen"
        )
        assert "other_measure" not in {each.fact for each in known.ask}
    # Nobody else's task hangs on it, and on the other levels it is not printed.
    for role in ("skole", "ung", "myndighed"):
        asked = composer.whole(age=16, level="misbrug", role=role).ask
        assert asked[0].fact != "other_measure"
    # [H 346-351] there the worry without knowledge comes before everything SSP offers.
    asked = composer.whole(age=16, level="problematisk", role="ssp").ask
    assert asked[0].fact == "concrete_concern" and asked[0].settles == ("ssp-ungdomskonsulent",)


def test_ssp_hears_what_another_measure_changes(composer: Composer) -> None:
    def told(**facts: Any) -> str:
        whole = composer.whole(age=16, level="problematisk", role="ssp", **facts)
        lines = [line for door in whole.now for line in door.lines]
        own = next(line for line in lines if line.id == "ssp-ungdomskonsulent")
        return " ".join([own.text, *own.notes, *(line.text for line in whole.unclear)])

    late, apart, holds = "hører du det nok først sent", "Om du trækker dig", "slip som udgangspunkt"
    # [H 353-354] until another measure begins; [H 357-359] if it has begun and she stops.
    assert late in told(other_measure="ung") and apart in told(other_measure="ung")
    assert late not in told(other_measure="ung", cooperates=True)
    assert holds in told(other_measure="ingen") and late not in told(other_measure="ingen")
    assert holds in told() and not any(said in told() for said in (late, apart))


@EACH
def test_no_two_doors_have_one_name(composer: Composer, each: int) -> None:
    for facts in cases((15, 17, 28), each):
        whole = composer.whole(**facts)
        own = {door.name for door in (*whole.now, *whole.decision) if door.own}
        others = {door.name for door in (*whole.now, *whole.decision) if not door.own}
        assert own.isdisjoint(others), facts


def test_who_has_said_nothing_yet_reads_a_number_and_keeps_what_was_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["suggest", "--as", "skole", "--motivation", "nej"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Ring 112. Giftlinjen 82 12 12 12" in text
    written = "rusvej suggest --motivation nej --as skole --age 15 --level problematisk"
    assert f"Skriv fx {written}" in text and "--age TAL" in text


def test_a_relative_is_told_that_the_borger_asks_for_treatment(composer: Composer) -> None:
    # [K 350-352] who wants the treatment makes the appointment; [K 392-395] from that the days run.
    for role in ("foraelder", "skole", "ssp", "anden"):
        text = " ".join(" ".join(composer.lines(age=22, level="misbrug", role=role)).split())
        assert "den unge aftaler selv en samtale" in text and "den unge selv første gang" in text
    assert "aftal en samtale" in " ".join(composer.lines(age=22, level="misbrug", role="ung"))
    # Of what age nobody knows, nothing runs.
    assert composer.screen(level="misbrug").deadlines == ()


@EACH
def test_what_one_can_turn_to_stands_before_what_others_decide_on(
    composer: Composer, each: int
) -> None:
    # [H 367-368] the school itself can turn to MUT.
    for facts in cases((15,), each):
        if facts["role"] == "myndighed":
            continue
        screen, whole = composer.screen(**facts), composer.whole(**facts)
        shown, doors = ([line.id for d in s.now for line in d.lines] for s in (screen, whole))
        assert len(shown) == len(doors) or not screen.decision, facts
    lines = composer.lines(age=15, level="problematisk", role="skole")
    # [K 296] the number is the centre's; that it is MUT's, no line says.
    assert any("MUT: spørg Misbrugscenteret, 72 33 55 50" in line for line in lines)


def test_ssp_hears_first_whether_it_is_hers(composer: Composer) -> None:
    assert composer.screen(age=22, level="misbrug", role="ssp").unclear[0].id == "ssp-over-18"


@EACH
def test_what_must_be_done_is_never_cut(composer: Composer, each: int) -> None:
    for facts in cases((17,), each):
        assert composer.screen(**facts, pregnant=True, ssp_tried=True).more.must == 0, facts


@pytest.mark.parametrize("level", LEVELS[3:])
@pytest.mark.parametrize("role", ["foraelder", "skole", "ssp", "myndighed", "anden"])
def test_who_is_worried_for_an_adult_reads_first_of_who_goes_to_her(
    composer: Composer, level: str, role: str
) -> None:
    """[H 611-612, 886-887] everybody who is worried can turn to the team that goes out; [H 551-553,
    830-832] MUT goes to nobody, so that it hangs on the young one's own will. Where she will, or is
    the one who asks, or may be under 18, the order is as before."""

    def places(**facts: Any) -> list[str]:
        doors = composer.whole(level=level, **facts).now
        ids = [line.id for door in doors for line in door.lines]
        return [each for each in ids if each in ("mut", "opsoegende-team")]

    for age in (19, 22, 25):
        assert places(age=age, role=role) == ["opsoegende-team", "mut"]
        assert places(age=age, role=role, motivated=False)[0] == "opsoegende-team"
        assert places(age=age, role=role, motivated=True) == ["mut", "opsoegende-team"]
    assert places(role=role)[0] == "mut"
    assert places(age=22, role="ung")[0] == "mut"


@pytest.mark.parametrize("level", LEVELS[2:])
@pytest.mark.parametrize("role", ["ung", "foraelder", "myndighed"])
def test_who_wants_to_be_anonymous_sees_that_the_deadline_is_open(
    composer: Composer, level: str, role: str
) -> None:
    """[K 392-395] the days are those of treatment; [K 371-373] anonymous treatment is agreed on by
    telephone, and no line says that it has them. The two deadlines are told once, with what is not
    from the documents beside it."""
    case = {"age": 25, "level": level, "role": role, "wants_anonymity": True}
    for more in ({}, {"substance": "stoffer", "needs_treatment": True}):
        lines = composer.lines(**case, **more)
        at = next(i for i, line in enumerate(lines) if line.startswith("FRIST"))
        assert "Uklart, om fristen på 14 dage gælder anonym behandling" in lines[at] and at < 6
        assert "Socialstyrelsen: ingen frist ved anonym" in lines[at + 1]
        assert label(lines[at + 2]) == "KAN"
    for other in ({"wants_treatment": False}, {"age": 17}):
        assert not composer.screen(**{**case, **other}).deadlines
    lines = composer.lines(**case, substance="alkohol")
    at = next(i for i, line in enumerate(lines) if line.startswith("FRIST"))
    assert "sundhedsloven § 141" in " ".join(lines[at : at + 3])


def test_help_for_what_was_said_is_told_beside_the_door_to_call_first(composer: Composer) -> None:
    # The national line on alcohol is for relatives too, at every age.
    lines = composer.lines(age=22, level="misbrug", role="foraelder", substance="alkohol")
    at = next(i for i, line in enumerate(lines) if "80 200 500" in line)
    assert "72 33 50 67" in "".join(lines[:at]) and at < 8
    assert composer.screen(age=22, level="misbrug", role="foraelder").call == ()


def test_a_young_adult_is_not_told_that_ssp_talks_with_her_parents(composer: Composer) -> None:
    # [H 257-265] is on those under 18; whether SSP is for her at all is open.
    know = composer.screen(age=19, level="misbrug", role="ung").know
    assert not any("forældre" in line.text for line in know)
    know = composer.screen(age=16, level="problematisk", role="ung").know
    assert "dine forældre" in know[0].text


def told_in_head(lines: Sequence[str]) -> str:
    """The head: everything before the first group."""
    return " ".join(itertools.takewhile(lambda line: not label(line), lines))


@EACH_ROLE
def test_what_a_duty_or_a_right_hangs_on_is_never_counted_away(
    composer: Composer, role: str | None
) -> None:
    """Pregnant (Barnets lov § 133), anonymous (no deadline), alcohol (§ 141): however much was
    said."""
    said = {
        "pregnant": ("gravid", True),
        "wants_anonymity": ("anonym", True),
        "substance": ("alkohol", "begge"),
    }
    more = {
        "in_treatment": True,
        "receives_social_help": True,
        "long_term_misuse": True,
        "most_vulnerable": True,
        "schooling": "ungdomsuddannelse",
        "motivated": False,
    }
    for level, age in itertools.product(LEVELS[2:], (17, 30)):
        case = {**more, **{fact: value for fact, (_, value) in said.items()}}
        screen = composer.screen(age=age, level=level, role=role, **case)
        paras = paragraphs(screen, composer.book)
        for width in (40, 60, 80, 160):
            head = told_in_head([line for line, _ in text_lines(paras, width)])
            assert all(word in head for word, _ in said.values()), (width, head)
        listed = " ".join(markdown_lines(paras)).partition("Hjørring Kommune,")[0]
        assert all(word in listed for word, _ in said.values()), listed
        # What is not so decides nothing.
        screen = composer.screen(**{**case, "pregnant": False}, age=age, level=level, role=role)
        assert screen.least == 4


def test_what_makes_a_duty_stand_is_told_first_of_the_case(composer: Composer) -> None:
    # [H 351-352] SSP was tried in vain: then a notification is sent.
    case = {"concrete_concern": True, "ssp_tried": True, "schooling": "folkeskole"}
    facts = {"age": 15, "level": "problematisk", "role": "ssp", "motivated": False, **case}
    screen = composer.screen(**facts)
    told = {line.id for line in screen.must}
    least = screen.case[: screen.least]
    assert any("SSP" in word for word in least) == ("ssp-underretter-efter-forsoeg" in told)


@pytest.mark.parametrize(
    ("level", "motivated"),
    [
        pytest.param(
            level, said, marks=() if said is None and level in LEVELS[:4:3] else pytest.mark.slow
        )
        for level in LEVELS
        for said in (None, True, False)
    ],
)
def test_the_young_and_the_parents_meet_the_anonymous_help(
    composer: Composer, level: str, motivated: bool | None
) -> None:
    """netstof.dk, for those of 14 to 25 and those near them, on drugs: on the screen or, where it
    is full, in the foot; marked as none of the documents."""
    for role, age in itertools.product(("ung", "foraelder"), (13, 14, 16, 17, 20, 25, 26, 40)):
        lines = composer.lines(age=age, level=level, role=role, motivated=motivated)
        named = [line for line in lines if "netstof.dk" in line]
        assert bool(named) == (level != "trivsel" and 14 <= age <= 25), (role, age)
        assert all(line.rstrip().endswith("[*]") or "netstof.dk [*]" in line for line in named)
    # Who works with the young finds it among the notes.
    lines = composer.lines(age=16, level=level, role="skole", motivated=motivated)
    assert not any("netstof.dk" in line for line in lines)


@pytest.mark.parametrize("level", LEVELS[1:])
def test_the_teacher_sees_whom_to_ring_also_just_before_18(rulebook: Rulebook, level: str) -> None:
    """[H 291, 367, 545, 824] MUT, with the number to ask at [K 292-296], beside what has to be in
    place before the birthday."""
    for schooling, motivated in itertools.product((None, "ungdomsuddannelse"), (None, True, False)):
        facts = {"age": 17, "level": level, "role": "skole"}
        if schooling:
            facts["schooling"] = schooling
        if motivated is not None:
            facts |= dict.fromkeys(MOTIVATION, motivated)
        answer = suggest(rulebook, checked_case(rulebook, facts), DAY)
        notes = for_answer(rulebook.law_notes, answer)
        soon = before_birthday(rulebook.law_notes, answer)
        whole = changed(whole_screen(answer, notes, soon), next_age=18)
        screen = fitted_screen(whole, rulebook)
        rows = [line.id for door in screen.now for line in door.lines]
        number = any(line.telephone for line in screen.unclear)
        if answer.offer("mut").status is not Status.OPEN:
            assert "mut" in rows or (schooling and number), facts
        assert any("Ungestøtte" in line.text for line in screen.know), facts
        lines = [line for line, _ in text_lines(paragraphs(screen, rulebook))]
        assert len(lines) <= 23


def test_who_decides_is_rung_at_the_number_of_who_decides(composer: Composer) -> None:
    """[H 570] over 18 the team visits the twelve weeks, and the team has a number [K 332-333];
    [H 408-412] under 18 it is the department, which has none."""
    for age, number in ((20, "72 33 50 67"), (40, "72 33 50 67"), (16, "")):
        whole = composer.whole(age=age, level="misbrug", role="foraelder")
        lines = [line for door in whole.decision for line in door.lines]
        lines += whole.first.granted if whole.first else ()
        [line] = [line for line in lines if line.id == "behandling-12-uger"]
        assert line.telephone == number
    # The sentence on missing numbers says what a parent can do.
    assert (
        "og Familieafd./Handicapafd.; spørg kommunen." in paragraphs(whole, composer.book)[-1].text
    )


def test_for_a_grown_person_a_number_is_not_said_to_be_for_the_grown(composer: Composer) -> None:
    # [K 24] the standard is for those over 18.
    for role, age in itertools.product(ROLES, (14, 17, 18, 30)):
        whole = composer.whole(age=age, level="problematisk", role=role, motivated=True)
        for line in (line for door in whole.now for line in door.lines if line.id == "mut"):
            assert ("voksnes nummer" in line.reach) == (age < 18)


def test_what_most_that_was_said_speaks_for_is_named_first(composer: Composer) -> None:
    """[K 158-160, 170-179] who has ended a treatment and is free of drugs: aftercare."""
    case = {"treatment_completed": True, "substance_free": True, "substance": "stoffer"}
    for role in ("ung", "foraelder", "myndighed"):
        whole = composer.whole(age=31, level="misbrug", role=role, **case)
        # The group is pointed to and asked for; the talks hang on when the treatment ended.
        asked_for = {line.id for door in whole.now for line in door.lines}
        assert "efterbehandlingsgruppe" in asked_for
        assert whole.if_[0].id == "boostersamtaler"


def test_which_school_is_not_the_first_thing_a_grown_person_reads_of(composer: Composer) -> None:
    # [H 362] a school for pupils: told of a man of 60 after everything else it can hang on.
    for role in (None, "ung", "myndighed"):
        hanging = [x.id for x in composer.whole(age=60, level="problematisk", role=role).if_]
        assert hanging[-1] == "trivselslaerer" and len(hanging) > 1
        young = [x.id for x in composer.whole(age=15, level="problematisk", role=role).if_]
        assert young[0] == "trivselslaerer"


def test_a_caseworker_of_the_team_reads_what_she_does_there(composer: Composer) -> None:
    """[K 354-368] the adviser and the citizen make the assessment together, the adviser decides,
    in writing."""
    for age, person in ((20, "den unge"), (34, "borgeren")):
        first = composer.screen(age=age, level="misbrug", role="myndighed").first
        assert first is not None
        assert f"udredningen med {person}; afgørelsen er skriftlig" in first.text


@pytest.mark.parametrize("level", ["problematisk", "misbrug", "afhaengighed"])
@pytest.mark.parametrize("age", [18, 19, 21, 24])
def test_the_department_reads_on_the_first_screen_that_its_task_is_unclear_from_18(
    capsys: pytest.CaptureFixture[str], age: int, level: str
) -> None:
    """[H 399-400, 558-559, 837-838] name no age."""
    assert run(["suggest", "--age", str(age), "--level", level, "--as", "myndighed"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "UKLART Om der også underrettes om unge fra 18" in text


def test_in_a_list_every_point_says_what_it_belongs_to(composer: Composer) -> None:
    for role in ("skole", "ssp"):
        screen = composer.screen(age=15, level="problematisk", role=role)
        points = markdown_lines(paragraphs(screen, composer.book))
        duties = [line for line in points if line.startswith("- **SKAL**")]
        assert len(duties) == 2
        bare = [line for line in points[1:] if re.match(r"- (?!\*\*)", line)]
        assert len(bare) == 1 and bare[0].startswith("- Dokumenterne")
        assert "problematisk brug" in points[0]


def test_one_fact_and_the_day_stand_in_one_line(composer: Composer) -> None:
    # That the rest is not known is no fact: it goes first where there is no room.
    head = composer.lines(level="problematisk")[0]
    assert head.startswith("Niveau problematisk brug ") and head.endswith("25. nov. 2026")


def test_a_notification_is_told_once_and_with_what_it_is_for(composer: Composer) -> None:
    """[H 351-352] where SSP was tried without success it is sent, in every reading; [H 399-400,
    558-559, 837-838] else it is open whether always. Each is for a measure to come."""
    for role in (None, "skole", "ssp", "myndighed"):
        whole = composer.whole(age=16, level="problematisk", role=role, ssp_tried=True)
        (sent,) = (line for line in whole.must if line.kind == "action")
        assert sent.id == "ssp-underretter-efter-forsoeg"
        assert "foranstaltning" in sent.text and "klart" not in sent.text
        rows = {x.id for door in (*whole.now, *whole.decision) for x in door.lines}
        assert "myndighed" not in rows
        for level, tried in (
            (LEVELS[2], False),
            (LEVELS[2], None),
            *((x, True) for x in LEVELS[3:]),
        ):
            whole = composer.whole(age=16, level=level, role=role, ssp_tried=tried)
            (sent,) = (line for line in whole.must if line.kind == "action")
            assert sent.id == "underret-myndighed" and "klart, om altid" in sent.text
            assert role == "ssp" or "foranstaltning" in sent.text


def test_who_wants_no_treatment_or_is_in_it_is_told_of_no_beginning(composer: Composer) -> None:
    # [K 392-395] the days run to where a treatment begins; [K 350-352] for who asks for help.
    for level, role in itertools.product(LEVELS[3:], ("foraelder", "ung", "skole")):
        facts = {"age": 41, "level": level, "role": role}
        for more in ({"motivated": False}, {"in_treatment": True}):
            screen = composer.whole(**facts, **more)
            assert screen.first is None
            assert "behandlingsstart" not in [line.id for line in screen.deadlines]
        first = composer.whole(**facts).first
        assert first and "behandlingsstart" in [line.id for line in first.deadlines]


@pytest.mark.parametrize("where", [None, "misbrugscenter", "doegn-eksternt"])
def test_who_is_through_with_treatment_reads_what_comes_after_it(
    composer: Composer, where: str | None
) -> None:
    """K 157-189; nothing says that who is clean may not ask for help again (K 350-352)."""
    told = {"age": 24, "level": "misbrug", "role": "ung", "substance": "stoffer"}
    told |= {"treated_where": where} if where else {}
    done = {"treatment_completed": True, "completed_within_6_months": True}
    screen = composer.screen(**told, **done, substance_free=True)
    first = [line.id for door in screen.now for line in door.lines]
    assert first[0] == "efterbehandlingsgruppe"
    assert screen.first is not None and screen.first.unit == "misbrugsteam"
    assert where or screen.ask[0].fact == "treated_where"
    # Who is not clean can begin again; only the talks ask for no more than that it is over.
    relapsed = composer.screen(**told, **done, substance_free=False)
    assert relapsed.first is not None
    assert relapsed.now[0].lines[0].id == "boostersamtaler"


def test_what_the_documents_point_to_stands_first_of_what_is_decided_on(composer: Composer) -> None:
    """After five talks the twelve weeks can be applied for (H 548-549)."""
    told = {"age": 16, "level": "misbrug", "role": "foraelder"}
    used = composer.screen(**told, mut_talks_exhausted=True)
    assert used.decision[0].lines[0].id == "behandling-12-uger"
    left = composer.whole(**told, mut_talks_exhausted=False)
    assert left.decision[0].lines[0].id == "stoettekontaktperson"


@pytest.mark.parametrize("role", ROLES[1:])
def test_who_waits_hears_that_talks_can_be_offered(composer: Composer, role: str) -> None:
    """H 536-537 is of a no and of a waiting list alike, and of misuse alone."""
    for level, told in (("misbrug", True), ("problematisk", False)):
        whole = composer.whole(age=16, level=level, role=role, waiting_list=True)
        lines = [line for door in whole.now for line in door.lines]
        ssp = next(line for line in lines if line.id == "ssp-ungdomskonsulent")
        said = " ".join((ssp.text, *ssp.notes))
        assert (said.count("venteliste kan der tilbydes samtaler") == 1) is told


@pytest.mark.parametrize(("level", "lines"), [("misbrug", "742-746"), ("afhaengighed", "946-949")])
def test_the_coordinator_is_cited_where_it_stands(
    composer: Composer, level: str, lines: str
) -> None:
    told = {"age": 17, "level": level, "role": "myndighed"}
    for declines in (True, False):
        whole = composer.whole(**told, declines_placement=declines)
        home = next(
            line for door in whole.decision for line in door.lines if line.id == "opholdssted"
        )
        assert any(lines in str(each) for each in home.sources) is declines


def test_whether_the_days_run_a_second_time_is_unclear(composer: Composer) -> None:
    """K 392-395 is of the first time that somebody asks for treatment."""
    told = {"age": 24, "level": "misbrug", "role": "ung", "substance": "stoffer"}
    for done in (True, False):
        screen = composer.screen(**told, treatment_completed=done, substance_free=False)
        assert screen.first is not None
        text = "Uklart, om fristen løber igen, når du har været i behandling før"
        assert screen.first.deadlines[0].text.endswith(f". {text}") is done
        # It is told once: with the deadline, and where no deadline is told, among what is unclear.
        assert "frist-anden-gang" not in {line.id for line in screen.unclear}
    later = composer.whole(**told, treatment_completed=True, wants_treatment=False)
    assert "frist-anden-gang" in {line.id for line in later.unclear}


@pytest.mark.parametrize(
    ("told", "first"),
    [
        # H 399-400, 558-559, 837-838 have no age; to the twelve weeks the team refers (409-410).
        ({"age": 19, "level": "problematisk", "role": "skole"}, "myndighed-over-18"),
        ({"age": 24, "level": "misbrug", "role": "skole"}, "myndighed-over-18"),
        ({"age": 18, "level": "afhaengighed", "role": "ssp"}, "myndighed-over-18"),
        # H 351-352: whether SSP's own effort is for them at all comes first.
        ({"age": 20, "level": "problematisk", "role": "ssp", "ssp_tried": True}, "ssp-over-18"),
    ],
)
def test_what_may_be_to_be_done_is_told_first_of_what_is_unclear(
    composer: Composer, told: dict[str, object], first: str
) -> None:
    assert composer.screen(**told).unclear[0].id == first
    assert "underrettes" in " ".join(line.text for line in composer.whole(**told).unclear[:2])
    # It is no task of theirs: they can turn to the department.
    for role in ("ung", "foraelder"):
        whole = composer.whole(**{**told, "role": role})
        assert "underrettes" not in " ".join(line.text for line in whole.unclear)


def test_a_pregnant_woman_is_to_be_offered_the_contract(composer: Composer) -> None:
    """K 149-151: at the same time as the stay, and by the municipality."""
    told = {"age": 23, "level": "misbrug", "substance": "stoffer", "pregnant": True}
    for role in ("myndighed", "skole", "ung", "foraelder"):
        for offered in (True, False):
            screen = composer.screen(**told, role=role, residential_offered=offered)
            musts = {line.id for line in screen.must}
            assert ("gravid-kontrakt" in musts) is (offered and role == "myndighed"), role


@pytest.mark.parametrize("has", ["kontaktperson", "mentor", "ingen"])
def test_who_has_a_mentor_keeps_her_as_a_guide_and_is_referred(
    composer: Composer, has: str
) -> None:
    """H 330-332."""
    told = {"age": 14, "level": "eksperimenterende", "schooling": "folkeskole", "grade": 8}
    for role in ("ung", "foraelder", "skole"):
        whole = composer.whole(**told, role=role, contact_person=has)
        lines = [line for door in (*whole.now, *whole.decision) for line in door.lines]
        notes = {line.id: " ".join(line.notes) for line in lines}
        assert ("skal laves en henvisning" in notes["ungeguide"]) is (has != "ingen")
        cited = {
            (s.first, s.last) for line in lines if line.id == "ungeguide" for s in line.sources
        }
        assert ((330, 332) in cited) is (has != "ingen")
        assert not any("henvisning" in said for id, said in notes.items() if id != "ungeguide")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"mut_uncooperative": True}, "underrette sammen med MUT"),
        ({"needs_treatment": True, "wants_treatment": True}, "give sagen til MUT"),
        ({"motivated_to_stop": False}, "er at underrette"),
    ],
)
def test_ssp_hears_which_of_the_four_possibilities_is_for_this_case(
    composer: Composer, told: dict[str, bool], said: str
) -> None:
    """H 523-532; without any of it, none of them is pointed out."""
    for facts, meant in ((told, True), ({}, False)):
        whole = composer.whole(age=16, level="misbrug", role="ssp", **facts)
        lines = [line for door in whole.now for line in door.lines]
        ssp = next(line for line in lines if line.id == "ssp-ungdomskonsulent")
        assert any(said in note for note in ssp.notes) is meant


def test_what_is_for_those_who_do_not_want_to_stop_is_named_first_to_them(
    composer: Composer,
) -> None:
    """H 750-756."""
    told = {"age": 35, "level": "misbrug", "role": "ung", "substance": "stoffer"}
    for motivated, first in ((False, True), (True, False)):
        hanging = composer.whole(**told, motivated=motivated).if_
        assert (hanging[0].id == "jobcenter-misbrugsindsats") is first


def test_who_worries_reads_first_what_she_can_turn_to_herself(composer: Composer) -> None:
    """[H 611-612, 886-887] whoever worries can turn to the outreach team; [H 590-596, 871-877] the
    guides are for who wishes it. What the documents point to for this very case keeps its place."""
    for level, role in itertools.product(LEVELS[3:], ("foraelder", "skole", "anden")):
        rows = [
            line.id
            for door in composer.whole(age=41, level=level, role=role, motivated=False).now
            for line in door.lines
        ]
        assert rows.index("opsoegende-team") < rows.index("vejlederteam")
        assert rows.index("anonym-raadgivning") == 0
    # [K 211-212, 371-373] who is to be anonymous and has a drug problem rings there.
    facts = {"age": 41, "level": "misbrug", "wants_anonymity": True, "substance": "stoffer"}
    for asker in (None, "ung", "foraelder"):
        assert composer.whole(**facts, role=asker).now[0].lines[0].id == "anonym-behandling"


@pytest.mark.parametrize("each", [67, pytest.param(3, marks=pytest.mark.slow)])
def test_what_is_unclear_says_where_it_stands_as_long_as_there_is_room(
    composer: Composer, each: int
) -> None:
    cited = full = 0
    for facts in cases((9, 14, 16, 17, 18, 24, 41), each):
        screen = composer.screen(**facts)
        paras = paragraphs(screen, composer.book)
        text = " ".join(para.text for para in paras if para.label == "UKLART")
        if not screen.unclear:
            continue
        if screen.cited:
            assert text.count("[") == len(screen.unclear), facts
            cited += 1
        else:
            assert height(paragraphs(changed(screen, cited=1), composer.book)) > LINES, facts
            full += 1
    assert cited > 9 * full


@pytest.mark.parametrize("substance", [None, "alkohol", "stoffer"])
@pytest.mark.parametrize("level", ["misbrug", "afhaengighed"])
def test_the_worried_neighbour_reads_first_of_the_team_that_everybody_may_turn_to(
    composer: Composer, level: str, substance: str | None
) -> None:
    # [H 611-612, 886-887]; the number of who decides [K 332] is told above already.
    facts = {"age": 40, "level": level, "role": "anden"}
    screen = composer.screen(**facts, **({"substance": substance} if substance else {}))
    assert screen.now[0].lines[0].id == "opsoegende-team"


@pytest.mark.parametrize("role", ["foraelder", "skole", "anden"])
@pytest.mark.parametrize("substance", ["alkohol", "stoffer", "begge"])
@pytest.mark.parametrize("level", ["misbrug", "afhaengighed"])
def test_something_to_turn_to_is_on_every_screen_of_a_grown_person(
    composer: Composer, level: str, substance: str, role: str
) -> None:
    for age in (20, 40):
        screen = composer.screen(age=age, level=level, role=role, substance=substance)
        assert screen.now, age


@pytest.mark.parametrize("level", LEVELS)
def test_who_is_under_18_and_wants_no_name_hears_that_it_is_open(
    composer: Composer, level: str
) -> None:
    # [H 288-292] says neither yes nor no; [K 24, 206-212] anonymous treatment is for those over 18.
    for age in (13, 16, 17):
        screen = composer.screen(age=age, level=level, role="ung", wants_anonymity=True)
        assert screen.unclear[0].id == "anonymitet-under-18", age
        assert "MUT" not in screen.unclear[0].text


def test_what_is_open_as_it_is_stands_before_what_hangs_on_the_school(composer: Composer) -> None:
    # [H 242] a contact person, from 8 [H 269]; [H 237] a guide from the 8th class.
    screen = composer.whole(age=9, level="trivsel", role="foraelder")
    assert [line.id for door in screen.decision for line in door.lines] == [
        "stoettekontaktperson",
        "ungeguide",
    ]


def test_what_is_said_is_cited_with_its_own_lines(composer: Composer) -> None:
    """[K 148-151] the contract for the pregnant; [H 241] SSP at the level of well-being;
    [K 137-140] what is special of residential treatment."""
    [contract] = [
        line
        for line in composer.whole(age=19, level="misbrug", role="ung", pregnant=True).if_
        if line.id == "graviditetskontrakt"
    ]
    assert composer.book.cite(contract.sources) == "[K 148-151]"
    lines = " ".join(composer.lines(age=22, level="trivsel", role="ung"))
    assert "[H 241, 242]" in lines
    screen = composer.screen(age=55, level="afhaengighed", role="anden", substance="alkohol")
    assert screen.first
    [residential] = [line for line in screen.first.granted if line.id == "doegnbehandling"]
    assert composer.book.cite(residential.sources[:1]) == "[K 137-140]"
