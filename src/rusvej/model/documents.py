"""The documents with their headings, and the quality standard part by part."""

from __future__ import annotations

from typing import Literal

from rusvej.model.citing import Stated
from rusvej.records import record


@record
class Section:
    """A heading a reader of the paper would look for, and the lines under it (inclusive)."""

    heading: str
    lines: tuple[int, int]


@record
class SetAside:
    """Lines that no record needs to cite, and why."""

    lines: tuple[int, int]
    reason: str


@record
class Document:
    """A document, where it lies in the two texts (`file` is the start of the file's name) and its
    headings."""

    id: str
    title: str
    file: str
    lines: tuple[int, int]
    date: str
    sections: tuple[Section, ...]
    set_aside: tuple[SetAside, ...] = ()
    approved: str = ""

    def heading(self, line: int) -> str:
        """The heading of the narrowest section that holds the line; the title where there is
        none."""
        holding = [s for s in self.sections if s.lines[0] <= line <= s.lines[1]]
        return (
            min(holding, key=lambda s: (s.lines[1] - s.lines[0], s.lines)).heading
            if holding
            else self.title
        )


@record
class StandardPart:
    """A part of the quality standard as a whole; `modal` keeps the document's modal verb."""

    id: str
    title: str
    statements: Stated
    modal: Literal["", "tilbydes", "kan tilbydes", "kan bevilges", "har ret til"] = ""
