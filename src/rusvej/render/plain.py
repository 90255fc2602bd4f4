"""Plain text lines without boxes or colour: for pipes, files and screen readers."""

from __future__ import annotations

from rusvej.render.page import Block, Code, Heading, Items, Margin, Page, Paragraph, Table, joined
from rusvej.render.screen_lines import spoken_lines, text_lines


def plain(page: Page, *, spoken: bool = False, width: int = 0) -> str:
    """The page as lines of text; every table row becomes a labelled paragraph. `spoken` leaves no
    columns either. A first screen is as wide as `width`, in characters, where one is given."""
    lines = (line for block in page for line in _block(block, spoken, width))
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block, spoken: bool, width: int) -> list[str]:
    match block:
        case Heading():
            return ["", block.text, ""] if block.level == 1 else ["", f"{block.text}:"]
        case Paragraph():
            return [{"warning": "OBS: ", "note": "Bemærk: "}.get(block.kind, "") + block.text]
        case Items():
            return _items(block)
        case Table():
            return rows_as_lines(block)
        case Code():
            return block.text.splitlines()
        case Margin():
            if spoken:
                return spoken_lines(block.paras)
            return [line for line, _ in text_lines(block.paras, width)]


def _items(block: Items) -> list[str]:
    lines = []
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}." if block.numbered else "-"
        lines.append(f"{mark} {joined(item)}")
        lines += [f"  {line}" for line in item.under]
    return lines


def rows_as_lines(block: Table) -> list[str]:
    """Every row as a name and lines under it, each with the title of its column."""
    lines = []
    for row in block.rows:
        head = " ".join(row[: block.title_column + 1])
        rest = [
            f"{column.title}: {cell}"
            for column, cell in zip(
                block.columns[block.title_column + 1 :], row[block.title_column + 1 :], strict=True
            )
            if cell
        ]
        lines.append(head)
        lines += [f"  {part}" for part in rest]
    return [*lines, ""]
