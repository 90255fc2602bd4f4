"""Choosing among the short texts: by record, by level, by who asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from rusvej.danish import capital, lower_first
from rusvej.facts import Fact, Value
from rusvej.model import ContactUnit, Rulebook
from rusvej.model.law import LawNote
from rusvej.model.screen import Asker, Told, Wording
from rusvej.records import changed

_NOBODY = Wording("offers", "")


class Voice:
    """The short texts as they are told to one asker at one level."""

    def __init__(self, book: Rulebook, case: Mapping[str, Value]) -> None:
        roles = book.roles
        self._facts = book.vocabulary
        self._known = frozenset(case)
        self.level = case.get(roles.level)
        self.role = case.get(roles.asker)
        age = case.get(roles.age)
        self._age = age if isinstance(age, int) else None
        self._aged = age is not None or not roles.age
        self._wordings = {(wording.of, wording.record): wording for wording in book.screen}
        self._askers = {asker.role: asker for asker in book.askers}
        self.asker = self._askers.get(str(self.role), Asker("", ""))
        self.person = self.asker.name if self.asker.self_ else book.person(case.get(roles.age))
        self._own = {n.contact: n for n in book.local_numbers if n.contact and n.telephone}
        self._leaders = {
            fact: option.facts[0]
            for option in book.about.options.values()
            if not option.only
            for fact in option.facts
        }
        words = book.words.person
        self._words = tuple(filter(None, (words.young, words.adult, words.anybody)))
        self._called = [
            pair
            for word in self._words
            if word != self.person
            for pair in ((word, self.person), (capital(word), capital(self.person)))
        ]
        self._units = {unit.id: unit for unit in book.contacts}

    def say(self, text: str) -> str:
        """The text with what the person is called at this age, whatever word it was written with.
        To the person itself a text that names it stays as it is: it needs words of its own."""
        if self.asker.self_:
            return text
        for old, new in self._called:
            if old in text:
                # A whole word, perhaps as an owner: kontaktpersonen is somebody else.
                text = re.sub(rf"(?<!\w){re.escape(old)}(?=s?(?!\w))", new, text)
        return text

    def of_person(self, clause: str) -> tuple[bool, str]:
        """A clause without the person it begins with, and whether it begins so; the asker has what
        is her own in the second person."""
        said = self.say(clause)
        word = next(
            (word for word in (*self._words, self.person) if said.startswith(f"{word} ")), ""
        )
        if not word:
            return False, said
        rest = said[len(word) + 1 :]
        if self.asker.self_:
            rest = re.sub(r"\b(?:sin|sit|sine|sig)\b", lambda own: f"d{own[0][1:]}", rest)
        return True, rest

    def own(self, text: str) -> str:
        """What is said of the person, without naming her; the asker has hers in the second
        person."""
        return self.of_person(f"{self.person} {text}")[1]

    def clause(self, text: str) -> str:
        """A clause about the person, with what she is called here."""
        led, rest = self.of_person(text)
        return f"{self.person} {rest}" if led else rest

    def names(self, text: str) -> bool:
        """Whether the asker would hear of herself as of somebody else."""
        return self.asker.self_ and any(word in text.casefold() for word in self._words)

    def told(self, of: str, record_id: str) -> Told | None:
        """The text for this asker at this level; None where the data has none."""
        return self.choose(self._of(of, record_id).told)

    def spoken(self, of: str, record_id: str, which: str) -> Told | None:
        """The same of what the asker can `say` there, or of what comes `then`."""
        return self.choose(getattr(self._of(of, record_id), which))

    def choose(self, told: tuple[Told, ...]) -> Told | None:
        """The first text meant for this asker by name, else the first meant for all."""
        here = [
            text
            for text in told
            if (text.levels is None or self.level in text.levels)
            and (text.from_age is None or (self._age is not None and self._age >= text.from_age))
        ]
        named = [text for text in here if self.role in text.roles]
        for text in named or [text for text in here if not text.roles]:
            return text if self.asker.self_ else changed(text, text=self.say(text.text))
        return None

    def question(self, fact: Fact) -> str:
        """The question that a fact is asked for with."""
        told = self.told("facts", fact.id)
        return told.text if told else self.say(fact.question)

    def may_ask(self, fact: Fact) -> bool:
        """Whether the asker can be expected to know it."""
        others = fact.asked_to and self.role is not None and self.role not in fact.asked_to
        return not (fact.judged_by or others)

    def note(self, note: LawNote) -> Told | None:
        """The short text of a note on the law for this asker; None where it has none."""
        return None if self.role in note.silent else self.choose(note.told)

    def silent(self, of: str, record_id: str) -> bool:
        """Whether this asker is told nothing of the record."""
        return self.role in self._of(of, record_id).silent

    def named(self, offer_id: str) -> bool | None:
        """Whether the asker is among those whom the documents name at this level as the ones who
        can turn to the offer; None where nobody is named, or nobody is known to ask."""
        named = [
            roles.roles
            for roles in self._of("offers", offer_id).may_contact
            if roles.levels is None or self.level in roles.levels
        ]
        if self.role is None or not named:
            return None
        return any(self.role in roles for roles in named)

    def reached(self, offer_id: str) -> bool:
        """Whether who asks for another, of a known age, can leave it to the offer to go to her."""
        for_another = self.role is not None and not self.asker.self_
        return for_another and self._aged and self._of("offers", offer_id).reaches_out

    def leader(self, fact: str) -> str:
        """The fact that speaks for those which one option of the command line sets together."""
        return self._leaders.get(fact, fact)

    def asked(self, fact: str) -> str:
        """What is asked to learn of a fact: what leads it and is not known, or what has to be
        known before that."""
        leader = self.leader(fact)
        wanted = fact if leader in self._known else leader
        waiting = [each for each in self._facts[wanted].asked_after if each not in self._known]
        return self.asked(waiting[0]) if waiting else wanted

    def number(self, unit_id: str) -> tuple[str, bool]:
        """(telephone number, whether it is the municipality's own and in no document); "" where
        there is none."""
        unit = self._units.get(unit_id)
        if unit is None:
            return "", False
        if unit.ringing:
            return unit.ringing[0][0], False
        own = self._own.get(unit_id)
        return (own.telephone, True) if own else ("", False)

    def unit(self, unit_id: str) -> ContactUnit | None:
        """The contact unit with this id."""
        return self._units.get(unit_id)

    def unit_name(self, unit_id: str) -> str:
        """The unit's name, short where there is a short one that is not the asker's own as well."""
        unit = self._units.get(unit_id)
        short = self._of("contacts", unit_id).short
        if unit and unit_id not in self.asker.units:
            own = {self._of("contacts", each).short for each in self.asker.units}
            short = "" if short in own else short
        return short or (unit.name if unit else "")

    def listed(self, offer_id: str) -> str:
        """The offer's name among those that a unit can grant; "" where it is called as always."""
        return self._of("offers", offer_id).short

    def _of(self, of: Literal["offers", "contacts"] | str, record_id: str) -> Wording:
        return self._wordings.get((of, record_id), _NOBODY)  # type: ignore[arg-type]


def lower_name(name: str) -> str:
    """A name as a part of a sentence; two names in one keep both their capitals."""
    return name if "/" in name.partition(" ")[0] else lower_first(name)
