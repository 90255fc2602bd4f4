"""The page in a terminal, with rich. Imported only where a terminal is written to."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from rusvej.render.page import (
    Block,
    Code,
    Heading,
    Item,
    Items,
    Margin,
    Page,
    Para,
    Paragraph,
    Table,
    joined,
)
from rusvej.render.plain import rows_as_lines
from rusvej.render.screen_lines import text_lines
from rusvej.render.unbroken import pieces, soft, whole_cites

_STYLES = {"warning": "bold yellow", "note": "italic", "quiet": "dim", "plain": ""}
_GAP = 1
#: Where a line of a cell may be broken: after a hyphen or a slash, at white space but no other.
_PIECES = re.compile(r"(?<=\w-)(?=\w)|(?<=/)|[ \n]")


def show(page: Page, console: Console | None = None) -> None:
    """Prints the page on the console, fitted to its width (80 columns where it is not known)."""
    console = console or Console(highlight=False)
    text = Text()
    for block in page:
        if isinstance(block, Table):
            _print(text, console)
            text = Text()
            _table(block, console)
        else:
            _block(block, console.width, text)
    _print(text, console)


def _print(text: Text, console: Console) -> None:
    # The lines are broken already; one call for all of them, since each costs as much as a
    # paragraph.
    if text:
        console.print(text, soft_wrap=True, end="")


def _block(block: Block, width: int, text: Text) -> None:
    match block:
        case Heading():
            title = "\n".join(_lines(block.text, width))
            text.append("\n").append(title, "bold" if block.level > 1 else "bold underline")
            text.append("\n")
        case Paragraph():
            label = {"warning": "OBS: ", "note": "Bemærk: "}.get(block.kind, "")
            text.append("\n".join(_lines(label + block.text, width)), _STYLES[block.kind]).append(
                "\n"
            )
        case Items():
            for number, item in enumerate(block.items, start=1):
                _item(item, f" {number}. " if block.numbered else " - ", width, text)
        case Margin():
            text.append_text(_styled(block.paras, width))
        case Code():
            # Not padded: padding cuts off what is wider than the console, and a command must be
            # whole to be pasted.
            for row in block.text.splitlines():
                text.append(f"  {row}\n")


def _item(item: Item, mark: str, width: int, text: Text) -> None:
    room, indent = width - len(mark), " " * len(mark)
    start = len(text) + len(mark)
    for number, line in enumerate(_lines(joined(item), room)):
        text.append(f"{mark if not number else indent}{line}\n")
    if item.label:
        # The label may run over several lines; what follows it is found by counting its letters,
        # not its line ends.
        text.stylize("bold", start, _end(text.plain, start, len(item.label.replace(" ", ""))))
    for under in item.under:
        for line in _lines(under, room):
            text.append(f"{indent}{line}\n", "dim")


def _end(plain: str, start: int, letters: int) -> int:
    """The place after so many letters that are no white space."""
    place = start
    while letters and place < len(plain):
        letters -= not plain[place].isspace()
        place += 1
    return place


def _lines(text: str, width: int) -> list[str]:
    """Text broken between words and at hyphens and slashes, never inside a word that fits."""
    lines = []
    for part in whole_cites(text).split("\n"):
        room = max(width, 10)
        words = " ".join(
            piece for word in _slashes(part, width).split(" ") for piece in _fitting(word, room)
        )
        lines += textwrap.wrap(words, room, break_long_words=False) or [""]
    return lines


def _fitting(word: str, room: int) -> list[str]:
    """The word as it is, unless a part of it between two hyphens is too long for a line."""
    return [word] if max(map(len, _PIECES.split(word))) <= room else pieces(word, room)


def _slashes(text: str, width: int) -> str:
    """A space after the slash of a pair of words that is too long for the line."""
    return " ".join(
        word.replace("/", "/ ") if "/" in word and len(word) > width and "://" not in word else word
        for word in text.split(" ")
    )


def _table(block: Table, console: Console) -> None:
    widths = _widths(block, min(console.width, 140) - _GAP * (len(block.columns) + 2))
    if not widths:
        _as_lines(block, console)
        return
    table = RichTable(
        box=SIMPLE_HEAD, padding=(0, _GAP, 0, 0), pad_edge=False, show_edge=False, leading=1
    )
    for column, width in zip(block.columns, widths, strict=True):
        table.add_column(column.title, width=width, justify=column.align, no_wrap=True)
    for number, row in enumerate(block.rows):
        style = block.styles[number] if block.styles else ""
        cells = [
            Text("\n".join(_lines(cell, width))) for cell, width in zip(row, widths, strict=True)
        ]
        table.add_row(*cells, style=style)
    console.print(table)


def _widths(block: Table, room: int) -> list[int]:
    """The width of every column: its share, or more where a word of it needs more; none where the
    longest words do not fit beside each other."""
    needed = [
        column.width or max(map(_longest, (column.title, *cells)))
        for column, *cells in zip(block.columns, *block.rows, strict=True)
    ]
    if sum(needed) > room:
        return []
    shares = sum(column.share for column in block.columns if not column.width) or 1
    free = room - sum(column.width for column in block.columns)
    widths = [
        max(need, 0 if column.width else free * column.share // shares)
        for column, need in zip(block.columns, needed, strict=True)
    ]
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda at: widths[at] - needed[at])
        widths[widest] -= 1
    return widths


def _longest(text: str) -> int:
    """The length of the longest piece at whose ends a line may be broken."""
    return max(map(len, _PIECES.split(whole_cites(text))))


def _as_lines(block: Table, console: Console) -> None:
    text = Text()
    for row in rows_as_lines(block):
        within = len(row) - len(row.lstrip())
        for line in _lines(row.strip(), console.width - within):
            text.append(f"{' ' * within}{line}\n")
    _print(text, console)


_TONES = {
    "danger": "bold red",
    "must": "bold magenta",
    "first": "bold green",
    "can": "bold green",
    "unclear": "bold yellow",
    "ask": "bold cyan",
}


def _styled(paras: Sequence[Para], width: int) -> Text:
    """The lines with their colours; the words alone are enough."""
    text = Text()
    before: Para | None = None
    for line, para in text_lines(paras, width):
        start = len(text)
        text.append(line + "\n", "dim" if para.kind == "foot" else "")
        if para.kind == "head":
            right = soft(f"{para.label}, {para.mark}" if para.label else para.mark)
            text.stylize("bold", start, start + len(line.removesuffix(right)))
        elif para.label and para is not before:
            text.stylize(_TONES.get(para.tone, "bold"), start, start + len(para.label))
        mark = soft(para.mark)
        if mark and line.endswith(mark):
            text.stylize("dim", start + len(line) - len(mark), start + len(line))
        before = para
    return text
