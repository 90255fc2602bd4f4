"""The page in a terminal, with rich. Imported only where a terminal is written to."""

from __future__ import annotations

import re
import textwrap

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
    Paragraph,
    Table,
    joined,
)
from rusvej.render.screen_terminal import styled

_STYLES = {"warning": "bold yellow", "note": "italic", "quiet": "dim", "plain": ""}
_GAP = 1
#: The space inside a short citation such as [H 367-368], at which no line is broken.
_CITED = re.compile(r"(?<=[\[ ][A-Z]) (?=\d)")


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
            text.append("\n").append(
                block.text, "bold" if block.level > 1 else "bold underline"
            ).append("\n")
        case Paragraph():
            label = {"warning": "OBS: ", "note": "Bemærk: "}.get(block.kind, "")
            text.append("\n".join(_lines(label + block.text, width)), _STYLES[block.kind]).append(
                "\n"
            )
        case Items():
            for number, item in enumerate(block.items, start=1):
                _item(item, f" {number}. " if block.numbered else " - ", width, text)
        case Margin():
            text.append_text(styled(block.paras, width))
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
    for part in _CITED.sub("\u00a0", text).split("\n"):
        words = " ".join(_fitted(word, width) for word in _slashes(part, width).split(" "))
        lines += textwrap.wrap(words, max(width, 10), break_on_hyphens=True) or [""]
    return lines


def _fitted(word: str, width: int) -> str:
    """A word too long for a narrow column, divided where Danish divides it; addresses and citations
    are left alone."""
    if len(word) <= width or "://" in word or max(len(piece) for piece in word.split("-")) < width:
        return word
    # Imported only where a word has to be divided: its dictionary takes a while to read.
    from pyphen import Pyphen

    divided = Pyphen(lang="da_DK").wrap(word, width)
    return f"{divided[0]} {_fitted(divided[1], width)}" if divided else word


def _slashes(text: str, width: int) -> str:
    """A space after the slash of a pair of words that is too long for the line."""
    return " ".join(
        word.replace("/", "/ ") if "/" in word and len(word) > width and "://" not in word else word
        for word in text.split(" ")
    )


def _table(block: Table, console: Console) -> None:
    fixed = sum(column.width for column in block.columns) + _GAP * (len(block.columns) + 2)
    shares = sum(column.share for column in block.columns if not column.width) or 1
    free = max(min(console.width, 140) - fixed, 20)
    widths = [column.width or free * column.share // shares for column in block.columns]
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
