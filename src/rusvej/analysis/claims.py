"""Who cites which lines: every citation of a rulebook, with the record that makes it.

Citations are collected from the records of every section, so a new section counts as soon as it
holds a list under `sources`, `…_sources` or `entry_lines`. The entry of an offer is cited as a
whole to say where it stands; that accounts for its heading and no more, or the mere list of entries
would account for every line of the guide. What tests the rules accounts for nothing, and neither
does a citation of a whole passage.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from rusvej.conditions import Condition
from rusvej.model import Citation, Rulebook
from rusvej.records import changed, record

#: The key under which an offer that only the standard has says where its entry stands.
ENTRY = "entry_lines"
#: An entry of fewer lines can be what a single statement says.
_LONG_ENTRY = 6
#: No statement says more lines than this; whoever cites more points out a passage.
_PASSAGE = 12
#: Sections whose records hold the answers against the documents instead of stating something for a
#: reader.
_TESTS = frozenset({"properties", "known_gaps"})
#: What a record says of itself, the most telling first.
_TEXTS = ("text", "question", "summary", "title", "name", "label", "heading")
#: What a record in a list is called by.
_NAMES = ("id", "level", "event")


@record
class Claim:
    """A citation and the record that makes it: its path (``offers/samtaler/criteria/alder``) and
    what it says.

    `accounts` are the lines that the record accounts for (first, last; none when last is smaller).
    """

    citation: Citation
    record: str
    accounts: tuple[int, int]
    text: str = ""


def claims_of(rulebook: Rulebook | Mapping[str, Any]) -> tuple[Claim, ...]:
    """Every citation of the rulebook, in the order of the data."""
    found = [
        made
        for section, records in fields_of(rulebook)
        for made in _made(records, section, section)
    ]
    # Whoever cites the whole of an entry (to say that it does not state a price, say) accounts for
    # no more of it.
    cited = [(claim.citation, leads) for claim, entry, leads in found if entry]
    entries = {each for each, _ in cited if each.last - each.first >= _LONG_ENTRY}
    headings = {(each.document, each.first) for each, leads in cited if leads}

    def accounts(claim: Claim, entry: bool) -> tuple[int, int]:
        first, last = claim.accounts
        if claim.record.split("/")[0] in _TESTS or (not entry and last - first >= _PASSAGE):
            return first, first - 1
        headed = (claim.citation.document, first) in headings
        return (first, last) if not entry else (first, first if headed else first - 1)

    return tuple(
        changed(claim, accounts=accounts(claim, entry or claim.citation in entries))
        for claim, entry, _ in found
    )


def _made(part: Any, path: str, key: str) -> Iterator[tuple[Claim, bool, bool]]:
    """Each claim as if it accounted for all its lines, whether it cites an entry, and whether it
    leads one."""
    if isinstance(part, (tuple, list)):
        for index, inner in enumerate(part, start=1):
            yield from _made(inner, f"{path}/{called(inner, index)}", key)
        return
    held = dict(fields_of(part))
    text = next((held[name] for name in _TEXTS if isinstance(held.get(name), str)), "")
    for name, inner in held.items():
        if cites(name, inner):
            entry = name == ENTRY or (key == "levels" and path.startswith("offers/"))
            for place, citation in enumerate(inner):
                claim = Claim(citation, path, (citation.first, citation.last), text)
                yield claim, entry, place == 0 or name == ENTRY
        else:
            yield from _made(inner, f"{path}/{name}", name)


def fields_of(part: Any) -> Iterator[tuple[str, Any]]:
    """What a record or a mapping holds, by the keys of the data; nothing for anything else."""
    if isinstance(part, Mapping):
        yield from part.items()
    elif hasattr(part, "__record__") and not isinstance(part, (Citation, Condition)):
        for name in part.__record__:
            yield name.rstrip("_"), getattr(part, name)


def called(part: Any, otherwise: object) -> object:
    """What a record in a list is called in a path; `otherwise` where it has no name."""
    held = dict(fields_of(part))
    return next((held[name] for name in _NAMES if held.get(name)), otherwise)


def cites(key: str, value: Any) -> bool:
    """Whether a field holds citations."""
    return (key in ("sources", ENTRY) or key.endswith("_sources")) and isinstance(
        value, (tuple, list)
    )


def records_of(claims: Collection[Claim]) -> tuple[str, ...]:
    """The paths of the records that make the claims, each once."""
    return tuple(dict.fromkeys(claim.record for claim in claims))
