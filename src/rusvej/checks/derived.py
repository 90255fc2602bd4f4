"""Derived facts give one value for every case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Any

from rusvej.checks.check import Finding, Index, Path, check, quoted
from rusvej.checks.examples import example
from rusvej.facts import NONE, Fact, Value
from rusvej.model import Derived, Rulebook
from rusvej.model.derived import ANY

#: So many combinations of inputs times rows are tried; a larger table is to be divided.
MOST = 2_000_000

_TABLE = {
    "inputs": "[assessed, motivated]",
    "hit": "exactly-one",
    "rows": """
      - {if: [true, "-"], then: hoej}
      - {if: [false, true], then: hoej}
      - {if: [false, false], then: lav}""",
}


@check(
    "tabel-form",
    "En udledt oplysning kan ikke regnes ud",
    bad=example("derived", _TABLE | {"inputs": "[assessed, alder]  # <-"}),
    good=example("derived", _TABLE),
)
def form(index: Index) -> Iterator[Finding]:
    """Either a table whose cells are values of its inputs, or points with thresholds; every value
    is one of its own."""
    for path, derived in index.each(Derived):
        for key, message, help in (*_shape(derived), *_cells(index.rulebook, derived)):
            yield Finding((*path, *key), message, help)


def _shape(derived: Derived) -> Iterator[tuple[Path, str, str]]:
    table = bool(derived.rows or derived.inputs)
    if table is bool(derived.points or derived.thresholds):
        text = "En udledt oplysning har enten inputs og rows eller points og thresholds."
        yield (), text, "Skriv den ene slags, og slet den anden."
        return
    if table and not derived.hit:
        text = f"Tabellen {quoted(derived.id)} siger ikke, hvor mange rækker der passer."
        yield ("hit",), text, "Skriv hit: exactly-one eller hit: any."
    values = {value.id for value in derived.values}
    given = [(("rows", at, "then"), row.then) for at, row in enumerate(derived.rows)]
    given += [(("thresholds", at, "then"), each.then) for at, each in enumerate(derived.thresholds)]
    for key, value in given:
        if value not in values:
            text = f"{quoted(value)} er ikke en af værdierne af {derived.id}."
            yield key, text, f"Skriv {', '.join(sorted(values))}."
    if derived.points and not derived.thresholds:
        text = "Det mangler, hvor mange point der giver hvilken værdi."
        yield ("points",), text, "Tilføj thresholds: [{from: 0, then: …}, …]."


def _cells(book: Rulebook, derived: Derived) -> Iterator[tuple[Path, str, str]]:
    columns = [_column(book, name) for name in derived.inputs]
    for at, name in enumerate(derived.inputs):
        if columns[at] is None:
            text = f"Kolonnen {quoted(name)} er ingen oplysning."
            yield ("inputs", at), text, "Skriv id'et på en oplysning eller en udledt oplysning."
    for at, row in enumerate(derived.rows):
        if len(row.if_) != len(columns):
            text = f"Rækken har {len(row.if_)} celler, men tabellen har {len(columns)} kolonner."
            yield ("rows", at, "if"), text, "Skriv en celle for hver kolonne; “-” passer på alle."
            continue
        for place, (cell, column) in enumerate(zip(row.if_, columns, strict=True)):
            for value in _constants(cell):
                if column is not None and not column.allows(value):
                    text = f"{quoted(value)} kan ikke stå under {derived.inputs[place]}."
                    yield ("rows", at, "if", place), text, f"Skriv {column.domain()} eller “-”."


@check(
    "tabel-huller",
    "En beslutningstabel mangler en række eller siger to ting",
    bad=example(
        "derived",
        _TABLE
        | {
            "rows": """  # <-
      - {if: [true, "-"], then: hoej}
      - {if: [false, true], then: hoej}"""
        },
    ),
    good=example("derived", _TABLE),
)
def complete(index: Index) -> Iterator[Finding]:
    """A case that no row is about would have no value, and one that two rows are about might have
    two. Refused as the table declares: see `Derived`."""
    for path, derived in index.each(Derived):
        if derived.rows and not any(_shape(derived)) and not any(_cells(index.rulebook, derived)):
            for key, message, help in _gaps(index.rulebook, derived):
                yield Finding((*path, *key), message, help)


def _gaps(book: Rulebook, derived: Derived) -> Iterator[tuple[Path, str, str]]:
    columns = [column for name in derived.inputs if (column := _column(book, name))]
    axes = [
        _classes(column, [row.if_[at] for row in derived.rows]) for at, column in enumerate(columns)
    ]
    if prod(map(len, axes)) * len(derived.rows) > MOST:
        text = f"Tabellen {quoted(derived.id)} er for stor til at blive prøvet helt igennem."
        yield ("rows",), text, "Del den i flere tabeller."
        return
    missing = clashing = False
    for case in product(*axes):
        hits = [at for at, row in enumerate(derived.rows) if all(map(_holds, row.if_, case))]
        told = ", ".join(
            f"{column.id} = {value}" for column, value in zip(columns, case, strict=True)
        )
        if not hits and not missing:
            missing = True
            text = f"Ingen række passer, når {told}."
            yield ("rows",), text, "Tilføj rækken, eller en celle “-”, som passer på alle."
        agree = len({derived.rows[at].then for at in hits}) < 2
        if len(hits) > 1 and not clashing and not (derived.hit == "any" and agree):
            clashing = True
            text = f"Række {hits[0] + 1} og {hits[1] + 1} passer begge, når {told}."
            help = "Lad kun den ene passe" + (", eller skriv hit: any." if agree else ".")
            yield ("rows", hits[1]), text, help


def _column(book: Rulebook, name: str) -> Fact | None:
    """The fact of a column; a derived one as a choice of its values."""
    found = next((each for each in book.derived if each.id == name), None)
    if found is not None:
        return Fact(id=name, type="choice", label=found.label, question="", values=found.values)
    return book.vocabulary.get(name)


def _constants(cell: Any) -> Iterator[Any]:
    if isinstance(cell, dict):
        yield from cell.values()
    elif isinstance(cell, (list, tuple)):
        yield from cell
    elif cell != ANY:
        yield cell


def _classes(column: Fact, cells: Sequence[Any]) -> tuple[Value, ...]:
    """One value for each class of values that the cells cannot tell apart."""
    if column.type == "bool":
        return (False, True)
    if column.type == "choice":
        return column.choices()
    least, most = column.min or 0, column.max or 0
    starts = {least}
    for cell in cells:
        if isinstance(cell, dict):
            starts |= {cell.get("at_least", least), cell.get("at_most", most) + 1}
        else:
            for value in _constants(cell):
                starts |= {value, value + 1} if isinstance(value, int) else set()
    kept = sorted(start for start in starts if least <= start <= most)
    return (*kept, NONE) if column.none else tuple(kept)


def _holds(cell: Any, value: Value) -> bool:
    if isinstance(cell, dict):
        return isinstance(value, int) and (
            cell.get("at_least", value) <= value <= cell.get("at_most", value)
        )
    wanted = cell if isinstance(cell, (list, tuple)) else (cell,)
    return cell == ANY or any(each == value and type(each) is type(value) for each in wanted)
