"""Cases that one rulebook refuses as impossible and the other answers."""

from __future__ import annotations

import numpy as np

from rusvej.analysis.diff.boxes import boxes
from rusvej.analysis.diff.common import Common
from rusvej.analysis.diff.records import Bit, Effect, Group, Step, Witness
from rusvej.truth import Truth


def possible_changes(common: Common) -> list[Group]:
    """The complete cells that only one of the rulebooks allows, where their impossible combinations
    differ."""
    rules = [
        {rule.id: rule.when for rule in side.knowledge.rulebook.impossible}
        for side in common.sides()
    ]
    touched = [id for id in {**rules[0], **rules[1]} if rules[0].get(id) != rules[1].get(id)]
    facts = {
        fact
        for side, own in zip(common.sides(), rules, strict=True)
        for id in touched
        if id in own
        for fact in side.facts_of([own[id]])
    }
    # A question inside a rule may have changed although the rule did not.
    facts |= {
        fact
        for side in common.sides()
        for rule in side.knowledge.impossible
        if side.knowledge.named(rule)
        for fact in side.facts_of([rule])
    }
    found: list[Group] = []
    if not facts & set(common.classes):
        return found
    grid = common.over(facts)
    was, now = (
        grid.complete(grid.lift(side, grid.cone(side).possible_partial)).astype(bool)
        for side in common.sides()
    )
    kinds: tuple[tuple[str, Step, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]], ...] = (
        ("case-refused", "major", was & ~now),
        ("case-allowed", "minor", now & ~was),
    )
    for kind, step, where in kinds:
        for box in boxes(where, np.zeros_like(where)):
            case = grid.case(tuple(places[0] for places in box))
            refused = tuple(
                any(
                    side.knowledge.judge(rule, case)[0] is Truth.YES
                    for rule in side.knowledge.impossible
                )
                for side in common.sides()
            )
            effect = Effect(
                kind,
                "impossible",
                "",
                step,
                (Bit("refused", _word(refused[0])),),
                (Bit("refused", _word(refused[1])),),
            )
            cells = int(np.prod([len(places) for places in box]))
            witness = Witness(
                case, (0,), refused == (kind == "case-allowed", kind == "case-refused")
            )
            people = common.spans(grid.facts, box, partial=False)
            found.append(Group(people, (effect,), cells, where.size, grid.facts, (witness,)))
    return found


def _word(refused: bool) -> str:
    return "yes" if refused else "no"
