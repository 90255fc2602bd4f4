"""What the first screen says: short texts on records of the rulebook, by level and by who asks."""

from __future__ import annotations

from typing import Literal

from rusvej.model.citing import Sources
from rusvej.records import record


@record
class Told:
    """One short text. Of those meant for the case's level, the first that names the asker is told,
    else the first that names nobody."""

    text: str
    """Teksten, højst et par linjer, i egne ord."""
    sources: Sources = ()
    """Linjerne, der siger det; uden dem vises postens egne."""
    levels: tuple[str, ...] | None = None
    """De niveauer, teksten er til; udeladt er alle."""
    roles: tuple[str, ...] = ()
    """De spørgere, teksten er til, fx [ung]; tom er alle."""
    instead: bool = False
    """Står teksten i stedet for tilbuddets (i et opmærksomhedspunkt) eller fristens (spørgsmål)?"""
    offers: tuple[str, ...] = ()
    """De tilbud, teksten handler om: den siges kun, hvor et af dem står på skærmen."""
    from_age: int | None = None
    """Den alder (fyldte år), fra hvilken teksten gælder; udeladt er alle."""
    named: str = ""
    """Det samme uden opfordring, til det, der er uklart: navn og nummer. Kun for en kontakt."""


@record
class MayContact:
    """The askers whom the documents name, at these levels, as those who can turn to an offer."""

    roles: tuple[str, ...]
    """De spørgere, der er nævnt, fx [ung, foraelder]."""
    sources: Sources
    """Linjerne, der nævner dem."""
    levels: tuple[str, ...] | None = None
    """De niveauer, hvor det står; udeladt er alle."""


@record
class Wording:
    """The short texts on one record of another section."""

    of: Literal["offers", "actions", "contacts", "caveats", "deadlines", "facts", "questions"]
    """Den sektion, posten står i."""
    record: str
    """Postens id."""
    told: tuple[Told, ...] = ()
    """De korte tekster, den rette vælges efter niveau og spørger."""
    silent: tuple[str, ...] = ()
    """De spørgere, der intet får at vide om posten."""
    may_contact: tuple[MayContact, ...] = ()
    """Hvem dokumenterne nævner blandt dem, der kan henvende sig."""
    reaches_out: bool = False
    """Opsøger tilbuddet den, sagen handler om? Den, der spørger for en anden, læser det først."""
    short: str = ""
    """Et kort navn til et smalt sted."""
    say: tuple[Told, ...] = ()
    """Det, en spørger selv kan sige eller bede om dér; det står på arket til et møde."""
    then: tuple[Told, ...] = ()
    """Det, der efter dokumenterne sker, når man har henvendt sig; det står på arket til et møde."""


@record
class Asker:
    """One who asks, by a value of the fact that says who it is."""

    role: str
    """Værdien af oplysningen om, hvem der spørger."""
    name: str
    """Hvad spørgeren kaldes i en sætning, fx skolen."""
    units: tuple[str, ...] = ()
    """De kontakter, spørgeren selv hører til."""
    self_: bool = False
    """Er det spørgeren selv, sagen handler om?"""
    told: tuple[Told, ...] = ()
    """Det, denne spørger især skal vide."""
    opening: str = ""
    """Det, en henvendelse begynder med, fx Jeg ringer fra skolen."""
    unnumbered: str = ""
    """Hvad spørgeren kan gøre, hvor dokumenterne ikke har et telefonnummer; står efter navnene."""
