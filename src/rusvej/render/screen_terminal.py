"""The first screen in a terminal, with rich. Imported only where a terminal is written to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from rusvej.render.para import Para
from rusvej.render.screen_lines import text_lines
from rusvej.render.unbroken import soft

_TONES = {
    "danger": "bold red",
    "must": "bold magenta",
    "first": "bold green",
    "can": "bold green",
    "unclear": "bold yellow",
    "ask": "bold cyan",
}


def styled(paras: Sequence[Para], width: int) -> Text:
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
