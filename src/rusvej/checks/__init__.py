"""Judges a rulebook that could be read.

A check is a function in a module of this folder, which stands under the kind of record it watches;
whoever adds one touches that file alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

from rusvej.checks.check import Check, Finding, Path
from rusvej.checks.whole import Whole
from rusvej.diagnostics import Diagnostic, Position
from rusvej.model import Rulebook

__all__ = ["CHECKS", "MOST", "Check", "Finding", "run"]

#: The most that is told of one kind of mistake: nobody mends more at a time, and a hostile file has
#: no end of them.
MOST = 200


def _found() -> Iterator[Check]:
    for name in sorted(module.name for module in iter_modules(__path__)):
        module = import_module(f"{__name__}.{name}")
        for thing in vars(module).values():
            yield from thing if isinstance(thing, list) else [thing]


#: Every check of the folder.
CHECKS: tuple[Check, ...] = tuple(
    dict.fromkeys(thing for thing in _found() if isinstance(thing, Check))
)


def run(
    rulebook: Rulebook,
    where: Callable[[Path], Position],
    lost: Collection[str],
    side: Mapping[str, tuple[object, ...]] | None = None,
    today: date | None = None,
) -> list[Diagnostic]:
    """Every mistake that the checks find, in reading order.

    `lost` are the ids of records that could not be read, `side` the sections that a rulebook does
    not hold, by name. Without `today` nobody is warned of what is out of date.
    """
    whole = Whole(rulebook, side or {}, lost, today)
    found: dict[Diagnostic, None] = {}
    for check in CHECKS:
        for count, finding in enumerate(check.find(whole)):
            code, message, help = check.code, finding.message, finding.help
            if count == MOST:
                message = f"Der er flere end {MOST} af slagsen {code}; resten er ikke undersøgt."
                code, help = "for-mange", "Ret de første, og prøv igen."
            at = where(finding.path)
            found[Diagnostic(code, message, at, help, finding.severity)] = None
            if count == MOST:
                break
    return sorted(found, key=Diagnostic.sort_key)
