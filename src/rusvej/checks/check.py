"""What a check is, and what it hands over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from rusvej import foreign
from rusvej.checks.index import Index, Path

#: Stands for an author's word that is not repeated.
UNSAID = "her"
Severity = Literal["error", "warning"]


class Finding(NamedTuple):
    """One mistake: where in the data, a Danish sentence, what to do about it, and how bad it is."""

    path: Path
    message: str
    help: str = ""
    severity: Severity = "error"


#: Every occurrence of one kind of mistake.
Find = Callable[[Index], Iterator[Finding]]


class Check(NamedTuple):
    """One thing that can be wrong with a rulebook.

    `bad` and `good` are YAML that shows the mistake and its remedy; in `bad` the one line that the
    check must point at ends in ``# <-``. They are the check's tests, read beside the records of
    `rusvej.checks.examples`, and the manual's word on what the check watches.
    """

    code: str
    title: str
    bad: str
    good: str
    find: Find


def check(code: str, title: str, *, bad: str, good: str) -> Callable[[Find], Check]:
    """Makes a function a check: written in any module of this folder, it is found there."""
    return lambda find: Check(code, title, bad, good, find)


def quoted(text: object) -> str:
    """The author's own word in Danish quotation marks, shortened; see `foreign.quoted`."""
    return foreign.quoted(text, UNSAID, 60)
