"""What a check is, and what it hands over."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from typing import ClassVar, Literal, NamedTuple

from rusvej import foreign
from rusvej.diagnostics import did_you_mean
from rusvej.model import Rulebook

#: The way through the data, as in the files: ``("offers", 3, "criteria", 0, "when")``.
Path = tuple[str | int, ...]
Severity = Literal["error", "warning"]


class Finding(NamedTuple):
    """One mistake: where in the data, a Danish sentence, what to do about it, and how bad it is."""

    path: Path
    message: str
    help: str = ""
    severity: Severity = "error"


class Check(ABC):
    """One thing that can be wrong with a rulebook.

    `bad` and `good` are YAML that shows the mistake and its remedy; in `bad` every line that the
    check must point at ends in ``# <-``. They are the check's tests, read beside the records of
    `rusvej.checks.examples`.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    bad: ClassVar[str]
    good: ClassVar[str]

    @abstractmethod
    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        """Every occurrence. `ids_lost` are the ids of records that could not be read: no reference
        to them is a mistake."""


def quoted(text: object) -> str:
    """The author's own word in Danish quotation marks, shortened; see `foreign.quoted`."""
    return foreign.quoted(text, "her", 60)


#: Among more names than this nobody looks for the nearest; no real rulebook has so many.
_COMPARED = 1000


def dangling(
    path: Path, kind: str, name: str, known: Collection[str], ids_lost: Collection[str]
) -> Iterator[Finding]:
    """The finding for a reference to a `kind` ("Tilbuddet") that does not exist, if it does not."""
    if name not in known and name not in ids_lost:
        nearest = did_you_mean(name[:60], known) if len(known) <= _COMPARED else ""
        yield Finding(
            path,
            f"{kind} {quoted(name)} findes ikke.",
            nearest or "Ret henvisningen, eller tilføj posten.",
        )
