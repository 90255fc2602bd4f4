"""What differs between two rulebooks, for whom, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from rusvej.analysis.diff import Bit, Difference, Effect, FieldChange, Group, Span
from rusvej.analysis.diff.version import Verdict
from rusvej.danish import few
from rusvej.explain.classes import FactClass
from rusvej.facts import Fact
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.as_json import picked
from rusvej.render.frame import command_line
from rusvej.render.page import Item, Page
from rusvej.render.words import capital

#: (section, added, removed, changed) for sections that no answer to a case rests on.
Sides = Sequence[tuple[str, int, int, int]]

_STEPS = {
    "none": "intet er ændret",
    "patch": "intet svar ændrer indhold",
    "minor": "nogen får noget, eller svaret er et andet uden at være et tab",
    "major": "nogen mister noget, eller en frist bliver kortere",
}
_FIELDS = {
    "question": "Åbne spørgsmål",
    "vocabulary": "Hvad en sag kan bestå af",
    "rule": "Ændrede regler",
    "detail": "Ved siden af svaret",
    "wording": "Kun ordlyd",
    "citation": "Kun kilder",
}
_SECTIONS = {
    "screen": "tekster til den første skærm",
    "askers": "dem, der spørger",
    "properties": "egenskaber",
    "known_gaps": "kendte huller",
    "strands": "forløb",
    "survey": "undersøgelsen",
    "detection": "opsporingsmodellen",
    "law_notes": "noter om loven",
}
#: What a change of these does to an answer is always told on the record itself.
_ANSWERED = frozenset({"offers", "caveats", "actions", "deadlines"})
_LONGEST = 160
_LEAD = 30
_WORDS = {
    "open": "åbent",
    "assumed": "antaget",
    "settled": "afgjort",
    "ikke-angivet": "ikke angivet i kilden",
}


def diff_page(
    difference: Difference, names: tuple[str, str], sides: Sides, version: Verdict
) -> Page:
    """The page for `rusvej diff`; `names` are what the user calls the two rulebooks."""
    page = Page("Hvad ændrer sig for hvem?")
    page.say(
        f"Fra {names[0]} (version {difference.old.version}) til {names[1]} (version"
        f" {difference.new.version})."
    )
    known = [group for group in difference.groups if not group.partial]
    unknown = [group for group in difference.groups if group.partial]
    if not difference.groups and not difference.fields and not sides:
        page.say("Der er ingen ændringer.")
    elif not difference.groups:
        page.say("Ingen sag får et andet svar. Alle klasser af sager er regnet igennem.")
    _groups(page, difference, "For hvem", known)
    _groups(page, difference, "Kun når noget er ukendt", unknown)
    for kind, title in _FIELDS.items():
        told = [_field(difference, each) for each in difference.fields if each.kind == kind]
        page.points(title, told)
    page.points("Andre dele af regelsættet", [_side(*side) for side in sides])
    page.heading("Version")
    page.say(version_text(version), "plain" if version.enough else "warning")
    if difference.groups:
        page.heading("Sådan er det talt")
        page.say(
            "Reglernes tal deler hver oplysning i klasser, og begge regelsæts grænser er med. Hver"
            " ændring er regnet ud for alle mulige kombinationer af de oplysninger, den afhænger"
            " af; der er ikke taget stikprøver. Grupper med samme ændring overlapper ikke."
            " Kommandoen viser sagen i ét regelsæt; nævn det andet med --data MAPPE."
        )
    return page


def _groups(page: Page, difference: Difference, title: str, groups: list[Group]) -> None:
    if groups:
        page.heading(title)
    for group in groups:
        counted = f"({count(group, difference.vocabulary)})"
        who = capital(people(group.people, difference.vocabulary))
        lines = tuple(effect(difference, each) for each in group.effects)
        page.points("", [Item(counted, who, lines)])
        for witness in group.witnesses:
            page.code(command_line(difference.new, witness.case, "--all"), "sh")
            if not witness.confirmed:
                page.say(
                    "Sagen er regnet ud, men motorens egne svar viser ikke ændringen.", "warning"
                )
        if not group.witnesses:
            page.say("Ændringen kan ikke ses i svaret på en sag, kun i fristberegningen.", "note")


def _field(difference: Difference, each: FieldChange) -> Item:
    name = difference.names.get((each.section, each.id), each.id)
    where = f"{name} ({'.'.join((each.section, each.id, *each.path))})"
    if not each.before or not each.after:
        text = f"{'tilføjet' if each.after else 'fjernet'}: {_short(each.after or each.before)}"
    else:
        sides = (_WORDS.get(part, part) for part in (each.before, each.after))
        text = " → ".join(map(_short, _from_where_they_part(*sides)))
    alone = not difference.groups or (each.section in _ANSWERED and not each.told)
    idle = ". Uden virkning på noget svar" if each.kind == "rule" and alone else ""
    return Item(text + idle, where)


def _short(text: str) -> str:
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:_LONGEST]}…”"


def _from_where_they_part(before: str, after: str) -> tuple[str, str]:
    """Two long texts without most of what they begin with alike, so that the difference is seen."""
    pairs = enumerate(zip(before, after, strict=False))
    alike = next((n for n, (a, b) in pairs if a != b), 0) - _LEAD
    if max(len(before), len(after)) <= _LONGEST or alike <= 0:
        return before, after
    start = before.rfind(" ", 0, alike) + 1
    return (f"…{before[start:]}", f"…{after[start:]}") if start else (before, after)


def _side(section: str, added: int, removed: int, changed: int) -> Item:
    counts = {"tilføjet": added, "fjernet": removed, "ændret": changed}
    told = ", ".join(f"{n} {word}" for word, n in counts.items() if n)
    return Item(told, _SECTIONS.get(section, section))


def version_text(version: Verdict) -> str:
    """What the change calls for, and whether it is there."""
    if not version.least:
        return (
            f"Versionen “{version.old}” eller “{version.new}” er ikke skrevet som tre tal, fx"
            " 1.2.0, så trinnet kan ikke bedømmes."
        )
    if version.step == "none":
        return f"Intet trin: {_STEPS['none']}. Versionen er {version.new}."
    state = "det er den" if version.enough else f"den er {version.new}"
    return (
        f"Trinnet er {version.step}: {_STEPS[version.step]}. Versionen skal være mindst"
        f" {version.least}, og {state}."
    )


def diff_json(
    difference: Difference, names: tuple[str, str], sides: Sides, version: Verdict
) -> dict[str, Any]:
    """Plain data for other programs."""
    keys = ("section", "added", "removed", "changed")
    effects = "(kind section id offer?=about step before after text)"
    group = (
        f"text people partial cells of facts step effects{effects}"
        f" witnesses(case command effects confirmed)"
    )
    # Nothing in a difference needs a rulebook to be told.
    told = picked(
        cast(Rulebook, None),
        difference,
        f"groups({group}) fields(kind section id path before? after? step)",
        people=lambda each: map(_span_json, each.people),
        text=lambda each: (
            people(each.people, difference.vocabulary)
            if isinstance(each, Group)
            else effect(difference, each)
        ),
        command=lambda witness: command_line(difference.new, witness.case, "--all"),
    )
    return {
        "schema": "rusvej/diff/1",
        "old": {"name": names[0], "version": difference.old.version},
        "new": {"name": names[1], "version": difference.new.version},
        "step": version.step,
        "least_version": version.least or None,
        "version_enough": version.enough,
        **told,
        "sections": [dict(zip(keys, side, strict=True)) for side in sides],
    }


def _span_json(span: Span) -> dict[str, Any]:
    classes = [
        {"values": c.values} if c.low is None else {"low": c.low, "high": c.high}
        for c in span.classes
    ]
    return {"fact": span.fact, "classes": classes, "unknown": span.unknown}


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
            level = f" på niveau {_in_values(span, fact)}"
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
    text = _in_values(span, fact)
    return text if fact.type == "bool" else f"{fact.label} er {text}"


def _in_values(span: Span, fact: Fact) -> str:
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
        return few(found, _ORDER_SHOWN, "andre")

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
