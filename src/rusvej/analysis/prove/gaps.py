"""Built in: levels, ages and schooling at which somebody has nothing that fits and nothing that
depends.

Only the offers that the guide lists at a level are looked at, for the levels are the guide's; what
only the standard has is the same at all of them. A class is a gap when some case in it leaves every
listed offer open or excluded: then more knowledge cannot help, for an offer that could still come
to fit would depend.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from rusvej.analysis.prove.field import Field
from rusvej.analysis.prove.records import Collision, Finding, FoundGap
from rusvej.analysis.prove.solve import Demand, case_of, reachable, smallest
from rusvej.analysis.prove.things import OfferThing
from rusvej.conditions import evaluate
from rusvej.engine import answer
from rusvej.model.properties import KnownGap
from rusvej.truth import Truth

_HELPS = ("fits", "depends")

#: The place of each axis' class.
Where = tuple[int, ...]


class Gaps:
    """The gaps of a rulebook, and those among them that are known."""

    def __init__(self, field: Field, known: Sequence[KnownGap], on: date) -> None:
        self.field, self.on = field, on
        about = field.knowledge.rulebook.about
        self.level, self.age = about.roles.level, about.roles.age
        #: The facts whose classes may be gaps, the level first; none where the rulebook asks for no
        #: such proof.
        self.axes = tuple(fact for fact in about.gap_axes if fact in field.classes)
        self.rest = self.axes[1:]
        self._demands: dict[int, list[Demand]] = {}
        found = self._found() if self.axes[:1] == (self.level,) else {}
        self.findings: list[Finding] = []
        self.known: list[FoundGap] = []
        listed: set[Where] = set()
        for gap in known:
            if problem := self._problem(gap):
                self.findings.append(problem)
                continue
            meant = [where for where in self._every() if self._meant(gap, where)]
            listed.update(meant)
            there = [where for where in meant if where in found]
            gone = [where for where in meant if where not in found]
            for run in self._runs(gone) if meant else []:
                self.findings.append(
                    Finding(
                        "gap-gone", {"gap": gap.id, **self._words(run)}, collisions=(_told(gap),)
                    )
                )
            if not meant:
                self.findings.append(Finding("gap-gone", {"gap": gap.id}, collisions=(_told(gap),)))
            if there:
                words = tuple(", ".join(self._words(run).values()) for run in self._runs(there))
                case = case_of(field, min((found[where] for where in there), key=len))
                self.known.append(FoundGap(gap.id, gap.text, words, case, gap.sources, gap.reason))
        for run in self._runs([where for where in found if where not in listed]):
            self.findings.append(self._unlisted(run, found[run[0]]))

    def _found(self) -> dict[Where, dict[str, int]]:
        """Every gap with its smallest case."""
        field = self.field
        gaps: dict[Where, dict[str, int]] = {}
        for place, level in enumerate(field.classes[self.level]):
            demands = []
            for offer in field.knowledge.rulebook.offers:
                if offer.entry(str(level)) is not None:
                    demands.append(Demand(*OfferThing(field, offer).outside(_HELPS)))
            # Facts that no offer at the level hangs on are classes all the same.
            cone = field.over(self.axes)
            demands.append(Demand(cone, cone.possible_partial))
            field.decides(fact for demand in demands for fact in demand.cone.facts)
            # The level is one fact among others here: the demands of other levels would only cost
            # time.
            keep = tuple(fact for fact in field.classes if fact in self.axes)
            where = reachable(field, demands, keep)
            where = np.moveaxis(where, [keep.index(fact) for fact in self.axes], range(len(keep)))[
                place
            ]
            for at in np.argwhere(
                where[tuple(slice(len(field.classes[fact])) for fact in self.rest)]
            ):
                index = (place, *(int(step) for step in at))
                smallest_case = smallest(field, demands, dict(zip(self.axes, index, strict=True)))
                assert smallest_case is not None
                gaps[index] = smallest_case
        return gaps

    def _every(self) -> list[Where]:
        return [
            tuple(map(int, at))
            for at in np.ndindex(*(len(self.field.classes[fact]) for fact in self.axes))
        ]

    def _meant(self, gap: KnownGap, where: Where) -> bool:
        case = {
            fact: self.field.classes[fact][place]
            for fact, place in zip(self.axes, where, strict=True)
        }
        return evaluate(gap.when, case, self.field.knowledge.chosen) is Truth.YES

    def _problem(self, gap: KnownGap) -> Finding | None:
        if self.field.facts_of([gap.when]) <= set(self.axes) and (gap.sources or gap.reason):
            return None
        return Finding("misshapen", {"gap": gap.id}, collisions=(_told(gap),))

    def _runs(self, places: list[Where]) -> list[list[Where]]:
        """The classes with neighbouring ages put together."""
        runs: list[list[Where]] = []
        for where in sorted(places):
            if (
                runs
                and runs[-1][-1][:-1] == where[:-1]
                and runs[-1][-1][-1] + 1 == where[-1]
                and self.axes[-1] == self.age
            ):
                runs[-1].append(where)
            else:
                runs.append([where])
        return runs

    def _words(self, run: list[Where]) -> dict[str, str]:
        first, last = run[0], run[-1]
        words = {
            fact: self.field.label(fact, place)
            for fact, place in zip(self.axes, first, strict=True)
        }
        if first != last:
            fact = self.field.knowledge.vocabulary[self.age]
            lowest, after = (
                self.field.classes[self.age][first[-1]],
                self.field.classes[self.age][last[-1] + 1 :],
            )
            words[self.age] = (
                f"{lowest}-{int(after[0]) - 1} {fact.unit}"
                if after
                else f"fra {fact.in_words(lowest)}"
            )
        return words

    def _unlisted(self, run: list[Where], places: dict[str, int]) -> Finding:
        case = case_of(self.field, places)
        said = answer(self.field.knowledge, case, self.on)
        listed = [
            result
            for result in said.offers
            if result.offer.entry(str(case[self.level])) is not None
        ]
        assert not any(result.status.id in _HELPS for result in listed)
        told = []
        for result in listed:
            entry = result.offer.entry(str(case[self.level]))
            assert entry is not None
            told.append(
                Collision(result.offer.id, result.offer.name, result.status.id, entry.sources)
            )
        return Finding("gap", self._words(run), case, None, tuple(told))


def _told(gap: KnownGap) -> Collision:
    return Collision(gap.id, gap.text, "", gap.sources)
