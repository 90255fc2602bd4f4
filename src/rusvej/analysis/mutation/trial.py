"""The cases run against a mutant: only those that say something of what it can change, and only
that part of the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from rusvej.analysis.comparing import compare_deadlines, differences
from rusvej.analysis.expectations import OF_OFFERS, Expectation, ExpectedCase
from rusvej.analysis.mutation.comparison import Comparison, concerns
from rusvej.analysis.mutation.records import Mutant
from rusvej.analysis.mutation.touched import Touched, narrowed
from rusvej.compiled import Compiled, Held
from rusvej.deadlines import check
from rusvej.diagnostics import InputError
from rusvej.engine.answering import held_answer
from rusvej.facts import read_case
from rusvej.model import Rulebook
from rusvej.records import changed as replace

_Word = TypeVar("_Word")
_OF_CAVEATS = ("caveats", "stressed")


class Trial:
    """Cases that pass on a rulebook, ready to be run against its mutants. Raises `InputError` for
    facts that cannot be read."""

    def __init__(self, comparison: Comparison, cases: Sequence[ExpectedCase]) -> None:
        book = self.book = comparison.book
        self._comparison = comparison
        #: Each with what it comes to in the rulebook itself.
        self.cases: list[tuple[ExpectedCase, Held]] = [
            (case, comparison.held(read_case(case.facts, book.vocabulary))) for case in cases
        ]
        #: The places of the cases that say something of a record, by section and id.
        self._speak: dict[tuple[str, str], set[int]] = {}
        #: The places of the cases that name an exception.
        self._named: dict[str, set[int]] = {}
        self._beside: dict[str, set[str]] = {}
        self._caught: dict[tuple[str, str], dict[int, int]] = {}
        for place, case in enumerate(cases):
            expect = case.expect
            pairs = [name for pair in expect.before for name in pair]
            spoken: dict[str, Iterable[str]] = {
                "offers": [*pairs, *(name for key in OF_OFFERS for name in getattr(expect, key))],
                "caveats": [name for key in _OF_CAVEATS for name in getattr(expect, key)],
                "actions": expect.actions,
                "deadlines": expect.deadlines,
                "dates": case.deadline.expect if case.deadline else (),
            }
            for section, names in spoken.items():
                for name in names:
                    self._speak.setdefault((section, name), set()).add(place)
            for name in case.deadline.exceptions if case.deadline else ():
                self._named.setdefault(name.strip().casefold(), set()).add(place)
            for one, other in expect.before:
                self._beside.setdefault(one, set()).add(other)
                self._beside.setdefault(other, set()).add(one)

    def killer(self, mutant: Mutant, found: Touched) -> ExpectedCase | None:
        """A case that the mutant fails, or None when there is none."""
        beside = {other for offer in found.offers for other in self._beside.get(offer, ())}
        book = narrowed(self.book, mutant.book, found, beside)
        compiled = self._comparison.compiled(book, found.dates)
        changed = self._comparison.changed(mutant, compiled)
        # What has caught one change of a record is likely to catch the next one.
        caught = self._caught.setdefault((mutant.section, mutant.id), {})
        asked = self._asked(found, ("offers", "caveats", "actions", "deadlines"))
        dated = self._asked(found, ("dates",))
        if mutant.section == "exceptions":
            dated &= self._named.get(mutant.id, set())
        places = sorted(asked | dated, key=lambda place: (-caught.get(place, 0), place))

        others = self._comparison.other_standings(compiled, found.offers)

        def turned(place: int) -> bool:
            case, was = self.cases[place]
            expected, now = case.expect.offers, was.against(compiled)
            return any(o in expected and now.status(o).id != expected[o] for o in others)

        def answered(place: int) -> bool:
            case, was = self.cases[place]
            now = was.against(compiled)
            if changed is not None and not concerns(changed, was, now, case.expect):
                return False
            if place in asked:
                answer = held_answer(now, case.as_of, ahead=False)
                if differences(answer, _narrow(case.expect, found)):
                    return True
            return place in dated and self._dates_differ(compiled, mutant.book, place, found)

        # Another status is sooner seen than a whole answer.
        for fails in (turned, answered) if others else (answered,):
            for place in places:
                if fails(place):
                    caught[place] = caught.get(place, 0) + 1
                    return self.cases[place][0]
        return None

    def _dates_differ(self, compiled: Compiled, book: Rulebook, place: int, found: Touched) -> bool:
        case, held = self.cases[place]
        expected = case.deadline
        if expected is None:
            return False
        checks = {name: each for name, each in expected.expect.items() if name in found.dates}
        book = replace(book, deadlines=tuple(d for d in book.deadlines if d.id in checks))
        dates, exceptions, today = case.dated
        try:
            over = self._comparison.told_of(book, compiled)
            answer = check(book, dates, held.case, exceptions, today, over=over)
            return bool(compare_deadlines(answer, replace(expected, expect=checks)))
        except InputError:
            return True

    def _asked(self, found: Touched, sections: Iterable[str]) -> set[int]:
        """The places of the cases that say something of what was touched."""
        return {
            place
            for section in sections
            for id in getattr(found, section)
            for place in self._speak.get((section, id), ())
        }


def _narrow(expect: Expectation, found: Touched) -> Expectation:
    def only(named: Mapping[str, _Word], ids: frozenset[str]) -> Mapping[str, _Word]:
        return {name: word for name, word in named.items() if name in ids}

    return replace(
        expect,
        caveats=only(expect.caveats, found.caveats),
        stressed=only(expect.stressed, found.caveats),
        actions=only(expect.actions, found.actions),
        deadlines=only(expect.deadlines, found.deadlines),
        # What is merely told of has no condition that is changed.
        unclear={},
        # An offer that is there only because another needs it stands without its own caveats.
        caveats_of={name: ids for name, ids in expect.caveats_of.items() if name in found.offers},
    )
