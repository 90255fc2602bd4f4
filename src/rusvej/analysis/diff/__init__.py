"""What differs between two rulebooks, and for whom: over every class of cases, complete and
partial, never a sample."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from rusvej.analysis.diff.around import (
    ActionShown,
    CaveatShown,
    DeadlineAtOffer,
    DeadlineRule,
    Moved,
    Orders,
    links,
    moved,
)
from rusvej.analysis.diff.aspects import Aspect, OfferStatus
from rusvej.analysis.diff.boxes import Box, boxes
from rusvej.analysis.diff.changes import changes
from rusvej.analysis.diff.common import Common, Grid
from rusvej.analysis.diff.fields import field_changes, told_sections
from rusvej.analysis.diff.possible import possible_changes
from rusvej.analysis.diff.records import (
    Bit,
    Difference,
    Effect,
    FieldChange,
    Group,
    Span,
    Step,
    TooLarge,
    Witness,
    heaviest,
)
from rusvej.analysis.diff.told import Authority, ContactPoint, FirstStep, Limits, Pointed
from rusvej.analysis.diff.witness import Found, witnesses
from rusvej.analysis.space import _extended
from rusvej.model import Rulebook

__all__ = [
    "Bit",
    "Difference",
    "Effect",
    "FieldChange",
    "Group",
    "Span",
    "Step",
    "TooLarge",
    "Witness",
    "compare",
]


def compare(old: Rulebook, new: Rulebook, on: date) -> Difference:
    """What differs. Witnesses are answered for the day `on`. Raises `TooLarge`."""
    common = Common(old, new)
    found: dict[tuple[tuple[str, tuple[int, ...]], ...], dict[bool, list[Found]]] = {}
    for aspect in aspects(common):
        for piece in _pieces(common, aspect):
            found.setdefault(piece.limits, {}).setdefault(piece.partial, []).append(piece)
    groups = [_group(common, pieces, on) for kinds in found.values() for pieces in kinds.values()]
    groups += possible_changes(common)
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
    return Difference(old.about, new.about, tuple(groups), fields, step, names, common.vocabulary)


def aspects(common: Common) -> Iterator[Aspect]:
    """Every piece of an answer that can differ, in the order of the new rulebook's records."""
    old, new = common.sides()
    for offer in dict.fromkeys((*new.offers, *old.offers)):
        yield OfferStatus(offer)
    both = [offer for offer in new.offers if offer in old.offers]
    for kind in (Authority, ContactPoint, FirstStep, Limits, Pointed):
        for offer in both:
            yield kind(offer)
    orders = (Orders(old, new), Orders(new, old))
    levels = dict.fromkeys((*orders[1].levels, *orders[0].levels, None))
    out_of_order = {
        offer for level in levels for offer in moved(orders[0].at(level), orders[1].at(level))
    }
    for offer in both:
        if offer in out_of_order:
            yield Moved(offer, orders)
    for caveat in _ids(common, "caveats"):
        yield CaveatShown(caveat)
    for action in _ids(common, "actions"):
        yield ActionShown(action)
    for id in _ids(common, "deadlines"):
        own = [
            next((d for d in side.knowledge.rulebook.deadlines if d.id == id), None)
            for side in common.sides()
        ]
        if own[0] is not None and own[1] is not None:
            yield DeadlineRule(id)
        linked = [links(side, deadline) for side, deadline in zip(common.sides(), own, strict=True)]
        for offer in both:
            if (offer in linked[0]) is not (offer in linked[1]):
                yield DeadlineAtOffer(id, offer)


def _ids(common: Common, section: str) -> list[str]:
    return list(
        dict.fromkeys(
            each.id
            for side in (common.new, common.old)
            for each in getattr(side.knowledge.rulebook, section)
        )
    )


def _names(book: Rulebook) -> dict[tuple[str, str], str]:
    named: dict[tuple[str, str], str] = {}
    for section in told_sections():
        for each in getattr(book, section):
            named[section, each.id] = next(
                (str(v) for n in ("name", "title", "label") if (v := getattr(each, n, ""))),
                each.id,
            )
    return named


def _pieces(common: Common, aspect: Aspect) -> Iterator[Found]:
    """The boxes of cells in which one aspect changes, effect by effect."""
    old, new = common.sides()
    if aspect.inputs(old) == aspect.inputs(new):
        return
    grid = common.over(aspect.facts(old) | aspect.facts(new))
    effects = changes(common, aspect, grid)
    visible = aspect.visible(common, grid)
    counted = grid.possible if visible is None else grid.possible & visible
    # A cell some completion of which changes is told by that completion.
    touched = (
        _extended(
            grid.complete(np.logical_or.reduce([where & counted for _, where in effects])), np.any
        )
        if effects
        else counted
    )
    for effect, where in effects:
        complete = grid.complete(where & counted)
        free = ~grid.complete(grid.possible)
        for box in boxes(complete, free):
            yield Found(aspect, effect, grid, box, _limits(common, grid, box, partial=False), False)
        partly = where & counted & ~touched
        if partly.any():
            for box in boxes(partly, ~grid.possible):
                yield Found(
                    aspect, effect, grid, box, _limits(common, grid, box, partial=True), True
                )


def _limits(
    common: Common, grid: Grid, box: Box, *, partial: bool
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The facts on which a box is narrower than everything, with its places there."""
    return tuple(
        (fact, places)
        for fact, places in zip(grid.facts, box, strict=True)
        if len(places) < len(common.classes[fact]) + partial
    )


def _group(common: Common, pieces: list[Found], on: date) -> Group:
    facts = common.closed(fact for piece in pieces for fact in piece.grid.facts)
    limits, partial = dict(pieces[0].limits), pieces[0].partial
    return Group(
        people=common.spans(tuple(limits), tuple(limits.values()), partial=partial),
        effects=tuple(piece.effect for piece in pieces),
        cells=common.count(facts, limits, partial=partial),
        of=common.count(facts, {}, partial=partial),
        facts=facts,
        witnesses=witnesses(common, pieces, on),
        partial=partial,
    )
