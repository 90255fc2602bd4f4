"""Mistakes in a rulebook for a person at a terminal, for a program, and for the code hosts that
show them beside the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from rusvej.diagnostics import Diagnostic, Position
from rusvej.model import Rulebook
from rusvej.persons import looks_like_cpr
from rusvej.shapes import shaped

SCHEMA = "rusvej/diagnostics/1"
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_WORD = {"error": "fejl", "warning": "advarsel"}
#: So much of a source line is shown, around the column.
_WIDTH = 76

#: Source lines by file and number.
Lines = Mapping[tuple[str, int], str]


def full(diagnostics: Sequence[Diagnostic], lines: Lines) -> str:
    """Each mistake as a compiler tells it: place, code, sentence, the line with a caret under it,
    and the remedy."""
    blocks = []
    for found in diagnostics:
        block = [
            f"{_place(found.position)}: {_WORD.get(found.severity, 'fejl')} {found.code}",
            f"  {_flat(found.message)}",
        ]
        source = lines.get((found.position.file, found.position.line))
        if source is not None:
            block += _excerpt(source, found.position)
        if found.help:
            block.append(f"  Hjælp: {_flat(found.help)}")
        blocks.append("\n".join(block) + "\n\n")
    return "".join(blocks)


def concise(diagnostics: Iterable[Diagnostic]) -> str:
    """One line each, as editors read it: ``file:line:column: code sentence``."""
    return "".join(f"{_place(d.position)}: {d.code} {_flat(d.message)}\n" for d in diagnostics)


def as_json(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """Plain data for other programs."""
    counts = {"errors": _count(diagnostics, "error"), "warnings": _count(diagnostics, "warning")}
    told = shaped(
        diagnostics,
        "diagnostics=.(code severity message help file line=position.line column=position.column)",
        lambda value: value,
        file=lambda each: PurePath(each.position.file).as_posix(),
    )
    return {"schema": SCHEMA, **counts, **told}


def sarif(
    diagnostics: Sequence[Diagnostic], titles: Mapping[str, str], version: str
) -> dict[str, Any]:
    """SARIF 2.1.0. `titles` says what each code is about; mistakes of form, which it does not know,
    go by their code."""
    codes = sorted({*titles, *(d.code for d in diagnostics)})
    rules = [{"id": code, "shortDescription": {"text": titles.get(code, code)}} for code in codes]
    results = [
        {
            "ruleId": d.code,
            "ruleIndex": codes.index(d.code),
            "level": "warning" if d.severity == "warning" else "error",
            "message": {"text": f"{d.message} {d.help}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(d.position.file)},
                        "region": {"startLine": d.position.line, "startColumn": d.position.column},
                    }
                }
            ],
        }
        for d in diagnostics
    ]
    driver = {"name": "rusvej", "version": version, "rules": rules}
    return {
        "$schema": _SARIF,
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands, which GitHub shows as annotations beside the line."""
    return "".join(
        f"::{'warning' if d.severity == 'warning' else 'error'}"
        f" file={_property(PurePath(d.position.file).as_posix())},"
        f"line={d.position.line},col={d.position.column},title={_property(d.code)}"
        f"::{_escaped(f'{d.message} {d.help}'.strip())}\n"
        for d in diagnostics
    )


def summary(diagnostics: Sequence[Diagnostic], rulebook: Rulebook | None) -> str:
    """One Danish line: how many mistakes in how many files, or what was found to be in order."""
    errors, warnings = _count(diagnostics, "error"), _count(diagnostics, "warning")
    told = [_number(errors, "fejl", "fejl")] if errors else []
    if warnings:
        told.append(_number(warnings, "advarsel", "advarsler"))
    if told:
        files = len({d.position.file for d in diagnostics})
        sentence = f"{' og '.join(told)} i {_number(files, 'fil', 'filer')}."
        return sentence if errors else f"Ingen fejl, men {sentence}"
    if rulebook is None:
        return "Ingen fejl."
    parts = [
        _number(len(rulebook.offers), "tilbud", "tilbud"),
        _number(len(rulebook.facts), "oplysning", "oplysninger"),
        _number(len(rulebook.questions), "uklart spørgsmål", "uklare spørgsmål"),
        _number(len(rulebook.caveats), "opmærksomhedspunkt", "opmærksomhedspunkter"),
        _number(len(rulebook.deadlines), "frist eller tidsramme", "frister og tidsrammer"),
        _number(len(rulebook.contacts), "kontakt", "kontakter"),
    ]
    about = rulebook.about
    if not rulebook.offers:
        return f"Ingen fejl, men der er ingen tilbud endnu ({about.name}, version {about.version})."
    return (
        f"Ingen fejl: {', '.join(parts)} ({about.name}, version {about.version})."
        f"{_empty_numbers(rulebook)}"
    )


def _empty_numbers(rulebook: Rulebook) -> str:
    empty = [number.name for number in rulebook.local_numbers if not number.given]
    if not empty:
        return ""
    told = _number(len(empty), "eget nummer", "egne numre")
    return f" Kommunen mangler at udfylde {told} (local_numbers): {', '.join(empty)}."


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _count(diagnostics: Iterable[Diagnostic], severity: str) -> int:
    return sum((d.severity == "warning") is (severity == "warning") for d in diagnostics)


def _place(position: Position) -> str:
    return f"{_flat(position.file)}:{position.line}:{position.column}"


def _flat(text: str) -> str:
    """The text on one line, without characters that would steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


# A thousand mistakes may stand on one long line.
_hidden = lru_cache(maxsize=8)(looks_like_cpr)


def _excerpt(source: str, position: Position) -> list[str]:
    """The source line and a caret under the column; not when the line holds something like a CPR
    number."""
    if _hidden(source):
        return ["  (Linjen vises ikke.)"]
    column = min(position.column, len(source) + 1)
    start = max(0, column - _WIDTH // 2) if len(source) > _WIDTH else 0
    shown = _flat(source[start : start + _WIDTH]).rstrip()
    number = str(position.line)
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * (column - 1 - start)}^"]


def _uri(name: str) -> str:
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return re.sub("[:,]", lambda sign: {":": "%3A", ",": "%2C"}[sign[0]], _escaped(text))
