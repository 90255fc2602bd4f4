"""What every record rests on: lines of a document, and what they say, in our own words."""

from __future__ import annotations

from typing import Literal

from rusvej.citation import Citation
from rusvej.conditions import ALWAYS, Condition
from rusvej.records import record

#: What a field holds when no line of the documents states it.
NOT_STATED = "ikke-angivet"

Sources = tuple[Citation, ...]


@record
class Statement:
    """Something a document says. `unit` names the contact unit it is about, where there is one."""

    text: str
    """Hvad dokumentet siger, med egne ord."""
    sources: Sources = ()
    """Linjerne, der siger det."""
    levels: tuple[str, ...] | None = None
    """De niveauer, hvor det er trykt; udeladt = alle."""
    when: Condition = ALWAYS
    """Hvornår det gælder; udeladt = altid."""
    unit: str = ""
    """Id'et på den kontakt, det handler om."""


Stated = tuple[Statement, ...] | Literal["ikke-angivet"]
