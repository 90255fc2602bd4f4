"""The guide's levels, caveats and actions, and whom to turn to."""

from __future__ import annotations

from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model.citing import Sources
from rusvej.records import record


@record
class Level:
    """One of the guide's levels, in the order in which they are printed; `lines` is its part of the
    document."""

    id: str
    name: str
    vignette: str
    asks: str
    document: str
    lines: tuple[int, int]
    sources: Sources


@record
class PrintedCaveat:
    """A caveat as it stands at one level."""

    level: str
    text: str
    sources: Sources


@record
class Caveat:
    """What the guide asks its reader to watch. Shown only at the levels where it is printed."""

    id: str
    title: str
    offers: tuple[str, ...]
    printed: tuple[PrintedCaveat, ...]
    when: Condition = ALWAYS
    stressed_when: Condition | None = None
    valid_from: str = ""
    valid_until: str = ""


@record
class Action:
    """Who does what next, at the levels where it is printed."""

    id: str
    title: str
    text: str
    kind: str
    levels: tuple[str, ...]
    sources: Sources
    offers: tuple[str, ...] = ()
    when: Condition = ALWAYS
    valid_from: str = ""
    valid_until: str = ""


@record
class ContactUnit:
    """Somebody who can be turned to, with what is printed about how."""

    id: str
    name: str
    purpose: str
    telephone: str
    address: tuple[str, ...] | Literal["ikke-angivet"]
    sources: Sources
    aliases: tuple[str, ...] = ()
    telephone_note: str = ""
    web: str = ""
    note: str = ""
