"""The first screen in words: paragraphs with a label in the margin and a source at the right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rusvej.compose import Door, Line, Screen, lower_name
from rusvej.model import Rulebook, Sources
from rusvej.render import words
from rusvej.render.page import LAW, Para, Tone
from rusvej.render.screen_asks import asks
from rusvej.render.screen_lines import DOT, WIDTH
from rusvej.render.unbroken import (
    HARD,
    called,
    hard,
    phones,
    reachable,
    sentence,
)

#: The parts of the whole answer, in its order, by the word for them that is shown.
SHOWN = {
    "must": "skal",
    "can": "kan",
    "if": "hvis",
    "open": "uklart",
    "caveats": "forbehold",
    "who": "hvem",
    "questions": "spørg",
    "law": "lov",
    "sources": "kilder",
}
#: Two short lines stand beside each other up to this length.
_BESIDE = 72
#: A short citation, or what stands in the place of one.
_CITE = re.compile(r"\[[^\]]+\]")
#: The end of a sentence, not of an ordinal number.
_END = re.compile(r"\.(?= [A-ZÆØÅ]|$)")
#: The line over what somebody decides, where the documents do not say who.
_BY_NOBODY = "kræver, at nogen vurderer eller afgør det; ikke angivet, hvem:"
#: So many offers are named where there is no room for their conditions.
_NAMED = 3
#: So many words in common are said once.
_ALIKE = 2
#: So many citations stand in the margin, and beside each of several questions: more are found with
#: the record.
_CITED, _APIECE = 4, 2


def paragraphs(screen: Screen, book: Rulebook) -> list[Para]:
    """The whole screen, in the order in which it is read."""
    drawn = Drawing(screen, book)
    found = [drawn.head(), *labelled("AKUT", "danger", drawn.acute())]
    must = labelled("SKAL", "must", drawn.must())
    found += _block([*must, *drawn.rung(), *drawn.deadlines()], screen.apart > 2)
    offered = [*drawn.can(), *drawn.beside()]
    found += _block([*drawn.nothing(), *offered], screen.apart > 0)
    found += _block(labelled("SPØRG", "ask", asks(screen, book)), screen.apart > 1)
    return [*found, *_block([drawn.foot(found)], screen.apart > 0)]


def _block(paras: list[Para], apart: bool) -> list[Para]:
    return [Para("blank"), *paras] if paras and apart else paras


def labelled(label: str, tone: Tone, paras: Iterable[Para]) -> list[Para]:
    """The paragraphs, the first with a label in the margin."""
    found = list(paras)
    if found:
        found[0] = found[0]._replace(label=label, tone=tone)
    return found


def case_line(case: Sequence[str]) -> str:
    """What the case says, each fact in a few words, as the head of a screen or a sheet."""
    told = DOT.join([*case, "resten er ikke oplyst"]) if case else "der er ikke oplyst noget endnu"
    return words.capital(told)


class Drawing:
    """One screen of one rulebook, group by group."""

    def __init__(self, screen: Screen, book: Rulebook) -> None:
        self.screen = screen
        self.book = book

    def head(self) -> Para:
        """The case in one line, whose rulebook it is, and the day."""
        case, day = self.screen.case, words.short_day(self.screen.as_of)
        level = self.book.vocabulary.get(self.book.roles.level)
        room = WIDTH - len(f"{self.book.owner}, {day}  ")
        if level and len(DOT.join(case)) > room:
            # After an age nobody wonders what the word is.
            case = (*case[:1], *(each.removeprefix(f"{level.label} ") for each in case[1:]))
        lines, least = self.screen.heads, self.screen.least
        return Para("head", case_line(case), self.book.owner, number=lines, least=least, mark=day)

    def acute(self) -> Iterator[Para]:
        """Danger to life, in one paragraph."""
        if self.screen.acute:
            said = " ".join(phones(sentence(line.text)) for line in self.screen.acute)
            # A number that ends the line is read without the full stop: it must fit in one.
            yield Para("group", said[:-1] if said[-2].isdigit() else said, mark=LAW)

    def must(self) -> Iterator[Para]:
        """What must be done."""
        how = f" Før du gør det: {_show('must')}." if self.screen.prepared else ""
        for line in self.screen.must:
            said = phones(sentence(line.text)) + how * (line is self.screen.must[0])
            yield Para("group", said, mark=self.mark(line))
        if self.screen.more.must:
            yield Para("group", f"Og {self.screen.more.must} mere: {_show('must')}")

    def rung(self) -> list[Para]:
        """Whom to ring, and what comes of it: the door to call first before the help that is the
        same all over the country."""
        if self.screen.first is None:
            return labelled("RING", "first", self._call())
        door, *more = self._first()
        return [door, *self._call(), *more]

    def _call(self) -> Iterator[Para]:
        if self.screen.call:
            said = " ".join(phones(sentence(line.text)) for line in self.screen.call)
            yield Para("group", said, mark=LAW)

    def _first(self) -> Iterator[Para]:
        """The door to call first, what can be granted there, and what runs from the call."""
        first = self.screen.first
        assert first is not None
        door = f"{called(first.name, first.telephone)}: {sentence(first.text)}"
        yield Para("group", door, "RING", mark=self._cited(first.sources), tone="first")
        if first.granted:
            named = _together([lower_name(line.label) for line in first.granted])
            cited = self._first_lines(first.granted) if self.screen.cited > 2 else ""
            yield Para("group", f"Her afgøres: {named}.", "FØRST", mark=cited, tone="first")
        yield from labelled("FRIST", "first", (self._deadline(line) for line in first.deadlines))

    def deadlines(self) -> Iterator[Para]:
        """What runs from the first contact with the offers below."""
        lines = [self._deadline(line) for line in self.screen.deadlines]
        if lines and self.screen.more.deadlines:
            lines.append(Para("group", f"Og {self.screen.more.deadlines} mere: --full"))
        yield from labelled("FRIST", "first", lines)

    def _deadline(self, line: Line) -> Para:
        return Para("group", deadline_said(line), mark=self.mark(line))

    def nothing(self) -> Iterator[Para]:
        """That no offer is left, where none is: an empty screen would say nothing."""
        screen = self.screen
        told = (screen.first, screen.now, screen.decision, screen.if_, screen.not_, screen.unclear)
        if any(told) or screen.levels or screen.more.can or screen.more.if_:
            return
        none = (
            "Ud fra det oplyste kan intet tilbud komme på tale. Hvorfor: --all. Ret det, der ikke"
            f" passer, eller spørg {self.book.about.municipality.name or 'kommunen'}."
        )
        said = none if self.book.offers else "Regelsættet har ingen tilbud endnu."
        yield Para("group", said, "IKKE", tone="not")

    def can(self) -> Iterator[Para]:
        """What can be done: whom one can turn to, and what somebody decides on."""
        yield from labelled("KAN", "can", self._doors())

    def _doors(self) -> Iterator[Para]:
        screen = self.screen
        others = [door for door in screen.now if not door.own and not door.others]
        away = [door for door in screen.now if door.others]
        decided = [door for door in screen.decision if not door.own]
        for said, doors in (("selv gøre:", screen.now), ("selv afgøre:", screen.decision)):
            own = [line for door in doors if door.own for line in door.lines]
            if own:
                yield Para("group", said)
                yield from map(self.row, own)
        if others:
            yield Para("group", "du selv gå til:" if screen.self_ else "kontaktes nu:")
            yield from (self.row(line) for door in others for line in door.lines)
        if away:
            yield Para("group", "andre kontakte for dig:")
            yield from (self.row(line) for door in away for line in door.lines)
        for door in decided:
            by = called(door.name, door.telephone)
            yield Para("group", f"kræver en afgørelse hos {by}:" if by else _BY_NOBODY)
            yield from self._decided(door)
        if (more := screen.more.can) and not screen.levels:
            said = f"og {more} mere" if screen.now or screen.decision else f"{more} tilbud"
            yield Para("group", f"{said}: {_show('can')}")

    def _decided(self, door: Door) -> Iterator[Para]:
        """Short lines stand beside each other."""
        waiting: Para | None = None
        for line in door.lines:
            row = self.row(line)
            joined = f"{waiting.text[:-1]}{HARD * 3}{row.number}{HARD}{row.text}" if waiting else ""
            if waiting and len(joined) <= _BESIDE:
                waiting = waiting._replace(text=joined, mark="")
                continue
            if waiting:
                yield waiting
            waiting = row
        if waiting:
            yield waiting

    def row(self, line: Line) -> Para:
        """An offer with its number."""
        said = called(line.label, line.telephone) + (f"{HARD}{LAW}" if line.own_number else "")
        if told := "; ".join(filter(None, (line.reach, line.text))):
            said += f": {told}"
        if line.condition:
            said += f"{';' if told else ':'} hvis {words.subordinate(line.condition)}"
        for note in line.notes:
            said = f"{sentence(said)} {words.capital(note)}"
        return Para("row", sentence(phones(said)), number=line.number, mark=self.mark(line))

    def beside(self) -> Iterator[Para]:
        """What hangs on something, what one thing keeps away, what is unclear, what is worth
        knowing."""
        yield from labelled("HVIS", "if", self._hanging())
        yield from labelled("IKKE", "not", self._missed())
        yield from labelled("UKLART", "unclear", self._unclear())
        told = (
            Para("group", phones(sentence(x.text)), mark=self.mark(x)) for x in self.screen.know
        )
        yield from labelled("HUSK", "know", told)

    def _hanging(self) -> Iterator[Para]:
        lines, rest = self.screen.if_, self.screen.more.hanging
        said: list[str] = []
        for place, line in enumerate(lines):
            label = lower_name(line.label) + "".join(f" ({note})" for note in line.notes)
            if place and line.condition == lines[place - 1].condition:
                said[-1] += f" og {label}{self._within(line)}"
                continue
            # The person is named once.
            condition = line.condition.removeprefix(f"{self.screen.person} ") if said else ""
            clause = words.subordinate(condition or line.condition)
            said.append(f"{clause}: {label}{self._within(line)}")
        if said and rest:
            said.append(f"og {len(rest)} mere: {_show('if')}")
        elif rest:
            named = self._by_name()
            left = [f"{len(rest) - len(named)} mere"] if rest[len(named) :] else []
            told = words.listed([*(lower_name(line.label) for line in named), *left])
            cited = self._first_lines(named)
            said.append(f"{told}{f' {cited}' * (self.screen.cited > 1)}: {_show('if')}")
        if said:
            yield Para("group", "; ".join(said) + ("" if rest else "."))

    def _by_name(self) -> tuple[Line, ...]:
        """Those that are named where there is no room for what they hang on."""
        rest, most = self.screen.more.hanging, 1 if self.screen.spare > 1 else _NAMED
        return rest if len(rest) <= most + 1 else rest[:most]

    def _missed(self) -> Iterator[Para]:
        for line in self.screen.not_[:1]:
            clause = words.subordinate(words.lower_first(line.text))
            yield Para("group", f"{line.label}: kræver, at {clause}{self._within(line)}.")

    def _unclear(self) -> Iterator[Para]:
        said = []
        for place, line in enumerate(self.screen.unclear):
            counted = line.number and not line.label
            number = hard(line.telephone) or phones(line.reach)
            about = f"{line.number}{HARD}tilbud" if counted else number
            text = f"{line.label}: {words.lower_first(line.text)}" if line.label else line.text
            text = words.lower_first(text) if place else text
            # Several that are told as one have a citation each.
            sources = line.sources[: _APIECE if line.about else _CITED]
            cited = f" {self._cited(sources)}" * (self.screen.cited > 0)
            said.append((f"{text} ({about})" if about else text) + cited)
        if more := self.screen.more.unclear:
            said.append(f"alle {self._open()}: {_show('open')}")
        if said:
            told = "; ".join(said)
            yield Para("group", told if more else f"{told.removesuffix('.')}.")

    def foot(self, above: Iterable[Para]) -> Para:
        """What the documents do not print, what the marks above mean, and how to see the rest."""
        screen, book = self.screen, self.book
        said: list[str] = []
        doors = {door.unit: door.name for door in (*screen.now, *screen.decision)}
        otherwise = {
            doors[unit.id]: sentence(reachable(unit))
            for unit in book.contacts
            if doors.get(unit.id) in screen.no_telephone and (unit.email or unit.hours)
        }
        said += otherwise.values()
        if names := [name for name in screen.no_telephone if name not in otherwise]:
            documents = words.capital(book.words.documents)
            asked = f"; {screen.unnumbered}" if screen.unnumbered else ""
            said.append(
                sentence(f"{documents} har ikke telefonnummer til {words.listed(names)}{asked}")
            )
        cites = [cite for para in above for cite in _CITE.findall(f"{para.text} {para.mark}")]
        if online := screen.more.online:
            said.append(f"Også hjælp: {words.listed(online)}{HARD}{LAW}.")
        if online or LAW in cites:
            said.append(f"{LAW}{HARD}={HARD}ikke fra {book.words.documents}.")
        used = words.cited_in(book, cites)
        named = [f"{m}{HARD}={HARD}{book.document_name(each.id)}" for m, each in used]
        if named:
            said.append(f"{', '.join(named)}; tal{HARD}={HARD}linjer.")
        guidance = book.about.brief or book.about.guidance
        return Para("foot", " ".join([*said, guidance, self._more()]))

    def _more(self) -> str:
        more = self.screen.more
        counted = {
            "caveats": more.caveats,
            "who": more.who,
            "questions": more.questions,
            "law": more.law,
            "open": 0 if more.unclear else self._open(),
        }
        said = ", ".join(f"{SHOWN[name]}{HARD}{n}" for name, n in counted.items() if n)
        shown = f"Tilføj --show {said}. " if said else ""
        age = self.screen.next_age
        soon = f"Ved {age}{HARD}år: {hard(f'--what-if age={age}')}. " if age is not None else ""
        return f"{soon}{shown}Alt:{HARD}--full"

    def _open(self) -> int:
        """How much the documents leave open here: all of it, as one then sees."""
        return self.screen.more.open + len(self.screen.unclear)

    def mark(self, line: Line) -> str:
        """What a line rests on."""
        return LAW if line.law else self._cited(line.sources)

    def _within(self, line: Line) -> str:
        """The citation of one of several things said in a paragraph."""
        cited = hard(self.book.cite(line.sources[:1]))
        return f" {cited}" if cited else ""

    def _first_lines(self, lines: Iterable[Line]) -> str:
        """Where each of several begins, that are named together."""
        return hard(self.book.cite(tuple(dict.fromkeys(s for x in lines for s in x.sources[:1]))))

    def _cited(self, sources: Sources) -> str:
        return hard(self.book.cite(sources[:_CITED]))


def deadline_said(line: Line) -> str:
    """A deadline, and what it still hangs on."""
    said = sentence(line.text)
    if line.notes:
        here = f"(hænger også på {line.condition})" if line.condition else "her"
        return f"Uklart, om det gælder {here}: {said[:1].lower()}{said[1:]}"
    if line.condition:
        said = _END.sub(rf" (kommer an på {line.condition})\g<0>", said, count=1)
    return said


def _together(names: list[str]) -> str:
    """The names; what several begin with is said once, and so is, at the end, what stands in
    brackets after some of them."""
    plain: list[str] = []
    aside: dict[str, list[str]] = {}
    for name in names:
        bracket = re.fullmatch(r"(.+) \((.+)\)", name)
        begun = next((p for p in plain if _begins_alike(p, name)), "")
        if bracket:
            aside.setdefault(bracket[2], []).append(bracket[1])
        elif begun:
            plain[plain.index(begun)] = f"{begun} og {' '.join(name.split()[_ALIKE:])}"
        else:
            plain.append(name)
    # "og" twice in a row would be read as two lists.
    said = ", ".join(plain) if any(" og " in each for each in plain) else words.listed(plain)
    more = (f"{text} {words.listed(named)}" for text, named in aside.items())
    return "; ".join(filter(None, [said, *more]))


def _begins_alike(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    return min(len(first), len(second)) > _ALIKE and first[:_ALIKE] == second[:_ALIKE]


def _show(section: str) -> str:
    return f"--show{HARD}{SHOWN[section]}"
