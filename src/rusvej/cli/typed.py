"""What somebody types in a conversation, a line at a time, and what is said in between."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import TextIO

#: What is typed instead of an answer, in every conversation.
BACK = frozenset({"t", "tilbage"})
REVIEW = frozenset({"r", "ret"})
HELP = frozenset({"?", "hjælp", "hjaelp"})
STOP = frozenset({"s", "slut", "stop", "q", "quit", "exit"})
WHY = frozenset({"hvorfor", "h", "hvad betyder det", "hvad er det", "hvad mener du"})
#: After so many lines in a row that nobody understands, nobody is typing.
_UNCLEAR = 3
#: No conversation has more lines, however many of them only go back and forth.
_LINES = 1000
#: No answer is longer (characters).
_LONG = 1000
_WIDTH = 80

_GIVEN_UP = "Tre svar i træk kunne ikke forstås; samtalen slutter her."
_TOO_LONG = "Samtalen er blevet meget lang og slutter her."


class Typed:
    """The lines of standard input. `out` is where the conversation is printed."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._lines = self._unclear = 0

    def line(self, mark: str) -> str | None:
        """The next line after the mark; None at the end of input or of the conversation."""
        if self._unclear == _UNCLEAR or self._lines == _LINES:
            self._out.write(f"{_GIVEN_UP if self._unclear == _UNCLEAR else _TOO_LONG}\n")
            return None
        self._lines += 1
        self._out.write(mark)
        self._out.flush()
        try:
            # What a shell puts before everything it pipes.
            line = sys.stdin.readline(_LONG).removeprefix("\ufeff")
        except OSError:
            line = ""
        if not sys.stdin.isatty():
            # Nobody pressed enter, so the cursor still stands behind the question.
            self._out.write("\n")
        return line or None

    def understood(self, was: bool) -> None:
        """Says whether the last line made sense."""
        self._unclear = 0 if was else self._unclear + 1


def say(out: TextIO, lines: Iterable[str]) -> None:
    """Lines, broken for a terminal and left whole for a pipe."""
    wide = min(shutil.get_terminal_size().columns, _WIDTH) if out.isatty() else 0
    for line in lines:
        hang = " " * (5 if line.startswith("  ") else 0)
        wrapped = textwrap.fill(line, max(wide, 20), subsequent_indent=hang)
        out.write((wrapped if wide and line else line) + "\n")


def key(line: str | None) -> str:
    """What was typed, as the sets above have it; empty at the end of input."""
    return " ".join(line.casefold().split()).rstrip("?.! ") or "?" if line and line.strip() else ""
