"""Notes on the law as it stands today: a layer of its own, never mixed into what the documents
say."""

from __future__ import annotations

from datetime import date
from typing import Literal

from rusvej.conditions import ALWAYS, Condition
from rusvej.model import Sources
from rusvej.model.screen import Told
from rusvej.records import record


@record
class PublicText:
    """A public text that somebody has read, and what it says on the matter."""

    title: str
    """Tekstens titel."""
    address: str
    """Hvor den kan læses."""
    says: str
    """Hvad den siger om sagen."""


@record
class Revision:
    """Something dated `of` (ISO) that has to be revised at least every so many years."""

    of: str
    """Dagen, det sidst blev fastsat: "2022-12-13"."""
    years: int
    """Hvor mange år der højst må gå."""

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
    """Notens id."""
    title: str
    """Noten i få ord."""
    text: str
    """Noten som hele sætninger."""
    certainty: Literal["verified", "partly", "not-verified"]
    """Hvor sikkert det er: verified, partly eller not-verified."""
    checked: str
    """Dagen, teksterne blev læst: "2026-11-21"."""
    sources: Sources = ()
    """De linjer i dokumenterne, det er en note til."""
    printed: str = ""
    """Hvad der står i dokumenterne."""
    now: str = ""
    """Hvad det svarer til i dag."""
    read: tuple[PublicText, ...] = ()
    """De offentlige tekster, der er læst."""
    unread: str = ""
    """Hvad der ikke kunne læses."""
    kind: Literal["law", "national"] = "law"
    """law er en note om loven; national er hjælp, der er ens i hele landet."""
    acute: bool = False
    """Om noten er det, man gør ved fare; den står så øverst."""
    online: bool = False
    """Om hjælpen er på nettet; på skærmen står den så under det, der er godt at vide."""
    words: tuple[str, ...] = ()
    """Ord, der skrives, når nogen er i fare; begyndelsen af et ord er nok. Kun ved acute."""
    offers: tuple[str, ...] = ()
    """Id'er på de tilbud, noten vises ved."""
    deadlines: tuple[str, ...] = ()
    """Id'er på de frister, noten vises ved."""
    parts: tuple[str, ...] = ()
    """Id'er på de dele af standarden, noten vises ved."""
    levels: tuple[str, ...] | None = None
    """Id'er på de niveauer, hvor noten vises; udeladt = alle."""
    when: Condition = ALWAYS
    """I hvilke sager noten vises; udeladt = alle."""
    revision: Revision | None = None
    """Noget, der skal fastsættes på ny med højst så mange års mellemrum."""
    steps: tuple[str, ...] = ()
    """Det, man gør, punkt for punkt; det kan krydses af på et ark."""
    letter: tuple[str, ...] = ()
    """Linjerne i et brev; ____ er en plads, der udfyldes i hånden."""
    before_age: int | None = None
    """Den alder (fyldte år), før hvilken noget skal være på plads; noten vises så året før."""
    before: str = ""
    """Det, der skal være på plads, fx at der er en kontaktperson."""
    told: tuple[Told, ...] = ()
    """Korte tekster til den første skærm; den rette vælges efter niveau og spørger."""
    silent: tuple[str, ...] = ()
    """De spørgere, der intet får at vide om noten på den første skærm."""
