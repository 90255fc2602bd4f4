"""A rulebook's pieces as nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from rusvej.answer import QuestionUse
from rusvej.compiled.nodes import AND, LISTED, TERMINALS, USED_UP, YES, Conditions
from rusvej.compiled.pieces import Key, Piece, pieces
from rusvej.compiled.variables import Variables, ordered
from rusvej.conditions import Compare, Condition, Reading, children, cut_points
from rusvej.diagram import Diagrams
from rusvej.facts import Case
from rusvej.model import Impossible, Offer, Rulebook
from rusvej.model.law import LawNote


class Meaning(NamedTuple):
    """What a piece's condition says of every case: `node` with the combinations that cannot be as
    IMPOSSIBLE, `plain` without. `facts` are those it mentions, under any reading, in the order in
    which it does."""

    node: int
    plain: int
    facts: tuple[str, ...]


#: Pieces of an offer that are part of another of its pieces, or told of it without a case.
_ELSEWHERE = frozenset({"status", "listed", "detail"})
#: Pieces that an answer tells beside its offers.
_AROUND = frozenset({"caveat", "stressed", "action", "deadline", "colours"})


class Compiled:
    """A rulebook made ready for answering. It holds no case; what it says is never changed by
    one."""

    def __init__(
        self,
        rulebook: Rulebook,
        variables: Variables,
        diagrams: Diagrams,
        meanings: dict[Key, Meaning],
        possible: Sequence[int],
    ) -> None:
        self.variables = variables
        self.diagrams = diagrams
        #: YES where some person is like that, for each group of facts that impossible combinations
        #: tie together; IMPOSSIBLE elsewhere.
        self.possible_nodes = tuple(possible)
        #: For each fact that is tied to others the whole group, and all of them, as sets of bits.
        self.ties = {
            fact: diagrams.depends[node] for node in possible for fact in diagrams.support(node)
        }
        self.tied = sum(1 << fact for fact in self.ties)
        #: Whether there is a fact for the level, so that what is printed at some only is not
        #: everywhere.
        self.has_levels = rulebook.about.roles.level in variables.facts
        self._tell(rulebook, meanings)
        self._ask()

    def _tell(self, rulebook: Rulebook, meanings: dict[Key, Meaning]) -> None:
        self.rulebook = rulebook
        self.meanings = meanings
        #: What is kept of what cases left of the nodes, for each thread; see `compiled.rests`.
        self.rests: dict[int, object] = {}

    def _ask(self) -> None:
        questions = self.rulebook.questions
        self.questions = {question.id: question for question in questions}
        #: Each open question, by id, with the reading counted with.
        self.uses = {question.id: QuestionUse(question, question.used) for question in questions}
        readings, numbers = self.variables.readings, self.variables.questions
        #: The reading counted with, for every question that has one.
        self.counted = {
            numbers[id]: readings[id].index(use.used)
            for id, use in self.uses.items()
            if use.used in readings.get(id, ())
        }
        #: The open questions told with an offer although they decide nothing of it, by offer; those
        #: told with none in particular under "".
        self.colouring: dict[str, tuple[str, ...]] = {}
        for question in questions:
            for offer in (question.offers or ("",)) if question.shown_when is not None else ():
                self.colouring[offer] = (*self.colouring.get(offer, ()), question.id)

    def telling(self, rulebook: Rulebook, meanings: dict[Key, Meaning]) -> Compiled:
        """Another rulebook over the same nodes, with the same facts, levels and impossible
        combinations."""
        new = object.__new__(Compiled)
        new.variables, new.diagrams = self.variables, self.diagrams
        new.possible_nodes, new.ties, new.tied = self.possible_nodes, self.ties, self.tied
        new.has_levels = self.has_levels
        new._tell(rulebook, meanings)
        if rulebook.questions is self.rulebook.questions:
            new.questions, new.uses = self.questions, self.uses
            new.counted, new.colouring = self.counted, self.colouring
        else:
            new._ask()
        return new

    def __getitem__(self, key: Key) -> Meaning:
        """The meaning of a piece. Raises `KeyError` where the rulebook has no such piece."""
        return self.meanings[key]

    @cached_property
    def of_offer(self) -> dict[str, tuple[int, ...]]:
        """The nodes that an offer's part of an answer hangs on: those of its pieces, and of the
        questions told with it."""
        told: dict[str, set[int]] = {offer.id: set() for offer in self.rulebook.offers}
        for (kind, owner, _), meaning in self.meanings.items():
            if kind == "colours":
                for offer in told.keys() & self.questions[owner].offers:
                    told[offer].add(meaning.node)
            elif owner in told and kind not in _ELSEWHERE:
                told[owner].add(meaning.node)
                if self.diagrams.depends[meaning.node] & self.tied:
                    told[owner].add(meaning.plain)
        return {offer: tuple(sorted(nodes)) for offer, nodes in told.items()}

    @cached_property
    def answering(self) -> tuple[int, ...]:
        """The nodes that an answer hangs on."""
        around = {
            meaning.node for (kind, _, _), meaning in self.meanings.items() if kind in _AROUND
        }
        return tuple(sorted(around.union(*self.of_offer.values())))

    @cached_property
    def standings(self) -> dict[str, int]:
        """What decides the status of each offer."""
        return {offer.id: self["standing", offer.id, ""].node for offer in self.rulebook.offers}

    def possible(self, case: Case) -> bool:
        """Whether some person is like the case."""
        known = self.variables.partial(case)
        return all(self.diagrams.reachable(node, known) >> YES & 1 for node in self.possible_nodes)

    def contradiction(self, case: Case) -> Impossible | None:
        """The impossible combination that the case is; None where there is none, or where only
        several of them together leave nobody like the case."""
        known = self.variables.partial(case)
        for rule in self.rulebook.impossible:
            if self.diagrams.reachable(self["impossible", rule.id, ""].plain, known) == 1 << YES:
                return rule
        return None


def compile_rulebook(book: Rulebook, notes: Iterable[LawNote] = ()) -> Compiled:
    """The rulebook and the notes on the law compiled."""
    found = list(pieces(book, notes))
    variables = variables_of(book, [piece.when for piece in found])
    return compile_over(book, found, variables, Diagrams(variables.sizes, TERMINALS))


def compile_beside(compiled: Compiled, found: Iterable[Piece]) -> Compiled:
    """Pieces that are none of the rulebook's own, with its facts, questions and impossible
    combinations."""
    beside = list(found)
    variables = compiled.variables
    if not all(variables.tells_apart(piece.when) for piece in beside):
        variables = variables_of(compiled.rulebook, [piece.when for piece in beside])
    return compile_over(compiled.rulebook, beside, variables, Diagrams(variables.sizes, TERMINALS))


def variables_of(
    book: Rulebook, conditions: Iterable[Condition], more: Iterable[Condition] = ()
) -> Variables:
    """The facts and questions of a rulebook, cut into the classes that these conditions, the
    readings and the impossible combinations tell apart; `more` only cut, and have no say in the
    order."""
    readings = [when for q in book.questions for r in q.readings if (when := r.when) is not None]
    rules = [rule.when for rule in book.impossible]
    every = [*conditions, *readings]
    cuts: dict[str, set[int]] = {}
    for condition in (*every, *rules, *more):
        for fact, cut in cut_points(condition):
            cuts.setdefault(fact, set()).add(cut)
    roles = book.about.roles
    facts = ordered(
        book.facts,
        [set(_mentioned(condition, {})) for condition in every],
        [set(_mentioned(rule, {})) for rule in rules],
        [role for role in (roles.level, roles.age) if role],
    )
    return Variables(facts, cuts, book.questions)


def compile_over(
    book: Rulebook, found: Iterable[Piece], variables: Variables, diagrams: Diagrams
) -> Compiled:
    """These pieces of a rulebook as nodes of `diagrams`, over variables that may be those of
    several rulebooks."""
    conditions = Conditions(diagrams, variables, readings_of(book))
    possible = possible_groups(book, conditions)
    meanings = meanings_of(book.offers, found, conditions, possible)
    return Compiled(book, variables, diagrams, meanings, [node for _, node in possible])


def readings_of(book: Rulebook) -> dict[str, dict[str, Condition | None]]:
    """The condition of every reading of every open question."""
    return {q.id: {r.id: r.when for r in q.readings} for q in book.questions}


def meanings_of(
    offers: Iterable[Offer],
    found: Iterable[Piece],
    conditions: Conditions,
    possible: Iterable[tuple[int, int]],
    others: Mapping[Key, Meaning] = MappingProxyType({}),
) -> dict[Key, Meaning]:
    """What the pieces mean; `offers` are those some of whose pieces are among them, the `others`
    being known."""
    diagrams = conditions.diagrams
    meanings: dict[Key, Meaning] = dict(others)
    for piece in found:
        diagrams.building = f"{piece.kind} {piece.owner} {piece.name}".strip()
        plain = conditions.node(piece.when)
        node = plain
        if piece.kind != "impossible":
            for tied, allowed in possible:
                if diagrams.depends[plain] & tied:
                    node = diagrams.apply(AND, allowed, node)
        named = tuple(_mentioned(piece.when, conditions.readings))
        meanings[piece.key] = Meaning(node, plain, named)
    for offer in offers:
        if ("status", offer.id, "") in meanings:
            meanings["standing", offer.id, ""] = _standing(diagrams, meanings, offer)
    return meanings


def _standing(diagrams: Diagrams, meanings: Mapping[Key, Meaning], offer: Offer) -> Meaning:
    """An offer's criteria together with whether it is listed, and whether a limit is reached that
    makes it an open question."""
    diagrams.building = f"standing {offer.id}"
    status, listed = meanings["status", offer.id, ""], meanings["listed", offer.id, ""]
    node = status.node
    for question in offer.reopening:
        used_up = meanings["used-up", offer.id, question].node
        node = diagrams.apply(USED_UP, used_up, node)
    return Meaning(
        diagrams.apply(LISTED, listed.node, node),
        diagrams.apply(AND, status.plain, listed.plain),
        tuple(dict.fromkeys((*status.facts, *listed.facts))),
    )


def possible_groups(book: Rulebook, conditions: Conditions) -> list[tuple[int, int]]:
    """For each group of facts that impossible combinations tie together, near and far: the facts as
    a set of bits, and YES where no combination of the group holds, else IMPOSSIBLE."""
    diagrams = conditions.diagrams
    groups: list[tuple[int, int]] = []
    for rule in book.impossible:
        diagrams.building = f"impossible {rule.id}"
        node = conditions.node(rule.when)
        tied, allowed = diagrams.depends[node], conditions.never(node)
        apart = []
        for other, others in groups:
            if other & tied:
                tied, allowed = tied | other, diagrams.apply(AND, others, allowed)
            else:
                apart.append((other, others))
        groups = [*apart, (tied, allowed)]
    return groups


def _mentioned(
    condition: Condition, readings: Mapping[str, Mapping[str, Condition | None]]
) -> Iterator[str]:
    """The facts a condition mentions, each once, in its order; with `readings` also those that the
    questions it names do."""
    seen: set[str] = set()
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Compare):
            if part.fact not in seen:
                seen.add(part.fact)
                yield part.fact
        elif isinstance(part, Reading):
            below = [when for when in readings.get(part.question, {}).values() if when]
            waiting += reversed(below)
        else:
            waiting += reversed(children(part))
