"""Opening the rulebook the user named, and printing in the format asked for. Knows nothing of
Typer."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import StrEnum
from typing import Any

from rusvej.model import Rulebook
from rusvej.render.page import Page
from rusvej.workdays import read_date


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    plain = "plain"
    json = "json"
    markdown = "markdown"


def rulebook(data: str | None) -> Rulebook:
    """The rulebook the user named. Raises `InputError` or `RulebookError`."""
    from rusvej.app.rulebook import open_rulebook
    from rusvej.store import data_folder

    return open_rulebook(data_folder(data))


def clock() -> date:
    """Today. The command line is the outermost layer: nothing below it reads the clock."""
    return date.today()  # noqa: DTZ011  (a date in the user's own place is meant)


def on(text: str | None) -> date:
    """The day meant by an option, today when it is not given. Raises `InputError`."""
    return clock() if text is None else read_date(text, clock())


def show(page: Page, form: Format, *, plain: bool = False) -> None:
    """Prints a page on standard output. JSON is not a page: use `show_json`."""
    if form is Format.markdown:
        from rusvej.render.markdown import markdown

        sys.stdout.write(markdown(page))
    elif form is Format.table and not plain and sys.stdout.isatty():
        from rusvej.render.terminal import show as show_in_terminal

        show_in_terminal(page)
    else:
        from rusvej.render.plain import plain as as_plain

        sys.stdout.write(as_plain(page))


def show_json(data: Any) -> None:
    """Prints JSON in UTF-8 whatever the console: other programs read it."""
    text = json.dumps(data, ensure_ascii=not _utf8(), indent=2) + "\n"
    sys.stdout.write(text)


def _utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf8sig")


def drawn_plainly(form: Format, plain: bool) -> tuple[bool, bool]:
    """(ASCII marks, lines as long as they are) for what is drawn line by line: the first for
    `--plain`, the second off a terminal."""
    ascii_only = plain or form is Format.plain
    return ascii_only, ascii_only or form is not Format.table or not sys.stdout.isatty()
