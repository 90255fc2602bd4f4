"""What to ask next, so that the questions still to come cost as little as can be expected.

An offer is settled when no answer can give it another status. What is left of it after the answers
so far is a *table*: its status in every combination of classes of the facts that can still be asked
for. Facts that were asked for in vain stay unknown in all of them. Tables that share no fact have
nothing to do with each other, so each group is solved for itself, by counting out; a group too
large for that is ordered by looking one answer ahead. The answers to a question count as equally
likely over the classes that are still possible.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import prod

from rusvej.answer import Status
from rusvej.conditions import ALWAYS, All, Chosen, Compare, Condition, classes, cut_points
from rusvej.engine.exact import concerned, leaves
from rusvej.engine.knowledge import Knowledge
from rusvej.engine.offers import in_force
from rusvej.engine.tables import (
    IMPOSSIBLE,
    YES,
    Axes,
    Code,
    Sizes,
    Table,
    by_cell,
    groups,
    reduced,
    split,
    varies,
)
from rusvej.facts import Case, Value
from rusvej.model import Offer, Statement

#: Codes from here on are OPEN; they tell apart under which readings the offer is excluded.
_OPEN = 16
_STATUS_OF = bytes(Status.OPEN if _OPEN <= code < IMPOSSIBLE else code for code in range(256))
_AS_STATUS = bytes(Status.FITS if sign == YES else Status.EXCLUDED for sign in range(256))
_UNLISTED = bytes(IMPOSSIBLE if code == IMPOSSIBLE else Status.NOT_LISTED for code in range(256))
#: So many groups are solved before a question is chosen by looking one answer ahead instead.
_BUDGET = 250


class _TooWide(Exception):
    """The budget is spent."""


class Asking:
    """The choice of questions for one rulebook. It keeps what it has worked out, and holds no
    case."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._cuts: dict[str, set[int]] | None = None
        self._classes: dict[str, tuple[Value, ...]] = {}
        self._profiles: dict[tuple[bool, ...], int] = {}
        self._after: dict[tuple[Table, str], tuple[Table | None, ...]] = {}
        self._certain: dict[Table, frozenset[str]] = {}
        self._solved: dict[frozenset[Table], tuple[float, str]] = {}
        self._left: float = 0.0

    # Tables.

    def classes(self, fact_id: str) -> tuple[Value, ...]:
        """One value for each class that the offers' conditions can tell apart."""
        if fact_id not in self._classes:
            fact = self.knowledge.vocabulary[fact_id]
            cuts = self._all_cuts().get(fact_id, set()) if fact.type == "int" else set()
            self._classes[fact_id] = classes(fact, frozenset(cuts))
        return self._classes[fact_id]

    def _all_cuts(self) -> dict[str, set[int]]:
        if self._cuts is None:
            self._cuts = {}
            book = self.knowledge.rulebook
            conditions = [
                *self.knowledge.impossible,
                *(reading for readings in self.knowledge.readings.values() for reading in readings),
            ]
            for offer in book.offers:
                conditions += [criterion.when for criterion in offer.criteria]
                conditions += [
                    statement.when for statement in (*offer.points_to, *offer.points_away)
                ]
            for condition in conditions:
                for fact, cut in cut_points(condition):
                    self._cuts.setdefault(fact, set()).add(cut)
        return self._cuts

    def table(self, offer: Offer, case: Case, unanswered: Collection[str] = ()) -> Table:
        """The offer's statuses over the facts that are neither known nor asked for in vain."""
        knowledge = self.knowledge
        parts = tuple(in_force(knowledge, criterion) for criterion in offer.criteria)
        undecided = sorted(
            {
                q
                for part in parts
                for q in knowledge.named(part)
                if knowledge.questions[q].used is None
            }
        )
        if offer.levels:
            parts = (*parts, Compare("level", tuple(entry.level for entry in offer.levels)))
        whole: Condition = All(parts) if parts else ALWAYS
        choices = [(whole, chosen) for chosen in knowledge.each_choice(undecided)]
        return reduced(self._sizes, self._table(offer, choices, case, unanswered, self._code))

    def pointers(
        self, offer: Offer, case: Case, unanswered: Collection[str] = ()
    ) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
        """For the statements that point to the offer and those that point away: where each is known
        to hold (FITS) and where not."""

        def tables(statements: tuple[Statement, ...]) -> tuple[Table, ...]:
            found = []
            for statement in statements:
                printed = in_force(knowledge, statement)
                undecided = [
                    q for q in knowledge.named(printed) if knowledge.questions[q].used is None
                ]
                choices = [(printed, chosen) for chosen in knowledge.each_choice(undecided)]
                found.append(
                    reduced(self._sizes, self._table(None, choices, case, unanswered, _holding))
                )
            return tuple(found)

        knowledge = self.knowledge
        return tables(offer.points_to), tables(offer.points_away)

    def _sizes(self, fact: str) -> int:
        return len(self.classes(fact))

    def _table(
        self,
        offer: Offer | None,
        choices: Sequence[tuple[Condition, Chosen]],
        case: Case,
        unanswered: Collection[str],
        code: Code,
    ) -> Table:
        knowledge = self.knowledge
        listed = [entry.level for entry in offer.levels] if offer is not None else []
        level = case.get("level")
        if listed and level is not None and level not in listed:
            return Table((), bytes([Status.NOT_LISTED]))
        named = {leaf.fact for whole, chosen in choices for leaf in leaves(whole, chosen)}
        reach, rules = (
            concerned(named, knowledge.impossible, knowledge.chosen)
            if named & knowledge.bound
            else (named, [])
        )
        unknown = sorted(
            (fact for fact in reach if case.get(fact) is None),
            key=lambda fact: (fact != "level", fact),
        )
        asked = tuple(fact for fact in unknown if fact not in unanswered)
        ordered = (*asked, *(fact for fact in unknown if fact in unanswered))
        axes = Axes({fact: self.classes(fact) for fact in ordered}, case)
        inner = prod(self._sizes(fact) for fact in unknown if fact in unanswered)
        holds = [axes.signs(axes.holds(whole, chosen)) for whole, chosen in choices]
        possible = axes.full
        for rule in rules:
            possible &= ~axes.holds(rule, knowledge.chosen)
        if inner == 1 and len(holds) == 1:
            cells = holds[0].translate(_AS_STATUS)
            if possible != axes.full:
                cells = bytes(
                    found if sign == YES else IMPOSSIBLE
                    for found, sign in zip(cells, axes.signs(possible), strict=True)
                )
        else:
            cells = by_cell(holds, axes.signs(possible), inner, code)
        if listed and "level" in asked:
            chunk = len(cells) // self._sizes("level")
            cells = b"".join(
                cells[at * chunk : (at + 1) * chunk]
                if value in listed
                else cells[at * chunk : (at + 1) * chunk].translate(_UNLISTED)
                for at, value in enumerate(self.classes("level"))
            )
        return Table(asked, cells)

    def _code(self, verdicts: tuple[tuple[bool, bool], ...]) -> int:
        """The status of a cell, from (yes, no) under each choice of readings."""
        excluding = tuple(no for _, no in verdicts)
        if all(excluding):
            return Status.EXCLUDED
        if any(excluding):
            return self._profiles.setdefault(
                excluding, min(_OPEN + len(self._profiles), IMPOSSIBLE - 1)
            )
        return Status.FITS if all(yes for yes, _ in verdicts) else Status.DEPENDS

    def settled(self, table: Table) -> bool:
        """Whether every possible cell has the same status, and the case as it stands has it too."""
        codes = set(table.cells) - {IMPOSSIBLE}
        if len(codes) < 2:
            return True
        if min(codes) < _OPEN:
            return False
        # Open everywhere is open now only if one and the same reading excludes everywhere; else it
        # still reads as "depends".
        shared = [profile for profile, code in self._profiles.items() if code in codes]
        return len(shared) == len(codes) and any(
            all(column) for column in zip(*shared, strict=True)
        )

    def after(self, table: Table, fact: str) -> tuple[Table | None, ...]:
        """What is left of a table after each answer to a question; None for an answer that is
        impossible."""
        key = (table, fact)
        if key not in self._after:
            rest = tuple(other for other in table.facts if other != fact)
            parts = split(table, fact, self._sizes)
            self._after[key] = tuple(
                None
                if cells.count(IMPOSSIBLE) == len(cells)
                else reduced(self._sizes, Table(rest, cells))
                for cells in parts
            )
        return self._after[key]

    def mattering(self, table: Table) -> tuple[str, ...]:
        """The facts along which a status changes; those known only through what is impossible are
        left out where they can be."""
        found = tuple(fact for fact in table.facts if varies(split(table, fact, self._sizes)))
        return found or table.facts

    def certain(self, table: Table) -> frozenset[str]:
        """Facts without which the table is never settled, whatever the others are: asking for them
        first costs nothing extra."""
        if table not in self._certain:
            self._certain[table] = frozenset(
                fact
                for fact in table.facts
                if fact not in self.knowledge.bound
                and all(
                    len(set(column)) > 1 or column[0] == IMPOSSIBLE
                    for column in zip(*_statuses(table, fact, self._sizes), strict=True)
                )
            )
        return self._certain[table]

    # The choice.

    def level_first(self, case: Case, unanswered: Collection[str] = ()) -> bool:
        """Whether the level must be asked for whatever else is known: some offer is listed at one
        level and not at another.

        The same as `first` would find, without a table for every level.
        """
        fact = self.knowledge.vocabulary.get("level")
        if (
            fact is None
            or case.get("level") is not None
            or "level" in unanswered
            or "level" in self.knowledge.bound
        ):
            return False
        offers = self.knowledge.rulebook.offers
        return any(
            0
            < sum(offer.entry(value) is not None for value in fact.choices())
            < len(fact.choices())
            for offer in offers
        )

    def first(self, tables: Iterable[Table]) -> str | None:
        """The fact to ask for first, given what is left of each offer; None when all are settled.

        Between questions that are equally good, the number of offers that hang on each decides.
        """
        open_tables = [table for table in tables if not self.settled(table)]
        if not open_tables:
            return None
        counted = self.hanging(open_tables)
        start = min(counted, key=lambda fact: self.priority(fact, counted))
        group = next(
            group
            for group in groups(frozenset(open_tables))
            if any(start in table.facts for table in group)
        )
        needed = {fact for table in group for fact in self.certain(table)}
        if needed:
            return min(needed, key=lambda fact: self.priority(fact, counted))
        self._left = _BUDGET
        try:
            return self._solve(group)[1]
        except _TooWide:
            return self.ahead(group, counted)

    def hanging(self, tables: Iterable[Table]) -> dict[str, int]:
        """How many of the tables each fact makes a difference in."""
        counted: dict[str, int] = {}
        for table in tables:
            for fact in self.mattering(table):
                counted[fact] = counted.get(fact, 0) + 1
        return counted

    def priority(self, fact: str, hanging: Mapping[str, int]) -> tuple[float, int, str]:
        """Least first: what most offers hang on for its cost, then what most hang on, then by
        id."""
        count = hanging.get(fact, 0)
        return (-count / max(self.knowledge.vocabulary[fact].cost, 1), -count, fact)

    def ahead(self, group: frozenset[Table], hanging: Mapping[str, int]) -> str:
        """The question that, one answer ahead, is expected to spare most cost of further questions
        for its own cost."""
        facts = {fact for table in group for fact in self.mattering(table)}
        now = self._worth(group)

        def key(fact: str) -> tuple[float, tuple[float, int, str]]:
            later = self.outcomes(group, fact)
            spared = now - sum(self._worth(each) for each in later) / max(len(later), 1)
            return (
                round(-spared / max(self.knowledge.vocabulary[fact].cost, 1), 9),
                self.priority(fact, hanging),
            )

        return min(facts, key=key)

    def _worth(self, tables: frozenset[Table]) -> float:
        return sum(
            self.knowledge.vocabulary[fact].cost
            for fact in {fact for table in tables for fact in self.mattering(table)}
        )

    def outcomes(self, tables: frozenset[Table], fact: str) -> list[frozenset[Table]]:
        """The unsettled tables that are left after each possible answer."""
        left = [
            self.after(table, fact) if fact in table.facts else (table,) * self._sizes(fact)
            for table in tables
        ]
        return [
            frozenset(table for table in column if table is not None and not self.settled(table))
            for column in zip(*left, strict=True)
            if None not in column
        ]

    def expected_cost(self, tables: Iterable[Table]) -> float:
        """The least expected cost of settling all of these, without any bound on the work."""
        self._left = float("inf")
        return self._total(frozenset(table for table in tables if not self.settled(table)))

    def _total(self, tables: frozenset[Table]) -> float:
        return sum(self._solve(group)[0] for group in groups(tables))

    def _solve(self, group: frozenset[Table]) -> tuple[float, str]:
        """The least expected cost of settling a group, and the question to begin with."""
        if group in self._solved:
            return self._solved[group]
        self._left -= 1
        if self._left < 0:
            raise _TooWide
        needed = {fact for table in group for fact in self.certain(table)}
        facts = {fact for table in group for fact in self.mattering(table)}
        vocabulary = self.knowledge.vocabulary
        counted = self.hanging(group)
        best = (float("inf"), "")
        for fact in sorted(
            [min(needed)] if needed else facts,
            key=lambda fact: (vocabulary[fact].cost, self.priority(fact, counted)),
        ):
            spent = float(vocabulary[fact].cost)
            later = self.outcomes(group, fact)
            for each in later:
                if spent >= best[0]:
                    break
                spent += self._total(each) / len(later)
            if round(spent, 9) < best[0]:
                best = (round(spent, 9), fact)
        self._solved[group] = best
        return best


def _holding(verdicts: tuple[tuple[bool, bool], ...]) -> int:
    return Status.FITS if all(yes for yes, _ in verdicts) else Status.EXCLUDED


def _statuses(table: Table, fact: str, sizes: Sizes) -> list[bytes]:
    return [cells.translate(_STATUS_OF) for cells in split(table, fact, sizes)]
