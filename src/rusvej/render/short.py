"""One screen of a command: labelled groups, each with as many lines as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rusvej.compose import Voice
from rusvej.compose.fitting import LINES
from rusvej.model import ContactUnit, Rulebook
from rusvej.records import record
from rusvej.render import words
from rusvej.render.page import LAW, Margin, Page, Para, Tone
from rusvej.render.screen_lines import height
from rusvej.render.unbroken import hard, phones, sentence


@record
class Group:
    """Lines under one label of at most six letters; see `group`."""

    label: str
    lines: tuple[tuple[str, str], ...]
    tone: Tone
    least: int


def group(
    label: str, lines: Iterable[str | tuple[str, str]], tone: Tone = "", least: int = 1
) -> Group:
    """Lines under a label, each a text or (text, citation), but for empty texts. `least` of them
    are shown where the group is."""
    told = ((line, "") if isinstance(line, str) else line for line in lines)
    return Group(label, tuple(line for line in told if line[0]), tone, least)


def to_ask(book: Rulebook, units: Iterable[ContactUnit]) -> list[tuple[str, str]]:
    """Who can be asked for a number that nobody has, as the first screen of an answer says."""
    voice = Voice(book, {})
    silent = (unit.id for unit in units if not voice.number(unit.id)[0])
    asked = [told for unit in silent if (told := voice.told("contacts", unit))]
    return [(words.capital(phones(told.text)), book.cite(told.sources)) for told in asked]


def short_page(
    book: Rulebook, head: str, groups: Sequence[Group], foot: Sequence[str], least: int = 0
) -> Page:
    """The page: the head with at least so many facts, of every group its least lines, then one more
    of each and so on as long as there is room. What is left out is counted; `foot` says how to see
    it, after what marks a line that is not from the documents."""
    kept = [group for group in groups if group.lines]
    if any(cited == LAW for group in kept for _, cited in group.lines):
        foot = [*foot[:-1], f"{LAW} = ikke fra {book.words.documents}. {foot[-1]}"]
    top = Para("head", head, mark=book.owner, least=least)
    shown = [min(group.least, len(group.lines)) for group in kept]
    while len(kept) > 1 and height(_paras(top, kept, shown, foot)) > LINES:
        kept, shown = kept[:-1], shown[:-1]
    growing = True
    while growing:
        growing = False
        for place, group in enumerate(kept):
            if shown[place] < len(group.lines):
                shown[place] += 1
                if height(_paras(top, kept, shown, foot)) <= LINES:
                    growing = True
                else:
                    shown[place] -= 1
    page = Page()
    page.blocks.append(Margin(tuple(_paras(top, kept, shown, foot))))
    return page


def fits(book: Rulebook, head: str, groups: Sequence[Group], foot: Sequence[str]) -> bool:
    """Whether there is room for a line of every group."""
    return (
        height(_paras(Para("head", head, mark=book.owner), groups, [1] * len(groups), foot))
        <= LINES
    )


def _paras(
    head: Para, groups: Sequence[Group], shown: Sequence[int], foot: Sequence[str]
) -> list[Para]:
    found = [head]
    for group, count in zip(groups, shown, strict=True):
        lines = [
            Para("group", phones(sentence(text)), mark=hard(cited))
            for text, cited in group.lines[:count]
        ]
        rest = len(group.lines) - count
        if rest:
            lines.append(Para("group", f"og {rest} mere"))
        first = lines[0]
        lines[0] = Para("group", first.text, group.label, mark=first.mark, tone=group.tone)
        found += lines
    return [*found, *(Para("foot", text) for text in foot if text)]
