"""Writes the answers shown in README.md anew: each block after `<!-- svar: rusvej … -->`.

    python docs/answers.py

Look at what changed before you commit it; `tests/test_readme.py` says when it is out of date.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

from rusvej.cli.running import run

README = Path(__file__).parent.parent / "README.md"
SHOWN = re.compile(r"(<!-- svar: rusvej (.+?) -->\n```\n)(.*?)(```\n)", re.DOTALL)


def answered(command: str) -> str:
    """What the command prints, without the fingerprint that changes with every letter of data."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        run(shlex.split(command))
    out.flush()
    said = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    return re.sub(r"\([0-9a-f]{16}\)", "(…)", said).strip()


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(
        SHOWN.sub(lambda found: f"{found[1]}{answered(found[2])}\n{found[4]}", text),
        encoding="utf-8",
    )
