"""The decision space made ready for proofs: conditions, and readings of them, as arrays; and the
tally of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from math import prod

import numpy as np

from rusvej.analysis.space import Bools, Cone, Space, Statuses, offer_facts, statuses
from rusvej.conditions import ALWAYS, Chosen, Condition, classes, cut_points
from rusvej.engine import Knowledge
from rusvej.engine.knowledge import in_force
from rusvej.model import Criterion, Offer, Statement, conditions_of
from rusvej.records import record


class Field(Space):
    """A space that also tells apart what the properties mention, and remembers what has been worked
    out."""

    def __init__(self, knowledge: Knowledge, mentioned: Iterable[Condition] = ()) -> None:
        super().__init__(knowledge)
        more = tuple(mentioned)
        cuts: dict[str, set[int]] = {}
        for condition in (
            *(condition for _, condition in conditions_of(knowledge.rulebook)),
            *more,
        ):
            for fact, cut in cut_points(condition):
                cuts.setdefault(fact, set()).add(cut)
        vocabulary = knowledge.vocabulary
        self.classes = {
            fact: classes(vocabulary[fact], frozenset(cuts.get(fact, ()))) for fact in vocabulary
        }
        self.offers = {offer.id: offer for offer in knowledge.rulebook.offers}
        self._judged: dict[tuple[int, tuple[str, ...]], Judged] = {}
        self._kept: list[Condition] = []
        self._statuses: dict[tuple[str, tuple[str, ...]], Statuses] = {}
        self._used: dict[tuple[str, ...], int] = {}
        self._widest = 0

    def start(self) -> None:
        """Begins a new tally of cells."""
        self._used, self._widest = {}, 0

    def tally(self) -> tuple[int, int]:
        """(partial cells worked out, cases they decide) since `start`."""
        return sum(self._used.values()), self._widest

    def over(self, facts: Iterable[str]) -> Cone:
        """The cone over the facts, counted."""
        cone = self.cone(facts)
        self._used[cone.facts] = cone.cells
        self._widest = max(self._widest, cone.cells)
        return cone

    def decides(self, facts: Iterable[str]) -> None:
        """Notes that what has been worked out decides every case over these facts."""
        self._widest = max(self._widest, prod(len(self.classes[fact]) + 1 for fact in set(facts)))

    def status(self, offer: Offer, facts: Iterable[str] = ()) -> tuple[Cone, Statuses]:
        """The offer's status over its own facts and these."""
        cone = self.over(offer_facts(self, offer).union(facts))
        if (offer.id, cone.facts) not in self._statuses:
            self._statuses[offer.id, cone.facts] = statuses(self, offer, cone)
        return cone, self._statuses[offer.id, cone.facts]

    def judged(self, condition: Condition, cone: Cone) -> Judged:
        """The engine's verdict on a condition in every partial cell of a cone that holds its
        facts."""
        key = (id(condition), cone.facts)
        if key not in self._judged:
            # The condition is kept so that its identity stays its own.
            self._kept.append(condition)
            self._judged[key] = _judge(self, condition, cone)
        return self._judged[key]

    def choices(self, conditions: Iterable[Condition]) -> Iterator[Chosen]:
        """Every combination of readings of every question the conditions name, settled ones
        included."""
        knowledge = self.knowledge
        yield from knowledge.each_choice(
            sorted(
                {question for condition in conditions for question in knowledge.named(condition)}
            )
        )

    def parts(self, offer: Offer) -> tuple[Condition, ...]:
        """The offer's criteria, each counting only where it is printed."""
        return tuple(self.in_force(criterion) for criterion in offer.criteria)

    def in_force(self, record: Criterion | Statement) -> Condition:
        """See `engine.offers.in_force`."""
        return in_force(self.knowledge, record)

    def listed(self, offer: Offer) -> Condition:
        """That the guide lists the offer at the case's level; always, for what only the standard
        has."""
        return self.at(tuple(entry.level for entry in offer.levels))

    def whole(self, condition: Condition, cone: Cone, chosen: Chosen) -> Bools:
        """Where a condition holds, over all complete cells of a cone."""
        return np.broadcast_to(cone.holds(condition, chosen), cone.shape)


@record
class Judged:
    """(over partial cells) yes and no as the engine's verdict; `told`: it is no, and yet another
    reading says otherwise."""

    yes: Bools
    no: Bools
    told: Bools


def _judge(field: Field, condition: Condition, cone: Cone) -> Judged:
    if condition is ALWAYS:
        nowhere = np.zeros(cone.partial_shape, dtype=bool)
        return Judged(cone.possible_partial, nowhere, nowhere)
    knowledge = field.knowledge
    named = knowledge.named(condition)
    every = [range(len(knowledge.readings[question])) for question in named]
    counted = [
        list(places)
        if knowledge.questions[q].used is None
        else [knowledge.readings[q].index(knowledge.chosen[q])]
        for q, places in zip(named, every, strict=True)
    ]
    found: dict[tuple[int, ...], tuple[Bools, Bools]] = {}
    for places in product(*every):
        chosen = {
            **knowledge.chosen,
            **{q: knowledge.readings[q][place] for q, place in zip(named, places, strict=True)},
        }
        found[places] = cone.verdicts(condition, chosen)
    combinations = list(product(*counted))
    yes, no = cone.possible_partial.copy(), cone.possible_partial.copy()
    for places in combinations:
        yes &= found[places][0]
        no &= found[places][1]
    told = np.zeros(cone.partial_shape, dtype=bool)
    for places in combinations:
        for i, others in enumerate(every):
            for other in others:
                beside = found[(*places[:i], other, *places[i + 1 :])]
                told |= (beside[0] != found[places][0]) | (beside[1] != found[places][1])
    return Judged(yes, no, told & no)
