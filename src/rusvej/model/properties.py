"""What a rulebook promises about every case: properties to be proved, and gaps that the documents
are known to have."""

from __future__ import annotations

from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model import Sources
from rusvej.model.offers import AccessKind
from rusvej.records import record

Kind = Literal[
    "never",
    "always",
    "only-if",
    "monotone",
    "exclusive",
    "deadline-at-most",
    "caveat-with-offer",
    "before",
]

#: Offers have one of the first five, and one offer is the first of all; caveats, actions, deadlines
#: and deciders have the last three.
State = Literal[
    "fits",
    "depends",
    "open",
    "excluded",
    "not_listed",
    "first",
    "applies",
    "may-apply",
    "absent",
]


@record
class Property:
    """Something that must hold of every case, unknown facts included. It rests on `sources` or on a
    `reason`.

    It is about `offers` (those of `access`, where given; all, where nothing is named), `caveats`,
    `actions`, `deadlines`, or about the units in `deciders` (of `offers`); each is in one of
    `statuses` or is not. Without `statuses`: what is certain for only-if, monotone and exclusive;
    what is shown for the others. "first" is the offer that stands before all others. The property
    is about the cases known to meet `when`, not known to meet `unless`, that say something of every
    fact in `known`; with `used_up`, about those in which a limit of the offer in question is known
    to be used up (true), or none of them can be (false).

    - never: none of them is in `statuses`.
    - always: at least one of them is.
    - only-if: one is in `statuses` only where `when` is known to hold.
    - monotone: what is in `statuses` stays there when any fact is learned, or, with `fact`, when
      that fact goes from one
      value of `order` to a later one.
    - exclusive: no two of them are at once.
    - caveat-with-offer: where an offer is in `statuses`, each of `caveats` stands with it
      (`must_apply`: and is known to apply).
    - deadline-at-most: where an offer is in `statuses`, each of `deadlines` is told, and is of at
      most `days` days.
    """

    id: str
    """Egenskabens id."""
    kind: Kind
    """Hvad der skal gælde om det, egenskaben nævner."""
    text: str
    """Hvad der gælder for enhver sag, som en sætning."""
    when: Condition = ALWAYS
    """De sager, egenskaben handler om; udeladt = alle."""
    unless: Condition | None = None
    """Sager, den ikke handler om: dem, hvor dette vides at gælde."""
    known: tuple[str, ...] = ()
    """Oplysninger, som sagen skal sige noget om."""
    offers: tuple[str, ...] = ()
    """Id'er på de tilbud, egenskaben handler om."""
    access: tuple[AccessKind, ...] = ()
    """Kun tilbud med disse veje ind."""
    caveats: tuple[str, ...] = ()
    """Id'er på de opmærksomhedspunkter, egenskaben handler om."""
    actions: tuple[str, ...] = ()
    """Id'er på de handlinger, egenskaben handler om."""
    deadlines: tuple[str, ...] = ()
    """Id'er på de frister, egenskaben handler om."""
    deciders: tuple[str, ...] = ()
    """Id'er på de kontakter, der afgør."""
    statuses: tuple[State, ...] = ()
    """De svar, det drejer sig om; udeladt = det, der vises. first er nummer ét."""
    used_up: bool | None = None
    """Kun sager, der vides at have brugt tilbuddet op (true) eller ikke at have (false)."""
    after: tuple[str, ...] = ()
    """Ved before: de tilbud, det skal stå foran; udeladt = alle andre."""
    pointed: bool = False
    """Ved before: kun hvor dokumenterne peger på tilbuddet i netop den sag."""
    untested: bool = False
    """Ved before: kun foran tilbud, hvor ikke andet end alder og niveau er prøvet."""
    fact: str = ""
    """Ved monotone: oplysningen, der ændrer sig."""
    order: tuple[str | int | bool, ...] = ()
    """Ved monotone: oplysningens værdier i rækkefølge."""
    days: int | None = None
    """Ved deadline-at-most: det højeste antal dage."""
    must_apply: bool = False
    """Ved caveat-with-offer: om punktet skal være sikkert og ikke kun muligt."""
    sources: Sources = ()
    """Linjerne, egenskaben bygger på."""
    reason: str = ""
    """Hvorfor egenskaben gælder, når ingen linje siger det."""


@record
class KnownGap:
    """Levels, ages and schooling at which the documents may leave somebody without an offer that
    fits or depends.

    `when` may mention those three facts only; every class that meets it must be such a gap.
    """

    id: str
    """Hullets id."""
    text: str
    """Hvem der kan stå uden et tilbud, som en sætning."""
    when: Condition
    """Hvem det er."""
    sources: Sources = ()
    """Linjerne, det følger af."""
    reason: str = ""
    """Hvorfor det er sådan, når ingen linje siger det."""
