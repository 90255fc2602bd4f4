"""The rulebook as look-up tables, one an offer.

What an offer comes to hangs on few facts. Its table has a place for every combination of their
classes, each with one more for "unknown"; a case's place is the sum of its classes times the
strides (row-major order). Every piece (status, pointers, limits reached) is worked out over its own
facts only, by the engine, and spread out over those of the whole table.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rusvej.answer import RankKey, Status
from rusvej.compiled import Compiled, Held, Kind
from rusvej.compiled.nodes import YES
from rusvej.compiled.pieces import Key
from rusvej.compiled.rests import Rests
from rusvej.diagnostics import InputError
from rusvej.engine.ranking import rank_key
from rusvej.facts import Case, Value
from rusvej.model import Offer, Statement
from rusvej.truth import Truth

#: An offer whose table would have more places is refused: 4 bytes each.
MOST_PLACES = 8_000_000

Cells = NDArray[np.signedinteger]


def strides(sizes: Sequence[int]) -> tuple[int, ...]:
    """What each fact's class counts in the place of a case."""
    return tuple(prod(sizes[at + 1 :]) for at in range(len(sizes)))


class Table(NamedTuple):
    """What an offer comes to at every place. A rank is its place among all ranks that any offer can
    have, so the offer with the least one stands first. `facts` and their `sizes` (with "unknown")
    give the place of a case. `missing` and `questions` are places in `Tables.lists`: the facts that
    are missing, and the open questions that decide the status."""

    offer: str
    facts: tuple[str, ...]
    sizes: tuple[int, ...]
    statuses: Cells
    ranks: Cells
    missing: Cells
    questions: Cells

    def narrowed(self, given: Container[str]) -> Table:
        """The table over those of its facts that are given; the others are unknown."""
        at = tuple(slice(None) if fact in given else 0 for fact in self.facts)
        own = [(f, n) for f, n in zip(self.facts, self.sizes, strict=True) if f in given]
        cells = [each.reshape(self.sizes)[at].ravel() for each in self[3:]]
        return Table(self.offer, tuple(f for f, _ in own), tuple(n for _, n in own), *cells)


class Tables(NamedTuple):
    """The tables of a rulebook. `classes` are the values that stand for the classes of each fact;
    class 0 is "unknown", so the value at `n` has the class `n + 1`. `firsts` tells which offer has
    a rank. In `impossible`, tables of nobody's, a status of 1 says that no person is like that."""

    classes: dict[str, tuple[Value, ...]]
    offers: tuple[Table, ...]
    impossible: tuple[Table, ...]
    firsts: tuple[str, ...]
    lists: tuple[str, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that some table asks for, in the order of the variables."""
        asked = {fact for table in (*self.offers, *self.impossible) for fact in table.facts}
        return tuple(fact for fact in self.classes if fact in asked)


class _Cells:
    """Fills arrays over some facts with what the engine says of each combination."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.variables = compiled.variables
        #: What is left of nodes, which many tables ask for.
        self.rests = Rests(compiled)
        self.left: dict[tuple[int, int, int], int] = {}
        #: Every list of ids that stands in a table, once, with its number.
        self.lists: dict[tuple[str, ...], int] = {(): 0}

    def listed(self, ids: Iterable[str]) -> int:
        """The number of a list of ids."""
        return self.lists.setdefault(tuple(ids), len(self.lists))

    def grown(self, numbers: Cells, more: Iterable[str]) -> Cells:
        """The numbers of the lists that have these ids as well."""
        ids = list(more)
        longer = [self.listed(dict.fromkeys((*each, *ids))) for each in list(self.lists)]
        found: Cells = np.array(longer, np.int32)[numbers]
        return found

    def size(self, fact: str) -> int:
        """How many classes a fact has, "unknown" among them."""
        return len(self.variables.classes[fact]) + 1

    def facts(self, keys: Iterable[Key]) -> tuple[str, ...]:
        """The facts on which some of these pieces hang, in the order of the variables."""
        bits = 0
        for key in keys:
            bits |= self.compiled.diagrams.depends[self.compiled[key].node]
        return self.variables.named(bits & self.variables.fact_bits)

    def over(
        self, facts: tuple[str, ...], nodes: Iterable[int], say: Callable[[Held], int]
    ) -> Cells:
        """What `say` gives for every combination of the facts; -1 where no person is like that.
        `say` may look at nothing but these nodes: it is asked once for all combinations that leave
        the same of them."""
        whole = self.compiled.diagrams
        bits = self.variables.bits(facts)
        tied = {node for node in self.compiled.possible_nodes if whole.depends[node] & bits}
        start = (*tied, *({*nodes} - tied))
        #: What is left of the nodes, each with a case that leaves it; and which of them each
        #: combination of the facts so far leaves.
        left: dict[tuple[int, ...], Case] = {start: {}}
        places: Cells = np.zeros(1, np.int32)
        for fact in facts:
            at = self.variables.facts[fact]
            numbers: dict[tuple[int, ...], int] = {}
            cases: dict[tuple[int, ...], Case] = {}
            rows = []
            for state, case in left.items():
                row = [numbers.setdefault(state, len(numbers))]
                cases.setdefault(state, case)
                for number, value in enumerate(self.variables.classes[fact]):
                    rest = tuple([self._narrowed(node, at, number) for node in state])
                    row.append(numbers.setdefault(rest, len(numbers)))
                    cases.setdefault(rest, {**case, fact: value})
                rows.append(row)
            places = np.array(rows, np.int32)[places].ravel()
            left = cases
        reach = self.rests.nodes.reach

        def at_state(state: tuple[int, ...], case: Case) -> int:
            if not all(reach[node] >> YES & 1 for node in state[: len(tied)]):
                return -1
            return say(Held(self.compiled, case, self.rests, dict(zip(start, state, strict=True))))

        found = np.array([at_state(*each) for each in left.items()], np.int32)
        return found[places].reshape([self.size(fact) for fact in facts])

    def _narrowed(self, node: int, variable: int, value: int) -> int:
        """What is left of a node when one fact is known."""
        known = node, variable, value
        if known not in self.left:
            nodes = self.rests.nodes
            self.left[known] = nodes.restrict(node, nodes.partial({variable: value}))
        return self.left[known]


def tables_of(compiled: Compiled, *, reasons: bool = False) -> Tables:
    """The tables of a rulebook valid on the day in question; what is missing and which questions
    decide only with `reasons`. Takes some 100 microseconds for each thing that a piece can be
    narrowed down to, and far less for a place.

    Raises `InputError` where an offer hangs on so many facts at once that its table would be too
    large.
    """
    cells = _Cells(compiled)
    level = compiled.rulebook.about.roles.level
    drafts = [_draft(cells, offer, level, reasons) for offer in compiled.rulebook.offers]
    ranks = {key: at for at, key in enumerate(sorted({k for keys, _ in drafts for k in keys}))}
    return Tables(
        dict(cells.variables.classes),
        tuple(table(ranks) for _, table in drafts),
        tuple(_impossible(cells)),
        tuple(key.id for key in ranks),
        tuple(" ".join(ids) for ids in cells.lists),
    )


def _draft(
    cells: _Cells, offer: Offer, level: str, reasons: bool
) -> tuple[list[RankKey], Callable[[dict[RankKey, int]], Table]]:
    """The ranks that an offer can have, and its table once those of the others are known."""

    def keys(kind: Kind, names: Iterable[object]) -> list[Key]:
        return [(kind, offer.id, str(name)) for name in names]

    standing: Key = ("standing", offer.id, "")
    concerns = keys("concerns", (criterion.id for criterion in offer.criteria))
    to = keys("points-to", range(len(offer.points_to)))
    away = keys("points-away", range(len(offer.points_away)))
    away += keys("reached", (at for at, limit in enumerate(offer.limits) if limit.reached))
    reopening = keys("used-up", offer.reopening)
    roles = cells.compiled.rulebook.about.roles
    asking = [
        key
        for key in concerns
        if set(cells.compiled["criterion", offer.id, key[2]].facts) - {roles.age, roles.level}
    ]
    facts = cells.facts([standing, *asking, *to, *away])
    if level and offer.levels and level not in facts:
        facts = cells.variables.named(cells.variables.bits([*facts, level]))
    places = prod(map(cells.size, facts))
    if places > MOST_PLACES:
        raise InputError(
            f"Tilbuddet “{offer.id}” hænger på {len(facts)} oplysninger på én gang, og tabellen"
            f" ville få {places} pladser.",
            f"Del tilbuddet, eller lad færre oplysninger afgøre det; højst {MOST_PLACES} pladser.",
        )

    def spread(wanted: Iterable[Key], say: Callable[[Held], int], *, plain: bool = False) -> Cells:
        keys = list(wanted)
        own = cells.facts(keys)
        meanings = [cells.compiled[key] for key in keys]
        nodes = {n for m in meanings for n in ((m.node, m.plain) if plain else (m.node,))}
        found = cells.over(own, nodes, say)
        return found.reshape([cells.size(f) if f in own else 1 for f in facts])

    def holds(wanted: list[Key], *, unless: Truth | None = None) -> Cells:
        """Where some of these hold; with `unless`, where some is not that."""

        def say(held: Held) -> int:
            verdicts = (held.verdict(key) for key in wanted)
            return any(v is Truth.YES if unless is None else v is not unless for v in verdicts)

        return np.maximum(spread(wanted, say), 0)

    # Where nobody can be like that, any status will do: such rows are refused before.
    status = np.maximum(spread([standing], lambda held: held.status(offer.id)), 0)
    tested = holds(asking, unless=Truth.NO)
    pointed = np.where(holds(away) == 1, 2, np.where(holds(to) == 1, 0, 1))
    at_level: Cells = np.zeros([1] * len(facts), np.int32)
    levels: tuple[Value | None, ...] = (None,)
    if level in facts:
        levels = (None, *cells.variables.classes[level])
        at_level = np.arange(len(levels)).reshape([-1 if f == level else 1 for f in facts])
    shape = [cells.size(fact) for fact in facts]
    signs = ((at_level * len(Status) + status) * 2 + tested) * 3 + pointed
    unique, codes = _numbered(np.broadcast_to(signs, shape).ravel())
    combined = np.stack(np.unravel_index(unique, (len(levels), len(Status), 2, 3)), -1).tolist()
    held_by = [_rank_key(offer, levels[at], *rest) for at, *rest in combined]
    missing: Cells = np.zeros([1] * len(facts), np.int32)
    questions: Cells = missing
    if reasons:
        missing = spread([standing], lambda held: _lacking(cells, held, offer.id), plain=True)
        questions = spread([standing], lambda held: _deciding(cells, held, offer.id))
        for key in reopening:
            asked = (holds([key]) == 1) & (status <= Status.OPEN)
            questions = np.where(asked, cells.grown(np.maximum(questions, 0), [key[2]]), questions)

    def table(ranks: dict[RankKey, int]) -> Table:
        statuses = np.array([found for _, found, _, _ in combined], np.int32)[codes]
        ranked = np.array([ranks[key] for key in held_by], np.int32)[codes]
        told = [np.broadcast_to(np.maximum(x, 0), shape).ravel() for x in (missing, questions)]
        return Table(offer.id, facts, tuple(shape), statuses, ranked, *told)

    return held_by, table


def _rank_key(offer: Offer, level: Value | None, status: int, tested: int, pointed: int) -> RankKey:
    to, away = _SAID if pointed == 0 else (), _SAID if pointed == 2 else ()
    return rank_key(offer, Status(status), bool(tested), level, to, away)


def _numbered(signs: Cells) -> tuple[Cells, Cells]:
    """Which small numbers occur, and for each place which of those stands there; one pass."""
    unique = np.flatnonzero(np.bincount(signs))
    codes: Cells = np.zeros(unique[-1] + 1, np.int32)
    codes[unique] = np.arange(len(unique))
    return unique, codes[signs]


def _lacking(cells: _Cells, held: Held, offer: str) -> int:
    if held.status(offer) not in (Status.DEPENDS, Status.OPEN):
        return 0
    return cells.listed(held.missing(("standing", offer, "")))


def _deciding(cells: _Cells, held: Held, offer: str) -> int:
    if held.status(offer) is Status.NOT_LISTED:
        return 0
    return cells.listed(held.questions(("standing", offer, "")))


#: That something points to an offer or away from it; what it says is not looked at.
_SAID = (Statement(""),)


def _impossible(cells: _Cells) -> Iterator[Table]:
    diagrams, variables = cells.compiled.diagrams, cells.variables
    for node in cells.compiled.possible_nodes:
        facts = variables.named(diagrams.depends[node] & variables.fact_bits)
        found = cells.over(facts, (), lambda held: 0)
        nowhere = np.zeros_like(found).ravel()
        yield Table("", facts, found.shape, -found.ravel(), nowhere, nowhere, nowhere)
