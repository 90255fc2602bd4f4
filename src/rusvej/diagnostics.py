"""What is wrong with an input, said so that a person can mend it.

The tree of exceptions that rusvej raises on purpose::

    RusvejError
     ├── InputError       the user's words or case cannot be used (exit code 2)
     └── RulebookError    the data files cannot be used; carries every diagnostic (exit code 1)

Anything else that escapes is a fault of rusvej's own (exit code 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rusvej.records import record


@record(order=True)
class Position:
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1


@record
class Diagnostic:
    """One mistake: a code to look up, where it is, one Danish sentence and what to do about it."""

    code: str
    message: str
    position: Position
    help: str = ""
    severity: str = "error"

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Reading order of the files, then the code: the same whatever order the checks ran in."""
        return (
            self.position.file,
            self.position.line,
            self.position.column,
            self.code,
            self.message,
        )


class RusvejError(Exception):
    """Everything that rusvej raises on purpose."""


class InputError(RusvejError):
    """The user's input cannot be used. `str()` is the Danish sentence; `help` the remedy."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


@contextmanager
def needing(extra: str, what: str) -> Iterator[None]:
    """Raises `InputError` where a library of an extra is not installed; `what` begins the
    sentence."""
    try:
        yield
    except ImportError:
        them = "dem" if what.endswith("biblioteker") else "det"
        raise InputError(
            f"{what}, som ikke er installeret.",
            f"Installer {them}: pip install 'rusvej[{extra}]'",
        ) from None


class RulebookError(RusvejError):
    """The data files cannot be used; `diagnostics` holds every mistake found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics, key=Diagnostic.sort_key))
        super().__init__(f"{len(self.diagnostics)} fejl i regelsættet")


#: A longer word is like no name (characters).
_LONGEST = 100


def near(word: str, choices: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """The choices most like `word`, best first; at most three. Upper and lower case count as the
    same."""
    from difflib import get_close_matches

    word = word[:_LONGEST]

    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(choice.casefold(), choice)
    return [
        folded[hit] for hit in get_close_matches(word.casefold(), list(folded), n=3, cutoff=cutoff)
    ]


def did_you_mean(word: str, choices: Sequence[str] | Iterable[str]) -> str:
    """``Mente du `x`?``, or the permitted values when nothing is near and they are few, or
    nothing."""
    options = list(choices)
    hits = near(word, options)
    if hits:
        return "Mente du " + " eller ".join(f"`{hit}`" for hit in hits[:2]) + "?"
    if 0 < len(options) <= 12:
        return "Muligheder: " + ", ".join(options) + "."
    return ""
