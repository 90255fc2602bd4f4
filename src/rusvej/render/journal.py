"""A note for a journal: what was asked, what was answered, by which rules; no person."""

from __future__ import annotations

from collections.abc import Iterable

from rusvej.answer import Answer
from rusvej.compose import Door, Line, Screen
from rusvej.model import Citation
from rusvej.render import words
from rusvej.render.screen_lines import DOT
from rusvej.render.unbroken import called, sentence

#: So much of the fingerprint tells one state of the rules from another.
_DIGEST = 16


def journal(answer: Answer, whole: Screen) -> str:
    """Six to eight lines of plain text. `whole` is the composition with nothing left out."""
    book = answer.rulebook
    case = DOT.join(whole.case) if whole.case else "intet oplyst"
    lines = [f"Spurgt: {case}. Resten var ikke oplyst."]
    first = whole.first
    if whole.must:
        lines.append(f"Skal: {_joined(line.text for line in whole.must)}.")
    if first:
        named = words.listed(line.label for line in first.granted)
        lines.append(f"Ring først: {called(first.name, first.telephone)}. Dér afgøres: {named}.")
    if whole.now:
        lines.append(f"Kan kontaktes: {words.listed(_names(whole.now))}.")
    if whole.decision:
        lines.append(f"Kræver en afgørelse: {words.listed(_names(whole.decision))}.")
    unclear = [line.label or line.text for line in whole.unclear]
    if whole.if_ or unclear:
        labels = words.listed(line.label for line in whole.if_) if whole.if_ else ""
        hanging = f"Afhænger af mere: {labels}." if labels else ""
        open_ = f"Uklart: {_joined(unclear)}." if unclear else ""
        lines.append(f"{hanging} {open_}".strip())
    lines.append(
        f"Regelsæt: {book.about.name}, version {book.about.version}"
        f" ({book.digest[:_DIGEST]}), {words.day(answer.as_of)}. {book.about.guidance}"
    )
    lines.append(f"Kilder: {_sources(answer, whole)}.")
    return "\n".join(line.replace("\u00a0", " ") for line in lines) + "\n"


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(sentence(text).rstrip(".") for text in texts)


def _lines(doors: tuple[Door, ...]) -> list[Line]:
    return [line for door in doors for line in door.lines]


def _names(doors: tuple[Door, ...]) -> list[str]:
    return [line.label for line in _lines(doors)]


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
