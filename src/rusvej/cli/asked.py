"""What the user asked: the shared options of a command, each read when the command wants it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from rusvej.calendar import read_date
from rusvej.cli.case import pairs, read_file
from rusvej.deadlines import DeadlineDates
from rusvej.diagnostics import InputError
from rusvej.model import Case, Rulebook


def remark(sentence: str) -> None:
    """Says beside the result how something was understood."""
    sys.stderr.write(f"Bemærk: {sentence}\n")


class Door:
    """The rulebook that a command line names, opened when somebody wants it."""

    def __init__(self, data: str | None, *, here: bool = False) -> None:
        """`here`: where none is named, the one that the user stands in is meant."""
        self.data = data
        self._here = here

    @cached_property
    def folder(self) -> Path:
        """Where the rulebook's files are. Raises `InputError`."""
        from rusvej.store import data_folder

        return data_folder(self.data, here=self._here)

    @cached_property
    def whole(self) -> Rulebook:
        """The rulebook with what is not in force today. Raises `RulebookError` for one that cannot
        be used."""
        from rusvej.app.rulebook import open_rulebook

        return open_rulebook(self.folder)


class Asked:
    """The shared options. Reading the rulebook, the case or the day raises `InputError`."""

    def __init__(self, door: Door, options: Mapping[str, Any]) -> None:
        self._door = door
        self._options = options
        #: What the user chose, and what a page is printed as: --plain is the form of that name.
        self.form: str = options["form"]
        lines = options.get("plain") and self.form in ("table", "samtale")
        self.printed = "plain" if lines else self.form
        self.data = door.data
        self.law_notes = not options.get("no_law_notes")

    @cached_property
    def today(self) -> date:
        """The command line is the outermost layer: nothing below it reads the clock."""
        return date.today()  # noqa: DTZ011  (a date in the user's own place is meant)

    @cached_property
    def day(self) -> date:
        """The day the answer is for: --as-of or --today, else the clock's."""
        written = (self._options.get(name) for name in ("as_of", "today"))
        return self.date(next((text for text in written if text is not None), None)) or self.today

    def date(self, text: str | None) -> date | None:
        """A date as the user wrote it; None where none was given. Raises `InputError`."""
        return None if text is None else read_date(text, self.today, tell=remark)

    @property
    def folder(self) -> Path:
        """Where the rulebook's files are."""
        return self._door.folder

    @cached_property
    def book(self) -> Rulebook:
        """The rulebook as it is on the day. Raises `RulebookError` for one that cannot be used."""
        return self._door.whole.on(self.day)

    def given(self, name: str) -> Any:
        """An option as it was written; None where it was not."""
        return self._options.get(name)

    @cached_property
    def case(self) -> Case:
        """The case that --case, --fact and the options of their own make, checked."""
        from rusvej.app.case import case_of

        about = self.book.about.options
        options = {
            name: about[name].value if text is True else text
            for name, text in self._options.items()
            if text not in (None, False) and (name in about or name in ("--age", "--level"))
        }
        facts = pairs(self.given("facts") or [])
        return case_of(self.book, read_file(self.given("file")), facts, options)

    @cached_property
    def days(self) -> DeadlineDates:
        """The days of events, by options of their own and as ``EVENT=DAY``."""
        given: dict[str, str] = {
            event.id: text
            for event in self.book.events
            if (text := self._options.get(event.option)) is not None
        }
        for name, text in pairs(self.given("days") or [], "--date BEGIVENHED=2026-03-02").items():
            if name in given:
                raise InputError(f"Dagen for {name} er givet to gange.", "Skriv den én gang.")
            given[name] = str(text)
        return {name: read_date(text, self.day, tell=remark) for name, text in given.items()}

    @property
    def in_terminal(self) -> bool:
        """Whether a page is drawn for a terminal and not as lines."""
        return self.printed == "table" and sys.stdout.isatty()

    @property
    def drawn(self) -> tuple[bool, bool]:
        """(ASCII marks, lines as long as they are) for what is drawn line by line: the first for
        --plain, the second off a terminal."""
        return self.printed == "plain", not self.in_terminal
