"""The first screen as lines of text: in a terminal, in a pipe, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rusvej.render.page import Para
from rusvej.render.unbroken import HARD, hard, pieces, soft

#: Between the facts of a head.
DOT = " · "
#: The width where none is known, and the widest that is read with ease.
WIDTH, WIDEST = 80, 90
#: Below this there is no margin for labels and sources.
NARROW = 70
_MARGIN = 7
#: What stands after a fact that is told for several.
_TOLD_AS_ONE = re.compile(r" \(og ([0-9]+) ting til\)$")
#: The facts of a head need so much room beside whose answer it is.
_LEAST = 30


def text_lines(paras: Sequence[Para], width: int = WIDTH) -> list[tuple[str, Para]]:
    """The lines, each with its paragraph; none longer than `width`, as long as a single address or
    number is not."""
    width = min(width or WIDTH, WIDEST)
    draw = _narrow if width < NARROW else _wide
    return [(soft(line), para) for para in paras for line in draw(para, width)]


def spoken_lines(paras: Sequence[Para]) -> list[str]:
    """The same text for a screen reader: a line for each paragraph, with neither margin nor
    columns."""
    return [soft(_spoken(para)) for para in paras if para.kind != "blank"]


def _spoken(para: Para) -> str:
    if para.kind == "head":
        return DOT.join(filter(None, (para.text, para.label, para.mark)))
    start = f"{para.label}: " if para.label else ""
    sign = "" if para.kind == "foot" else f"{para.number}. " if para.kind == "row" else "- "
    return f"{sign}{start}{para.text} {para.mark}".rstrip()


def markdown_lines(paras: Sequence[Para], width: int = WIDTH) -> list[str]:
    """The lines of the same text as one Markdown list; a telephone number keeps its hard blanks."""
    return [_in_numbers(line) for para in _labelled(paras) for line in _point(para, width)]


def _labelled(paras: Sequence[Para]) -> Iterator[Para]:
    """In a list every point says what it belongs to: what must be done is never taken for more."""
    label = ""
    for para in paras:
        label = para.label or label if para.kind in ("group", "row") else ""
        yield para._replace(label=label) if para.kind == "group" else para


def _point(para: Para, width: int) -> list[str]:
    if para.kind == "blank":
        return []
    text = _marked(para.text)
    if para.kind == "head":
        right = f"{para.label}, {hard(para.mark)}" if para.label else hard(para.mark)
        rest = width - len(right) - len(DOT) - 6
        facts = shortened(para.text, rest)
        if facts not in (para.text, para.text.rpartition(DOT)[0]):
            # Pasted into a mail it may have two lines.
            facts = shortened(para.text, width - 6, para.least)
        text = f"**{facts}**{DOT}{right}"
    elif para.kind == "row":
        text = f"{HARD * 2}{para.number}.{HARD}{text}"
    elif para.label:
        text = f"**{para.label}** {text}"
    start, indent = ("", " " * 5) if para.kind == "row" else (f"-{HARD}", "  ")
    return _wrapped(f"{start}{text} {para.mark if para.kind != 'head' else ''}", width, indent)


def _in_numbers(line: str) -> str:
    """The line with hard blanks between digits alone: a number stays whole in whatever it is
    pasted into."""
    last = len(line) - 1
    return "".join(
        " "
        if sign == HARD and not (0 < i < last and (line[i - 1] + line[i + 1]).isdigit())
        else sign
        for i, sign in enumerate(line)
    )


def height(paras: Sequence[Para]) -> int:
    """The lines of the longest of the drawings at the width where none is known; below a list
    nothing is typed, so that it may have one more."""
    text = sum(_text_height(para) for para in paras)
    return max(text, sum(_point_height(para) for para in _labelled(paras)) - 1)


# A screen is filled by trial: the same paragraphs are measured again and again.
_text_height = lru_cache(maxsize=256)(lambda para: len(_wide(para, WIDTH)))
_point_height = lru_cache(maxsize=256)(lambda para: len(_point(para, WIDTH)))


def _wide(para: Para, width: int) -> list[str]:
    if para.kind == "blank":
        return [""]
    if para.kind == "head":
        return _head(para, width)
    if para.kind == "foot":
        return _wrapped(para.text, width, "")
    start = f"{para.number:>{_MARGIN - 1}}" if para.number else f"{para.label:<{_MARGIN - 1}}"
    lines = _wrapped(f"{hard(start)}{HARD}{para.text}", width, " " * _MARGIN)
    if not para.mark:
        return lines
    room = width - len(lines[-1]) - len(para.mark)
    if room >= 2:
        return [*lines[:-1], lines[-1] + " " * room + para.mark]
    return [*lines, " " * (width - len(para.mark)) + para.mark]


def _head(para: Para, width: int) -> list[str]:
    """The facts at the left, as many as there is room for beside whose it is and the day."""
    right = f"{para.label}, {para.mark}" if para.label else para.mark
    if width - len(right) < _LEAST:
        return [*_wrapped(right, width, ""), shortened(para.text, width)]
    if DOT not in para.text:
        # One sentence: it goes on below, and whose it is stays in the first line.
        first, *more = _wrapped(para.text, width - len(right) - 2, "")
        return [(first + " " * (width - len(first) - len(right)) + right).rstrip(), *more]
    room = width - len(right) - 2
    facts, rest = para.text.count(DOT), ""
    text, kept = _shortened(para.text, room)
    if kept < min(2, facts):
        # The second fact is what the whole answer hangs on: it is not left out for want of room.
        text, kept, rest = "", 0, para.text
    elif kept < (facts if para.number > 1 else min(para.least, facts)):
        # As many facts as fit beside the day, and the rest below them.
        text, rest = _parted(para.text.split(DOT), room)
        kept = text.count(DOT) + 1
    more, least = [], para.least - kept
    while rest:
        below, kept = _shortened(rest, width, level=1)
        if kept < min(least, rest.count(DOT)):
            below, rest = _parted(rest.split(DOT), width)
            least -= below.count(DOT) + 1
        else:
            rest = ""
        more.append(below)
    return [(text + " " * (width - len(text) - len(right)) + right).rstrip(), *more]


def _parted(facts: Sequence[str], room: int) -> tuple[str, str]:
    """The first facts, as many as there is room for, and the others."""
    kept = max(n for n in range(1, len(facts)) if n == 1 or len(DOT.join(facts[:n])) <= room)
    return DOT.join(facts[:kept]), DOT.join(facts[kept:])


def shortened(text: str, room: int, least: int = 0) -> str:
    """As many facts as there is room for, though `least` of them; the rest is counted. What all
    heads end with goes first."""
    return _shortened(text, room, least)[0]


def _shortened(text: str, room: int, least: int = 0, level: int = 2) -> tuple[str, int]:
    """The same, and how many facts are told. Rather than with a count that nobody understands it is
    with a fact less, though with the level: the fact of that number."""
    facts = text.split(DOT)[:-1] or [text]
    if len(text) <= room or DOT not in text:
        return text, len(facts)
    for most, unit in ((max(least, level), " ting"), (least, "")):
        for kept in range(len(facts), min(most, len(facts)) - 1, -1):
            said = _counted(facts, kept, unit)
            if kept and len(said) <= room:
                return said, kept
    if least:
        return _counted(facts, min(least, len(facts)), " ting"), least
    return facts[0] if len(facts[0]) <= room else f"{facts[0][: room - 1]}…", 1


def _counted(facts: Sequence[str], kept: int, unit: str) -> str:
    """The first facts and how many more there are, each with those that it is told for."""
    own = [_TOLD_AS_ONE.search(fact) for fact in facts]
    if kept in (0, len(facts)):
        return DOT.join(facts[:kept])
    last = own[kept - 1]
    more = len(facts) - kept + sum(int(each[1]) for each in own[kept - 1 :] if each)
    told = DOT.join(facts[:kept])
    return f"{told[: -len(last[0])] if last else told} (og {more}{unit} til)"


def _narrow(para: Para, width: int) -> list[str]:
    if para.kind == "blank":
        return [""]
    if para.kind == "head":
        right = ", ".join(filter(None, (para.label, para.mark)))
        return _wrapped(f"{right}: {para.text}" if right else para.text, width, "")
    number = f"{para.number}. " if para.kind == "row" else ""
    start = f"{para.label}: " if para.label else number
    end = f" {para.mark}" if para.mark else ""
    return _wrapped(f"{start}{para.text}{end}", width, "")


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    """The words of a text in lines; a hard blank is part of a word. What is longer than a line is
    broken at its hard blanks, then between the words to choose from."""
    lines: list[str] = []
    for word in _words(text, width - len(indent)):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append((indent if lines else "") + word)
    return lines or [""]


def _words(text: str, room: int) -> Iterator[str]:
    for word in filter(None, text.split(" ")):
        if len(word) <= room:
            yield word
            continue
        for part in word.split(HARD):
            chosen = [part] if len(part) <= room else part.replace("|", "| ").split(" ")
            yield from (piece for each in chosen for piece in pieces(each, room))


def _marked(text: str) -> str:
    words = text.replace("*", "\\*").replace("<", "&lt;").split(" ")
    return " ".join(_command(word) if word.startswith("--") else word for word in words)


def _command(word: str) -> str:
    """What is typed, as code; the full stop after it is not."""
    typed = word.rstrip(".")
    return f"`{soft(typed)}`{word[len(typed) :]}".replace(" ", HARD)
