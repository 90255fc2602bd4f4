"""Standard input, output and error as they are met: narrow, full, closed, or not there at all.

What is written goes through `neutral`, so that no foreign text can steer a terminal, whatever wrote
it. A stream that cannot take any more is never an exception where something is printed: it is
remembered, and `guard` says it in the end.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from typing import Any

from rusvej.foreign import neutral

#: Colour and weight, which only rusvej itself puts into what a terminal gets.
_STYLE = re.compile("(\x1b\\[[0-9;]*m)")
#: The nearest a narrow encoding can write.
_NEAREST = (
    str.maketrans("✓✗✔✘█▏▌─━│╭╮╰╯−–—“”’·\u00a0\u2011\ufffd", '+-+-#||--|++++---""\'- -?')
    | str.maketrans({"→": "->", "←": "<-", "≥": ">=", "≤": "<=", "≠": "!=", "…": "..."})
    | str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "§": "par."})
)


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    nearest = error.object[error.start : error.end].translate(_NEAREST)
    if not nearest.isascii():
        from unicodedata import combining, normalize

        # An accent is left out, and ½ is 1/2.
        apart = normalize("NFKD", nearest).replace("\u2044", "/")
        nearest = "".join(sign for sign in apart if not combining(sign))
    return "".join(sign if sign.isascii() else "?" for sign in nearest), error.end


class Printed:
    """A stream to print on. It looks like the one it stands for; `failure` is the first error that
    writing met, after which nothing is written any more."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.failure: OSError | None = None
        self.buffer = _Bytes(self)

    def write(self, text: str) -> int:
        """Prints a text, made harmless."""
        styled = _STYLE.split(text) if "\x1b" in text and self.stream.isatty() else [text]
        # Every other part is a style.
        parts = [part if place % 2 else neutral(part) for place, part in enumerate(styled)]
        self.tried(self.stream.write, "".join(parts))
        return len(text)

    def flush(self) -> None:
        """Sends what was written on its way."""
        self.tried(self.stream.flush)

    def tried(self, act: Any, *values: Any) -> None:
        """Does it, unless something has failed before."""
        if self.failure is not None:
            return
        try:
            act(*values)
        except OSError as error:
            self._fail(error)
        except ValueError as error:
            if isinstance(error, UnicodeError):
                raise
            # Written to after somebody had closed it.
            self._fail(BrokenPipeError())

    def _fail(self, error: OSError) -> None:
        self.failure = error
        try:
            # What is still in the stream's memory must not be complained of when Python ends.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)
        except (OSError, ValueError):
            return

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


class _Bytes:
    """The bytes under a printed stream: files that other programs read, as they are."""

    def __init__(self, printed: Printed) -> None:
        self._printed = printed

    def write(self, content: bytes) -> int:
        self._printed.tried(self._printed.stream.buffer.write, content)
        return len(content)

    def flush(self) -> None:
        self._printed.tried(self._printed.stream.buffer.flush)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._printed.stream.buffer, name)


@contextmanager
def prepared() -> Iterator[tuple[Printed, Printed]]:
    """Standard output and error made safe to print on, and standard input safe to read, as long as
    a command runs."""
    before = sys.stdin, sys.stdout, sys.stderr
    for number in range(3):
        _occupy(number)
    if not os.environ.get("COLUMNS", "1").strip("0").isdecimal():
        # No width at all is none that anything could be drawn in.
        del os.environ["COLUMNS"]
    codecs.register_error("rusvej", _in_ascii)
    # A stream closed before the start is None: nothing is read, and nobody listens.
    given, *written = (stream or TextIOWrapper(BytesIO(), "utf-8") for stream in before)
    out, err = map(Printed, written)
    for stream, errors in ((given, "replace"), (out, "rusvej"), (err, "rusvej")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # Bytes that are no text are no answer; a character that cannot be written gets the
            # nearest one, never a crash or a mojibake.
            reconfigure(errors=errors)
    sys.stdin, sys.stdout, sys.stderr = given, out, err
    try:
        yield out, err
    finally:
        out.flush()
        err.flush()
        sys.stdin, sys.stdout, sys.stderr = before


def _occupy(number: int) -> None:
    """Puts nothing under the number of a closed stream: the next file opened would get it, and be
    taken for the stream by whoever writes there."""
    try:
        os.fstat(number)
    except OSError:
        os.open(os.devnull, os.O_RDWR)
