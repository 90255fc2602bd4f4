"""Built in: answers that depend on the order of the records.

How it is decided: the engine looks at the order of records in two ways only. It *sorts* offers (by
their rank, whose last item is the id), caveats, actions and deadlines (by line and id), questions
and facts (by id): a sort key that ends in an id is total exactly when no two records share an id,
and a sort by a total key forgets the order it began with. And it *looks up* the first (or the last)
record with an id, or the first entry of an offer or a caveat for a level: that is the same whatever
the order exactly when no id, and no level within a record, occurs twice. Criteria are joined by
"and", which does not know of order; the order of first steps inside one offer is their meaning, so
it is not an order of records. No id and no level twice is therefore all there is to prove, and it
holds for every case at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.analysis.prove.records import Collision, Finding
from rusvej.analysis.prove.world import World
from rusvej.model import Sources

_SECTIONS = tuple(
    """
    facts questions levels offers caveats actions deadlines exceptions contacts documents
    """.split()
)


def order_of_records(world: World) -> Iterator[Finding]:
    """Ids and levels that occur twice, so that the order says which record counts."""
    book = world.book
    for section in _SECTIONS:
        seen: dict[str, object] = {}
        for record in getattr(book, section):
            if record.id in seen:
                told = tuple(
                    Collision(record.id, section, "", _sources(each))
                    for each in (seen[record.id], record)
                )
                yield Finding("id-twice", {"section": section, "id": record.id}, collisions=told)
            seen.setdefault(record.id, record)
    entries = [
        ("offers", offer.id, [(entry.level, entry.sources) for entry in offer.levels])
        for offer in book.offers
    ]
    entries += [
        ("caveats", caveat.id, [(entry.level, entry.sources) for entry in caveat.printed])
        for caveat in book.caveats
    ]
    for section, name, printed in entries:
        levels = [level for level, _ in printed]
        for level in sorted({level for level in levels if levels.count(level) > 1}):
            told = tuple(
                Collision(name, section, "", sources) for at, sources in printed if at == level
            )
            yield Finding(
                "level-twice", {"section": section, "id": name, "level": level}, collisions=told
            )


def _sources(record: object) -> Sources:
    found = getattr(record, "sources", None) or getattr(record, "entry_lines", ())
    return (
        found
        if isinstance(found, tuple) and all(hasattr(source, "document") for source in found)
        else ()
    )
