"""The survey's figures as records: what was asked, of whom, and every number that is printed about
it."""

from __future__ import annotations

from typing import Literal

from rusvej.model import Sources
from rusvej.records import record


@record
class Value:
    """A printed number, and whom and which year it is about.

    `to` is the upper end where a range is printed. Where only words are printed ("lidt over
    halvdelen"), `value` is None and `words` has them. `about` says that the document itself calls
    the number approximate.
    """

    year: str
    """Året, tallet er fra."""
    sources: Sources
    """Linjerne, hvor tallet står."""
    value: int | None = None
    """Tallet."""
    to: int | None = None
    """Den øvre ende, hvor der står et spænd."""
    words: str = ""
    """Ordene, hvor der ikke står et tal."""
    group: str = "alle"
    """Hvem tallet gælder."""
    about: bool = False
    """Om dokumentet selv kalder tallet omtrentligt."""
    note: str = ""
    """En bemærkning om tallet."""


@record
class Measure:
    """Something that is counted. `base` tells of whom, as printed, also where that cannot be right.

    `context` marks the one measure of a grade that may stand beside a case: a clause that "N % i N.
    klasse" continues.
    """

    id: str
    """Målets id inden for figuren."""
    text: str
    """Hvad der er talt."""
    unit: Literal["procent", "procentpoint", "personer"]
    """Hvad tallene er: procent, procentpoint eller personer."""
    base: str
    """Hvem der er spurgt, som det står."""
    values: tuple[Value, ...]
    """Tallene."""
    base_sources: Sources = ()
    """Linjerne om, hvem der er spurgt."""
    context: str = ""
    """Slutningen på sætningen “N % i (klassetrinnet) …”, hvis målet må stå ved en sag."""

    @property
    def development(self) -> tuple[Value, ...]:
        """The numbers for everybody when more than one year is printed, oldest first; else
        nothing."""
        found = tuple(
            value for value in self.values if value.group == "alle" and value.value is not None
        )
        return (
            tuple(sorted(found, key=lambda value: value.year))
            if len({value.year for value in found}) > 1
            else ()
        )

    @property
    def sources(self) -> Sources:
        """All lines that the measure rests on, each once."""
        return tuple(
            dict.fromkeys(
                (*(source for value in self.values for source in value.sources), *self.base_sources)
            )
        )


RemarkKind = Literal["gender", "development", "sample", "reservation", "definition", "oddity"]


@record
class Remark:
    """What the survey says about its numbers. An ``oddity`` is rusvej's own remark on the lines
    cited."""

    kind: RemarkKind
    """Slagsen af bemærkning."""
    text: str
    """Bemærkningen."""
    sources: Sources
    """Linjerne, den bygger på."""


@record
class Figure:
    """A figure of the survey. The question is in other words than the document's unless
    `verbatim`."""

    id: str
    """Figurens id."""
    number: int
    """Figurens nummer i dokumentet."""
    grade: int
    """Klassetrinnet."""
    topic: str
    """Emnet."""
    question: str
    """Hvad der blev spurgt om."""
    sources: Sources
    """Linjerne, hvor figuren står."""
    measures: tuple[Measure, ...]
    """Det, der er talt."""
    remarks: tuple[Remark, ...] = ()
    """Forbehold og bemærkninger."""
    verbatim: bool = False
    """Om spørgsmålet er gengivet ordret."""
