"""Which answers a change of one record can reach: the records to look at, and the rulebook cut down
to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rusvej.analysis.mutation.records import Mutant
from rusvej.conditions import Condition, questions_of
from rusvej.model import Action, Caveat, Deadline, Offer, Rulebook, spoken_of
from rusvej.records import changed as replace
from rusvej.records import record
from rusvej.space.seen import plan


@record
class Touched:
    """The ids of the records whose part of an answer may change. `dates`: the time limits that
    dates are held against."""

    offers: frozenset[str] = frozenset()
    caveats: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    deadlines: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()


def conditions_in(record: Offer | Caveat | Action | Deadline) -> Iterator[Condition]:
    """The conditions that decide the record's part of an answer; those of an offer's details decide
    nothing."""
    if isinstance(record, Offer):
        yield from (criterion.when for criterion in record.criteria)
        yield from (place.statement.when for place in spoken_of(record))
    else:
        yield record.when
        if isinstance(record, Caveat) and record.stressed_when is not None:
            yield record.stressed_when


def bringing(book: Rulebook, deadline: Deadline) -> tuple[str, ...]:
    """The offers that bring a time limit into the answer."""
    return tuple(offer.id for offer in book.offers if offer.brings(deadline))


def touched(book: Rulebook, mutant: Mutant) -> Touched:
    """What the mutant can change of the answers of `book`, the rulebook it was made from."""
    found = _touched(book, mutant)
    # An offer's answer names its caveats.
    beside = {caveat.id for caveat in book.caveats if found.offers.intersection(caveat.offers)}
    return replace(found, caveats=found.caveats | beside)


def _touched(book: Rulebook, mutant: Mutant) -> Touched:
    if mutant.section == "offers":
        deadlines = frozenset(
            deadline.id for deadline in book.deadlines if mutant.id in bringing(book, deadline)
        )
        return Touched(frozenset({mutant.id}), deadlines=deadlines)
    if mutant.section == "caveats":
        caveat = next(caveat for caveat in book.caveats if caveat.id == mutant.id)
        return Touched(frozenset(caveat.offers), frozenset({mutant.id}))
    if mutant.section == "actions":
        return Touched(actions=frozenset({mutant.id}))
    if mutant.section == "deadlines":
        return Touched(deadlines=frozenset({mutant.id}), dates=frozenset({mutant.id}))
    if mutant.section == "exceptions":
        return Touched(dates=frozenset(deadline.id for deadline in book.deadlines))
    return _by_question(book, mutant.id)


def _by_question(book: Rulebook, question: str) -> Touched:
    def named(records: Iterable[Offer | Caveat | Action | Deadline]) -> frozenset[str]:
        return frozenset(
            record.id
            for record in records
            if any(
                question in questions_of(condition, book.readings)
                for condition in conditions_in(record)
            )
        )

    offers, deadlines = named(book.offers), named(book.deadlines)
    brought = frozenset(
        deadline.id for deadline in book.deadlines if offers.intersection(bringing(book, deadline))
    )
    # The same list as what is seen of dates is made of.
    dated = frozenset(
        deadline.id
        for deadline in book.deadlines
        if any(name[:2] == ("decides", question) for name in plan(book, deadline))
    )
    return Touched(offers, named(book.caveats), named(book.actions), deadlines | brought, dated)


def narrowed(
    original: Rulebook, book: Rulebook, found: Touched, beside: Iterable[str] = ()
) -> Rulebook:
    """The book with only the records that matter to what was touched; `beside` are offers that are
    needed as well."""
    deadlines = tuple(deadline for deadline in book.deadlines if deadline.id in found.deadlines)
    caveats = tuple(caveat for caveat in book.caveats if caveat.id in found.caveats)
    needed = found.offers.union(beside)
    # The originals too: a reference that is gone must not take the offer with it.
    for source in (original, book):
        needed |= {
            name
            for caveat in source.caveats
            if caveat.id in found.caveats
            for name in caveat.offers
        }
        needed |= {
            name
            for deadline in source.deadlines
            if deadline.id in found.deadlines
            for name in bringing(source, deadline)
        }
    return replace(
        book,
        offers=tuple(offer for offer in book.offers if offer.id in needed),
        caveats=caveats,
        actions=tuple(action for action in book.actions if action.id in found.actions),
        deadlines=deadlines,
    )
