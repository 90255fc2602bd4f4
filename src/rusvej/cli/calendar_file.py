"""The deadlines as a calendar file, for the commands that write one."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from rusvej.deadlines import DeadlineAnswer
from rusvej.diagnostics import InputError


def ics(answer: DeadlineAnswer) -> bytes:
    """The file. Raises `InputError` where there is nothing to write in a calendar."""
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
