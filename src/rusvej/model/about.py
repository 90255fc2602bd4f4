"""What a rulebook says of itself: whose it is, what its words are, and which fact plays which part.

Words are Danish and in the form in which a sentence needs them: definite for the guide and the
documents ("guiden"), indefinite for a level ("niveau").
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from rusvej.records import field, record

#: The newest format of the data files that this program reads.
FORMAT = 2
#: What a rulebook cannot call an option of its own: commands with a case or with days have it.
FIXED_OPTIONS = frozenset(
    f"--{name}"
    for name in (
        "age level help all as-of born case data date exception fact format full ics"
        " no-law-notes plain receipt show sources today version what-if why"
    ).split()
)

#: The commands that have a case, and so the options for it.
CASE_COMMANDS = ("suggest", "interview", "offer", "why", "timeline", "check-deadline")


@record
class Municipality:
    """Whose rulebook it is; empty where it is nobody's."""

    name: str = ""
    """Kommunens navn, fx Lilleby Kommune."""
    genitive: str = ""
    """Navnet som ejer, fx Lilleby Kommunes; ellers sættes et s på."""
    web: str = ""
    """Kommunens egen adresse på nettet."""

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
    """Ordet for personen under alderen i from, fx den unge."""
    adult: str = ""
    """Ordet fra den alder, fx borgeren."""
    from_: int | None = None
    """Den alder (fyldte år), fra hvilken personen ikke længere kaldes ung."""
    anybody: str = "personen"
    """Ordet i sætninger om ingen bestemt, fx personen."""

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
    """Hvad personen kaldes; et enkelt ord eller ét for unge og ét for voksne."""
    level: str = "niveau"
    """Ordet for et niveau i ubestemt form, fx trin."""
    the_level: str = "niveauet"
    """Det samme i bestemt form, fx trinnet."""
    this_level: str = "dette niveau"
    """Det samme med dette foran, fx dette trin eller denne fase."""
    levels: str = "niveauer"
    """Det samme i flertal, fx trin."""
    guide: str = ""
    """Hvad vejledningen kaldes i en sætning, i bestemt form, fx guiden."""
    documents: str = "dokumenterne"
    """Hvad dokumenterne kaldes under ét, i bestemt form."""
    unlisted: str = "nævnes ikke her"
    """Det, der siges om et tilbud, som ikke nævnes på niveauet."""
    without_level: str = "gælder alle"
    """Det, der siges om et tilbud, som ikke hører til noget niveau."""


@record
class Roles:
    """Which fact plays which part, by id; empty where the rulebook has no such fact.

    `age`: the years that grow on a birthday. `level`: the axis of the guide. `asker`: who asks.
    `anonymity`: whether the person wants to be anonymous. `grade`: the year in school that the
    survey is about.
    """

    age: str = ""
    """Oplysningen om alderen i år; det er den, der skifter på en fødselsdag."""
    level: str = ""
    """Oplysningen om niveauet."""
    asker: str = ""
    """Oplysningen om, hvem der spørger."""
    anonymity: str = ""
    """Oplysningen om, at personen vil være anonym."""
    grade: str = ""
    """Oplysningen om klassetrinnet, som undersøgelsens tal hører til."""


@record
class CaseOption:
    """An option of the rulebook's own. What is typed goes to each of `facts` that the case does not
    give otherwise.

    `value`: the option takes nothing and means this. `only` names the commands that have it; empty
    = every command with a case.
    """

    facts: tuple[str, ...]
    """De oplysninger, som valgmuligheden sætter, når sagen ikke selv giver dem."""
    help: str = ""
    """Hjælpeteksten, én sætning."""
    metavar: str = ""
    """Det, der står efter valgmuligheden i hjælpen, fx KLASSE; ellers de mulige svar."""
    value: str = ""
    """Svaret, når valgmuligheden ikke tager noget, fx ja."""
    only: tuple[str, ...] = ()
    """De kommandoer, der har valgmuligheden; tom er alle med en sag."""


@record
class Detail:
    """Something that an offer may state under `details`. Where it is `wanted`, every offer says it,
    be it as not stated; where it is `brief`, one screen about the offer has it."""

    id: str
    """Navnet, som tilbuddenes details bruger."""
    label: str
    """Overskriften, som læseren ser."""
    wanted: bool = False
    """true: hvert tilbud svarer på det, om så med ikke-angivet."""
    brief: bool = False
    """true: det står også i det korte svar om et tilbud, når det er angivet."""


@record
class Examples:
    """What the help texts let a reader type, in this rulebook's own names; empty = no example.

    `case` and `deadline` are options as typed, the others what follows the command or the option.
    """

    case: str = ""
    """En sag som valgmuligheder, fx --age 15."""
    deadline: str = ""
    """Datoer som valgmuligheder, fx --contact 2026-03-02."""
    offer: str = ""
    """Et tilbuds navn."""
    level: str = ""
    """Et niveaus navn."""
    fact: str = ""
    """En oplysning, fx substance=alkohol."""
    what_if: str = ""
    """En oplysning, der ændres, fx motivated=ja."""
    exception: str = ""
    """En undtagelses navn."""
    contact: str = ""
    """Et ord at søge kontakter på."""
    part: str = ""
    """Et ord at søge standardens dele på."""


@record
class About:
    """The record of the municipality. `version` is major.minor.patch; `format` the form in which
    the files are written.

    `gap_axes` are the facts over which the proof looks for classes without help; empty = it is not
    made. `layers` are sets of national records, shipped with the program, that belong to the
    rulebook.
    """

    name: str
    """Regelsættets navn, som det står i hvert svar."""
    version: str
    """Tre tal med punktum imellem, fx 1.0.0."""
    format: int = 1
    """Den form, filerne er skrevet i; den nyeste er 2."""
    municipality: Municipality = Municipality()
    """Hvis regelsættet er; et navn eller {name, genitive, web}."""
    guidance: str = ""
    """Sætningen, som hvert svar slutter med."""
    brief: str = ""
    """Det samme i højst fem ord, til den første skærm."""
    subject: str = ""
    """Hvad regelsættet handler om og hvem det er for, i en sætning; står først på siden."""
    words: Words = Words()
    """Hvad regelsættets dele hedder."""
    roles: Roles = Roles()
    """Hvilke oplysninger der spiller hvilken rolle."""
    options: Mapping[str, CaseOption] = field(default_factory=dict)
    """Regelsættets egne valgmuligheder på kommandolinjen."""
    details: tuple[Detail, ...] = ()
    """Det, et tilbud kan sige under details, i den rækkefølge, det vises."""
    gap_axes: tuple[str, ...] = ()
    """De oplysninger, som beviset leder efter huller i; tom er ingen."""
    sections: tuple[str, ...] = ()
    """De sektioner, regelsættet har; så siges det, når en af dem mangler eller er tømt."""
    layers: tuple[str, ...] = ()
    """Lag med landsdækkende poster, der følger med programmet, fx danmark."""
    examples: Examples = Examples()
    """Det, hjælpeteksterne lader læseren skrive."""

    @cached_property
    def options_by_fact(self) -> dict[str, str]:
        """The option that gives a fact's value, for every fact that has one of its own."""
        named = {self.roles.age: "--age", self.roles.level: "--level"}
        for option, about in self.options.items():
            if about.facts and not about.value and not about.only:
                named.setdefault(about.facts[0], option)
        return {fact: option for fact, option in named.items() if fact}


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


#: The records that may be given as a text, and the field that the text is; see `full_form`.
SHORT_FORMS: dict[type, str] = {Municipality: "name", PersonWords: "young"}
