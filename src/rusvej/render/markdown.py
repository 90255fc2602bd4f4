"""Markdown, for a pull request, a wiki or a mail."""

from __future__ import annotations

from rusvej.render.page import Block, Code, Heading, Items, Page, Paragraph, Table


def markdown(page: Page) -> str:
    """The page as Markdown."""
    return "\n".join(line for block in page for line in _block(block)).strip() + "\n"


def _safe(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


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
        case Code():
            return [f"```{block.language}", *block.text.splitlines(), "```", ""]
