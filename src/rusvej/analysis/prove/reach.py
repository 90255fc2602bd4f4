"""Built in: offers nobody can get, and records that never matter or are shadowed by another.

Everything here is decided over complete cells and under every combination of readings: a record
matters when there is a person, and a way to read the documents, for whom it makes a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rusvej.analysis.prove.field import Field
from rusvej.analysis.prove.records import Collision, Finding
from rusvej.analysis.space import IMPOSSIBLE, Bools, Cone, offer_facts
from rusvej.answer import Status
from rusvej.conditions import ALWAYS, All, Chosen, Condition
from rusvej.model import Criterion, Offer, Statement, statements_of


def unreachable_offers(field: Field) -> Iterator[Finding]:
    """Offers that fit, and are open, for no complete case."""
    for offer in field.knowledge.rulebook.offers:
        cone = field.over(offer_facts(field, offer))
        if not any(held.any() for _, held in _gets(field, offer, cone)):
            yield Finding("offer-unreachable", {"offer": offer.id}, collisions=_criteria(offer))


def idle_criteria(field: Field) -> Iterator[Finding]:
    """Criteria without which nobody's status would differ, and the criterion that makes each so, if
    it is one alone."""
    for offer in field.knowledge.rulebook.offers:
        parts = field.parts(offer)
        cone = field.over(offer_facts(field, offer))
        worlds = [
            (
                field.whole(field.listed(offer), cone, chosen) & cone.possible,
                [field.whole(part, cone, chosen) for part in parts],
            )
            for chosen in field.choices(parts)
        ]
        for i, criterion in enumerate(offer.criteria):
            if any(
                (_every(held[:i] + held[i + 1 :], start) & ~held[i]).any() for start, held in worlds
            ):
                continue
            alone = not any((start & ~held[i]).any() for start, held in worlds)
            others = [] if alone else [j for j in range(len(parts)) if j != i]
            by = next(
                (
                    j
                    for j in others
                    if not any((start & held[j] & ~held[i]).any() for start, held in worlds)
                ),
                None,
            )
            if by is None:
                yield Finding(
                    "criterion-idle",
                    {"offer": offer.id, "criterion": criterion.id},
                    collisions=_told(criterion),
                )
            else:
                other = offer.criteria[by]
                data = {"offer": offer.id, "criterion": criterion.id, "by": other.id}
                yield Finding("criterion-shadowed", data, collisions=_told(criterion, other))


def idle_statements(field: Field) -> Iterator[Finding]:
    """Statements that are said for nobody to whom the offer is shown."""
    for offer in field.knowledge.rulebook.offers:
        for path, statement in statements_of(offer):
            if statement.when is ALWAYS and statement.levels is None:
                continue
            said = field.in_force(statement)
            cone = field.over(offer_facts(field, offer) | field.facts_of([said]))
            if not any(
                (held & field.whole(said, cone, chosen)).any()
                for chosen, held in _gets(field, offer, cone, said)
            ):
                data = {"offer": offer.id, "path": ".".join(map(str, path))}
                yield Finding("statement-idle", data, collisions=_told(statement))


def shadowed_statements(field: Field) -> Iterator[Finding]:
    """First steps that an earlier one always takes the place of, and pointers to an offer that a
    pointer on from it always outdoes."""
    for offer in field.knowledge.rulebook.offers:
        steps = offer.contact.first_step
        conditions = [field.in_force(step) for step in steps]
        cone, status = field.status(offer, field.facts_of(conditions))
        free = (status <= int(Status.OPEN)) & (status != IMPOSSIBLE)
        for i, (step, condition) in enumerate(zip(steps, conditions, strict=True)):
            shown = ~field.judged(condition, cone).no & cone.possible_partial
            if not (free & shown).any():
                earlier = [*steps[:i], step]
                data = {"offer": offer.id, "path": f"contact.first_step.{i}"}
                yield Finding("step-shadowed", data, collisions=_told(*earlier))
            free = free & ~shown
        away = [field.in_force(statement) for statement in offer.points_away]
        for i, statement in enumerate(offer.points_to if away else ()):
            to = field.in_force(statement)
            cone = field.over(field.facts_of([to, *away]))
            left = field.judged(to, cone).yes.copy()
            for condition in away:
                left &= ~field.judged(condition, cone).yes
            if not left.any():
                data = {"offer": offer.id, "path": f"points_to.{i}"}
                yield Finding(
                    "pointer-shadowed", data, collisions=_told(statement, *offer.points_away)
                )


def idle_caveats(field: Field) -> Iterator[Finding]:
    """Caveats that are never shown at a level where they are printed, or only where none of their
    offers is listed."""
    book = field.knowledge.rulebook
    for caveat in book.caveats:
        mine = [field.offers[offer] for offer in caveat.offers if offer in field.offers]
        levels = tuple(entry.level for entry in caveat.printed)
        for entry in caveat.printed:
            data = {"caveat": caveat.id, "level": entry.level}
            record = (Collision(caveat.id, caveat.title, "", entry.sources),)
            if not _happens(field, caveat.when, (entry.level,)):
                yield Finding("caveat-idle", data, collisions=record)
            alone = not any(not offer.levels or offer.entry(entry.level) for offer in mine)
            if mine and entry.level and alone:
                yield Finding("caveat-alone", data, collisions=record)
        if caveat.stressed_when is not None and not _happens(
            field, All((caveat.when, caveat.stressed_when)), levels
        ):
            record = (
                Collision(
                    caveat.id,
                    caveat.title,
                    "",
                    tuple(source for entry in caveat.printed for source in entry.sources),
                ),
            )
            yield Finding("caveat-stress-idle", {"caveat": caveat.id}, collisions=record)


def idle_actions(field: Field) -> Iterator[Finding]:
    """Actions that never apply at a level where they are printed, or belong to offers that are
    listed at none of them."""
    for action in field.knowledge.rulebook.actions:
        record = (Collision(action.id, action.title, "", action.sources),)
        for level in action.levels:
            if not _happens(field, action.when, (level,)):
                yield Finding(
                    "action-idle", {"action": action.id, "level": level}, collisions=record
                )
        mine = [field.offers[offer] for offer in action.offers if offer in field.offers]
        if (
            mine
            and action.levels
            and not any(
                not offer.levels or offer.entry(level) for offer in mine for level in action.levels
            )
        ):
            yield Finding("action-alone", {"action": action.id}, collisions=record)


def idle_deadlines(field: Field) -> Iterator[Finding]:
    """Deadlines that hold for nobody to whom one of their offers is shown, exceptions that nothing
    lets count, idle impossible rules."""
    book = field.knowledge.rulebook
    for deadline in book.deadlines:
        mine = [
            offer
            for offer in book.offers
            if deadline.id in offer.deadlines or offer.id in deadline.offers
        ]
        if mine and not any(_meets(field, offer, deadline.when) for offer in mine):
            record = (Collision(deadline.id, deadline.name, "", deadline.sources),)
            yield Finding("deadline-idle", {"deadline": deadline.id}, collisions=record)
    questions = {question.id: question for question in book.questions}
    for exception in book.exceptions:
        named = any(
            exception.id in deadline.exceptions
            and deadline.kind == "deadline"
            and _happens(field, deadline.when)
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
    for i, rule in enumerate(book.impossible):
        others = [other.when for j, other in enumerate(book.impossible) if j != i]
        cone = field.over(field.facts_of([rule.when]))
        chosen = field.knowledge.chosen
        alone = field.whole(rule.when, cone, chosen).copy()
        for other in others:
            if field.facts_of([other]) <= set(cone.facts):
                alone &= ~field.whole(other, cone, chosen)
        if not alone.any():
            yield Finding(
                "impossible-idle",
                {"rule": rule.id},
                collisions=(Collision(rule.id, rule.text, "", rule.sources),),
            )


def _gets(
    field: Field, offer: Offer, cone: Cone, *beside: Condition
) -> Iterator[tuple[Chosen, Bools]]:
    """For every combination of readings: the complete cells in which the offer is listed and its
    criteria are met."""
    parts = field.parts(offer)
    for chosen in field.choices((*parts, *beside)):
        whole = [field.whole(part, cone, chosen) for part in (field.listed(offer), *parts)]
        yield chosen, _every(whole, cone.possible)


def _meets(field: Field, offer: Offer, condition: Condition) -> bool:
    cone = field.over(offer_facts(field, offer) | field.facts_of([condition]))
    return any(
        (held & field.whole(condition, cone, chosen)).any()
        for chosen, held in _gets(field, offer, cone, condition)
    )


def _happens(field: Field, condition: Condition, levels: tuple[str, ...] = ()) -> bool:
    """Whether a condition holds of somebody at one of these levels, under some reading."""
    whole = All((field.at(levels), condition))
    cone = field.over(field.facts_of([whole]))
    return any(
        bool((field.whole(whole, cone, chosen) & cone.possible).any())
        for chosen in field.choices([whole])
    )


def _every(arrays: Iterable[Bools], start: Bools) -> Bools:
    found = start
    for array in arrays:
        found = found & array
    return found


def _told(*records: Criterion | Statement) -> tuple[Collision, ...]:
    return tuple(
        Collision(
            record.id if isinstance(record, Criterion) else "", record.text, "", record.sources
        )
        for record in records
    )


def _criteria(offer: Offer) -> tuple[Collision, ...]:
    return (Collision(offer.id, offer.name, "", offer.entry_lines), *_told(*offer.criteria))
