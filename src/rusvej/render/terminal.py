"""The page in a terminal, with rich. Imported only where a terminal is written to."""

from __future__ import annotations

import re
import textwrap

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from rusvej.render.page import Block, Code, Heading, Items, Page, Paragraph, Table, joined

_STYLES = {"warning": "bold yellow", "note": "italic", "quiet": "dim", "plain": ""}
_GAP = 1
#: The space inside a short citation such as [H 367-368], at which no line is broken.
_CITED = re.compile(r"(?<=[\[ ][A-Z]) (?=\d)")


def show(page: Page, console: Console | None = None) -> None:
    """Prints the page on the console, fitted to its width (80 columns where it is not known)."""
    console = console or Console(highlight=False)
    for block in page.blocks:
        _block(block, console)


def _block(block: Block, console: Console) -> None:
    match block:
        case Heading():
            console.print()
            console.print(Text(block.text, style="bold" if block.level > 1 else "bold underline"))
        case Paragraph():
            label = {"warning": "OBS: ", "note": "Bemærk: "}.get(block.kind, "")
            console.print(_wrapped(label + block.text, console.width, _STYLES[block.kind]))
        case Items():
            for number, item in enumerate(block.items, start=1):
                mark = f"{number}. " if block.numbered else "- "
                line = _wrapped(joined(item), console.width - len(mark) - 1, "", hang=0)
                if item.label:
                    line.stylize("bold", 0, len(item.label))
                grid = RichTable.grid(padding=(0, 0))
                grid.add_column(width=len(mark) + 1)
                grid.add_column(width=console.width - len(mark) - 1)
                grid.add_row(f" {mark}", line)
                for under in item.under:
                    grid.add_row("", _wrapped(under, console.width - len(mark) - 1, "dim"))
                console.print(grid)
        case Table():
            _table(block, console)
        case Code():
            # Not padded: padding cuts off what is wider than the console, and a command must be whole to be pasted.
            for line in block.text.splitlines():
                console.print(Text(f"  {line}"), soft_wrap=True)


def _wrapped(text: str, width: int, style: str, hang: int = 0) -> Text:
    """Text broken between words and at hyphens and slashes, never inside a word that fits."""
    lines = []
    text = _CITED.sub("\u00a0", text)
    for part in text.split("\n"):
        lines += textwrap.wrap(_slashes(part, width), max(width, 10), break_on_hyphens=True, subsequent_indent=" " * hang) or [""]
    return Text("\n".join(lines), style=style)


def _slashes(text: str, width: int) -> str:
    """A space after the slash of a pair of words that is too long for the line."""
    return " ".join(
        word.replace("/", "/ ") if "/" in word and len(word) > width and "://" not in word else word for word in text.split(" ")
    )


def _table(block: Table, console: Console) -> None:
    fixed = sum(column.width for column in block.columns) + _GAP * (len(block.columns) + 2)
    shares = sum(column.share for column in block.columns if not column.width) or 1
    free = max(min(console.width, 140) - fixed, 20)
    widths = [column.width or free * column.share // shares for column in block.columns]
    table = RichTable(box=SIMPLE_HEAD, padding=(0, _GAP, 0, 0), pad_edge=False, show_edge=False, expand=False)
    for column, width in zip(block.columns, widths, strict=True):
        table.add_column(column.title, width=width, justify=column.align, no_wrap=True)
    for number, row in enumerate(block.rows):
        style = block.styles[number] if block.styles else ""
        cells = [_wrapped(cell, width, "") for cell, width in zip(row, widths, strict=True)]
        table.add_row(*cells, style=style)
        if number < len(block.rows) - 1:
            table.add_row()
    console.print(table)
