"""What a command returns, and how it is printed: the one place that writes results."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rusvej.foreign import as_json, neutral
from rusvej.render.page import Page, harmless

Row = Sequence[Any]
#: The forms that a page has of itself; every other needs a maker.
OF_A_PAGE = frozenset({"table", "plain", "markdown", "samtale"})


class Shown:
    """What a command shows. Each form is made when it is the one asked for.

    `page` serves the forms of a page that have no maker of their own. `code` is the exit code.
    `aside` goes to the error stream where the result is for a program and has no room for it;
    `wrote`, what happened to a file that stood where one was written, always does.
    `tables` are columns and a maker of rows for the forms ``csv`` and ``excel``. Other forms, such
    as ``ics``, are makers of a text, of bytes, or of plain data for JSON, under their name.
    """

    def __init__(
        self,
        page: Callable[[], Page] | None = None,
        json: Callable[[], Any] | None = None,
        *,
        code: int = 0,
        aside: str = "",
        wrote: str = "",
        tables: tuple[Row, Callable[[], Iterable[Row]]] | None = None,
        **forms: Callable[[], Any],
    ) -> None:
        self.page, self.json, self.forms = page, json, forms
        self.code, self.aside, self.wrote = code, aside, wrote
        if tables is not None:
            from rusvej.render.tables import csv_text, excel_bytes

            columns, rows = tables
            self.forms["csv"] = lambda: csv_text(columns, rows())
            self.forms["excel"] = lambda: excel_bytes(columns, rows())


def show(shown: Shown, form: str) -> int:
    """Prints it in a form; the exit code. What other programs read is UTF-8 whatever the console
    is set to."""
    if form in shown.forms:
        _write(shown.forms[form]())
    elif form == "json" and shown.json is not None:
        _write(shown.json())
    elif shown.page is not None:
        if form not in OF_A_PAGE:
            raise NotImplementedError(f"the command names the form {form} and does not make it")
        show_page(shown.page(), form)
    if shown.aside and (form in shown.forms or form == "json" or shown.page is None):
        sys.stdout.flush()
        sys.stderr.write(shown.aside + "\n")
    if shown.wrote:
        sys.stdout.flush()
        sys.stderr.write(shown.wrote + "\n")
    return shown.code


def show_page(page: Page, form: str = "table") -> None:
    """Prints a page: for a terminal, as Markdown, or as plain lines."""
    if form == "markdown":
        from rusvej.render.markdown import markdown

        _write(markdown(page))
    elif form in ("table", "samtale") and sys.stdout.isatty():
        from rusvej.render.terminal import show as show_in_terminal

        show_in_terminal(harmless(page))
    else:
        from rusvej.render.plain import plain as as_plain

        # A pipe has no width but the one that is asked for.
        width = int(os.environ.get("COLUMNS") or 0)
        sys.stdout.write(as_plain(page, spoken=form == "plain", width=width))


def _write(made: Any) -> None:
    """Writes a text, bytes, or plain data as JSON. Bytes are written as they are."""
    if isinstance(made, str):
        made = neutral(made).encode()
    elif not isinstance(made, bytes):
        made = as_json(json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()
    sys.stdout.flush()
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
