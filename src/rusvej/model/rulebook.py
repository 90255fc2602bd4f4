"""The rulebook itself: every section, and what is asked of all of them together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from rusvej.calendar import DaysOff, Rule, day_in_words
from rusvej.conditions import ALWAYS, Condition, Not
from rusvej.facts import Fact
from rusvej.model.about import About, Roles, Words
from rusvej.model.citing import Citation, Sources
from rusvej.model.deadlines import DayOff, Deadline, DeadlineException, Event
from rusvej.model.derived import Derived, NamedCondition
from rusvej.model.documents import Document, StandardPart
from rusvej.model.guide import Action, Caveat, ContactUnit, Level, LocalNumber
from rusvej.model.offers import Criterion, Offer
from rusvej.model.questions import Question
from rusvej.model.sections import section
from rusvej.records import changed, field, record

if TYPE_CHECKING:
    # Imported when one of their records is decoded: few commands need them.
    from rusvej.model.detection import DetectionModel
    from rusvej.model.law import LawNote
    from rusvej.model.pathway import Strand
    from rusvej.model.properties import KnownGap, Property
    from rusvej.model.screen import Asker, Wording
    from rusvej.model.survey import Figure

_T = TypeVar("_T")


@record
class Impossible:
    """A combination of facts that no person has, by plain logic or by a source."""

    id: str
    """Kombinationens id."""
    text: str
    """Hvad der ikke kan være sandt på én gang, som en sætning."""
    when: Condition
    """De oplysninger, der ikke kan stå sammen."""
    basis: str
    """“logik”, når det følger af ordene alene; ellers, hvad det bygger på."""
    help: str = ""
    """Hvad brugeren skal rette, når sagen er umulig."""
    sources: Sources = ()
    """Linjerne, der siger det; kan udelades, når basis er logik."""


@record
class Rulebook:
    """Everything the data files say. `digest` is a fingerprint of their content.

    A section is decoded when it is touched.
    """

    #: Taken along by `changed`: the plain data of the sections, and the day the rulebook holds for.
    __kept__ = ("_waiting", "_day")

    about: About
    """Regelsættets egen post."""
    facts: tuple[Fact, ...] = section("facts:Fact")
    """Oplysninger, en sag kan bestå af."""
    conditions: tuple[NamedCondition, ...] = section("model.derived:NamedCondition")
    """Betingelser med navn, som flere poster bruger."""
    derived: tuple[Derived, ...] = section("model.derived:Derived")
    """Udledte oplysninger: tabeller og point."""
    impossible: tuple[Impossible, ...] = section("model:Impossible")
    """Oplysninger, der ikke kan stå sammen."""
    questions: tuple[Question, ...] = section("model.questions:Question")
    """Det, dokumenterne lader stå åbent, med de måder, det kan læses på."""
    levels: tuple[Level, ...] = section("model.guide:Level")
    """Vejledningens niveauer i den rækkefølge, de er trykt."""
    offers: tuple[Offer, ...] = section("model.offers:Offer")
    """Tilbuddene."""
    caveats: tuple[Caveat, ...] = section("model.guide:Caveat")
    """Opmærksomhedspunkter: det, læseren skal passe på."""
    actions: tuple[Action, ...] = section("model.guide:Action")
    """Handlinger: hvem der gør hvad."""
    events: tuple[Event, ...] = section("model.deadlines:Event")
    """Begivenheder: datoer, frister regnes fra og til."""
    deadlines: tuple[Deadline, ...] = section("model.deadlines:Deadline")
    """Frister og tidsrammer."""
    exceptions: tuple[DeadlineException, ...] = section("model.deadlines:DeadlineException")
    """Undtagelser fra frister."""
    days_off: tuple[DayOff, ...] = section("model.deadlines:DayOff")
    """Fridage ud over lørdage og søndage; laget danmark har helligdagene."""
    contacts: tuple[ContactUnit, ...] = section("model.guide:ContactUnit")
    """Dem, man kan henvende sig til."""
    local_numbers: tuple[LocalNumber, ...] = section("model.guide:LocalNumber")
    """Kommunens egne numre, som intet dokument oplyser."""
    documents: tuple[Document, ...] = section("model.documents:Document")
    """Dokumenterne, regelsættet bygger på, med deres overskrifter."""
    standard: tuple[StandardPart, ...] = section("model.documents:StandardPart")
    """En standard del for del."""
    properties: tuple[Property, ...] = section("model.properties:Property")
    """Egenskaber, der skal gælde for enhver sag; `rusvej prove` beviser dem."""
    known_gaps: tuple[KnownGap, ...] = section("model.properties:KnownGap")
    """Huller, som dokumenterne er kendt for at have."""
    strands: tuple[Strand, ...] = section("model.pathway:Strand")
    """Forløb: trin for trin, hvem der gør hvad."""
    survey: tuple[Figure, ...] = section("model.survey:Figure")
    """En undersøgelses tal."""
    detection: tuple[DetectionModel, ...] = section("model.detection:DetectionModel")
    """En opsporingsmodel som bokse og veje."""
    law_notes: tuple[LawNote, ...] = section("model.law:LawNote")
    """Noter om loven, som den er i dag; de er ikke dokumenternes ord."""
    screen: tuple[Wording, ...] = section("model.screen:Wording")
    """Den første skærms korte tekster til andre poster."""
    askers: tuple[Asker, ...] = section("model.screen:Asker")
    """Dem, der kan spørge, og hvad der især siges til dem."""
    digest: str = field(default="", compare=False)

    def grade(self, number: int) -> str:
        """A year in school as the rulebook says it: ``8. klasse``."""
        fact = self.vocabulary.get(self.roles.grade)
        return fact.in_words(number) if fact else str(number)

    @property
    def day(self) -> date | None:
        """The day the rulebook is valid for (`on`); None = nothing dated is left out."""
        found: date | None = self.__dict__.get("_day")
        return found

    @cached_property
    def vocabulary(self) -> dict[str, Fact]:
        """The facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def readings(self) -> dict[str, tuple[Condition, ...]]:
        """The conditions of each open question's readings, for `facts_of` and `questions_of`."""
        return {
            q.id: tuple(r.when for r in q.readings if r.when is not None) for q in self.questions
        }

    @cached_property
    def actions_as_cited(self) -> list[Action]:
        """The actions in the order of the lines."""
        return sorted(self.actions, key=lambda action: (action.sources[0], action.id))

    @cached_property
    def deadlines_as_cited(self) -> list[Deadline]:
        """The deadlines in the order of the lines."""
        return sorted(self.deadlines, key=lambda deadline: (deadline.sources[0], deadline.id))

    @cached_property
    def calendar(self) -> DaysOff:
        """The days on which offices are closed."""
        return DaysOff(
            Rule(each.name, each.on, each.easter, each.custom, each.last_year)
            for each in self.days_off
        )

    @property
    def words(self) -> Words:
        """How the rulebook speaks of its own parts."""
        return self.about.words

    @property
    def roles(self) -> Roles:
        """Which fact plays which part."""
        return self.about.roles

    @property
    def owner(self) -> str:
        """Whose rulebook it is: the municipality, else the rulebook's own name."""
        return self.about.municipality.name or self.about.name

    def person(self, age: object = None) -> str:
        """What somebody of that age is called (a value of a case; anything but a number = not
        known)."""
        return self.words.person.of(age if isinstance(age, int) else None)

    @cached_property
    def guide(self) -> str:
        """What the document that has the levels is called, in the definite form."""
        if self.words.guide:
            return self.words.guide
        level = next((level for level in self.levels if level.document), None)
        if level is not None:
            return self.document_name(level.document)
        one = self.documents[0] if len(self.documents) == 1 else None
        return (one and one.name) or self.words.documents

    def document_name(self, document_id: str) -> str:
        """What a document is called in a sentence: its own name for that, else its title in
        quotation marks."""
        document = next((d for d in self.documents if d.id == document_id), None)
        if document is None:
            return self.words.documents
        return document.name or f"“{document.title}”"

    @cached_property
    def marks(self) -> dict[str, str]:
        """The letters that stand for each document in short citations: its own mark, else the
        shortest beginning of its id that no other shares."""
        ids = [document.id for document in self.documents]
        return {
            document.id: document.mark or _shortest(document.id, ids) for document in self.documents
        }

    def cite(self, sources: Sources) -> str:
        """``[H 367-368, 545; K 24]``: short citations; empty without sources."""
        by_document: dict[str, list[str]] = {}
        for source in sources:
            by_document.setdefault(source.document, []).append(source.span)
        told = [
            f"{self.marks.get(document, document)} {', '.join(spans)}"
            for document, spans in by_document.items()
        ]
        return f"[{'; '.join(told)}]" if told else ""

    def local_numbers_for(self, offer: Offer) -> tuple[LocalNumber, ...]:
        """The municipality's own numbers, where they are given, of those whom the offer names."""
        return tuple(
            number
            for number in self.local_numbers
            if number.given and number.contact and number.contact in offer.contact.units
        )

    def details(self, offer: Offer) -> list[tuple[str, str]]:
        """(key, label) of what is stated of an offer: what the rulebook declares comes first and in
        its order."""
        labels = {detail.id: detail.label for detail in self.about.details}
        declared = [(key, label) for key, label in labels.items() if key in offer.details]
        return declared + [(key, key) for key in offer.details if key not in labels]

    @cached_property
    def change_days(self) -> tuple[str, ...]:
        """The days (ISO) on which a dated record begins, or is over for the first time; empty where
        nothing is dated."""
        whole: Rulebook = self.__dict__.get("_whole", self)
        dated = [
            record
            for group in (whole.offers, whole.caveats, whole.actions, whole.deadlines)
            for record in group
        ]
        begins = {record.valid_from for record in dated if record.valid_from}
        over = {
            (date.fromisoformat(record.valid_until) + timedelta(days=1)).isoformat()
            for record in dated
            if record.valid_until
        }
        return tuple(sorted(begins | over))

    def on(self, day: date) -> Rulebook:
        """The rulebook as it is on a day: what is not in force is left out, and an offer that is
        not in force excludes everybody."""
        if self.day == day:
            return self
        whole: Rulebook = self.__dict__.get("_whole", self)
        # The day asked last is kept, for what is compiled for it is kept with it.
        last: Rulebook | None = whole.__dict__.get("_asked")
        if last is not None and last.day == day:
            return last
        found = changed(whole, **(whole._in_force(day.isoformat()) if self.change_days else {}))
        found.__dict__.update(_day=day, _whole=whole)
        if not self.change_days and "_nodes" in whole.__dict__:
            found.__dict__["_nodes"] = whole.__dict__["_nodes"]
        whole.__dict__["_asked"] = found
        return found

    def _in_force(self, iso: str) -> dict[str, Any]:
        """The sections with dates as they are on a day."""
        offers = (each if _in_force(each, iso) else _out_of_force(each) for each in self.offers)
        others = {
            name: tuple(each for each in getattr(self, name) if _in_force(each, iso))
            for name in ("caveats", "actions", "deadlines")
        }
        return {"offers": tuple(offers), **others}

    def heading(self, citation: Citation) -> str:
        """The heading a reader would look for; empty when the document is not known."""
        place = citation.document, citation.first
        if place not in self._headings:
            document = next((d for d in self.documents if d.id == citation.document), None)
            self._headings[place] = document.heading(citation.first) if document else ""
        return self._headings[place]

    @cached_property
    def _headings(self) -> dict[tuple[str, int], str]:
        """Those looked for so far: an answer as JSON has hundreds of citations of few lines."""
        return {}

    def sources_at(self, sources: Sources, level_id: object) -> Sources:
        """Those of the citations that stand in a level's part of the guide or in another document;
        all, where none does.

        Several levels often print the same; a reader looks where the case is.
        """
        level = next((level for level in self.levels if level.id == level_id), None)
        if level is None:
            return sources
        here = tuple(source for source in sources if level.holds(source))
        if not here:
            return sources
        return tuple(c for c in sources if c in here or c.document != level.document)

    def in_force(self, offer: Offer) -> bool:
        """Whether the offer is there on the rulebook's day."""
        return self.day is None or _in_force(offer, self.day.isoformat())

    def event(self, event_id: str) -> Event:
        """Raises `KeyError` for an event the rulebook does not have."""
        return by_id(self.events, event_id)

    def offer(self, offer_id: str) -> Offer:
        """Raises `KeyError` for an offer the rulebook does not have."""
        return by_id(self.offers, offer_id)

    def question(self, question_id: str) -> Question:
        """Raises `KeyError` for a question the rulebook does not have."""
        return by_id(self.questions, question_id)


def by_id(records: Iterable[_T], record_id: str) -> _T:
    """The record with the id. Raises `KeyError` where there is none."""
    for each in records:
        if vars(each)["id"] == record_id:
            return each
    raise KeyError(record_id)


def _shortest(document_id: str, ids: list[str]) -> str:
    others = [other for other in ids if other != document_id]
    for length in range(1, len(document_id)):
        if not any(other.startswith(document_id[:length]) for other in others):
            return document_id[:length].upper()
    return document_id.upper()


def _in_force(record: Offer | Caveat | Action | Deadline, iso: str) -> bool:
    return (not record.valid_from or record.valid_from <= iso) and (
        not record.valid_until or iso <= record.valid_until
    )


def _told(day: str) -> str:
    return day_in_words(date.fromisoformat(day))


def _out_of_force(offer: Offer) -> Offer:
    span = " ".join(
        part
        for part in (
            f"fra {_told(offer.valid_from)}" if offer.valid_from else "",
            f"til {_told(offer.valid_until)}" if offer.valid_until else "",
        )
        if part
    )
    cited = tuple(source for entry in offer.levels for source in entry.sources) or offer.entry_lines
    return changed(
        offer,
        criteria=(
            *offer.criteria,
            Criterion(
                "gyldighed", f"Dagen ligger i tilbuddets gyldighed: {span}", Not(ALWAYS), cited
            ),
        ),
    )
