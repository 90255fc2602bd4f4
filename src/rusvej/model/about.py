"""What a rulebook says of itself: whose it is, what its words are, and which fact plays which part.

Words are Danish and in the form in which a sentence needs them: definite for the guide and the
documents ("guiden"), indefinite for a level ("niveau").
"""

from __future__ import annotations

from collections.abc import Mapping

from rusvej.records import field, record

#: The newest format of the data files that this program reads.
FORMAT = 2


@record
class Municipality:
    """Whose rulebook it is; empty where it is nobody's."""

    name: str = ""
    genitive: str = ""
    web: str = ""

    @property
    def whose(self) -> str:
        """``Lilleby Kommunes``: the name as an owner; empty without a name."""
        return self.genitive or genitive(self.name)


@record
class PersonWords:
    """What the person is called: `young` under the age of `from` (years), else `adult`.

    A person whose age is not known is `young` where `from` is given: the rulebook is then about
    young people. `anybody` is for sentences about no person in particular.
    """

    young: str = ""
    adult: str = ""
    from_: int | None = None
    anybody: str = "personen"

    def of(self, age: int | None) -> str:
        """The word for somebody of that age; None = not known."""
        if self.from_ is not None and age is not None and age >= self.from_:
            return self.adult or self.young or self.anybody
        return self.young or self.adult or self.anybody


@record
class Words:
    """How the rulebook speaks of its own parts. `without_level` is told of what has no level,
    `unlisted` of an offer that the guide does not name at a level."""

    person: PersonWords = PersonWords()
    level: str = "niveau"
    the_level: str = "niveauet"
    levels: str = "niveauer"
    guide: str = ""
    documents: str = "dokumenterne"
    unlisted: str = "nævnes ikke her"
    without_level: str = "gælder alle"


@record
class Roles:
    """Which fact plays which part, by id; empty where the rulebook has no such fact.

    `age`: the years that grow on a birthday. `level`: the axis of the guide. `asker`: who asks.
    `anonymity`: whether the person wants to be anonymous. `grade`: the year in school that the
    survey is about.
    """

    age: str = ""
    level: str = ""
    asker: str = ""
    anonymity: str = ""
    grade: str = ""


@record
class CaseOption:
    """An option of the rulebook's own. What is typed goes to each of `facts` that the case does not
    give otherwise.

    `value`: the option takes nothing and means this. `only` names the commands that have it; empty
    = every command with a case.
    """

    facts: tuple[str, ...]
    help: str = ""
    metavar: str = ""
    value: str = ""
    only: tuple[str, ...] = ()


@record
class Detail:
    """Something that an offer may state under `details`. Where it is `wanted`, every offer says it,
    be it as not stated."""

    id: str
    label: str
    wanted: bool = False


@record
class Examples:
    """What the help texts let a reader type, in this rulebook's own names; empty = no example.

    `case` and `deadline` are options as typed, the others what follows the command or the option.
    """

    case: str = ""
    deadline: str = ""
    offer: str = ""
    level: str = ""
    fact: str = ""
    what_if: str = ""
    exception: str = ""
    contact: str = ""
    part: str = ""


@record
class About:
    """The record of the municipality. `version` is major.minor.patch; `format` the form in which
    the files are written.

    `gap_axes` are the facts over which the proof looks for classes without help; empty = it is not
    made. `layers` are sets of national records, shipped with the program, that belong to the
    rulebook.
    """

    name: str
    version: str
    format: int = 1
    municipality: Municipality = Municipality()
    guidance: str = ""
    words: Words = Words()
    roles: Roles = Roles()
    options: Mapping[str, CaseOption] = field(default_factory=dict)
    details: tuple[Detail, ...] = ()
    gap_axes: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    examples: Examples = Examples()


def genitive(word: str) -> str:
    """``guidens`` of ``guiden``; a word that ends in s, x or z takes an apostrophe."""
    if not word:
        return ""
    return f"{word}'" if word[-1].casefold() in "sxz" else f"{word}s"


def full_form(raw: object) -> object:
    """The plain data of the record with its short forms written out: a municipality or a person's
    word given as a text."""
    if not isinstance(raw, dict):
        return raw
    told = dict(raw)
    if isinstance(told.get("municipality"), str):
        told["municipality"] = {"name": told["municipality"]}
    words = told.get("words")
    if isinstance(words, dict) and isinstance(words.get("person"), str):
        told["words"] = {**words, "person": {"young": words["person"]}}
    return told
