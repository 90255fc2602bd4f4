"""The pathway of each level: strands of steps, each with who acts, what is done, and what comes
next.

A step that is an action or a caveat of the guide takes its title, text, condition and sources from
there.
"""

from __future__ import annotations

from rusvej.conditions import ALWAYS, Condition
from rusvej.model import Sources
from rusvej.records import record


@record
class Next:
    """The way on from a step. `to` is a step of any strand; where that is not at the level at hand,
    the way is not either.

    `text` says when the way is taken.
    """

    to: str
    text: str = ""


@record
class Step:
    """One step. `who` acts; `trigger` says in words what sets it going, `when` as a condition on
    the case.

    `levels` are those at which it is printed; None = those of its action or caveat. `ends` says how
    the step ends where no other follows.
    """

    id: str
    who: str
    action: str = ""
    caveat: str = ""
    title: str = ""
    text: str = ""
    trigger: str = ""
    when: Condition = ALWAYS
    levels: tuple[str, ...] | None = None
    offers: tuple[str, ...] = ()
    next: tuple[Next, ...] = ()
    ends: str = ""
    sources: Sources = ()


@record
class Strand:
    """Steps that belong together, in reading order.

    `note` helps the reader and is not the documents' words; it is shown at `note_levels`, None =
    wherever the strand is.
    """

    id: str
    title: str
    steps: tuple[Step, ...]
    note: str = ""
    note_levels: tuple[str, ...] | None = None
