"""The cases run against a mutant: only those that say something of what it can change, and only
that part of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from rusvej.analysis.comparing import compare_deadlines, differences
from rusvej.analysis.expectations import Expectation, ExpectedCase
from rusvej.analysis.mutation.effects import Comparison
from rusvej.analysis.mutation.records import Mutant
from rusvej.analysis.mutation.touched import Touched, narrowed
from rusvej.compiled import Held
from rusvej.deadlines import check
from rusvej.diagnostics import InputError
from rusvej.engine.answering import held_answer
from rusvej.facts import Case, read_case
from rusvej.model import Rulebook

_OF_OFFERS = (
    "offers",
    "missing",
    "reasons",
    "questions",
    "access",
    "decides",
    "says",
    "points",
    "caveats_of",
    "deadlines_of",
)
_OF_CAVEATS = ("caveats", "stressed")


class Trial:
    """Cases that pass on a rulebook, ready to be run against its mutants. Raises `InputError` for
    facts that cannot be read."""

    def __init__(self, comparison: Comparison, cases: Sequence[ExpectedCase]) -> None:
        book = self.book = comparison.book
        self._comparison = comparison
        self.cases: list[tuple[ExpectedCase, Case]] = [
            (case, read_case(case.facts, book.vocabulary)) for case in cases
        ]
        self._speaks: dict[
            int, tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]
        ] = {}
        self._beside: dict[str, set[str]] = {}
        self._caught: dict[tuple[str, str], dict[int, int]] = {}
        for case in cases:
            expect = case.expect
            pairs = [name for pair in expect.before for name in pair]
            offers = frozenset(
                [*pairs, *(name for key in _OF_OFFERS for name in getattr(expect, key))]
            )
            caveats = frozenset(name for key in _OF_CAVEATS for name in getattr(expect, key))
            self._speaks[id(case)] = (
                offers,
                caveats,
                frozenset(expect.actions),
                frozenset(expect.deadlines),
            )
            for one, other in expect.before:
                self._beside.setdefault(one, set()).add(other)
                self._beside.setdefault(other, set()).add(one)

    def killer(self, mutant: Mutant, found: Touched) -> ExpectedCase | None:
        """A case that the mutant fails, or None when there is none."""
        beside = {other for offer in found.offers for other in self._beside.get(offer, ())}
        compiled = self._comparison.compiled(narrowed(self.book, mutant.book, found, beside))
        changed = self._comparison.changed(mutant, compiled)
        # What has caught one change of a record is likely to catch the next one.
        caught = self._caught.setdefault((mutant.section, mutant.id), {})
        for place in sorted(range(len(self.cases)), key=lambda place: -caught.get(place, 0)):
            case, facts = self.cases[place]
            killed = (
                self._asks(case, found)
                and _about(case.expect, mutant)
                and (changed is None or case.expect.before or changed.concerns(facts))
                and differences(
                    held_answer(Held(compiled, facts), case.as_of, ahead=False),
                    _narrow(case.expect, found),
                )
            )
            if killed or _dates_differ(mutant.book, case, facts, found):
                caught[place] = caught.get(place, 0) + 1
                return case
        return None

    def _asks(self, case: ExpectedCase, found: Touched) -> bool:
        offers, caveats, actions, deadlines = self._speaks[id(case)]
        return bool(
            offers & found.offers
            or caveats & found.caveats
            or actions & found.actions
            or deadlines & found.deadlines
        )


#: What a change of these kinds can turn of what is expected of the offer, beside its rank.
_TURNED = {"access": "access", "unit": "decides"}


def _about(expect: Expectation, mutant: Mutant) -> bool:
    """Whether anything is expected that this kind of change can turn."""
    name = _TURNED.get(mutant.kind)
    return name is None or bool(expect.before) or mutant.id in getattr(expect, name)


def _narrow(expect: Expectation, found: Touched) -> Expectation:
    def only(named: Mapping[str, str], ids: frozenset[str]) -> Mapping[str, str]:
        return MappingProxyType({name: word for name, word in named.items() if name in ids})

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


def _dates_differ(book: Rulebook, case: ExpectedCase, facts: Case, found: Touched) -> bool:
    expected = case.deadline
    if expected is None or not found.dates.intersection(expected.checks):
        return False
    wanted = replace(
        expected,
        checks={name: check for name, check in expected.checks.items() if name in found.dates},
    )
    book = replace(book, deadlines=tuple(d for d in book.deadlines if d.id in wanted.checks))
    try:
        return bool(
            compare_deadlines(
                check(book, expected.dates, facts, expected.exceptions, expected.today), wanted
            )
        )
    except InputError:
        return True
