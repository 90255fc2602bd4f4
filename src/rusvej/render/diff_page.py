"""What differs between two rulebooks as a page and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rusvej.analysis.diff import Bit, Difference, Effect, FieldChange, Group
from rusvej.analysis.diff.version import Verdict
from rusvej.render.diff_words import count, effect, people
from rusvej.render.frame import command_line
from rusvej.render.page import Code, Item, Items, Page

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
        page.points(
            title, [_field(difference, each) for each in difference.fields if each.kind == kind]
        )
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
        lines = tuple(effect(difference, each) for each in group.effects)
        who = people(group.people, difference.vocabulary)
        page.blocks.append(
            Items(
                (
                    Item(
                        f"({count(group, difference.vocabulary)})", who[:1].upper() + who[1:], lines
                    ),
                )
            )
        )
        for witness in group.witnesses:
            page.blocks.append(Code(command_line(difference.new, witness.case, "--all"), "sh"))
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
        text = " → ".join(
            map(
                _short,
                _from_where_they_part(
                    *(_WORDS.get(part, part) for part in (each.before, each.after))
                ),
            )
        )
    alone = not difference.groups or (each.section in _ANSWERED and not each.told)
    idle = ". Uden virkning på noget svar" if each.kind == "rule" and alone else ""
    return Item(text + idle, where)


def _short(text: str) -> str:
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:_LONGEST]}…”"


def _from_where_they_part(before: str, after: str) -> tuple[str, str]:
    """Two long texts without most of what they begin with alike, so that the difference is seen."""
    alike = (
        next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0) - _LEAD
    )
    if max(len(before), len(after)) <= _LONGEST or alike <= 0:
        return before, after
    start = before.rfind(" ", 0, alike) + 1
    return (f"…{before[start:]}", f"…{after[start:]}") if start else (before, after)


def _side(section: str, added: int, removed: int, changed: int) -> Item:
    parts = [
        f"{n} {word}"
        for n, word in ((added, "tilføjet"), (removed, "fjernet"), (changed, "ændret"))
        if n
    ]
    return Item(", ".join(parts), _SECTIONS.get(section, section))


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
    return {
        "schema": "rusvej/diff/1",
        "old": {"name": names[0], "version": difference.old.version},
        "new": {"name": names[1], "version": difference.new.version},
        "step": version.step,
        "least_version": version.least or None,
        "version_enough": version.enough,
        "groups": [_group_json(difference, group) for group in difference.groups],
        "fields": [
            {
                "kind": each.kind,
                "section": each.section,
                "id": each.id,
                "path": list(each.path),
                "before": each.before or None,
                "after": each.after or None,
                "step": each.step,
            }
            for each in difference.fields
        ],
        "sections": [
            dict(zip(("section", "added", "removed", "changed"), side, strict=True))
            for side in sides
        ],
    }


def _group_json(difference: Difference, group: Group) -> dict[str, Any]:
    return {
        "text": people(group.people, difference.vocabulary),
        "people": [
            {
                "fact": span.fact,
                "classes": [
                    (
                        {"values": list(each.values)}
                        if each.low is None
                        else {"low": each.low, "high": each.high}
                    )
                    for each in span.classes
                ],
                "unknown": span.unknown,
            }
            for span in group.people
        ],
        "partial": group.partial,
        "cells": group.cells,
        "of": group.of,
        "facts": list(group.facts),
        "step": group.step,
        "effects": [_effect_json(difference, each) for each in group.effects],
        "witnesses": [
            {
                "case": dict(witness.case),
                "command": command_line(difference.new, witness.case, "--all"),
                "effects": list(witness.effects),
                "confirmed": witness.confirmed,
            }
            for witness in group.witnesses
        ],
    }


def _effect_json(difference: Difference, each: Effect) -> dict[str, Any]:
    def bits(found: tuple[Bit, ...]) -> list[dict[str, str]]:
        return [{"what": bit.what, "value": bit.value, "verdict": bit.verdict} for bit in found]

    return {
        "kind": each.kind,
        "section": each.section,
        "id": each.id,
        "offer": each.about or None,
        "step": each.step,
        "before": bits(each.before),
        "after": bits(each.after),
        "text": effect(difference, each),
    }
