"""The guide's levels, caveats and actions, and whom to turn to."""

from __future__ import annotations

from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model.citing import NOT_STATED, Citation, Sources
from rusvej.records import record


@record
class Level:
    """One of the guide's levels, in the order in which they are printed; `lines` is its part of the
    document."""

    id: str
    """Niveauets id; også en værdi af oplysningen om niveau."""
    name: str
    """Niveauets navn."""
    sources: Sources
    """Linjerne, der beskriver niveauet."""
    vignette: str = ""
    """Hvem der er på niveauet, i én sætning."""
    asks: str = ""
    """Hvad man spørger om på niveauet."""
    document: str = ""
    """Id'et på det dokument, niveauet står i."""
    lines: tuple[int, int] | None = None
    """Første og sidste linje i dokumentet om niveauet, begge med: [10, 40]."""

    def holds(self, citation: Citation) -> bool:
        """Whether the citation begins in the level's part of its document."""
        return (
            self.lines is not None
            and citation.document == self.document
            and self.lines[0] <= citation.first <= self.lines[1]
        )


@record
class PrintedCaveat:
    """A caveat as it stands at one level, or (without `level`) whatever the level."""

    text: str
    """Opmærksomhedspunktet, som det står på niveauet, med egne ord."""
    sources: Sources
    """Linjerne, der siger det."""
    level: str = ""
    """Id'et på niveauet; udeladt = alle."""


@record
class Caveat:
    """What the guide asks its reader to watch. Shown only at the levels where it is printed."""

    id: str
    """Opmærksomhedspunktets id."""
    title: str
    """Opmærksomhedspunktet i få ord."""
    offers: tuple[str, ...]
    """Id'er på de tilbud, det vises ved."""
    printed: tuple[PrintedCaveat, ...]
    """Hvad der står på hvert niveau."""
    when: Condition = ALWAYS
    """Hvem det gælder; udeladt = alle."""
    stressed_when: Condition | None = None
    """Hvornår det er særligt vigtigt."""
    valid_from: str = ""
    """Første dag, posten gælder: "2027-01-01". Udeladt = ingen begyndelse."""
    valid_until: str = ""
    """Sidste dag, posten gælder: "2027-12-31". Udeladt = ingen ende."""

    def at(self, level: object) -> PrintedCaveat | None:
        """The caveat as it stands at a level (None = the level is not known, or there is none)."""
        return next((each for each in self.printed if each.level in (level, "")), None)


@record
class Action:
    """Who does what next, at the levels where it is printed; empty = whatever the level."""

    id: str
    """Handlingens id."""
    title: str
    """Handlingen i få ord."""
    text: str
    """Hvem der gør hvad, som en hel sætning."""
    kind: str
    """Slagsen af handling, fx samtale, underretning eller henvisning."""
    sources: Sources
    """Linjerne, der siger det."""
    levels: tuple[str, ...] = ()
    """Id'er på de niveauer, hvor handlingen står; udeladt = alle."""
    offers: tuple[str, ...] = ()
    """Id'er på de tilbud, handlingen vises ved."""
    when: Condition = ALWAYS
    """Hvornår der handles; udeladt = altid."""
    must: bool = False
    """Om handlingen skal ske, når den gælder; udeladt = den kan ske."""
    valid_from: str = ""
    """Første dag, posten gælder: "2027-01-01". Udeladt = ingen begyndelse."""
    valid_until: str = ""
    """Sidste dag, posten gælder: "2027-12-31". Udeladt = ingen ende."""


@record
class FurtherNumber:
    """Another number of a unit, printed for something of its own."""

    telephone: str
    """Telefonnummeret, som det skrives: "72 33 50 67"."""
    purpose: str
    """Hvem eller hvad nummeret er til."""
    hours: tuple[str, ...] = ()
    """Telefontider på nummeret, en linje for hver."""


@record
class ContactUnit:
    """Somebody who can be turned to, with what is printed about how."""

    id: str
    """Kontaktens id."""
    name: str
    """Kontaktens navn."""
    purpose: str
    """Hvad man henvender sig om."""
    telephone: str
    """Telefonnummeret med cifrene i par: "72 33 50 67", eller ikke-angivet. Er der flere, er det
    hovednummeret."""
    address: tuple[str, ...] | Literal["ikke-angivet"]
    """Adressen som en liste af linjer, eller ikke-angivet."""
    sources: Sources
    """Linjerne, der siger det."""
    aliases: tuple[str, ...] = ()
    """Andre navne, kontakten kan findes under."""
    telephone_note: str = ""
    """Hvad der står om at ringe, fx telefontid."""
    web: str = ""
    """Hjemmesidens adresse."""
    note: str = ""
    """Andet, der står om kontakten."""
    email: tuple[str, ...] = ()
    """Mailadresserne, som de er trykt."""
    hours: tuple[str, ...] = ()
    """Åbnings- eller telefontider, en linje for hver."""
    numbers: tuple[FurtherNumber, ...] = ()
    """Flere numre end hovednummeret, hvert med hvem eller hvad det er til."""

    @property
    def ringing(self) -> tuple[tuple[str, str], ...]:
        """(number, what it is for) of every number, the main one first and for anything."""
        main = () if self.telephone == NOT_STATED else ((self.telephone, ""),)
        return (*main, *((each.telephone, each.purpose) for each in self.numbers))


@record
class LocalNumber:
    """A number that the municipality itself has added: no document states it, and it is shown as
    the municipality's own. Empty until somebody has filled it in."""

    id: str
    """Id'et på nummeret."""
    name: str
    """Hvem der svarer."""
    purpose: str
    """Hvad man ringer om."""
    contact: str = ""
    """Den kontakt i contacts, som nummeret er til, hvis den er der."""
    telephone: str = ""
    """Telefonnummeret, som det skrives: "72 33 50 67"."""
    email: tuple[str, ...] = ()
    """Mailadresser."""
    hours: tuple[str, ...] = ()
    """Telefontider, en linje for hver."""
    web: str = ""
    """Hjemmesidens adresse."""
    given_by: str = ""
    """Hvem der har oplyst nummeret."""
    given_on: str = ""
    """Hvornår det er oplyst: ÅÅÅÅ-MM-DD."""

    @property
    def given(self) -> bool:
        """Whether there is anything to reach somebody by."""
        return bool(self.telephone or self.email or self.web)
