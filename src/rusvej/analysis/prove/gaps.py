"""Built in: levels, ages and schooling at which somebody has nothing that fits and nothing that
depends.

Where the level is one of the axes, only the offers that the guide lists at a level are looked at,
for the levels are the guide's; what only the standard has is the same at all of them. Without it
every offer is. A class is a gap when some case in it leaves every
listed offer open or excluded: then more knowledge cannot help, for an offer that could still come
to fit would depend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import product
from operator import or_

from rusvej.analysis.prove.records import Collision, Finding, FoundGap
from rusvej.analysis.prove.subjects import offer_subject
from rusvej.analysis.prove.world import World
from rusvej.compiled.nodes import NO, YES
from rusvej.explain.classes import merged
from rusvej.facts import Case, Value
from rusvej.model import Offer
from rusvej.model.properties import KnownGap

_HELPS = ("fits", "depends")

#: The place of each axis' class.
Where = tuple[int, ...]


class Gaps:
    """The gaps of a rulebook, and those among them that are known."""

    def __init__(self, world: World, known: Sequence[KnownGap]) -> None:
        self.world, self.space = world, world.space
        about = world.book.about
        self.level, self.age = about.roles.level, about.roles.age
        self.classes = self.space.variables.classes
        #: The facts whose classes may be gaps, the level first; none where the rulebook asks for no
        #: such proof.
        axes = [fact for fact in about.gap_axes if fact in self.classes]
        self.axes = tuple(sorted(axes, key=lambda fact: fact != self.level))
        found = self._found() if self.axes else {}
        self.findings: list[Finding] = []
        self.known: list[FoundGap] = []
        listed: set[Where] = set()
        for gap in known:
            if problem := self._problem(gap):
                self.findings.append(problem)
                continue
            meant = self._meant(gap)
            listed.update(meant)
            there = [where for where in meant if where in found]
            gone = [where for where in meant if where not in found]
            for words in [self._words(run) for run in self._runs(gone)] if meant else [{}]:
                data = {"gap": gap.id, **words}
                self.findings.append(Finding("gap-gone", data, collisions=(_told(gap),)))
            if there:
                classes = tuple(", ".join(self._words(r).values()) for r in self._runs(there))
                case = min((found[where] for where in there), key=len)
                self.known.append(
                    FoundGap(gap.id, gap.text, classes, case, gap.sources, gap.reason)
                )
        for run in self._runs([where for where in found if where not in listed]):
            self.findings.append(self._unlisted(run, found[run[0]]))

    def _found(self) -> dict[Where, Case]:
        """Every gap with its smallest case."""
        space, nodes = self.space, self.space.nodes
        leveled = self.axes[0] == self.level
        gaps: dict[Where, Case] = {}
        for place, value in enumerate(self.classes[self.axes[0]]):
            helpless = [
                offer_subject(space, offer).outside(space, _HELPS)
                for offer in self._offered(value if leveled else None)
            ]
            at = space.variables.facts[self.axes[0]]
            here = nodes.compare(at, [place], YES, NO)
            here = space.all([here, space.possible, *helpless])
            self.world.hangs_on(reduce(or_, (nodes.depends[node] for node in helpless), 0))
            for where in self._places():
                cell = self._case(where)
                left = nodes.restrict(here, nodes.partial(self._axes(where)))
                if where[0] == place and (rest := space.smallest(left)) is not None:
                    gaps[where] = self.world.in_order({**rest, **cell})
        return gaps

    def _offered(self, level: Value | None) -> list[Offer]:
        """The offers looked at; None = wherever."""
        return [
            offer
            for offer in self.world.book.offers
            if level is None or offer.entry(str(level)) is not None
        ]

    def _places(self) -> Iterator[Where]:
        return product(*(range(len(self.classes[fact])) for fact in self.axes))

    def _axes(self, where: Where) -> dict[int, int]:
        return {self.space.variables.facts[f]: at for f, at in zip(self.axes, where, strict=True)}

    def _case(self, where: Where) -> Case:
        return {f: self.classes[f][at] for f, at in zip(self.axes, where, strict=True)}

    def _meant(self, gap: KnownGap) -> list[Where]:
        """The classes that a known gap speaks of."""
        met, value = self.world.met(gap), self.space.nodes.value
        unknown = self.space.places({})
        return [
            where for where in self._places() if value(met, unknown.also(self._axes(where))) == YES
        ]

    def _problem(self, gap: KnownGap) -> Finding | None:
        if set(self.world.facts_of(gap)) <= set(self.axes) and (gap.sources or gap.reason):
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
        """The classes of a run, one word an axis; only the last can go over several."""
        return {
            fact: self._label(fact, first, last)
            for fact, first, last in zip(self.axes, run[0], run[-1], strict=True)
        }

    def _label(self, name: str, first: int, last: int) -> str:
        """A span of classes in Danish: ``8-17 år``, ``fra 30 år``, ``nej``."""
        fact, values = self.world.book.vocabulary[name], self.classes[name]
        span = merged(fact, values, range(first, last + 1))
        if span.low is None or span.low == span.high:
            return fact.in_words(values[first])
        if span.high == fact.max:
            return f"fra {fact.in_words(span.low)}"
        return f"{span.low}-{span.high} {fact.unit}".strip()

    def _unlisted(self, run: list[Where], case: Case) -> Finding:
        answer = self.world.answer(case)
        level = case[self.level] if self.axes[0] == self.level else None
        offered = {offer.id for offer in self._offered(level)}
        told = []
        for result in answer.offers:
            if result.offer.id in offered:
                entry = result.offer.entry(str(level))
                sources = entry.sources if entry else result.offer.entry_lines
                told.append(
                    Collision(result.offer.id, result.offer.name, result.status.id, sources)
                )
        return Finding("gap", self._words(run), case, None, tuple(told))


def _told(gap: KnownGap) -> Collision:
    return Collision(gap.id, gap.text, "", gap.sources)
