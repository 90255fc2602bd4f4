"""What a receipt holds of an answer: outcomes by id, and the classes of the facts that bring them
about.

A fact without which the outcome is the same is left out. A class holds every value with which the
receipt would be this very one: it is widened from the class that no rule can tell apart as long as
outcome and facts stay the same. Widening the facts one after the other, each with the classes
already found, makes the receipt the same from every value in them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import product

from rusvej import __version__
from rusvej.compiled import Held, compiled
from rusvej.compiled.variables import Variables
from rusvej.diagnostics import InputError
from rusvej.engine.answering import actions_of, caveats_of, deadlines_of
from rusvej.explain.classes import FactClass, merged
from rusvej.facts import NONE, Case, Value
from rusvej.model import Rulebook
from rusvej.records import record

Places = tuple[int, ...]
SCHEMA = "rusvej/receipt/1"
#: What an answer comes to, by section and id: the status of every offer, and how caveats, actions
#: and deadlines apply.
Outcome = dict[str, dict[str, str]]
#: So many combinations of classes are tried; a receipt that needs more was not written by rusvej.
_MAX_COMBINATIONS = 5000


@record
class Receipt:
    """What a receipt file says. `version` is that of the code that wrote it."""

    name: str
    rulebook_version: str
    digest: str
    version: str
    as_of: date
    facts: tuple[FactClass, ...]
    outcome: Outcome


@record
class Deviation:
    """Something that is otherwise now. `before` or `after` is None where it is not there.

    `where` are the combinations for which it is so, when it is not for the whole of the classes.
    """

    section: str
    id: str
    before: str | None
    after: str | None
    where: tuple[dict[str, Value], ...] = ()


@record
class Verification:
    """A receipt held against a rulebook. `lost_facts` are facts or values the rulebook no longer
    has; then nothing was evaluated."""

    receipt: Receipt
    rulebook: Rulebook
    deviations: tuple[Deviation, ...]
    lost_facts: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether today's rules give what the receipt says, for every value in its classes."""
        return not (self.deviations or self.lost_facts)

    @property
    def unchanged(self) -> bool:
        """Whether rules and code are the very ones that wrote the receipt."""
        return (self.receipt.digest, self.receipt.version) == (self.rulebook.digest, __version__)


def outcome(held: Held) -> Outcome:
    """The outcome for a case; nothing in it depends on the order of the offers."""
    offers = [(offer, held.status(offer.id)) for offer in held.compiled.rulebook.offers]
    shown = [offer for offer, status in offers if status.shown]
    found = {
        "offers": {offer.id: status.id for offer, status in offers},
        "caveats": {each.caveat.id: each.applies.value for each in caveats_of(held)},
        "actions": {each.action.id: each.applies.value for each in actions_of(held)},
        "deadlines": {each.deadline.id: each.applies.value for each in deadlines_of(held, shown)},
    }
    return {section: dict(sorted(told.items())) for section, told in found.items()}


class Summary:
    """The outcome of one case, and the classes of the facts behind it."""

    def __init__(self, book: Rulebook, case: Case) -> None:
        self._compiled = compiled(book)
        self._variables = self._compiled.variables
        self._facts = tuple(fact for fact in book.vocabulary if fact in case)
        # Each is asked for again and again.
        self._outcome = cache(self._told)
        self._base = cache(self._left)
        self._run = cache(self._wide)
        here = tuple(self._variables.place(fact, case[fact]) for fact in self._facts)
        self.outcome, self.mattering = self._base(here)
        self.classes = tuple(
            merged(book.vocabulary[fact], self._variables.classes[fact], self._run(at, here))
            for at, fact in enumerate(self._facts)
            if fact in self.mattering
        )

    def _told(self, places: tuple[tuple[str, int], ...]) -> Outcome:
        case = {fact: self._variables.classes[fact][place] for fact, place in places}
        return outcome(Held(self._compiled, case))

    def _left(self, places: Places) -> tuple[Outcome, tuple[str, ...]]:
        """The outcome, and the facts that are left when each without which it is the same is
        dropped in turn."""
        kept = tuple(zip(self._facts, places, strict=True))
        found = self._outcome(kept)
        for fact in self._facts:
            fewer = tuple(each for each in kept if each[0] != fact)
            if self._outcome(fewer) == found:
                kept = fewer
        return found, tuple(fact for fact, _ in kept)

    def _wide(self, at: int, places: Places) -> Places:
        """The places of one fact with which everything found before it is the same, the others
        staying where they are."""

        def same(place: int) -> bool:
            return self._same(at, places, (*places[:at], place, *places[at + 1 :]))

        return tuple(_alike(self._variables, self._facts[at], places[at], same))

    def _same(self, at: int, one: Places, other: Places) -> bool:
        """Whether two cells give the same outcome from the same facts, whose earlier classes are
        the same."""
        # The outcome alone is sooner known than what it hangs on.
        told = (self._outcome(tuple(zip(self._facts, each, strict=True))) for each in (one, other))
        if next(told) != next(told) or self._base(one) != self._base(other):
            return False
        earlier = (before for before in range(at) if self._facts[before] in self._base(one)[1])
        return all(self._run(before, one) == self._run(before, other) for before in earlier)


def _alike(variables: Variables, fact: str, here: int, same: Callable[[int], bool]) -> list[int]:
    """The places alike to `here`: of a number the unbroken run, of anything else all."""
    values = variables.classes[fact]
    if variables.vocabulary[fact].type != "int":
        return [place for place in range(len(values)) if place == here or same(place)]
    found = [here]
    if values[here] == NONE:
        return found
    for run in (range(here - 1, -1, -1), range(here + 1, len(values))):
        for place in run:
            if values[place] == NONE or not same(place):
                break
            found.append(place)
    return sorted(found)


def representatives(variables: Variables, classes: tuple[FactClass, ...]) -> list[dict[str, Value]]:
    """One case for every combination that the rules can tell apart within the classes; values
    outside the vocabulary are left out."""
    choices: list[list[Value]] = []
    for each in classes:
        values = variables.classes[each.fact]
        if each.low is None:
            choices.append([value for value in values if each.holds(value)])
        else:
            starts = [value for value in values if each.holds(value)]
            choices.append(starts if each.low in starts else [each.low, *starts])
    return [
        dict(zip((each.fact for each in classes), combination, strict=True))
        for combination in product(*choices)
    ]


def verify(book: Rulebook, receipt: Receipt) -> Verification:
    """Evaluates every combination that the rules now tell apart within the receipt's classes.

    Raises `InputError` when the very rules and code that wrote the receipt do not give it: then
    somebody else wrote it.
    """
    lost = tuple(each.fact for each in receipt.facts if not _known(book, each))
    if lost:
        return Verification(receipt, book, (), lost)
    known = compiled(book.on(receipt.as_of))
    tried = [c for c in representatives(known.variables, receipt.facts) if known.possible(c)]
    if not 0 < len(tried) <= _MAX_COMBINATIONS:
        raise InputError(
            "Kvitteringens oplysninger kan ikke høre til én sag.", "Skriv den igen med --receipt."
        )
    found = Verification(
        receipt,
        book,
        _deviations(receipt, [(c, outcome(Held(known, c))) for c in tried]),
    )
    if found.unchanged and not found.same:
        raise InputError(
            "Regelsættet og rusvej er de samme, men giver ikke kvitteringens svar.",
            "Kvitteringen er ændret i hånden.",
        )
    return found


def _known(book: Rulebook, each: FactClass) -> bool:
    fact = book.vocabulary.get(each.fact)
    if fact is None:
        return False
    return all(fact.allows(value) for value in (each.values or (each.low, each.high)))


def _deviations(
    receipt: Receipt, tried: list[tuple[dict[str, Value], Outcome]]
) -> tuple[Deviation, ...]:
    found: dict[tuple[str, str, str | None, str | None], list[dict[str, Value]]] = {}
    for case, now in tried:
        for section, after in now.items():
            before = receipt.outcome[section]
            for name in dict.fromkeys((*before, *after)):
                if before.get(name) != after.get(name):
                    found.setdefault((section, name, before.get(name), after.get(name)), []).append(
                        case
                    )
    return tuple(
        Deviation(*key, where=() if len(cases) == len(tried) else tuple(cases))
        for key, cases in found.items()
    )
