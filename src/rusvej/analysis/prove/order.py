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

from collections.abc import Iterable, Iterator
from typing import Any

from rusvej.analysis.prove.records import Collision, Finding, FindingKind
from rusvej.analysis.prove.world import World

_SECTIONS = tuple(
    """
    facts questions levels offers caveats actions deadlines exceptions contacts documents
    """.split()
)


def order_of_records(world: World) -> Iterator[Finding]:
    """Ids and levels that occur twice, so that the order says which record counts."""
    book = world.book
    for section in _SECTIONS:
        for id, alike in _twice(getattr(book, section), "id"):
            yield _finding("id-twice", id, alike, section=section, id=id)
    printed: list[tuple[str, str, Iterable[Any]]] = [
        *(("offers", offer.id, offer.levels) for offer in book.offers),
        *(("caveats", caveat.id, caveat.printed) for caveat in book.caveats),
    ]
    for section, name, entries in printed:
        for level, alike in _twice(entries, "level"):
            yield _finding("level-twice", name, alike, section=section, id=name, level=level)


def _twice(records: Iterable[Any], name: str) -> list[tuple[str, list[Any]]]:
    """The records that have what only one should have, by what they have."""
    by_name: dict[str, list[Any]] = {}
    for record in records:
        by_name.setdefault(getattr(record, name), []).append(record)
    return [(own, alike) for own, alike in by_name.items() if len(alike) > 1]


def _finding(kind: FindingKind, label: str, alike: Iterable[Any], **data: str) -> Finding:
    cited = (getattr(x, "sources", ()) or getattr(x, "entry_lines", ()) for x in alike)
    told = (Collision(label, data["section"], "", sources) for sources in cited)
    return Finding(kind, data, collisions=tuple(told))
