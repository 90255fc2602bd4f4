"""What the engine says of a record in every partial case, as arrays: the measure by which two
rulebooks give the same answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rusvej.analysis.mutation.touched import conditions_in
from rusvej.analysis.prove.field import Field
from rusvej.analysis.space import IMPOSSIBLE, Bools, Cone, offer_facts, statuses
from rusvej.answer import Status
from rusvej.conditions import ALWAYS, All, AnyOf, Chosen, Compare, Condition, Not, Reading
from rusvej.model import Action, Caveat, Deadline, Offer, Statement

Codes = NDArray[np.int8]
#: What an observer can see of a record, by name, each an array over the partial cells of one cone.
Seen = dict[tuple[str, ...], Any]

_NO, _UNKNOWN, _YES = 0, 1, 2


def facts_behind(field: Field, record: Offer | Caveat | Action | Deadline) -> frozenset[str]:
    """The facts on which the record's part of an answer can hang; the level is always one of
    them."""
    own = field.facts_of(conditions_in(record)) | {"level"}
    return own | offer_facts(field, record) if isinstance(record, Offer) else own


def offer_seen(field: Field, offer: Offer, cone: Cone) -> Seen:
    """Status, open questions, and beside a status that is shown: pointers, units that decide, and
    what is said."""
    status = statuses(field, offer, cone)
    shown = (status <= int(Status.OPEN)) & (status != IMPOSSIBLE)
    seen: Seen = {("status",): status}
    for question, where in _questions_of_status(field, offer, cone).items():
        _join(seen, ("question", question), where)
    to = _any_yes(field, offer.points_to, cone)
    away = _any_yes(field, offer.points_away, cone)
    seen["points",] = np.where(shown, np.where(away, 2, np.where(to, 0, 1)), 1).astype(np.int8)
    for group, statements in (
        ("access", offer.access.statements),
        ("contact", offer.contact.statements),
        ("limit", offer.limits),
    ):
        for statement in statements:
            said = _said(field, statement, cone)
            if group != "limit":
                _told(seen, said, shown)
            found = np.where(shown, said.presence, -1)
            _most(seen, (group, statement.text), found)
            if group == "access" and statement.unit:
                _most(seen, ("unit", statement.unit), found)
    before = np.zeros(cone.partial_shape, dtype=bool)
    for statement in offer.contact.first_step:
        said = _said(field, statement, cone)
        _told(seen, said, shown)
        verdict = said.verdict
        _most(
            seen,
            ("first", statement.text),
            np.where(shown & ~before & (verdict != _NO), verdict, -1),
        )
        before = before | (verdict != _NO)
    seen["shown",] = shown
    return seen


def caveat_seen(field: Field, caveat: Caveat, cone: Cone) -> Seen:
    """Where the caveat stands in the answer (not, perhaps, surely), and where it is stressed."""
    printed = {entry.level for entry in caveat.printed}
    mine = [offer for offer in field.knowledge.rulebook.offers if offer.id in caveat.offers]
    always = any(
        offer.levels and {entry.level for entry in offer.levels} <= printed for offer in mine
    )
    at = _at_levels(field, cone, printed, unknown=always)
    verdict = _judged(field, caveat.when, cone)[0]
    presence = np.where(at & cone.possible_partial, verdict, _NO)
    seen: Seen = {("presence",): presence}
    if caveat.stressed_when is not None:
        seen["stressed",] = (presence != _NO) & (
            _judged(field, caveat.stressed_when, cone)[0] == _YES
        )
    return seen


def action_seen(field: Field, action: Action, cone: Cone) -> Seen:
    """How the action stands in the answer: not at all, by another reading only, perhaps, surely."""
    presence = _presence(field, action.when, cone)
    return {
        ("presence",): np.where(
            _at_levels(field, cone, set(action.levels), unknown=False), presence, -1
        )
    }


def deadline_seen(field: Field, deadline: Deadline, cone: Cone) -> Seen:
    """How the time limit stands in the answer wherever one of its offers is shown."""
    return {("presence",): _presence(field, deadline.when, cone)}


def kleene(field: Field, condition: Condition, cone: Cone, chosen: Chosen) -> Codes:
    """The verdict of three-valued evaluation in every partial cell, as the deadlines use it."""
    match condition:
        case Compare():
            axis = cone.facts.index(condition.fact)
            row = np.array(
                [_YES if condition.holds(v) else _NO for v in field.classes[condition.fact]]
                + [_UNKNOWN],
                dtype=np.int8,
            )
            return row.reshape([-1 if place == axis else 1 for place in range(len(cone.facts))])
        case All() | AnyOf():
            join: Any = np.minimum if isinstance(condition, All) else np.maximum
            found = kleene(field, condition.parts[0], cone, chosen)
            for part in condition.parts[1:]:
                found = join(found, kleene(field, part, cone, chosen))
            return found
        case Not():
            return (_YES - kleene(field, condition.part, cone, chosen)).astype(np.int8)
        case Reading():
            return kleene(field, chosen[condition.question], cone, chosen)
        case _:
            return np.full([1] * len(cone.facts), _YES, dtype=np.int8)


class _Said:
    def __init__(self, verdict: Codes, questions: dict[str, Bools], presence: Codes) -> None:
        self.verdict, self.questions, self.presence = verdict, questions, presence


def _said(field: Field, statement: Statement, cone: Cone) -> _Said:
    verdict, questions = _judged(field, field.in_force(statement), cone)
    told = np.any([*questions.values(), np.zeros(cone.partial_shape, dtype=bool)], axis=0)
    return _Said(
        verdict, questions, np.where((verdict == _NO) & ~told, -1, verdict).astype(np.int8)
    )


def _told(seen: Seen, said: _Said, shown: Bools) -> None:
    """The questions that a statement brings to the offer it stands with."""
    for question, where in said.questions.items():
        _join(seen, ("question", question), where & shown & (said.presence >= 0))


def _join(seen: Seen, key: tuple[str, ...], where: Bools) -> None:
    seen[key] = seen[key] | where if key in seen else where


def _most(seen: Seen, key: tuple[str, ...], found: Codes) -> None:
    """Two statements may have the same text, or name the same unit; the surer one counts."""
    seen[key] = np.maximum(seen[key], found) if key in seen else found


def _any_yes(field: Field, statements: Iterable[Statement], cone: Cone) -> Bools:
    found = np.zeros(cone.partial_shape, dtype=bool)
    for statement in statements:
        found |= _judged(field, field.in_force(statement), cone)[0] == _YES
    return found


def _presence(field: Field, condition: Condition, cone: Cone) -> Codes:
    """-1 where it is not in the answer; else the verdict, which may be no where only another
    reading says otherwise."""
    verdict, questions = _judged(field, condition, cone)
    told = np.any([*questions.values(), np.zeros(cone.partial_shape, dtype=bool)], axis=0)
    return np.where(((verdict == _NO) & ~told) | ~cone.possible_partial, -1, verdict).astype(
        np.int8
    )


def _judged(field: Field, condition: Condition, cone: Cone) -> tuple[Codes, dict[str, Bools]]:
    """As `Knowledge.judge`: the verdict, and per question where its readings matter to it."""
    if condition is ALWAYS:
        return np.full(cone.partial_shape, _YES, dtype=np.int8), {}

    def say(chosen: Chosen) -> Codes:
        yes, no = cone.verdicts(condition, chosen)
        return np.where(yes, _YES, np.where(no, _NO, _UNKNOWN)).astype(np.int8)

    counted, mattering = _under_readings(field, field.knowledge.named(condition), say)
    same = np.all([found == counted[0] for found in counted], axis=0)
    return np.where(same, counted[0], _UNKNOWN).astype(np.int8), mattering


def _questions_of_status(field: Field, offer: Offer, cone: Cone) -> dict[str, Bools]:
    """Per question, where its readings matter to the offer's status."""
    parts = field.parts(offer)
    levels = {entry.level for entry in offer.levels}
    unlisted = (
        ~_at_levels(field, cone, levels, unknown=True)
        if levels
        else np.zeros(cone.partial_shape, dtype=bool)
    )
    # A level that is not known must be one at which the offer is listed.
    whole: Condition = All((field.listed(offer), *parts))

    def say(chosen: Chosen) -> Codes:
        yes, no = cone.verdicts(whole, chosen)
        return np.where(no, _NO, np.where(yes, _YES, _UNKNOWN)).astype(np.int8)

    named = sorted({question for part in parts for question in field.knowledge.named(part)})
    mattering = _under_readings(field, named, say)[1]
    return {
        question: where & ~unlisted & cone.possible_partial for question, where in mattering.items()
    }


def _under_readings(
    field: Field, named: Sequence[str], say: Callable[[Chosen], Codes]
) -> tuple[list[Codes], dict[str, Bools]]:
    """As `Knowledge.under_readings`, for all cells at once."""
    knowledge = field.knowledge
    every = [range(len(knowledge.readings[question])) for question in named]
    tried = [
        list(places)
        if knowledge.questions[q].used is None
        else [knowledge.readings[q].index(knowledge.chosen[q])]
        for q, places in zip(named, every, strict=True)
    ]
    kept: dict[tuple[int, ...], Codes] = {}

    def at(places: tuple[int, ...]) -> Codes:
        if places not in kept:
            kept[places] = say(
                {
                    **knowledge.chosen,
                    **{
                        q: knowledge.readings[q][place]
                        for q, place in zip(named, places, strict=True)
                    },
                }
            )
        return kept[places]

    combinations = list(product(*tried))
    mattering: dict[str, Bools] = {}
    for i, question in enumerate(named):
        for places in combinations:
            for other in every[i]:
                differs = at((*places[:i], other, *places[i + 1 :])) != at(places)
                mattering[question] = (
                    mattering[question] | differs if question in mattering else differs
                )
    return [at(places) for places in combinations], mattering


def _at_levels(field: Field, cone: Cone, levels: set[str], *, unknown: bool) -> Bools:
    axis = cone.facts.index("level")
    row = np.array([value in levels for value in field.classes["level"]] + [unknown])
    return np.broadcast_to(
        row.reshape([-1 if place == axis else 1 for place in range(len(cone.facts))]),
        cone.partial_shape,
    )


def cells(where: Bools) -> Iterator[tuple[int, ...]]:
    """The cells of an array, those with fewest facts known first."""
    sizes = np.array(where.shape) - 1
    found = np.argwhere(where)
    order = np.lexsort((*found.T[::-1], (found != sizes).sum(axis=1)))
    for place in order:
        yield tuple(int(index) for index in found[place])
