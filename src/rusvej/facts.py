"""The vocabulary of facts a case can consist of, and the reading of one value.

A fact that a case does not give is unknown. `None` and the word ``ukendt`` both say so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal
from unicodedata import category, normalize

from rusvej.citation import Citation
from rusvej.diagnostics import InputError, did_you_mean
from rusvej.foreign import quoted
from rusvej.persons import refuse_cpr
from rusvej.records import field, record

Value = bool | int | str
Case = Mapping[str, Value]

#: The value of a number that does not exist for this person (a grade for somebody out of
#: folkeskole).
NONE = "ingen"

YES_WORDS = frozenset({"ja", "j", "ja tak", "jo", "yes", "true", "sand"})
NO_WORDS = frozenset({"nej", "n", "nej tak", "no", "false", "falsk"})
UNKNOWN_WORDS = frozenset({"ukendt", "ved ikke", "vedikke", "ved det ikke", "?", ""})
#: Where one of these stands, as `fold` writes it, the words around it may mean the opposite.
DENIED = frozenset({"ikke", "ingen", "intet", "aldrig", "uden", "nej", "hverken", "ej", "naeppe"})
#: The same, and it is not certain that they are so.
DOUBTED = frozenset({"maaske", "vist", "muligvis", "mon", "eller", "tidligere", "foer"})
_NUMBER = re.compile("[+-]?[0-9]{1,6}")
#: More or less than a value, not it, or only perhaps: the value itself is not what is said.
_QUALIFIED = re.compile(
    r"^\s*(?:[<>=~≈≤≥≠!¬±]|[-+\u2010-\u2015\u2212]\s*[0-9])|[?？¬≠]"
    r"|[0-9]\s*[-+\u2010-\u2015\u2212]\s*$"
)
#: So like are a word and a slip of the pen (0-1), and so much less like is another word not meant.
_LIKE, _LESS = 0.7, 0.1


@record
class Choice:
    """One permitted value of a fact of type ``choice``; `synonyms` are other words that people say
    for it."""

    id: str
    """Værdiens id, som skrives i sager og betingelser."""
    label: str
    """Værdien, som brugeren ser den."""
    help: str = ""
    """En forklaring af værdien."""
    sources: tuple[Citation, ...] = ()
    """Linjerne, værdien bygger på."""
    synonyms: tuple[str, ...] = ()
    """Andre ord, som folk bruger om værdien, fx hash om stoffer; de forstås som den."""
    phrase: str = ""
    """Værdien sagt om en sag, fx "du er forælder"; uden den siges oplysningens navn og værdien."""

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that is accepted for it, the id first."""
        return (self.id, self.label, *self.synonyms)

    def likeness(self, word: str) -> float:
        """How like a word, as `fold` gives it, is to one of its own: 0-1, 1 for a part of its name
        or how another begins. Another beginning is another word: a sagsbehandler is no behandler.
        """
        from difflib import SequenceMatcher

        if word and any(word in fold(own) for own in (self.id, self.label)):
            return 1.0
        return max(
            1.0
            if word and own.startswith(word)
            else SequenceMatcher(None, word, own).ratio() * (word[:1] == own[:1])
            for own in map(fold, self.words)
        )


@record
class Fact:
    """One thing that can be known of a case.

    `min` and `max` are inclusive. `none`, where given, is the label of the value "ingen": the
    number does not exist for this person, and every comparison with it is no. `judged_by` makes the
    fact a professional judgement. `cost` says how much it takes to ask (1 harmless, 9 very
    sensitive). In a conversation it waits for the facts in `asked_after`, and only the askers in
    `asked_to` (values of the fact that says who asks) are asked. `changes` says what can make it
    another: time alone (numbers, upwards), a choice or an effort of anybody's, or nothing the
    person can do.
    """

    id: str
    """Oplysningens id med understreg: wants_help."""
    type: Literal["int", "choice", "bool"]
    """int er et helt tal, bool ja eller nej, choice et valg mellem values."""
    label: str
    """Oplysningen i få ord: “alder”."""
    question: str
    """Spørgsmålet, der stilles for at få oplysningen."""
    cost: int = 1
    """Hvor meget det kræver at spørge: 1 er harmløst, 9 meget følsomt."""
    help: str = ""
    """En forklaring til den, der skal svare."""
    unit: str = ""
    """Hvad tallet tæller: “år”. Begynder det med et punktum, tælles der i rækkefølge: “. trin”."""
    min: int | None = None
    """Det mindste tal, der kan være. Kræves af int."""
    max: int | None = None
    """Det største tal, der kan være. Kræves af int."""
    none: str = ""
    """Hvad det hedder, at tallet ikke findes for en person; værdien skrives “ingen”."""
    values: tuple[Choice, ...] = ()
    """De mulige værdier. Kræves af choice."""
    phrases: Mapping[Literal["yes", "no"], str] = field(default_factory=dict)
    """Hvad ja og nej hedder som sætninger: {yes: …, no: …}."""
    synonyms: tuple[str, ...] = ()
    """Andre ord end label, der alene siger ja, fx anonym. Kun ved bool."""
    judged_by: str = ""
    """Den fagperson, der vurderer det. Gør oplysningen til en faglig vurdering."""
    asked_after: tuple[str, ...] = ()
    """De oplysninger, der spørges om først; er svaret på en af dem “ved ikke”, spørges der ikke."""
    asked_to: tuple[str, ...] = ()
    """De spørgere, der kan svare på det, fx [skole]; tom er alle."""
    sources: tuple[Citation, ...] = ()
    """Linjerne, oplysningen bygger på."""
    changes: Literal["time", "choice", "fixed"] = "fixed"
    """Hvad der kan ændre den: time (tiden alene), choice (et valg) eller fixed (intet)."""
    ordered: bool = False
    """true: values står fra lavest til højest, så en betingelse kan bruge at_least og at_most."""

    def choices(self) -> tuple[str, ...]:
        """The permitted words for a value, as a user would type them; empty for plain numbers."""
        if self.type == "bool":
            return ("ja", "nej")
        if self.type == "choice":
            return tuple(choice.id for choice in self.values)
        return (NONE,) if self.none else ()

    def allows(self, value: object) -> bool:
        """Whether `value` is of the fact's type and inside its domain."""
        if self.type == "bool":
            return isinstance(value, bool)
        if self.type == "choice":
            return isinstance(value, str) and value in self.choices()
        if isinstance(value, bool) or not isinstance(value, int):
            return bool(self.none) and value == NONE
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)

    def domain(self) -> str:
        """The permitted values in Danish, for an error or a help text."""
        if self.type == "int":
            span = f"et helt tal fra {self.min} til {self.max}"
            return f"{span} eller {NONE}" if self.none else span
        return ", ".join(self.choices())

    def in_words(self, value: Value) -> str:
        """The value as a person would say it: ``15 år``, ``den unge er motiveret``,
        ``folkeskole``."""
        if self.type == "bool":
            word: Literal["yes", "no"] = "yes" if value else "no"
            return self.phrases.get(word) or f"{self.label}: {'ja' if value else 'nej'}"
        if self.type == "choice":
            return next((choice.label for choice in self.values if choice.id == value), str(value))
        if value == NONE:
            return self.none
        return f"{value}{self.counted}"

    def phrase(self, value: Value) -> str:
        """What the value of a choice is called as a clause of its own; empty where it is not."""
        return next((choice.phrase for choice in self.values if choice.id == value), "")

    def told(self, value: Value) -> str:
        """The value with what it is a value of: ``alder 15 år``, ``kan reflektere``."""
        own = self.in_words(value) if self.type == "bool" else self.phrase(value)
        return own or f"{self.label} {self.in_words(value)}"

    @property
    def counted(self) -> str:
        """The unit as it follows a number: `` år``, ``. klasse``."""
        return self.unit if self.unit.startswith(".") or not self.unit else f" {self.unit}"

    def parse(self, raw: object) -> Value | None:
        """A value from the command line, JSON or YAML; `None` for unknown. Of a choice its id, its
        label and its synonyms are accepted, however they are spelled (see `fold`). Raises
        `InputError`."""
        if raw is None:
            return None
        if isinstance(raw, str):
            refuse_cpr(raw)
            word = raw.strip().casefold()
            if word in UNKNOWN_WORDS:
                return None
            if self.type == "bool" and word in YES_WORDS | NO_WORDS:
                return word in YES_WORDS
            number = word.removesuffix(self.unit.casefold().lstrip(". ")).rstrip(" .")
            raw = int(number) if self.type == "int" and _NUMBER.fullmatch(number) else word
        plain = isinstance(raw, (str, int)) and not isinstance(raw, bool)
        if self.type == "choice" and plain and not qualified(str(raw)):
            wanted = fold(str(raw))
            raw = next(
                (c.id for c in self.values if wanted in (fold(word) for word in c.words)), raw
            )
        if self.allows(raw):
            assert isinstance(raw, (bool, int, str))
            return raw
        refuse_cpr(str(raw))
        if self.type == "int" and re.search(r"(?![0-9])\d", str(raw)):
            raise InputError(
                f"{self.id} ({self.label}) er skrevet med andre cifre end 0-9.",
                f"Skriv {self.domain()}.",
            )
        if isinstance(raw, float):
            raise InputError(
                f"{self.id} ({self.label}) kan ikke være et decimaltal.", f"Skriv {self.domain()}."
            )
        if not isinstance(raw, (bool, int, str)):
            raise InputError(
                f"{self.id} ({self.label}) skal have én værdi.", f"Skriv {self.domain()}."
            )
        hint = self._hint(str(raw)[:40])
        raise InputError(
            f"{quoted(raw, 'Det')} er ikke en mulig værdi for {self.id} ({self.label}).",
            hint or f"Skriv {self.domain()}.",
        )

    def _hint(self, word: str) -> str:
        """What may have been meant: of the values about as like, every one, in their own order, so
        that a slip does not lead to the most serious."""
        if self.type == "int":
            return ""
        likeness = {choice.id: choice.likeness(fold(word)) for choice in self.values}
        best = max(likeness.values(), default=0.0)
        meant = [f"`{value}`" for value, like in likeness.items() if like >= best - _LESS]
        if best >= _LIKE and not qualified(word):
            return f"Mente du {' eller '.join(meant)}?"
        return f"Muligheder: {', '.join([*self.choices(), 'ukendt'])}."


#: So many letters of a word, begun alike, are about the same; and so many facts are worth naming.
_STEM, _FEW = 4, 4


def qualified(text: str) -> bool:
    """Whether the signs around a value say that it is another, or that it may be."""
    return bool(_QUALIFIED.search(text))


# The names of a rulebook are looked through again for every word that is typed.
@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case, the Danish letters written out, everything but letters and digits a blank, so
    that what a person types equals what the rulebook prints; those of another script stay, for a
    word beside them may be denied."""
    word = normalize("NFC", text).casefold()
    if not word.isascii():
        # A soft hyphen and its like are no part of what somebody sees.
        word = "".join(sign for sign in word if category(sign) != "Cf")
    for letter, written in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        word = word.replace(letter, written)
    return re.sub(r"[\W_]+", " ", word).strip()


def read_case(raw: Mapping[str, object], vocabulary: Mapping[str, Fact]) -> dict[str, Value]:
    """A checked case from anything that maps the ids or labels of facts to values; unknown facts
    are left out.

    Raises `InputError` for a fact that does not exist or stands there by two names, or a value
    outside its domain.
    """
    case: dict[str, Value] = {}
    seen: set[str] = set()
    for name, value in raw.items():
        fact = vocabulary.get(name) or fact_named(str(name), vocabulary)
        if fact.id in seen:
            raise InputError(f"{fact.id} ({fact.label}) er oplyst to gange.", "Skriv det én gang.")
        seen.add(fact.id)
        parsed = fact.parse(value)
        if parsed is not None:
            case[fact.id] = parsed
    return case


def fact_named(name: str, vocabulary: Mapping[str, Fact]) -> Fact:
    """The only fact with that id or label, however it is spelled. Raises `InputError`."""
    refuse_cpr(name)
    word = fold(name)
    found = [fact for fact in vocabulary.values() if word in (fold(fact.id), fold(fact.label))]
    if len(found) == 1:
        return found[0]
    raise InputError(
        f"Oplysningen {quoted(name, 'med det navn')} findes ikke i regelsættet.",
        did_you_mean(name[:40], vocabulary) or _about(word, vocabulary),
    )


def _about(word: str, vocabulary: Mapping[str, Fact]) -> str:
    """The few facts whose texts have a word that begins like it, by what they are called."""
    start = word[:_STEM]
    found = [
        f"{fact.id} ({fact.label})"
        for fact in vocabulary.values()
        if len(start) == _STEM and f" {start}" in f" {fold(f'{fact.label} {fact.question}')}"
    ]
    named = f"Det handler disse om: {'; '.join(found)}. " if len(found) <= _FEW and found else ""
    return f"{named}rusvej facts viser dem alle."
