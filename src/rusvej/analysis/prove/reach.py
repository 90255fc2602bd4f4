"""Built in: offers nobody can get, and records that never matter or are shadowed by another.

Nearly everything here is decided over complete cases and under every choice of readings: a record
matters when there is a person, and a way to read the documents, for whom it makes a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rusvej.analysis.prove.records import Collision, Finding
from rusvej.analysis.prove.world import World
from rusvej.compiled.nodes import NO, YES
from rusvej.conditions import ALWAYS
from rusvej.model import Criterion, Offer, Statement, statements_of
from rusvej.space.space import UNKNOWN


def unreachable_offers(world: World) -> Iterator[Finding]:
    """Offers that fit, and are open, for no complete case."""
    for offer in world.book.offers:
        if not world.happens(_gets(world, offer)):
            own = Collision(offer.id, offer.name, "", offer.entry_lines)
            told = (own, *_told(*offer.criteria))
            yield Finding("offer-unreachable", {"offer": offer.id}, collisions=told)


def idle_criteria(world: World) -> Iterator[Finding]:
    """Criteria without which nobody's status would differ, and the criterion that makes each so, if
    it is one alone."""
    for offer in world.book.offers:
        listed = world.node("listed", offer.id)
        held = [world.node("criterion", offer.id, each.id) for each in offer.criteria]
        for i, criterion in enumerate(offer.criteria):
            unmet = world.negated(held[i])
            if world.happens([listed, unmet, *held[:i], *held[i + 1 :]]):
                continue
            others = [j for j in range(len(held)) if j != i and world.happens([listed, unmet])]
            by = next((j for j in others if not world.happens([listed, unmet, held[j]])), None)
            data: dict[str, str] = {"offer": offer.id, "criterion": criterion.id}
            if by is None:
                yield Finding("criterion-idle", data, collisions=_told(criterion))
            else:
                other = offer.criteria[by]
                told = _told(criterion, other)
                yield Finding("criterion-shadowed", {**data, "by": other.id}, collisions=told)


def idle_statements(world: World) -> Iterator[Finding]:
    """Statements that are said for nobody to whom the offer is shown."""
    for offer in world.book.offers:
        for kind, name, path, statement in statements_of(offer):
            if statement.when is ALWAYS and statement.levels is None:
                continue
            if not world.happens([*_gets(world, offer), world.node(kind, offer.id, name)]):
                data = {"offer": offer.id, "path": ".".join(map(str, path))}
                yield Finding("statement-idle", data, collisions=_told(statement))


def shadowed_statements(world: World) -> Iterator[Finding]:
    """First steps that an earlier one always takes the place of, and pointers to an offer that a
    pointer on from it always outdoes."""
    space = world.space
    for offer in world.book.offers:
        steps = offer.contact.first_step
        free = [space.shown(offer.id)]
        for i, step in enumerate(steps):
            verdict = space.judged(("first-step", offer.id, str(i))).verdict
            if world.smallest([*free, space.where(verdict, [YES, UNKNOWN])]) is None:
                data = {"offer": offer.id, "path": f"contact.first_step.{i}"}
                yield Finding("step-shadowed", data, collisions=_told(*steps[:i], step))
            free.append(space.where(verdict, [NO]))
        away = [
            space.where(space.judged(("points-away", offer.id, str(i))).verdict, [NO, UNKNOWN])
            for i in range(len(offer.points_away))
        ]
        for i, statement in enumerate(offer.points_to if away else ()):
            to = space.where(space.judged(("points-to", offer.id, str(i))).verdict, [YES])
            if world.smallest([to, *away]) is None:
                data = {"offer": offer.id, "path": f"points_to.{i}"}
                told = _told(statement, *offer.points_away)
                yield Finding("pointer-shadowed", data, collisions=told)


def idle_caveats(world: World) -> Iterator[Finding]:
    """Caveats that are never shown at a level where they are printed, or only where none of their
    offers is listed."""
    for caveat in world.book.caveats:
        mine = world.offers(caveat.offers)
        shown = world.node("caveat", caveat.id)
        for entry in caveat.printed:
            data = {"caveat": caveat.id, "level": entry.level}
            record = (Collision(caveat.id, caveat.title, "", entry.sources),)
            if not world.happens([world.at(entry.level), shown]):
                yield Finding("caveat-idle", data, collisions=record)
            if mine and entry.level and not _listed(mine, [entry.level]):
                yield Finding("caveat-alone", data, collisions=record)
        if caveat.stressed_when is not None and not world.happens(
            [shown, world.node("stressed", caveat.id)]
        ):
            sources = tuple(source for entry in caveat.printed for source in entry.sources)
            record = (Collision(caveat.id, caveat.title, "", sources),)
            yield Finding("caveat-stress-idle", {"caveat": caveat.id}, collisions=record)


def idle_actions(world: World) -> Iterator[Finding]:
    """Actions that never apply at a level where they are printed, or belong to offers that are
    listed at none of them."""
    for action in world.book.actions:
        record = (Collision(action.id, action.title, "", action.sources),)
        for level in action.levels:
            if not world.happens([world.at(level), world.node("action", action.id)]):
                data = {"action": action.id, "level": level}
                yield Finding("action-idle", data, collisions=record)
        mine = world.offers(action.offers)
        if mine and action.levels and not _listed(mine, action.levels):
            yield Finding("action-alone", {"action": action.id}, collisions=record)


def idle_deadlines(world: World) -> Iterator[Finding]:
    """Deadlines that hold for nobody to whom one of their offers is shown, exceptions that nothing
    lets count, idle impossible rules."""
    book = world.book
    for deadline in book.deadlines:
        holds = world.node("deadline", deadline.id)
        mine = [offer for offer in book.offers if offer.brings(deadline)]
        if mine and not any(world.happens([*_gets(world, offer), holds]) for offer in mine):
            record = (Collision(deadline.id, deadline.name, "", deadline.sources),)
            yield Finding("deadline-idle", {"deadline": deadline.id}, collisions=record)
    questions = {question.id: question for question in book.questions}
    for exception in book.exceptions:
        named = any(
            exception.id in deadline.exceptions
            and deadline.kind == "deadline"
            and world.happens([world.node("deadline", deadline.id)])
            for deadline in book.deadlines
        )
        question = questions.get(exception.question)
        reading = question is not None and any(
            reading.id == exception.waives_under for reading in question.readings
        )
        # What people only take for an exception ("none") is told of wherever it is named, and is
        # meant to change nothing.
        if exception.effect != "none" and not (named and (exception.effect != "open" or reading)):
            record = (Collision(exception.id, exception.text, "", exception.sources),)
            yield Finding("exception-idle", {"exception": exception.id}, collisions=record)
    for rule in book.impossible:
        node = world.compiled["impossible", rule.id, ""].plain
        # Combinations that nothing ties to this one cannot forbid the same.
        group = world.space.tied(world.compiled.diagrams.depends[node])
        others = [world.compiled["impossible", each.id, ""].plain for each in book.impossible]
        near = [
            world.negated(each)
            for each, other in zip(others, book.impossible, strict=True)
            if other is not rule and world.compiled.diagrams.depends[each] & group
        ]
        if not world.happens([node, *near]):
            record = (Collision(rule.id, rule.text, "", rule.sources),)
            yield Finding("impossible-idle", {"rule": rule.id}, collisions=record)


def _gets(world: World, offer: Offer) -> list[int]:
    """That the offer is listed and its criteria are met."""
    return [world.node("listed", offer.id), world.node("status", offer.id)]


def _listed(offers: Iterable[Offer], levels: Iterable[str]) -> bool:
    return any(not offer.levels or offer.entry(level) for offer in offers for level in levels)


def _told(*records: Criterion | Statement) -> tuple[Collision, ...]:
    return tuple(
        Collision(
            record.id if isinstance(record, Criterion) else "", record.text, "", record.sources
        )
        for record in records
    )
