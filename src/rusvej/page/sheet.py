"""What a handout says, before anybody draws it."""

from __future__ import annotations

from rusvej.records import record


@record
class Point:
    """One thing said, with where it stands (`cite`)."""

    text: str
    cite: str = ""


@record
class Part:
    """Points under a heading. `tone` is "acute", "must", "first" or nothing; `ticks` makes them a
    list to tick off, `letter` lines of a letter to write by hand; `note` says where it is from."""

    heading: str
    points: tuple[Point, ...]
    tone: str = ""
    ticks: bool = False
    letter: bool = False
    note: str = ""


@record
class Sheet:
    """One handout. It holds no person; what is to be written by hand has a ruled space under each
    heading in `ruled`."""

    owner: str
    title: str
    lead: str
    day: str
    parts: tuple[Part, ...]
    ruled: tuple[str, ...]
    sources: tuple[str, ...]
    foot: str
