"""Judges a rulebook that could be read.

A check is a function in a module of this folder, which stands under the kind of record it watches;
whoever adds one touches that file alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

from rusvej.checks.check import UNSAID, Check
from rusvej.checks.conditions import too_large
from rusvej.checks.index import Index, Path
from rusvej.diagnostics import Diagnostic, Position
from rusvej.model import Rulebook

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
    today: date | None = None,
    faulty: Collection[Path] = (),
) -> list[Diagnostic]:
    """Every mistake that the checks find, in reading order.

    `lost` are the ids of records with mistakes of form; `faulty` are parts that only stand in for
    what could not be read, so nothing is said of them or of what holds them. Without `today`
    nobody is warned of what is out of date.
    """
    index = Index(rulebook, lost, today)
    by_record: defaultdict[Path, list[Path]] = defaultdict(list)
    for part in faulty:
        by_record[part[:2]].append(part)
    found: dict[Diagnostic, None] = {}
    for check in CHECKS:
        told = (finding for finding in check.find(index) if not _follows(finding.path, by_record))
        for count, finding in enumerate(told):
            code, message, help = check.code, finding.message, finding.help
            if message.startswith(f"{UNSAID} "):
                message = f"Det {message}"
            if count == MOST:
                message = f"Der er flere end {MOST} af slagsen {code}; resten er ikke undersøgt."
                code, help = "for-mange", "Ret de første, og prøv igen."
            at = where(finding.path)
            found[Diagnostic(code, message, at, help, finding.severity)] = None
            if count == MOST:
                break
    if not lost and not any(diagnostic.severity == "error" for diagnostic in found):
        for finding in too_large(index):
            at = where(finding.path)
            found[Diagnostic("regler-for-store", finding.message, at, finding.help)] = None
    return sorted(found, key=Diagnostic.sort_key)


def _follows(path: Path, faulty: Mapping[Path, list[Path]]) -> bool:
    """Whether one of the parts holds the path, or stands inside it."""
    near = (*faulty.get(path[:1], ()), *faulty.get(path[:2], ()))
    return any(path[: len(part)] == part[: len(path)] for part in near)
