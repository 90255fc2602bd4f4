"""The documents with their headings, and the quality standard part by part."""

from __future__ import annotations

from rusvej.model.citing import Stated
from rusvej.records import record


@record
class Section:
    """A heading a reader of the paper would look for, and the lines under it (inclusive)."""

    heading: str
    """Overskriften, som den står i dokumentet."""
    lines: tuple[int, int]
    """Første og sidste linje under overskriften, begge med: [12, 30]."""


@record
class SetAside:
    """Lines that no record needs to cite, and why."""

    lines: tuple[int, int]
    """Første og sidste linje, begge med: [1, 3]."""
    reason: str
    """Hvorfor ingen post behøver henvise til linjerne, fx “sidefod”."""


@record
class Document:
    """A document, where it lies in the texts (`file` is the start of the file's name; `lines` both
    inclusive) and its headings.

    `name` is what a sentence calls it, in the definite form ("vejledningen"); `mark` the letters
    that stand for it in short citations. A page on the web has its address in `url`, and in `read`
    the day (ISO) on which it was read.
    """

    id: str
    """Dokumentets id, som hver kilde begynder med: “vejledning 12-14”."""
    title: str
    """Dokumentets titel."""
    file: str
    """Begyndelsen af navnet på dokumentets tekstfil."""
    lines: tuple[int, int]
    """Dokumentets første og sidste linje i tekstfilen, begge med: [1, 80]."""
    date: str
    """Hvornår dokumentet er fra, som der står i det."""
    sections: tuple[Section, ...]
    """Overskrifterne med deres linjer."""
    set_aside: tuple[SetAside, ...] = ()
    """Linjer, som ingen post behøver henvise til, og hvorfor."""
    approved: str = ""
    """Hvem der har vedtaget dokumentet, og hvornår."""
    name: str = ""
    """Hvad en sætning kalder dokumentet, i bestemt form: vejledningen."""
    mark: str = ""
    """De bogstaver, der står for dokumentet i korte kilder, fx H; ellers begyndelsen af id'et."""
    url: str = ""
    """Adressen på nettet, hvis dokumentet er en side dér."""
    read: str = ""
    """Den dag, siden blev læst: ÅÅÅÅ-MM-DD."""

    def heading(self, line: int) -> str:
        """The heading of the narrowest section that holds the line; the title where there is
        none."""
        holding = [s for s in self.sections if s.lines[0] <= line <= s.lines[1]]
        return (
            min(holding, key=lambda s: (s.lines[1] - s.lines[0], s.lines)).heading
            if holding
            else self.title
        )


@record
class StandardPart:
    """A part of the quality standard as a whole; `modal` keeps the document's modal verb."""

    id: str
    """Delens id."""
    title: str
    """Delens overskrift."""
    statements: Stated
    """Hvad der står i delen, eller ikke-angivet."""
    modal: str = ""
    """Hvor bindende dokumentet siger det, med dets eget udsagnsord."""
