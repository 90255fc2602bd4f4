"""What the user asked: the shared options of a command, each read when the command wants it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from rusvej.calendar import read_date
from rusvej.cli.case import read_case
from rusvej.cli.shared import CASE
from rusvej.facts import Value
from rusvej.model import Rulebook


def remark(sentence: str) -> None:
    """Says beside the result how something was understood."""
    sys.stderr.write(f"Bemærk: {sentence}\n")


class Asked:
    """The shared options. Reading the rulebook, the case or the day raises `InputError`."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options
        self.form: str = options["form"]
        self.plain = bool(options.get("plain"))
        self.data: str | None = options["data"]
        #: For those who write rules: where no rulebook is named, the one they stand in is meant.
        self.here = False
        self.law_notes = not options.get("no_law_notes")

    @cached_property
    def today(self) -> date:
        """The command line is the outermost layer: nothing below it reads the clock."""
        return date.today()  # noqa: DTZ011  (a date in the user's own place is meant)

    @cached_property
    def day(self) -> date:
        """The day the answer is for: --as-of or --today, else the clock's."""
        return self.date(self._options.get("as_of") or self._options.get("today")) or self.today

    def date(self, text: str | None) -> date | None:
        """A date as the user wrote it; None where none was given. Raises `InputError`."""
        return None if text is None else read_date(text, self.today, tell=remark)

    @cached_property
    def folder(self) -> Path:
        """Where the rulebook's files are."""
        from rusvej.store import data_folder

        return data_folder(self.data, here=self.here)

    @cached_property
    def book(self) -> Rulebook:
        """The rulebook as it is on the day. Raises `RulebookError` for one that cannot be used."""
        from rusvej.app.rulebook import open_rulebook

        return open_rulebook(self.folder, self.day)

    def given(self, name: str) -> Any:
        """An option as it was written; None where it was not."""
        return self._options.get(name)

    @cached_property
    def case(self) -> dict[str, Value]:
        """The case that --case, --fact and the options of their own make, checked."""
        return self.case_with({})

    def case_with(self, more: Mapping[str, object]) -> dict[str, Value]:
        """The case with facts that a command has options of its own for; None is not given."""
        written = {each.name: self._options.get(each.name) for each in CASE}
        return read_case(self.book, more, **written)

    @property
    def in_terminal(self) -> bool:
        """Whether a page is drawn for a terminal and not as lines."""
        return self.form == "table" and not self.plain and sys.stdout.isatty()

    @property
    def drawn(self) -> tuple[bool, bool]:
        """(ASCII marks, lines as long as they are) for what is drawn line by line: the first for
        --plain, the second off a terminal."""
        ascii_only = self.plain or self.form == "plain"
        return ascii_only, not self.in_terminal
