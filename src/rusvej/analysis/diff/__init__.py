"""What differs between two rulebooks, and for whom: over every class of cases, complete and
partial, never a sample."""

from __future__ import annotations

from datetime import date

from rusvej.analysis.diff.changes import changes
from rusvej.analysis.diff.fields import field_changes, told_sections
from rusvej.analysis.diff.groups import found_in, group, refused
from rusvej.analysis.diff.people import People
from rusvej.analysis.diff.records import Bit, Difference, Effect, FieldChange, Group, Span, heaviest
from rusvej.analysis.diff.witness import Found
from rusvej.model import Rulebook
from rusvej.space.joined import joined


def compare(old: Rulebook, new: Rulebook, on: date) -> Difference:
    """What differs. Witnesses are answered for the day `on`. Raises `rusvej.diagram.TooLarge`."""
    people = People(joined(old, new), (old, new))
    same: dict[object, list[Found]] = {}
    for aspect in changes(people.pair):
        for found in found_in(people, aspect):
            same.setdefault((tuple(found.limits.items()), found.partial), []).append(found)
    groups = [group(people, found, on) for found in same.values()]
    groups += refused(people)
    groups.sort(
        key=lambda group: (
            group.partial,
            -group.cells / group.of,
            len(group.people),
            group.effects[0].kind,
            str(group),
        )
    )
    told = {(effect.section, effect.id) for group in groups for effect in group.effects}
    told |= {
        ("offers", effect.about) for group in groups for effect in group.effects if effect.about
    }
    bits = {
        (effect.section, effect.id, bit.value)
        for group in groups
        for effect in group.effects
        for bit in (*effect.before, *effect.after)
    }
    fields = tuple(
        FieldChange(
            f.kind, f.section, f.id, f.path, f.before, f.after, f.step, (f.section, f.id) in told
        )
        for f in field_changes(old, new)
        # What stands word for word among the effects is not said twice.
        if not (
            f.kind == "wording"
            and (f.section, f.id, f.before) in bits
            and (f.section, f.id, f.after) in bits
        )
    )
    names = {**_names(old), **_names(new)}
    step = heaviest([group.step for group in groups] + [field.step for field in fields])
    return Difference(old.about, new.about, tuple(groups), fields, step, names, people.vocabulary)


def _names(book: Rulebook) -> dict[tuple[str, str], str]:
    named: dict[tuple[str, str], str] = {}
    for section in told_sections():
        for each in getattr(book, section):
            named[section, each.id] = next(
                (str(v) for n in ("name", "title", "label") if (v := getattr(each, n, ""))),
                each.id,
            )
    return named
