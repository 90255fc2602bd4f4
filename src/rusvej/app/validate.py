"""Looking through a rulebook for mistakes: those of form, which loading finds, and those of
content, which the checks find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from rusvej import checks
from rusvej.diagnostics import Diagnostic, InputError, Position, RulebookError
from rusvej.model import Rulebook
from rusvej.persons import discreet, looks_like_cpr
from rusvej.records import record
from rusvej.store import inspect_folder
from rusvej.store.folder import read_bytes, unread

#: What YAML counts as the end of a line.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
#: A line of source by file and number.
Lines = Mapping[tuple[str, int], str]


@record
class Validation:
    """Everything found in a folder; `lines` are the source lines that the diagnostics point at."""

    diagnostics: tuple[Diagnostic, ...]
    rulebook: Rulebook | None
    lines: Lines


def validate(folder: Path) -> list[Diagnostic]:
    """Every mistake in the rulebook of a folder, in the order of its files."""
    return list(look_through(folder).diagnostics)


def look_through(folder: Path, today: date | None = None, cases: str | None = None) -> Validation:
    """As `validate`, with what a report of the mistakes needs. A folder without a rulebook is a
    mistake as well. Of what is out of date `today` the author is warned.

    The cases in the rulebook's own folder, or in the folder `cases`, are looked through where the
    rulebook itself has no mistakes: what they name is then there to be named.
    """
    shown = _shortest(folder)
    rulebook = None
    try:
        loaded = inspect_folder(shown)
    except RulebookError as error:
        found = list(error.diagnostics)
    except InputError as error:
        found = [Diagnostic("ingen-filer", str(error), Position(str(shown)), error.help)]
    else:
        rulebook = loaded.rulebook
        found = loaded.diagnostics + checks.run(
            rulebook, loaded.where, loaded.lost, today, loaded.faulty
        )
        found += unread(shown)
        if not any(fault.severity == "error" for fault in found):
            found += _in_cases(rulebook, shown, cases)
    diagnostics = tuple(sorted(dict.fromkeys(map(discreet, found)), key=_first_the_unreadable))
    return Validation(diagnostics, rulebook, _lines(diagnostics))


def _in_cases(rulebook: Rulebook, folder: Path, chosen: str | None) -> list[Diagnostic]:
    from rusvej.app.testing import cases_folder, faults, has_cases

    if chosen is None and not has_cases(folder / "cases"):
        return []
    return faults(rulebook, cases_folder(folder, chosen))


def _first_the_unreadable(diagnostic: Diagnostic) -> tuple[bool, object]:
    """What is wrong with a whole file, or lost with one, stands before what may only follow."""
    of_a_file = diagnostic.code.startswith(("yaml-", "fil-", "format-", "sektion-"))
    of_a_file = of_a_file and (diagnostic.severity == "error" or diagnostic.code == "fil-ulaest")
    return not of_a_file, diagnostic.sort_key()


def titles() -> dict[str, str]:
    """What each check is about, by code."""
    return {check.code: check.title for check in checks.CHECKS}


def _shortest(folder: Path) -> Path:
    """The folder as seen from where the user stands, if it lies there: editors and code hosts look
    names up from there."""
    try:
        return folder.resolve().relative_to(Path.cwd())
    except (ValueError, OSError):
        # It lies elsewhere, or the folder one stands in is gone.
        return folder


def _lines(diagnostics: Iterable[Diagnostic]) -> Lines:
    wanted: dict[str, set[int]] = {}
    for diagnostic in diagnostics:
        wanted.setdefault(diagnostic.position.file, set()).add(diagnostic.position.line)
    found = {}
    for name, numbers in wanted.items():
        try:
            content = read_bytes(Path(name)).decode("utf-8", errors="replace")
        except OSError:
            continue
        rows = _LINE_END.split(content)
        for number in numbers:
            # A number may be divided between a line and its neighbours.
            around = "\n".join(row[:2000] for row in rows[max(number - 2, 0) : number + 1])
            if number <= len(rows) and not looks_like_cpr(around):
                # The beginning of a line of five million characters is enough for whoever has to
                # find it.
                found[name, number] = rows[number - 1][:2000]
    return found
