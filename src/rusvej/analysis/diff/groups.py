"""The people whom changes concern: for each region few large boxes, told by the facts on which they
are narrower than everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from math import prod
from operator import or_

from rusvej.analysis.diff.boxes import boxes
from rusvej.analysis.diff.changes import Change
from rusvej.analysis.diff.people import People
from rusvej.analysis.diff.records import Bit, Effect, Group, Step, Witness
from rusvej.analysis.diff.witness import Found, witnesses
from rusvej.compiled import compiled
from rusvej.compiled.nodes import AND, NO, OR, TERMINALS, YES
from rusvej.diagram import count, members

#: YES where nobody is like the case.
_NOBODY = (YES, *(NO for _ in range(1, TERMINALS)))


def found_in(people: People, aspect: list[Change]) -> Iterator[Found]:
    """The boxes of cells that the changes of one aspect concern."""
    pair, nodes = people.pair, people.pair.nodes
    complete = pair.any(*(pair.all(each.where, pair.possible) for each in aspect))
    for change in aspect:
        facts = pair.closed(nodes.depends[change.where])
        possible = pair.possible_over(facts)
        nobody = nodes.map(_NOBODY, possible)
        where = pair.sure(nodes.apply(AND, change.where, possible))
        whole = people.known(facts)
        for box in boxes(nodes, where, nobody, whole):
            yield Found(change, facts, people.limits(box, whole), partial=False)
        # A cell some completion of which changes is told by that completion.
        touched = pair.projected(_some_completion(people, complete), facts)
        partly = nodes.apply(AND, where, pair.never(touched))
        if nodes.reach[partly] >> YES & 1:
            whole = people.partial(facts)
            for box in boxes(nodes, partly, nobody, whole):
                yield Found(change, facts, people.limits(box, whole), partial=True)


def _some_completion(people: People, node: int) -> int:
    """Where some completion of a case, with values that both rulebooks have, makes it YES."""
    nodes = people.pair.nodes
    done = {terminal: YES if terminal == YES else NO for terminal in range(nodes.terminals)}
    for each in nodes.below(node):
        if each >= nodes.terminals:
            at = nodes.variable[each]
            children = [done[child] for child in nodes.children[each]]
            children[-1] = nodes.join(
                OR, {NO, *(children[place] for place in people.known(1 << at)[at])}
            )
            done[each] = nodes.node(at, tuple(children))
    return done[node]


def group(people: People, found: list[Found], on: date) -> Group:
    """The same people's changes taken together."""
    pair, limits, partial = people.pair, found[0].limits, found[0].partial
    facts = pair.closed(reduce(or_, (each.facts for each in found)))
    return Group(
        people=people.spans(limits),
        effects=tuple(each.change.effect for each in found),
        cells=people.count(facts, limits, partial=partial),
        of=people.count(facts, {}, partial=partial),
        facts=tuple(people.names[at] for at in people.ordered(members(facts))),
        witnesses=witnesses(people, found, on),
        partial=partial,
    )


def refused(people: People) -> Iterator[Group]:
    """The complete cases that one rulebook refuses as impossible and the other answers, of values
    that both have."""
    pair, nodes = people.pair, people.pair.nodes
    was, now = (pair.sure(side.possible) for side in (pair.old, pair.new))
    kinds: tuple[tuple[str, Step, int, int], ...] = (
        ("case-refused", "major", was, now),
        ("case-allowed", "minor", now, was),
    )
    for kind, step, one, two in kinds:
        where = pair.all(one, pair.never(two))
        neither = pair.all(pair.never(one), pair.never(two))
        whole = people.known(nodes.depends[where] | nodes.depends[neither])
        for box in boxes(nodes, where, neither, whole):
            limits = people.limits(box, whole)
            inside = next(boxes(nodes, where, NO, box))
            case = people.case({at: places[0] for at, places in inside.items()})
            allowed = [compiled(book).possible(own) for book, own in people.told(case)]
            words = [Bit("refused", "no" if each else "yes") for each in allowed]
            effect = Effect(kind, "impossible", "", step, (words[0],), (words[1],))
            confirmed = allowed == [kind == "case-refused", kind == "case-allowed"]
            names = tuple(people.names[at] for at in people.ordered(whole))
            yield Group(
                people.spans(limits),
                (effect,),
                count(nodes, nodes.apply(AND, where, people.within(box)), whole).get(YES, 0),
                prod(len(places) for places in whole.values()),
                names,
                (Witness(case, (0,), confirmed),),
            )
