"""A rulebook's tables, kept beside what is compiled of it: filling them takes ten times as long as
reading them back."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from math import prod
from typing import Any

import numpy as np

from rusvej.caseload.plan import Plan
from rusvej.caseload.tables import Cells, Table, Tables
from rusvej.model import Rulebook
from rusvej.store import compiled


def kept_plan(book: Rulebook, *, long: bool = False) -> Plan:
    """The plan of a rulebook that was read from files, and is as they say."""
    # Without changes of rules every day has the same tables.
    day = str(book.day) if book.change_days else ""
    name = f"{book.digest}-tables{day}{'-long' if long else ''}"
    found = compiled.fetch(name)
    plan = Plan(book, long=long, tables=restored(found) if found else None)
    if not found:
        compiled.keep(name, stored(plan.tables))
    return plan


def stored(tables: Tables) -> dict[str, Any]:
    """The tables as plain data."""
    own = (*tables.offers, *tables.impossible)
    return {
        "classes": tables.classes,
        "tables": [table[:3] for table in own],
        "cells": [_packed([getattr(table, name) for table in own]) for name in Table._fields[3:]],
        "offers": len(tables.offers),
        "firsts": tables.firsts,
        "lists": tables.lists,
    }


def restored(plain: dict[str, Any]) -> Tables:
    """The tables that `stored` described."""
    sizes = [prod(sizes) for _, _, sizes in plain["tables"]]
    numbers = [np.frombuffer(zlib.decompress(b64decode(each)), "<i4") for each in plain["cells"]]
    cells = [np.split(each, np.cumsum(sizes)[:-1]) for each in numbers]
    found = [
        Table(offer, tuple(facts), tuple(each), *columns)
        for (offer, facts, each), columns in zip(
            plain["tables"], zip(*cells, strict=True), strict=True
        )
    ]
    return Tables(
        {fact: tuple(values) for fact, values in plain["classes"].items()},
        tuple(found[: plain["offers"]]),
        tuple(found[plain["offers"] :]),
        tuple(plain["firsts"]),
        tuple(plain["lists"]),
    )


def _packed(cells: list[Cells]) -> str:
    joined = np.concatenate(cells) if cells else np.zeros(0)
    return b64encode(zlib.compress(joined.astype("<i4").tobytes(), 1)).decode()
