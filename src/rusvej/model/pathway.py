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
    """Id'et på det næste trin."""
    text: str = ""
    """Hvornår vejen går dertil."""


@record
class Step:
    """One step. `who` acts; `trigger` says in words what sets it going, `when` as a condition on
    the case.

    `levels` are those at which it is printed; None = those of its action or caveat. `ends` says how
    the step ends where no other follows.
    """

    id: str
    """Trinnets id; ingen andre trin må have det."""
    who: str
    """Hvem der handler."""
    action: str = ""
    """Id'et på den handling, trinnet er; tekst og kilder tages derfra."""
    caveat: str = ""
    """Id'et på det opmærksomhedspunkt, trinnet er; tekst og kilder tages derfra."""
    title: str = ""
    """Trinnet i få ord."""
    text: str = ""
    """Trinnet som en hel sætning."""
    trigger: str = ""
    """Hvad der sætter trinnet i gang, med ord."""
    when: Condition = ALWAYS
    """Hvornår trinnet gælder; udeladt = altid."""
    levels: tuple[str, ...] | None = None
    """De niveauer, hvor trinnet er trykt; udeladt = handlingens eller opmærksomhedspunktets."""
    offers: tuple[str, ...] = ()
    """Id'er på de tilbud, trinnet fører til."""
    next: tuple[Next, ...] = ()
    """De næste trin."""
    ends: str = ""
    """Hvordan trinnet slutter, hvor intet følger efter."""
    sources: Sources = ()
    """Linjerne, der siger det; udeladt = handlingens eller opmærksomhedspunktets."""


@record
class Strand:
    """Steps that belong together, in reading order.

    `note` helps the reader and is not the documents' words; it is shown at `note_levels`, None =
    wherever the strand is.
    """

    id: str
    """Forløbets id."""
    title: str
    """Forløbet i få ord."""
    steps: tuple[Step, ...]
    """Trinnene i den rækkefølge, de læses."""
    note: str = ""
    """En hjælp til læseren, som ikke er dokumentets ord."""
    note_levels: tuple[str, ...] | None = None
    """De niveauer, hvor hjælpen vises; udeladt = alle forløbets."""
