"""Some parts of an answer: groups of the first screen, whole; any other part in a screen of its
own, where what does not fit is counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from rusvej.answer import Answer, QuestionUse
from rusvej.compose import Screen, Voice
from rusvej.compose.asking import worth_asking
from rusvej.compose.first import deadline_line
from rusvej.compose.fitting import uncut
from rusvej.compose.must import may_be_musts
from rusvej.compose.offers import hanging
from rusvej.compose.screen import case_words
from rusvej.compose.unclear import doorless
from rusvej.model.law import LawNote
from rusvej.records import changed
from rusvej.render import words
from rusvej.render.answer_page import hanging_on
from rusvej.render.page import LAW, Margin, Page, Para
from rusvej.render.screen_asks import option
from rusvej.render.screen_words import SHOWN, Drawing, case_line, deadline_said, labelled
from rusvej.render.short import Group, group, short_page
from rusvej.render.unbroken import HARD, called, phones, sentence
from rusvej.truth import Truth

#: The groups of the first screen that are told whole, in their order.
PARTS = ("must", "can", "if")
#: More conditions than any offer has.
_ALL = 99
#: So many places are cited for a line.
_CITED = 2

_Lines = Iterator[tuple[str, str]]


class _Told:
    """The lines of each part, as they are told to the one who asks."""

    def __init__(self, answer: Answer, notes: Sequence[LawNote]) -> None:
        self.answer, self.notes = answer, notes
        self.book = answer.rulebook
        self.voice = Voice(self.book, answer.case)

    def open(self) -> Iterator[Group]:
        uses: dict[str, list[QuestionUse]] = {"uklart": [], "regnet": [], "afgjort": []}
        for use in self.answer.questions:
            settled = "afgjort" if use.question.status == "settled" else "regnet"
            uses["uklart" if use.used is None else settled].append(use)
        ways = (
            (f"{w.label}: {w.text}", self.answer.cite(w.sources, _CITED))
            for w in doorless(self.answer, self.answer.offers)
        )
        yield group("UKLART", (*ways, *map(self._question, uses["uklart"])), "unclear")
        yield group("REGNET", map(self._question, uses["regnet"]))
        yield group("SVAR", map(self._question, uses["afgjort"]))

    def _question(self, use: QuestionUse) -> tuple[str, str]:
        question = use.question
        if use.used is not None:
            text = f"{question.title}: {words.used_reading(question, use.used)}"
        else:
            told = self.voice.told("questions", question.id)
            text = told.text if told else self.voice.say(question.question)
        return text, self.answer.cite(question.sources, _CITED)

    def caveats(self) -> Iterator[Group]:
        for label, applies in (("OBS", Truth.YES), ("MÅSKE", Truth.UNKNOWN)):
            lines = [
                (self.voice.say(each.printed.text), self.answer.cite(each.printed.sources, _CITED))
                for each in sorted(self.answer.caveats, key=lambda each: not each.stressed)
                if each.applies is applies
            ]
            yield group(label, lines, "know")

    def who(self) -> Iterator[Group]:
        others = [each for each in self.answer.actions if not each.action.must]
        sure = (each.action for each in others if each.applies is Truth.YES)
        may = (each for each in others if each.applies is not Truth.YES)
        now = ((self.voice.say(a.text), self.answer.cite(a.sources, _CITED)) for a in sure)
        yield group("NU", now, "can")
        later = (
            (
                f"{self.voice.say(each.action.title)}: {hanging_on(self.answer, each)}",
                self.answer.cite(each.action.sources, _CITED),
            )
            for each in may
        )
        yield group("MÅSKE", later, "if")
        lines = (deadline_line(self.answer, self.voice, each) for each in self.answer.deadlines)
        told = ((deadline_said(line), self.answer.cite(line.sources, _CITED)) for line in lines)
        yield group("FRIST", told, "first")

    def questions(self) -> Iterator[Group]:
        yield group("SPØRG", self._asked(), "ask")

    def _asked(self) -> _Lines:
        for asked in worth_asking(self.answer, self.voice):
            fact = self.book.vocabulary[asked]
            judged = f" Vurderes af: {fact.judged_by}" if fact.judged_by else ""
            typed = option(self.book, fact.id, fact.choices())
            yield self.voice.question(fact) + judged, typed

    def law(self) -> Iterator[Group]:
        for label, kind in (("LOV", "law"), ("HJÆLP", "national")):
            lines = ((f"{n.title}. {n.text}", LAW) for n in self.notes if n.kind == kind)
            yield group(label, lines, "know")


#: The parts that are told like this.
SECTIONS: dict[str, Callable[[_Told], Iterator[Group]]] = {
    "open": _Told.open,
    "caveats": _Told.caveats,
    "who": _Told.who,
    "questions": _Told.questions,
    "law": _Told.law,
}


def section_short(answer: Answer, section: str, notes: Sequence[LawNote]) -> Page:
    """The page of one of `SECTIONS`."""
    told = _Told(answer, notes)
    case, least = case_words(answer, told.voice)
    groups = [*SECTIONS[section](told)]
    if not any(group.lines for group in groups):
        groups = [group("", ["Svaret har ikke noget af det."])]
    guidance = answer.rulebook.about.brief or answer.rulebook.about.guidance
    foot = f"{guidance} Helt ud: --show {SHOWN[section]} --full"
    return short_page(answer.rulebook, case_line(case), groups, [foot], least)


def part(
    answer: Answer, screen: Screen, notes: Sequence[LawNote], sections: Collection[str]
) -> Margin:
    """Those of `PARTS` that are among the sections, out of a screen with nothing left out."""
    voice = Voice(answer.rulebook, answer.case)
    whole = changed(uncut(screen), prepared=False, acute=(), not_=(), know=(), call=(), levels=())
    if "must" not in sections:
        whole = changed(whole, must=())
    if "can" not in sections:
        whole = changed(whole, now=(), decision=(), first=None, deadlines=())
    if "if" not in sections:
        whole = changed(whole, if_=())
    # Without a level only what no level decides is on a screen; the rest is in the whole answer.
    waiting = whole.more.can
    drawn = Drawing(changed(whole, more=changed(whole.more, can=0)), answer.rulebook)
    told = [drawn.head()]
    if "must" in sections:
        told += _must(answer, voice, drawn, notes)
    if "can" in sections:
        told += labelled("KAN", "can", _can(drawn, waiting))
    if "if" in sections:
        told += labelled("HVIS", "if", _if(answer, voice, drawn, waiting))
    return Margin((*told, Para("blank"), drawn.foot(told)))


def _must(answer: Answer, voice: Voice, drawn: Drawing, notes: Sequence[LawNote]) -> Iterator[Para]:
    """What must be done, what may come to be, and what is to be prepared before it."""
    nothing = Para("group", "Svaret nævner intet, du skal gøre.")
    yield from labelled("SKAL", "must", [*drawn.must()] or [nothing])
    may = may_be_musts(answer, voice)
    hanging_on = [": ".join(filter(None, (words.capital(line.label), line.text))) for line in may]
    yield from labelled(
        "MÅSKE",
        "if",
        (
            Para("group", sentence(said), mark=drawn.mark(line))
            for said, line in zip(hanging_on, may, strict=True)
        ),
    )
    # The steps before what must be done, not those before something else.
    duties = {line.id for line in (*drawn.screen.must, *may)}
    about = {o for note in notes if note.id in duties for o in note.offers}
    about |= {o for each in answer.actions if each.action.id in duties for o in each.action.offers}
    for note in notes:
        first_is_duty = note.offers[:1] and note.offers[0] in about
        if not note.steps or not first_is_duty or voice.role in note.silent:
            continue
        yield from labelled(
            "HUSK",
            "know",
            (
                Para("group", f"{note.title}. {phones(sentence(note.text))}", mark=LAW),
                *(Para("group", f"-{HARD}{step}") for step in note.steps),
            ),
        )


def _can(drawn: Drawing, waiting: int) -> Iterator[Para]:
    screen = drawn.screen
    told = [para._replace(label="") for para in drawn.can()]
    yield from told
    if screen.first and screen.first.granted:
        yield Para("group", f"afgøres hos {called(screen.first.name, screen.first.telephone)}:")
        start = 1 + sum(len(door.lines) for door in (*screen.now, *screen.decision))
        for number, line in enumerate(screen.first.granted, start):
            yield drawn.row(changed(line, number=number))
    elif not told and not waiting:
        yield Para("group", "Der er ingen tilbud her.")
    if waiting:
        yield Para("group", _waiting(waiting, drawn))


def _waiting(offers: int, drawn: Drawing) -> str:
    name = drawn.book.vocabulary[drawn.book.roles.level].label
    return f"{offers} tilbud til: sig også {name}, eller se --full."


def _if(answer: Answer, voice: Voice, drawn: Drawing, waiting: int) -> Iterator[Para]:
    for short in drawn.screen.if_:
        line = hanging(answer, voice, answer.offer(short.id), _ALL)
        label = line.label + "".join(f" ({note})" for note in line.notes)
        said = f"{label}: hvis {words.subordinate(line.condition)}"
        yield Para("group", sentence(said), mark=drawn.mark(line))
    if not drawn.screen.if_:
        yield Para("group", _waiting(waiting, drawn) if waiting else "Der er ingen tilbud her.")
