"""Notes on the law as it stands today: a layer of its own, never mixed into what the documents
say."""

from __future__ import annotations

from datetime import date
from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model import Sources
from rusvej.records import record


@record
class PublicText:
    """A public text that somebody has read, and what it says on the matter."""

    title: str
    address: str
    says: str


@record
class Revision:
    """Something dated `of` (ISO) that has to be revised at least every so many years."""

    of: str
    years: int

    @property
    def due(self) -> date:
        """The last day on which the next revision is in time."""
        made = date.fromisoformat(self.of)
        day = 28 if (made.month, made.day) == (2, 29) else made.day
        return date(made.year + self.years, made.month, day)


@record
class LawNote:
    """A note that is not from the documents. `sources` are the lines it is a note to, `printed`
    what stands there.

    `now` is what that corresponds to today, by the texts in `read`; `unread` is what could not be
    read. `checked` is the day (ISO) on which the texts were read. A note concerns the offers,
    deadlines and parts of the quality standard that it names, at `levels` (None = all) and in cases
    known to meet `when`. ``national`` is help that is the same all over the country.
    """

    id: str
    title: str
    text: str
    certainty: Literal["verified", "partly", "not-verified"]
    checked: str
    sources: Sources = ()
    printed: str = ""
    now: str = ""
    read: tuple[PublicText, ...] = ()
    unread: str = ""
    kind: Literal["law", "national"] = "law"
    offers: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    levels: tuple[str, ...] | None = None
    when: Condition = ALWAYS
    revision: Revision | None = None
