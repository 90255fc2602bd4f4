"""Records as the page carries them: by a shape, with a citation as `[document, first line, last
line]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rusvej.model import Citation
from rusvej.shapes import shaped

_STATEMENT = "text sources [levels] [unit]"
_TOLD = "text [sources] [levels] [offers] [instead] [fromAge=from_age] [named] [roles]"
#: By the name of its class, what is told of a record wherever one stands in another.
SHAPES = {
    "Action": "id title text kind must facts levels offers sources",
    "Asker": "role name units self=self_ told unnumbered",
    "Caveat": "id title offers facts printed(level text sources)",
    "Choice": "id label phrase",
    "ContactUnit": (
        "name purpose telephone numbers telephone_note address web email hours note sources"
    ),
    "Criterion": "id text if=if_ facts sources [levels]",
    "Deadline": (
        "id name text kind offers sources length=period.length parts from start=start_question"
        " age=age_question counting met=met_by met_text=met_by_text silent whom exceptions"
        " questions"
    ),
    "DeadlineException": "id name text effect question waives sources",
    "DetectionModel": (
        "reconstructed link_note links(url node) doubts nodes(id name question level level_note"
        " steps exits(answer label to printed) sources)"
    ),
    "Document": "id title mark date sections",
    "Event": (
        "id label help future after=not_before counts=counts_as implies for=stands_for sources"
    ),
    "Fact": (
        "type label question help cost changes judged=judged_by after=asked_after to=asked_to"
        " phrases values classes unit=counted min max none"
    ),
    "LawNote": (
        "id kind acute online now title text certainty checked offers deadlines parts conditional"
        " facts told silent before_age before steps letter read"
    ),
    "Level": "id name vignette asks document? lines? sources",
    "Limit": f"{_STATEMENT} reached(text question)",
    "LocalNumber": "name purpose id contact telephone hours web",
    "MayContact": "roles [levels]",
    "Offer": (
        "id name short aliases if=if_ summary kind=access.kind order access=access.statements"
        " contact=contact.statements first=contact.first_step units=contact.units"
        " levels(level sources) entry=entry_lines criteria limits to=points_to away=points_away"
        " deadlines details"
    ),
    "Question": (
        "byAge bounds read facts offers title question status used colours settled"
        " readings=readings.text sources"
    ),
    "StartEvent": "event text reading question part sources",
    "Statement": _STATEMENT,
    "Told": _TOLD,
    "Wording": "told silent short may=may_contact [reaches=reaches_out]",
}


def told(record: Any, /, **worked_out: Any) -> dict[str, Any]:
    """A record by the shape of its class; what it does not hold is `worked_out`."""
    return shaped(record, SHAPES[type(record).__name__], plain, **worked_out)


def plain(value: Any) -> Any:
    """Any value that stands in a record."""
    if isinstance(value, Citation):
        return [value.document, value.first, value.last]
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    return told(value) if hasattr(value, "__record__") else value
