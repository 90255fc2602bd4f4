"""Writes what README.md shows: each answer after `<!-- svar: rusvej … -->`, and the picture.

    python docs/answers.py

Look at what changed before you commit it; `tests/test_readme.py` says when it is out of date.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from rusvej.cli.running import run

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
PICTURE = HERE / "svar.svg"
PICTURED = "suggest --age 15 --level problematisk --as-of 2026-03-02"
SHOWN = re.compile(r"(<!-- svar: rusvej (.+?) -->\n```\n)(.*?)(```\n)", re.DOTALL)
#: As rich draws a terminal, but with the fonts of the reader's own machine.
DRAWING = """<svg class="rich-terminal" viewBox="0 0 {terminal_width} {terminal_height}"
 xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Et svar fra rusvej i en terminal">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Consolas, Menlo, monospace;
 font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
<rect fill="#fff" stroke="#ccc" width="{terminal_width}" height="{terminal_height}" rx="6"/>
<g transform="translate(14, 9) scale(0.97)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">{matrix}</g>
</g>
</svg>
"""


def answered(command: str) -> str:
    """What the command prints, without the fingerprint that changes with every letter of data."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        run(shlex.split(command))
    out.seek(0)
    text = re.sub(r"\([0-9a-f]{16}\)", "(…)", out.read()).strip()
    if not text:
        raise SystemExit(f"nothing to show: rusvej {command}")
    return text


def in_terminal(command: str) -> str:
    """What the command prints in a terminal of 80 columns, with its colours as ANSI codes."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    words = [sys.executable, "-m", "rusvej", *shlex.split(command)]
    with subprocess.Popen(words, stdout=theirs, env=environment) as process:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # the end of a terminal is an error on Linux
            while more := os.read(ours, 65536):
                said += more
        process.wait()
    os.close(ours)
    return said.decode().replace("\r\n", "\n").rstrip("\n")


def drawn(command: str) -> str:
    """The terminal as SVG; nothing in it is loaded from elsewhere."""
    from rich.terminal_theme import DEFAULT_TERMINAL_THEME

    console = Console(record=True, width=80, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(in_terminal(command)), highlight=False)
    return console.export_svg(
        theme=DEFAULT_TERMINAL_THEME, code_format=DRAWING, unique_id="svar", title=""
    )


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(
        SHOWN.sub(lambda found: f"{found[1]}{answered(found[2])}\n{found[4]}", text),
        encoding="utf-8",
    )
    PICTURE.write_text(drawn(PICTURED), encoding="utf-8")
