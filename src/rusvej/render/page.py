"""A page between the answer and its looks: headings, paragraphs, lists and tables, printed alike in
every format."""

from __future__ import annotations

from typing import Literal

from rusvej.records import record


@record
class Heading:
    """A heading; level 1 opens the page."""

    text: str
    level: int = 2


@record
class Paragraph:
    """Running text. `kind` may make it stand out; the words alone must be enough."""

    text: str
    kind: Literal["plain", "note", "warning", "quiet"] = "plain"


@record
class Item:
    """One point of a list: an optional label before the text, and what belongs under it."""

    text: str
    label: str = ""
    under: tuple[str, ...] = ()


def joined(item: Item) -> str:
    """Label and text on one line; a label that is a question needs no colon."""
    if not (item.label and item.text):
        return item.label or item.text
    return f"{item.label}{'' if item.label.endswith('?') else ':'} {item.text}"


@record
class Items:
    """A list of points."""

    items: tuple[Item, ...]
    numbered: bool = False


@record
class Column:
    """A table column. `share` says how the width left over is divided; `width` fixes it in
    characters."""

    title: str
    share: int = 1
    width: int = 0
    align: Literal["left", "right"] = "left"


@record
class Table:
    """A table. `title_column` is the cell that names a row where rows are printed as lines."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title_column: int = 0
    styles: tuple[str, ...] = ()


@record
class Code:
    """Text that is kept as it is: a command to paste, a diagram."""

    text: str
    language: str = ""


Block = Heading | Paragraph | Items | Table | Code


class Page:
    """The blocks of one answer, in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def heading(self, text: str, level: int = 2) -> None:
        """Adds a heading."""
        self.blocks.append(Heading(text, level))

    def say(self, text: str, kind: Literal["plain", "note", "warning", "quiet"] = "plain") -> None:
        """Adds a paragraph."""
        self.blocks.append(Paragraph(text, kind))

    def points(self, title: str, items: list[Item], *, numbered: bool = False) -> None:
        """Adds a heading and a list under it, or nothing when there are no points."""
        if items:
            self.heading(title)
            self.blocks.append(Items(tuple(items), numbered))
