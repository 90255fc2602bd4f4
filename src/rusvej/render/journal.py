"""A note for a journal: what was asked, what was answered, by which rules; no person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rusvej.answer import Answer
from rusvej.compose import Door, Line, Screen
from rusvej.model import Citation
from rusvej.render import words
from rusvej.render.screen_lines import DOT
from rusvej.render.unbroken import called, sentence

#: So much of the fingerprint tells one state of the rules from another.
_DIGEST = 16
#: So many lines say what was answered.
_MOST = 4


def journal(answer: Answer, whole: Screen) -> str:
    """Six to eight lines of plain text. `whole` is the composition with nothing left out."""
    book = answer.rulebook
    case = f"{DOT.join(whole.case)}. Resten var ikke oplyst" if whole.case else "uden oplysninger"
    lines = [
        f"Dato: {words.day(answer.as_of)}. Uden personoplysninger.",
        f"Spurgt: {case}.",
        *_answered(answer, whole),
        f"Regelsæt: {book.about.name}, version {book.about.version}"
        f" ({book.digest[:_DIGEST]}). {book.about.guidance}".rstrip(),
    ]
    if sources := _sources(answer, whole):
        lines.append(f"Kilder: {sources}.")
    return "\n".join(line.replace("\u00a0", " ") for line in lines) + "\n"


def _answered(answer: Answer, whole: Screen) -> list[str]:
    """What the answer was, in at most `_MOST` lines. A note speaks to nobody: what must be done
    stands in the rulebook's own words."""
    own = {action.id: action.text for action in answer.rulebook.actions}
    first = whole.first
    granted = first.granted if first else ()
    said = {
        "Skal": _joined(own.get(line.id, line.text) for line in whole.must),
        "Ring først": called(first.name, first.telephone) if first else "",
        "Kan kontaktes": _labels(_lines(whole.now)),
        "Kræver en afgørelse": _labels([*granted, *_lines(whole.decision)]),
        "Afhænger af mere": _labels(whole.if_),
        "Uklart": _joined(line.label or line.text for line in whole.unclear),
    }
    lines = [f"{name}: {text}." for name, text in said.items() if text]
    # The last ones stand together where there are too many.
    return [*lines[: _MOST - 1], " ".join(lines[_MOST - 1 :])] if len(lines) > _MOST else lines


def _joined(texts: Iterable[str]) -> str:
    return " ".join(map(sentence, texts)).rstrip(".")


def _lines(doors: tuple[Door, ...]) -> list[Line]:
    return [line for door in doors for line in door.lines]


def _labels(lines: Sequence[Line]) -> str:
    return words.listed(line.label for line in lines) if lines else ""


def _sources(answer: Answer, whole: Screen) -> str:
    """The lines that the answer rests on, by document."""
    shown = [*whole.must, *_lines(whole.now), *_lines(whole.decision), *whole.if_]
    if whole.first:
        shown += [*whole.first.granted, *whole.first.deadlines]
    cited: dict[str, list[Citation]] = {}
    for source in sorted({source for line in shown for source in line.sources}, key=_place):
        cited.setdefault(source.document, []).append(source)
    book = answer.rulebook
    return "; ".join(
        f"{book.document_name(document)} linje {', '.join(_span(each) for each in sources)}"
        for document, sources in cited.items()
    )


def _place(source: Citation) -> tuple[str, int, int]:
    return source.document, source.first, source.last


def _span(source: Citation) -> str:
    one = source.first == source.last
    return str(source.first) if one else f"{source.first}-{source.last}"
