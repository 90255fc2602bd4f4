"""Groups of cases, and what happens to them, in Danish."""

from __future__ import annotations

from collections.abc import Mapping

from rusvej.analysis.diff import Bit, Difference, Effect, Group, Span
from rusvej.explain.classes import FactClass
from rusvej.facts import Fact
from rusvej.render import words

_STATUS = {**{status.id: text for status, text in words.STATUS.items()}, "absent": "findes ikke"}
_POINTED = {
    "to": "dokumenterne peger på det her",
    "neither": "dokumenterne peger ikke på det her",
    "away": "dokumenterne peger videre herfra",
}
_RUNS = {
    "runs": {"yes": "løber", "unknown": "løber måske", "no": "løber ikke"},
    "starts": {
        "yes": "begivenheden sætter den i gang",
        "unknown": "begivenheden sætter den måske i gang",
        "no": "begivenheden sætter den ikke i gang",
    },
}
_ORDER_SHOWN = 3


def people(spans: tuple[Span, ...], vocabulary: Mapping[str, Fact]) -> str:
    """``14-15-årige på niveau misbrug, hvor det gælder: anden foranstaltning er ingen``; ``alle``
    for everybody."""
    who, level, when = "alle", "", []
    for span in spans:
        fact = vocabulary[span.fact]
        if fact.unit == "år" and fact.type == "int" and span.classes:
            unknown = f" og dem med ukendt {fact.label}" if span.unknown else ""
            who = (
                f"alle med oplyst {fact.label}" if _whole(span, fact) else _aged(span, fact)
            ) + unknown
        elif span.fact == "level" and span.classes and not _whole(span, fact):
            level = f" på niveau {_values(span, fact)}"
        else:
            when.append(_condition(span, fact))
    return f"{who}{level}" + (f", hvor det gælder: {words.listed(when)}" if when else "")


def _whole(span: Span, fact: Fact) -> bool:
    """Whether every value is among the classes: then all that counts is that it is known."""
    if fact.type == "int":
        named = any(each.values for each in span.classes) or not fact.none
        return named and any((each.low, each.high) == (fact.min, fact.max) for each in span.classes)
    return {value for each in span.classes for value in each.values} >= (
        {True, False} if fact.type == "bool" else {*fact.choices()}
    )


def _aged(span: Span, fact: Fact) -> str:
    def one(each: FactClass) -> str:
        if each.low == fact.min:
            return f"dem til og med {each.high} år"
        if each.high == fact.max:
            return f"dem fra {each.low} år"
        return f"{each.low}-årige" if each.low == each.high else f"{each.low}-{each.high}-årige"

    return words.listed(one(each) for each in span.classes)


def _condition(span: Span, fact: Fact) -> str:
    if not span.classes:
        return f"{fact.label} er ukendt"
    if _whole(span, fact):
        return f"{fact.label} er oplyst"
    text = _values(span, fact)
    return text if fact.type == "bool" else f"{fact.label} er {text}"


def _values(span: Span, fact: Fact) -> str:
    found = []
    for each in span.classes:
        if each.low is None or each.high is None:
            found += [fact.in_words(value) for value in each.values]
        else:
            found.append(words.span_text(fact, each.low, each.high))
    return words.listed([*found, *(["ukendt"] if span.unknown else [])], "eller")


def count(group: Group, vocabulary: Mapping[str, Fact]) -> str:
    """``960 af 40.320 kombinationer af alder, niveau og …``."""
    if not group.facts:
        return "uden undtagelse"
    facts = words.listed(vocabulary[fact].label for fact in group.facts)
    unknown = ", ukendt medregnet" if group.partial else ""
    cells, of = words.thousands(group.cells), words.thousands(group.of)
    return f"{cells} af {of} kombinationer af {facts}{unknown}"


#: What happens, by the kind of effect; `{change}` is what it was and what it is.
_EFFECTS = {
    "offer-won": "får {name} ({change})",
    "offer-lost": "mister {name} ({change})",
    "offer-nearer": "{name} kommer nærmere ({change})",
    "offer-farther": "{name} kommer længere væk ({change})",
    "offer-no": "{name} vises stadig ikke, men af en anden grund ({change})",
    "access": "adgangen til {name}: {change}",
    "authority": "hvem der afgør {name}: {change}",
    "contact": "kontakten om {name}: {change}",
    "first-step": "første skridt til {name}: {change}",
    "question": "uklart om {name}: {change}",
    "limit": "grænsen for {name}: {change}",
    "rank": "rækkefølgen: {name}: {change}",
    "caveat-gained": "får opmærksomhedspunktet “{name}”",
    "caveat-lost": "mister opmærksomhedspunktet “{name}”",
    "caveat": "opmærksomhedspunktet “{name}”: {change}",
    "action-gained": "får handlingen “{name}”",
    "action-lost": "mister handlingen “{name}”",
    "action": "handlingen “{name}”: {change}",
    "deadline-gained": "får fristen “{name}”{at}",
    "deadline-lost": "mister fristen “{name}”{at}",
    "deadline-shorter": "fristen “{name}”: {change}",
    "deadline-longer": "fristen “{name}”: {change}",
    "deadline": "fristen “{name}”: {change}",
    "case-refused": "sagen kunne besvares, men afvises nu som umulig",
    "case-allowed": "sagen blev afvist som umulig, men kan nu besvares",
}


def effect(difference: Difference, each: Effect) -> str:
    """What happens, in one clause."""
    name = difference.names.get((each.section, each.id), each.id)
    change = f"{_bits(difference, each.before)} → {_bits(difference, each.after)}"
    kind, first = each.kind, next(iter((*each.before, *each.after)), None)
    if kind == "authority" and each.before and each.before[0].what == "access":
        kind = "access"
    if kind == "rank" and first and first.what != "pointed":
        change = _moved(difference, each)
    about = difference.names.get(("offers", each.about), each.about)
    at = f" ved {about}" if each.about else ""
    return _EFFECTS[kind].format(name=name, change=change, at=at)


def _moved(difference: Difference, each: Effect) -> str:
    """Which offers now come before it, and which no longer do."""

    def names(bits: tuple[Bit, ...]) -> str:
        found = (difference.names.get(("offers", bit.value), bit.value) for bit in bits)
        return words.few(found, _ORDER_SHOWN, "andre")

    parts = [f"nu efter {names(each.after)}"] if each.after else []
    parts += [f"nu før {names(each.before)}"] if each.before else []
    return f"{words.listed(parts)}, når alt andet er lige"


def _bits(difference: Difference, bits: tuple[Bit, ...]) -> str:
    return "; ".join(_bit(difference, bit) for bit in bits) if bits else "intet"


#: What some parts of an answer are called, by their value.
_VALUES: dict[str, Mapping[str, str]] = {
    "status": _STATUS,
    "access": words.ACCESS,
    "applies": {verdict.value: told for verdict, told in words.APPLIES.items()},
    "stressed": {"yes": "fremhævet", "no": "ikke fremhævet"},
    "pointed": _POINTED,
    **_RUNS,
}
#: The parts that are records, and how each is named.
_NAMED = {
    "question": ("questions", "“{}”"),
    "offer": ("offers", "angår {}"),
    "exception": ("exceptions", "undtagelsen “{}”"),
}
_PERHAPS = {"yes": "", "unknown": " (måske)", "no": " (efter en anden læsning)"}


def _bit(difference: Difference, bit: Bit) -> str:
    if bit.what in _VALUES:
        return _VALUES[bit.what].get(bit.value, bit.value)
    if bit.what in _NAMED:
        section, form = _NAMED[bit.what]
        return form.format(difference.names.get((section, bit.value), bit.value))
    match bit.what:
        case "period":
            amount, unit = bit.value.split()
            return words.amount(int(amount), unit)
        case "unit":
            unit, _, rest = bit.value.partition(", ")
            name = difference.names.get(("contacts", unit), unit)
            return ", ".join(part for part in (name, rest) if part)
        case "statement":
            return f"“{bit.value}”{_PERHAPS[bit.verdict]}"
        case _:
            return bit.value
