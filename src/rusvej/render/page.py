"""A page between the answer and its looks: headings, paragraphs, lists and tables, printed alike in
every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from rusvej.foreign import neutral
from rusvej.records import changed, record

ParagraphKind = Literal["plain", "note", "warning", "quiet"]
Tone = Literal["", "danger", "must", "first", "can", "if", "not", "unclear", "know", "ask"]
#: Stands where a citation would, by what is not from the documents.
LAW = "[*]"


@record
class Heading:
    """A heading; level 1 opens the page."""

    text: str
    level: int = 2


@record
class Paragraph:
    """Running text. `kind` may make it stand out; the words alone must be enough."""

    text: str
    kind: ParagraphKind = "plain"


@record
class Item:
    """One point of a list: an optional label before the text, and what belongs under it."""

    text: str
    label: str = ""
    under: tuple[str, ...] = ()


def filled(pairs: Iterable[tuple[str, str]]) -> list[Item]:
    """A point for each (label, text) that has a text."""
    return [Item(text, label) for label, text in pairs if text]


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


class Para(NamedTuple):
    """One paragraph. `label` stands in the margin, `number` before the text, `mark` at the right
    end of its last line. A head has at its right the municipality (`label`) and the day (`mark`);
    its facts are cut where they do not fit in its `number` of lines, but for the first `least`."""

    kind: Literal["head", "group", "row", "foot", "blank"]
    text: str = ""
    label: str = ""
    number: int = 0
    least: int = 0
    mark: str = ""
    tone: Tone = ""


@record
class Margin:
    """Paragraphs with their labels in a margin: a screen that is drawn as a whole."""

    paras: tuple[Para, ...]


Block = Heading | Paragraph | Items | Table | Code | Margin


class Page:
    """The blocks of one answer, in reading order.

    After the title come `remarks` on how the question was read, then the body (`blocks`), then
    `notes` that are not from the documents, and last the `basis`: what it all rests on.
    """

    def __init__(self, title: str = "") -> None:
        self.title = title
        #: Whose rulebook the page is from, told beside the title.
        self.whose = ""
        self.remarks: list[Block] = []
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self.basis: list[Block] = []

    def __iter__(self) -> Iterator[Block]:
        if title := " · ".join(part for part in (self.title, self.whose) if part):
            yield Heading(title, 1)
        yield from (*self.remarks, *self.blocks, *self.notes, *self.basis)

    def heading(self, text: str, level: int = 2) -> None:
        """Adds a heading."""
        self.blocks.append(Heading(text, level))

    def say(self, text: str, kind: ParagraphKind = "plain") -> None:
        """Adds a paragraph."""
        self.blocks.append(Paragraph(text, kind))

    def remark(self, text: str) -> None:
        """Adds a note under the title, such as that a name was guessed."""
        self.remarks.append(Paragraph(text, "note"))

    def points(self, title: str, items: Iterable[Item], *, numbered: bool = False) -> None:
        """Adds a heading, if one is given, and a list under it, or nothing when there are no
        points."""
        if points := tuple(items):
            if title:
                self.heading(title)
            self.blocks.append(Items(points, numbered))

    def table(
        self,
        columns: Iterable[Column],
        rows: Iterable[tuple[str, ...]],
        *,
        title_column: int = 0,
        styles: Iterable[str] = (),
    ) -> None:
        """Adds a table."""
        self.blocks.append(Table(tuple(columns), tuple(rows), title_column, tuple(styles)))

    def code(self, text: str, language: str = "") -> None:
        """Adds text that is kept as it is."""
        self.blocks.append(Code(text, language))


def harmless(page: Page) -> Page:
    """The page without characters that would steer the terminal it is drawn in."""
    made = Page()
    made.__dict__.update({name: _harmless(value) for name, value in vars(page).items()})
    return made


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, (tuple, list)):
        parts = [_harmless(part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    if hasattr(value, "__record__"):
        return changed(
            value, **{name: _harmless(getattr(value, name)) for name in value.__record__}
        )
    return value
