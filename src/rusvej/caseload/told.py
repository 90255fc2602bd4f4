"""What came of a caseload, as plain numbers."""

from __future__ import annotations

from collections.abc import Mapping

from rusvej.records import record


@record
class Caseload:
    """The numbers. None is a count that is too small to be told. `counts`: offer and status;
    `groups`: level, class of age and number of rows; `changed`: offer, status before and after, and
    number of rows. `replaced`: what is to be said of files that stood where others were written."""

    answered: int
    rejected: int
    told: tuple[tuple[int, str], ...] = ()
    replaced: tuple[str, ...] = ()
    counts: Mapping[tuple[str, str], int | None] | None = None
    groups: tuple[tuple[str, str, int | None], ...] = ()
    changed: tuple[tuple[str, str, str, int | None], ...] | None = None
    touched: int | None = 0
