"""Facts have a finite domain, and conditions compare them with what they can be."""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, Path, check, quoted
from rusvej.checks.examples import ABOUT, an_action, example
from rusvej.checks.index import following
from rusvej.conditions import Compare
from rusvej.diagnostics import did_you_mean
from rusvej.facts import NONE, Fact, Value

_FITTING = {
    "int": "is, in, at_least eller at_most med hele tal",
    "choice": "is eller in med oplysningens værdier",
    "bool": "is: true eller is: false",
}
_KIND = {"int": "et tal", "choice": "et valg mellem faste værdier", "bool": "ja eller nej"}
#: (where in the fact, sentence, help).
_Fault = tuple[tuple[str, ...], str, str]
#: Nobody is older; an age of more is not counted in years.
_OLDEST = 150
_ABOUT = ABOUT.replace("age: age", "age: months")
_MONTHS = {"id": "months", "type": "int", "min": "0", "max": "120"}


@check(
    "alder-aar",
    "Alderen tælles ikke i år",
    bad=_ABOUT + example("facts", _MONTHS | {"unit": "måneder  # <-"}),
    good=_ABOUT + example("facts", _MONTHS | {"unit": "år"}),
)
def in_years(index: Index) -> Iterator[Finding]:
    """The fact that plays the part of age grows by one on a birthday, so a number of months would
    be taken for years."""
    for path, fact in index.each(Fact):
        if fact.id == index.rulebook.roles.age and (
            fact.unit not in ("", "år") or (fact.min or 0) < 0 or (fact.max or 0) > _OLDEST
        ):
            yield Finding(
                (*path, "unit"),
                f"{fact.id} skifter på fødselsdage og skal tælles i hele år.",
                "Tæl den i år, eller fjern age under roles i rulebook.",
            )


_ROLES = {"age": "int", "grade": "int", "level": "choice", "asker": "choice", "anonymity": "bool"}


@check(
    "rolle-slags",
    "En oplysning kan ikke spille den rolle, den har fået",
    bad=ABOUT.replace("level: level}", "level: level, anonymity: age}  # <-"),
    good=ABOUT.replace("level: level}", "level: level, anonymity: motivated}"),
)
def plays(index: Index) -> Iterator[Finding]:
    """An age is a number, a level one of several, and so on: whatever reads the part counts on
    it."""
    for role, kind in _ROLES.items():
        fact = index.facts.get(getattr(index.rulebook.roles, role))
        if fact is not None and fact.type != kind:
            yield Finding(
                ("rulebook", "roles", role),
                f"{fact.id} er {_KIND[fact.type]} og kan ikke være {role}.",
                f"Skriv en oplysning, der er {_KIND[kind]}, eller slet rollen.",
            )


@check(
    "oplysning-domaene",
    "En oplysnings mulige værdier er ikke angivet rigtigt",
    bad=example("facts", {"id": "grade  # <-", "type": "int", "min": "0"}),
    good=example("facts", {"id": "grade", "type": "int", "min": "0", "max": "10"}),
)
def domain(index: Index) -> Iterator[Finding]:
    """Without a finite domain nothing can be proved or counted out, and no wrong value can be
    refused."""
    for path, fact in index.each(Fact):
        # A guide may have one level only; any other choice has two things to choose between.
        least = 1 if fact.id == index.rulebook.roles.level else 2
        for key, message, help in (*_of_number(fact), *_of_choice(fact, least)):
            yield Finding((*path, *key), message, help)
        if not 1 <= fact.cost <= 9:
            yield Finding(
                (*path, "cost"),
                f"cost ved {fact.id} skal være fra 1 til 9.",
                "1 er harmløst at spørge om, 9 er meget følsomt.",
            )


def _of_number(fact: Fact) -> Iterator[_Fault]:
    if fact.type != "int":
        if (fact.min, fact.max) != (None, None) or fact.none:
            text = f"{fact.id} er ikke et tal og har derfor hverken min, max eller none."
            yield ("min",), text, "Fjern dem, eller skriv type: int."
    elif fact.min is None or fact.max is None:
        text = f"Tallet {fact.id} mangler sin mindste eller største værdi."
        yield (), text, "Tilføj både min og max."
    elif fact.min > fact.max:
        text = f"{fact.id} har en mindste værdi, der er større end den største."
        yield ("min",), text, "Byt om på min og max."


def _of_choice(fact: Fact, least: int) -> Iterator[_Fault]:
    if fact.type == "choice" and len(fact.values) < least:
        text = f"{fact.id} skal have mindst {'én værdi' if least == 1 else 'to værdier'}."
        yield ("values",), text, "Tilføj dem under values."
    elif fact.type != "choice" and fact.values:
        text = f"{fact.id} er ikke et valg og har derfor ingen values."
        yield ("values",), text, "Fjern dem, eller skriv type: choice."
    for key, said in (("phrases", fact.phrases), ("synonyms", fact.synonyms)):
        if fact.type != "bool" and said:
            text = f"{fact.id} er ikke et ja/nej-spørgsmål og har derfor ingen {key}."
            yield (key,), text, "Fjern dem, eller skriv type: bool."


@check(
    "oplysning-samtale",
    "En oplysning kan der aldrig spørges om",
    bad=example("facts", {"asked_after": "[pregnant]  # <-"}),
    good=example("facts", {"asked_after": "[age]"}),
)
def conversation(index: Index) -> Iterator[Finding]:
    """What waits for itself is never asked, and only those who can be named as asking can be."""
    asker = index.facts.get(index.rulebook.roles.asker)
    later = {name: fact.asked_after for name, fact in index.facts.items()}
    for path, fact in index.each(Fact):
        if fact.id in following(fact.asked_after, later):
            text = f"{fact.id} skal spørges om efter sig selv."
            yield Finding((*path, "asked_after"), text, "Fjern den af de to, der kan komme først.")
        for number, role in enumerate(fact.asked_to):
            if (asker is None or role not in asker.choices()) and not index.may_have(role):
                yield Finding(
                    (*path, "asked_to", number),
                    f"{quoted(role)} er ikke en, der kan spørge.",
                    did_you_mean(role[:60], asker.choices())
                    if asker
                    else "Tilføj roles: {asker: …} med oplysningen om, hvem der spørger.",
                )


@check(
    "spoergsmaal-tegn",
    "Et spørgsmål slutter ikke med spørgsmålstegn",
    bad=example("facts", {"question": "Er hun gravid  # <-"}),
    good=example("facts", {}),
)
def asked(index: Index) -> Iterator[Finding]:
    """The question stands before other sentences, and is asked aloud."""
    for path, fact in index.each(Fact):
        if fact.question and not fact.question.rstrip().endswith("?"):
            text = f"Spørgsmålet om {fact.id} mangler sit spørgsmålstegn."
            help = 'Skriv det til sidst, i anførselstegn: question: "…?".'
            yield Finding((*path, "question"), text, help, "warning")


@check(
    "oplysning-vaerdi",
    "En betingelse nævner en værdi, som oplysningen ikke kan have",
    bad=an_action("{fact: age, in: [15, 150]}  # <-"),
    good=an_action("{fact: age, in: [15, 16]}"),
)
def value(index: Index) -> Iterator[Finding]:
    """A value outside the fact's domain is never met, and nearly always a slip of the pen."""
    for path, node, fact in _compared(index):
        for number, given in enumerate(node.values):
            if not fact.allows(given) and _of_its_type(fact, given):
                place = (*path, "is") if len(node.values) == 1 else (*path, "in", number)
                words = isinstance(given, str)
                help = did_you_mean(str(given)[:60], fact.choices()) if words else ""
                yield Finding(
                    place,
                    f"{fact.id} kan ikke være {quoted(given)}.",
                    help or f"Skriv {fact.domain()}.",
                )


def _compared(index: Index) -> Iterator[tuple[Path, Compare, Fact]]:
    """Every comparison with the fact that it is of, where there is one."""
    for path, node in index.comparisons:
        if fact := index.facts.get(node.fact):
            yield path, node, fact


def _of_its_type(fact: Fact, value: Value) -> bool:
    """Whether a constant is of the kind that the fact is compared with, be it inside the domain or
    not."""
    if fact.type == "bool":
        return isinstance(value, bool)
    if fact.type == "choice":
        return isinstance(value, str)
    number = isinstance(value, int) and not isinstance(value, bool)
    return number or (bool(fact.none) and value == NONE)


@check(
    "sammenligning-type",
    "En sammenligning passer ikke til oplysningens type",
    bad=an_action("{fact: motivated, is: ja}  # <-"),
    good=an_action("{fact: motivated, is: true}"),
)
def comparison(index: Index) -> Iterator[Finding]:
    """Only numbers have a least and a most; yes/no facts are compared with true and false, not with
    words."""
    for path, node, fact in _compared(index):
        spanned = not node.values and fact.type != "int"
        if spanned or not all(_of_its_type(fact, given) for given in node.values):
            key = "is" if node.values else "at_least" if node.low is not None else "at_most"
            yield Finding(
                (*path, key),
                f"{fact.id} er {_KIND[fact.type]} og kan ikke sammenlignes sådan.",
                f"Brug {_FITTING[fact.type]}.",
            )


@check(
    "spaend-umuligt",
    "Et spænd af alder eller tal er umuligt",
    bad=an_action("{fact: age, at_least: 21, at_most: 8}  # <-"),
    good=an_action("{fact: age, at_least: 8, at_most: 21}"),
)
def span(index: Index) -> Iterator[Finding]:
    """A span that ends before it begins, or lies outside what the number can be, is never met."""
    for path, node in index.comparisons:
        low, high = node.low, node.high
        if low is not None and high is not None and low > high:
            yield Finding(
                (*path, "at_least"),
                f"Intet tal er både mindst {low} og højst {high}.",
                "Byt om på at_least og at_most.",
            )
            continue
        fact = index.facts.get(node.fact)
        if fact is None or fact.min is None or fact.max is None:
            continue
        for key, bound in (("at_least", low), ("at_most", high)):
            if bound is not None and not fact.min <= bound <= fact.max:
                yield Finding(
                    (*path, key),
                    f"{bound} ligger uden for det, {fact.id} kan være.",
                    f"{fact.label.capitalize()}: {fact.domain()}.",
                )


@check(
    "vurdering-uden-fagperson",
    "En vurdering nævner ikke, hvem der vurderer",
    bad=an_action("{judgement: motivated}  # <-"),
    good=an_action("{judgement: assessed}"),
)
def judgement(index: Index) -> Iterator[Finding]:
    """`judgement` says that a named professional decides; the fact must be a yes/no fact that names
    the professional."""
    for path, node, fact in _compared(index):
        if node.judged and not (fact.judged_by and fact.type == "bool"):
            yield Finding(
                (*path, "judgement"),
                f"Det står ikke ved {fact.id}, hvem der vurderer den.",
                f"Skriv judged_by ved oplysningen, eller brug {{fact: {fact.id}, is: …}}.",
            )
