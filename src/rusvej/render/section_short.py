"""One part of an answer in one screen: what does not fit is counted, and told in full on
request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rusvej.answer import Answer, QuestionUse
from rusvej.compose import Voice
from rusvej.compose.asking import worth_asking
from rusvej.compose.first import deadline_line
from rusvej.compose.offers import doorless
from rusvej.compose.screen import case_words
from rusvej.model import Sources
from rusvej.model.law import LawNote
from rusvej.render import words
from rusvej.render.answer_page import hanging_on
from rusvej.render.page import Page
from rusvej.render.para import LAW
from rusvej.render.screen_asks import option
from rusvej.render.screen_lines import DOT
from rusvej.render.screen_words import NOT_KNOWN, SHOWN, deadline_said
from rusvej.render.short import Group, group, short_page
from rusvej.truth import Truth

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
            (f"{w.label}: {w.text}", self._cite(w.sources))
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
        return text, self._cite(question.sources)

    def caveats(self) -> Iterator[Group]:
        for label, applies in (("OBS", Truth.YES), ("MÅSKE", Truth.UNKNOWN)):
            lines = [
                (self.voice.say(each.printed.text), self._cite(each.printed.sources))
                for each in sorted(self.answer.caveats, key=lambda each: not each.stressed)
                if each.applies is applies
            ]
            yield group(label, lines, "know")

    def who(self) -> Iterator[Group]:
        others = [each for each in self.answer.actions if not each.action.must]
        sure = (each.action for each in others if each.applies is Truth.YES)
        may = (each for each in others if each.applies is not Truth.YES)
        now = ((self.voice.say(a.text), self._cite(a.sources)) for a in sure)
        yield group("NU", now, "can")
        later = (
            (
                f"{self.voice.say(each.action.title)}: {hanging_on(self.answer, each)}",
                self._cite(each.action.sources),
            )
            for each in may
        )
        yield group("MÅSKE", later, "if")
        lines = (deadline_line(self.answer, self.voice, each) for each in self.answer.deadlines)
        told = ((deadline_said(line), self._cite(line.sources)) for line in lines)
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

    def _cite(self, sources: Sources) -> str:
        return self.book.cite(self.book.sources_at(sources, self.answer.level)[:_CITED])


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
    head = DOT.join([*case, NOT_KNOWN]) if case else "Der er ikke oplyst noget endnu"
    groups = [*SECTIONS[section](told)]
    if not any(group.lines for group in groups):
        groups = [group("", ["Svaret har ikke noget af det."])]
    guidance = answer.rulebook.about.brief or answer.rulebook.about.guidance
    foot = f"{guidance} Helt ud: --show {SHOWN[section]} --full"
    return short_page(answer.rulebook, words.capital(head), groups, [foot], least)
