"""A note for a journal: what was asked, what was answered, by which rules; no person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rusvej.answer import Answer
from rusvej.compose import Door, Line, Screen, Voice, compose
from rusvej.compose.screen import case_words
from rusvej.model import Citation
from rusvej.records import changed
from rusvej.render import words
from rusvej.render.screen_lines import DOT
from rusvej.render.unbroken import called, sentence

#: So much of the fingerprint tells one state of the rules from another.
_DIGEST = 16
#: So many lines say what was answered.
_MOST = 4
#: Words to the asker.
_SPOKEN_TO = re.compile(r"\b(du|dig|din|dit|dine)\b", re.IGNORECASE)
#: So many facts are named that would have said more.
_MISSING = 4


def journal(answer: Answer, whole: Screen) -> str:
    """Six to eight lines of plain text. `whole` is the composition with nothing left out."""
    book = answer.rulebook
    lines = [
        f"Dato: {words.day(answer.as_of)}. Uden personoplysninger.",
        *_asked(answer, whole),
        f"Regelsæt: {book.about.name}, version {book.about.version}"
        f" ({book.digest[:_DIGEST]}). {book.about.guidance}".rstrip(),
    ]
    if sources := _sources(answer, whole):
        lines.append(f"Kilder: {sources}.")
    return "\n".join(line.replace("\u00a0", " ") for line in lines) + "\n"


def _asked(answer: Answer, whole: Screen) -> Iterator[str]:
    """The question and the answer, which speak to nobody: who asks is named among the rest, and
    what is told of the case is told as to somebody unknown."""
    book, asker = answer.rulebook, answer.rulebook.roles.asker
    case = {fact: value for fact, value in answer.case.items() if fact != asker}
    plain = compose(changed(answer, case=case), Voice(book, case))
    told = [*case_words(changed(answer, case=case), Voice(book, case), every=True)[0]]
    if asker in answer.case:
        values = book.vocabulary[asker].values
        label = next(each.label for each in values if each.id == answer.case[asker])
        told.append(f"spurgt af {label}")
    known = f"{DOT.join(told)}. Resten var ikke oplyst" if told else "uden oplysninger"
    yield f"Spurgt: {known}."
    yield from _answered(answer, whole, {line.id: line for line in plain.unclear})


def _answered(answer: Answer, whole: Screen, plain: Mapping[str, Line]) -> list[str]:
    """What the answer was, in at most `_MOST` lines. What must be done stands in the rulebook's own
    words, or by the name of the law; `plain` is what is unclear, told to nobody."""
    book = answer.rulebook
    own = {action.id: action.text for action in book.actions}
    law = {note.id: (note.title, note.now.partition(" (")[0]) for note in book.law_notes}
    own |= {name: ", ".join(said) for name, said in law.items() if all(said)}
    first = whole.first
    granted = first.granted if first else ()
    doubts = (_to_nobody(answer, line, plain) for line in whole.unclear)
    said = {
        "Skal": _joined(own.get(line.id, line.text) for line in whole.must),
        "Ring først": called(first.name, first.telephone) if first else "",
        "Kan selv": _labels(_lines(each for each in (*whole.now, *whole.decision) if each.own)),
        "Kan kontaktes": _labels(_lines(each for each in whole.now if not each.own)),
        "Kræver en afgørelse": _labels(
            [*granted, *_lines(each for each in whole.decision if not each.own)]
        ),
        "Afhænger af mere": _labels(whole.if_),
        "Uklart": _joined(doubts),
    }
    if whole.levels:
        level = book.words.the_level
        said["Svar"] = f"{whole.more.can} tilbud kan komme på tale; hvilke, afhænger af {level}"
        facts = [book.vocabulary[each.fact] for each in answer.next_questions]
        missing = [x.label for x in facts if not x.judged_by and x.id != book.roles.asker]
        said["Mangler især"] = "; ".join(missing[:_MISSING])
    lines = [sentence(f"{name}: {text}") for name, text in said.items() if text]
    # The last ones stand together where there are too many.
    return [*lines[: _MOST - 1], " ".join(lines[_MOST - 1 :])] if len(lines) > _MOST else lines


def _to_nobody(answer: Answer, line: Line, plain: Mapping[str, Line]) -> str:
    """What is unclear, in the words for everybody."""
    if line.label:
        return f"{line.label}: {line.text}"
    if not _SPOKEN_TO.search(line.text):
        return line.text
    book = answer.rulebook
    case = {fact: value for fact, value in answer.case.items() if fact != book.roles.asker}
    hers, told = (Voice(book, x).told("questions", line.id) for x in (answer.case, case))
    # Several that an age decides are told as one, and so they are here.
    one = hers is not None and hers.text == line.text
    return told.text if told and one else plain.get(line.id, line).text


def _joined(texts: Iterable[str]) -> str:
    return " ".join(map(sentence, texts)).rstrip(".")


def _lines(doors: Iterable[Door]) -> list[Line]:
    return [line for door in doors for line in door.lines]


def _labels(lines: Sequence[Line]) -> str:
    return "; ".join(line.label for line in lines)


def _sources(answer: Answer, whole: Screen) -> str:
    """The lines that the answer rests on, by document."""
    shown = [*whole.must, *_lines(whole.now), *_lines(whole.decision), *whole.if_, *whole.levels]
    if whole.first:
        shown += [*whole.first.granted, *whole.first.deadlines]

    def place(source: Citation) -> tuple[str, int, int]:
        return source.document, source.first, -source.last

    cited: dict[str, list[Citation]] = {}
    for source in sorted({source for line in shown for source in line.sources}, key=place):
        found = cited.setdefault(source.document, [])
        # A line that stands within another place is not named twice.
        if not (found and source.last <= found[-1].last):
            found.append(source)
    book = answer.rulebook
    return "; ".join(
        f"{book.document_name(document)} linje {', '.join(each.span for each in sources)}"
        for document, sources in cited.items()
    )
