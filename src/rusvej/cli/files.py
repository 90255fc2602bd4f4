"""Files of other kinds than pages, for several commands: deadlines for a calendar, handouts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rusvej.deadlines import DeadlineAnswer
from rusvej.diagnostics import InputError, needing

if TYPE_CHECKING:
    from rusvej.page.sheet import Sheet


def ics(answer: DeadlineAnswer) -> bytes:
    """The deadlines for a calendar. Raises `InputError` where there is nothing to write in one."""
    from uuid import uuid4

    from rusvej import __version__
    from rusvej.render.deadline_ics import deadline_ics

    made = deadline_ics(answer, datetime.now(UTC), uuid4().hex, __version__)
    if not made:
        raise InputError(
            "Der er ingen frist at skrive i en kalender: den er holdt eller gået, eller"
            " dokumenterne angiver ingen for denne sag.",
            "rusvej check-deadline viser, hvordan fristerne stiller sig.",
        )
    return made


def drawn(sheet: Sheet) -> str:
    """A handout as HTML. Raises `InputError` where the library for it is missing."""
    with needing("page", "Arket kræver et bibliotek"):
        from rusvej.page.build import handout
    return handout(sheet)
