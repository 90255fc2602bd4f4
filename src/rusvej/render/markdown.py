"""Markdown, for a pull request, a wiki or a mail."""

from __future__ import annotations

import re

from rusvej.render.page import Block, Code, Heading, Items, Margin, Page, Paragraph, Table
from rusvej.render.screen_lines import markdown_lines


def markdown(page: Page) -> str:
    """The page as Markdown."""
    return "\n".join(line for block in page for line in _block(block)).strip() + "\n"


#: What has a meaning wherever it stands, and the second sign of a link, a picture or the target of
#: one. Brackets alone stay as they are: every citation has some.
_SIGNS = re.compile(r"[\\`|*_]|(?<=\])[(:\[]|(?<=!)\[")


def _safe(text: str) -> str:
    """The text as text: nothing in it is markup."""
    return _SIGNS.sub(r"\\\g<0>", text).replace("<", "&lt;")


def _block(block: Block) -> list[str]:
    match block:
        case Heading():
            return ["", f"{'#' * block.level} {_safe(block.text)}", ""]
        case Paragraph():
            return [
                f"> **{'OBS' if block.kind == 'warning' else 'Bemærk'}:** {_safe(block.text)}"
                if block.kind in ("warning", "note")
                else _safe(block.text),
                "",
            ]
        case Items():
            lines = []
            for number, item in enumerate(block.items, start=1):
                mark = f"{number}." if block.numbered else "-"
                label = f"**{_safe(item.label)}**" if item.label else ""
                lines.append(
                    f"{mark} {': '.join(part for part in (label, _safe(item.text)) if part)}"
                )
                lines += [f"    - {_safe(line)}" for line in item.under]
            return [*lines, ""]
        case Table():
            rows = [
                [column.title for column in block.columns],
                ["---"] * len(block.columns),
                *([_safe(cell).replace("\n", " ") for cell in row] for row in block.rows),
            ]
            return ["", *("| " + " | ".join(row) + " |" for row in rows), ""]
        case Margin():
            return markdown_lines(block.paras)
        case Code():
            # A fence longer than any in the text: nothing in it can end the block.
            fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", block.text))])
            return [f"{fence}{block.language}", *block.text.splitlines(), fence, ""]
