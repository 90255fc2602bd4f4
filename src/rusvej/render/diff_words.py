"""Groups of cases, and what happens to them, in Danish."""

from __future__ import annotations

from collections.abc import Mapping

from rusvej.analysis.diff import Bit, Difference, Effect, Group, Span
from rusvej.explain.classes import FactClass
from rusvej.facts import Fact
from rusvej.render import words

_STATUS = {**{status.id: text for status, text in words.STATUS.items()}, "absent": "findes ikke"}
_UNITS = {"days": ("dag", "dage"), "weeks": ("uge", "uger"), "months": ("måned", "måneder")}
_APPLIES = {"yes": "gælder", "unknown": "gælder måske", "no": "gælder kun efter en anden læsning"}
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
    if fact.type == "bool":
        return text
    return f"{fact.label} er {text}"


def _values(span: Span, fact: Fact) -> str:
    found = []
    for each in span.classes:
        if each.low is None or each.high is None:
            found += [fact.in_words(value) for value in each.values]
        elif each.low == each.high:
            found.append(fact.in_words(each.low))
        elif fact.unit.startswith("."):
            found.append(f"{each.low}.-{fact.in_words(each.high)}")
        else:
            found.append(f"{each.low}-{fact.in_words(each.high)}")
    return words.listed([*found, *(["ukendt"] if span.unknown else [])], "eller")


def count(group: Group, vocabulary: Mapping[str, Fact]) -> str:
    """``960 af 40.320 kombinationer af alder, niveau og …``."""
    if not group.facts:
        return "uden undtagelse"
    facts = words.listed(vocabulary[fact].label for fact in group.facts)
    unknown = ", ukendt medregnet" if group.partial else ""
    return f"{number(group.cells)} af {number(group.of)} kombinationer af {facts}{unknown}"


def number(value: int) -> str:
    """``24.489``."""
    return f"{value:,}".replace(",", ".")


def effect(difference: Difference, each: Effect) -> str:
    """What happens, in one clause."""
    name = difference.names.get((each.section, each.id), each.id)
    change = f"{_bits(difference, each.before)} → {_bits(difference, each.after)}"
    match each.kind:
        case "offer-won":
            return f"får {name} ({change})"
        case "offer-lost":
            return f"mister {name} ({change})"
        case "offer-nearer":
            return f"{name} kommer nærmere ({change})"
        case "offer-farther":
            return f"{name} kommer længere væk ({change})"
        case "offer-no":
            return f"{name} vises stadig ikke, men af en anden grund ({change})"
        case "authority" if each.before and each.before[0].what == "access":
            return f"adgangen til {name}: {change}"
        case "authority":
            return f"hvem der afgør {name}: {change}"
        case "contact":
            return f"kontakten om {name}: {change}"
        case "first-step":
            return f"første skridt til {name}: {change}"
        case "question":
            return f"uklart om {name}: {change}"
        case "limit":
            return f"grænsen for {name}: {change}"
        case "rank":
            pointed = (each.before or each.after)[0].what == "pointed"
            return f"rækkefølgen: {name}: {change if pointed else _moved(difference, each)}"
        case "caveat-gained" | "caveat-lost":
            return (
                f"{'får' if each.kind.endswith('gained') else 'mister'} opmærksomhedspunktet"
                f" “{name}”"
            )
        case "caveat":
            return f"opmærksomhedspunktet “{name}”: {change}"
        case "action-gained" | "action-lost":
            return f"{'får' if each.kind.endswith('gained') else 'mister'} handlingen “{name}”"
        case "action":
            return f"handlingen “{name}”: {change}"
        case "deadline-gained" | "deadline-lost":
            at = (
                f" ved {difference.names.get(('offers', each.about), each.about)}"
                if each.about
                else ""
            )
            return f"{'får' if each.kind.endswith('gained') else 'mister'} fristen “{name}”{at}"
        case "deadline-shorter" | "deadline-longer" | "deadline":
            return f"fristen “{name}”: {change}"
        case "case-refused":
            return "sagen kunne besvares, men afvises nu som umulig"
        case _:
            return "sagen blev afvist som umulig, men kan nu besvares"


def _moved(difference: Difference, each: Effect) -> str:
    """Which offers now come before it, and which no longer do."""

    def names(bits: tuple[Bit, ...]) -> str:
        found = [difference.names.get(("offers", bit.value), bit.value) for bit in bits]
        rest = len(found) - _ORDER_SHOWN
        return words.listed(found if rest < 2 else [*found[:_ORDER_SHOWN], f"{rest} andre"])

    parts = [
        f"nu efter {names(each.after)}" if each.after else "",
        f"nu før {names(each.before)}" if each.before else "",
    ]
    return f"{words.listed(part for part in parts if part)}, når alt andet er lige"


def _bits(difference: Difference, bits: tuple[Bit, ...]) -> str:
    return "; ".join(_bit(difference, bit) for bit in bits) if bits else "intet"


def _bit(difference: Difference, bit: Bit) -> str:
    match bit.what:
        case "status":
            return _STATUS.get(bit.value, bit.value)
        case "access":
            return words.ACCESS.get(bit.value, bit.value)
        case "applies":
            return _APPLIES.get(bit.value, bit.value)
        case "stressed":
            return "fremhævet" if bit.value == "yes" else "ikke fremhævet"
        case "pointed":
            return _POINTED[bit.value]
        case "question":
            return f"“{difference.names.get(('questions', bit.value), bit.value)}”"
        case "runs" | "starts":
            return _RUNS[bit.what][bit.value]
        case "offer":
            return f"angår {difference.names.get(('offers', bit.value), bit.value)}"
        case "exception":
            return f"undtagelsen “{difference.names.get(('exceptions', bit.value), bit.value)}”"
        case "period":
            amount, unit = bit.value.split()
            return f"{amount} {_UNITS[unit][amount != '1']}"
        case "unit":
            unit, _, rest = bit.value.partition(", ")
            return ", ".join(
                part for part in (difference.names.get(("contacts", unit), unit), rest) if part
            )
        case "statement":
            maybe = {"yes": "", "unknown": " (måske)", "no": " (efter en anden læsning)"}[
                bit.verdict
            ]
            return f"“{bit.value}”{maybe}"
        case _:
            return bit.value
