"""The offers, with their conditions, the way in, and everything stated about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model.citing import Sources, Stated, Statement
from rusvej.model.deadlines import Deadline
from rusvej.records import record


@record
class LevelEntry:
    """That the guide lists an offer at a level; the first line cited gives the guide's own order
    there."""

    level: str
    """Id'et på niveauet."""
    sources: Sources
    """Linjerne, hvor tilbuddet står på niveauet; den første giver rækkefølgen."""
    note: str = ""
    """Hvad der særligt står om tilbuddet på niveauet."""


@record
class Criterion:
    """A printed condition on the person. `levels` = printed only there; elsewhere it does not
    count. `applies_when` says whom it concerns: for others it is neither met nor unmet, and an
    answer leaves it out."""

    id: str
    """Betingelsens id inden for tilbuddet."""
    text: str
    """Betingelsen, som den siges til brugeren: “Er fyldt 18 år”."""
    when: Condition
    """Betingelsen som data."""
    sources: Sources
    """Linjerne, hvor betingelsen er trykt."""
    levels: tuple[str, ...] | None = None
    """De niveauer, hvor den er trykt; udeladt = alle."""
    note: str = ""
    """En bemærkning om, hvordan betingelsen er læst."""
    applies_when: Condition = ALWAYS
    """Hvem betingelsen angår; for andre udelades den af svaret. Udeladt = alle."""
    if_: str = ""
    """Betingelsen i højst fem ord, som de står efter “hvis den unge”: “er motiveret”. Det, der står
    i parentes sidst i text, følger med."""


#: ``direct``: the document says uvisiteret or open. ``contact``: it names whom to contact and says
#: nothing of a visitation.
AccessKind = Literal["direct", "contact", "assessed", "decision", "ikke-angivet"]


@record
class Access:
    """Whether somebody has to decide first, and who."""

    kind: AccessKind
    """Vejen ind. direct: uden visitation. contact: man henvender sig. assessed: nogen vurderer
    først. decision: kommunen træffer en afgørelse."""
    statements: tuple[Statement, ...] = ()
    """Hvad dokumentet siger om vejen ind."""


@record
class Contact:
    """Who may turn to whom; `first_step` in the order of preference, `units` are ids of
    contacts."""

    statements: tuple[Statement, ...] = ()
    """Hvad der står om at henvende sig."""
    first_step: tuple[Statement, ...] = ()
    """Det første skridt; står der flere, er de i den rækkefølge, man foretrækker."""
    units: tuple[str, ...] = ()
    """Id'er på de kontakter, man henvender sig til."""


@record
class Reached:
    """When a limit is used up, and what that means: the documents point on from the offer with
    `text`; where `question` is given, the status is open and hangs on that open question. Only a
    case that is known to meet `when` has reached it."""

    when: Condition
    """Hvornår grænsen er nået. Så regnes tilbuddet som brugt op og står efter de andre."""
    text: str
    """Hvad dokumentet så siger, man skal."""
    question: str = ""
    """Det uklare spørgsmål, grænsen hænger på, hvis der er et."""


@record
class Limit(Statement):
    """How far an offer goes; `reached` only where the data can tell that it is used up."""

    reached: Reached | None = None
    """Hvornår grænsen er nået, hvis en oplysning kan vise det."""


@record
class Offer:
    """An offer of the guide or the standard.

    `valid_from` and `valid_until` (ISO dates, both inclusive; empty = no limit) bound the days on
    which it is offered. `levels` is empty for what only the standard has; `entry_lines` then says
    where its own entry stands.
    """

    id: str
    """Tilbuddets id."""
    name: str
    """Tilbuddets navn."""
    summary: str
    """Hvad tilbuddet er, i én sætning."""
    document: str
    """Id'et på det dokument, tilbuddet står i."""
    criteria: tuple[Criterion, ...]
    """De trykte betingelser til personen; en tom liste, hvor der ingen er."""
    access: Access
    """Vejen ind: om nogen skal afgøre noget først."""
    contact: Contact
    """Hvem der henvender sig til hvem."""
    details: Mapping[str, Stated]
    """Det, folk spørger om: alder, pris, varighed og så videre; hvert med kilde, ellers
    ikke-angivet."""
    levels: tuple[LevelEntry, ...] = ()
    """De niveauer, tilbuddet står på; udeladt, hvor dokumentet ikke har niveauer."""
    aliases: tuple[str, ...] = ()
    """Andre navne, tilbuddet kan findes under."""
    entry_lines: Sources = ()
    """Linjerne om tilbuddet i et dokument uden niveauer."""
    points_to: tuple[Statement, ...] = ()
    """Hvad der taler for netop dette tilbud. Hviler det på et uklart spørgsmål, om det står fast,
    flytter det ikke tilbuddet, og spørgsmålet siges."""
    points_away: tuple[Statement, ...] = ()
    """Hvad der taler for et andet tilbud."""
    limits: tuple[Limit, ...] = ()
    """Hvor langt tilbuddet rækker."""
    deadlines: tuple[str, ...] = ()
    """Id'er på de frister, der vises ved tilbuddet."""
    short: str = ""
    """Tilbuddets navn på højst 24 tegn, til det første skærmbillede."""
    if_: str = ""
    """Hovedbetingelsen i højst fem ord til det første skærmbillede; “hvis den unge” sættes
    foran, fx “er under 25”. Er der flere, så giv hver betingelse sit eget if: så siges kun de
    ubesvarede."""
    order: int = 0
    """Tilbuddets plads blandt dem, der ellers står lige; lavest først. Udeladt = 0."""
    valid_from: str = ""
    """Første dag, posten gælder: "2027-01-01". Udeladt = ingen begyndelse."""
    valid_until: str = ""
    """Sidste dag, posten gælder: "2027-12-31". Udeladt = ingen ende."""

    def brings(self, deadline: Deadline) -> bool:
        """Whether a time limit comes into an answer with the offer."""
        return deadline.id in self.deadlines or self.id in deadline.offers

    def entry(self, level: object) -> LevelEntry | None:
        """The offer's entry at a level, if the guide lists it there."""
        for entry in self.levels:
            if entry.level == level:
                return entry
        return None

    @property
    def reopening(self) -> tuple[str, ...]:
        """The open questions that its limits bring when they are used up."""
        asked = (limit.reached.question for limit in self.limits if limit.reached is not None)
        return tuple(dict.fromkeys(question for question in asked if question))
