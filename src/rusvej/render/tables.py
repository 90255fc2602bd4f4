"""Tables as files: for other programs, and for a spreadsheet in a Danish Windows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

Row = Sequence[Any]

#: What a spreadsheet would reckon instead of showing; telephone numbers with + are none.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![0-9 ()]*$)")


def csv_text(columns: Row, rows: Iterable[Row]) -> str:
    """CSV by RFC 4180: commas, lines that end in CRLF, lists joined by semicolons."""
    return _written([columns, *([_plain(cell) for cell in row] for row in rows)], ",")


def excel_bytes(columns: Row, rows: Iterable[Row]) -> bytes:
    """What a Danish Excel opens right by a double click: semicolons between cells, a comma in
    numbers, and a byte order mark so that it sees UTF-8. No cell is taken for a formula."""
    cells = ([_danish(cell) for cell in row] for row in rows)
    return _written([columns, *cells], ";").encode("utf-8-sig")


def _written(rows: Iterable[Row], between: str) -> str:
    text = StringIO()
    csv.writer(text, delimiter=between).writerows(rows)
    return text.getvalue()


def _plain(cell: Any) -> Any:
    return "; ".join(map(str, cell)) if isinstance(cell, (list, tuple)) else cell


def _danish(cell: Any) -> Any:
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    plain = _plain(cell)
    return f"'{plain}" if isinstance(plain, str) and _FORMULA.match(plain) else plain
