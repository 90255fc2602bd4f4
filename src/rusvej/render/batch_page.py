"""A caseload as a page, a chart and data: how many rows, and how many of each status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rusvej.answer import Status
from rusvej.caseload.told import Caseload
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.chart import Chart
from rusvej.render.frame import closing, head
from rusvej.render.page import Column, Item, Page
from rusvej.render.tables import Row

#: How a count that is too small to be told is written.
HIDDEN = "<5"
_HIDDEN_NOTE = (
    "<5: antal fra 1 til 4 vises ikke, og hvor kun ét antal i en række er så lille, er det næst"
    " mindste også udeladt, så det ikke kan regnes ud."
)
_SHADES = {
    Status.FITS: "#1f6f43",
    Status.DEPENDS: "#7fb38f",
    Status.OPEN: "#d9a441",
    Status.EXCLUDED: "#b8b8b8",
    Status.NOT_LISTED: "#e4e4e4",
}
_MARKS = {Status.FITS: "#", Status.DEPENDS: "+", Status.OPEN: "?", Status.EXCLUDED: "-"}


def batch_page(book: Rulebook, load: Caseload) -> Page:
    """The numbers as tables, with a bar for each offer."""
    page = Page("Mange sager på én gang")
    answered, rejected = words.thousands(load.answered), words.thousands(load.rejected)
    rows = "række" if load.answered == 1 else "rækker"
    page.say(f"{answered} {rows} er besvaret, {rejected} er afvist.")
    if load.told:
        page.points("Afviste rækker", [Item(why, f"Række {row}") for row, why in load.told])
        if load.rejected > len(load.told):
            page.say(f"De første {len(load.told)}; --rejects skriver dem alle.", "quiet")
    if load.counts is not None:
        _counted(page, book, load)
    if load.changed is not None:
        _compared(page, book, load)
    return closing(page, book)


def batch_aside(load: Caseload) -> str:
    """What is told beside answers that go to the output themselves; nothing where all is well."""
    if not load.rejected:
        return ""
    told = "; ".join(f"række {row}: {why}" for row, why in load.told)
    more = "; og flere" if load.rejected > len(load.told) else ""
    rows = "1 række" if load.rejected == 1 else f"{words.thousands(load.rejected)} rækker"
    return f"{rows} er afvist ({told}{more})."


def _counted(page: Page, book: Rulebook, load: Caseload) -> None:
    counts = load.counts or {}
    page.heading("Status pr. tilbud")
    statuses = [Column(words.STATUS_SHORT[status], align="right") for status in Status]
    rows = []
    for offer in book.offers:
        own = [counts[offer.id, status.id] for status in Status]
        rows.append((offer.short or offer.name, *map(shown, own), _bar(own)))
    page.table((Column("Tilbud", share=2), *statuses, Column("", width=22)), rows)
    marks = ", ".join(f"{_mark(s)} {words.STATUS_SHORT[s]}" for s in Status)
    page.say(f"Søjlerne: {marks}.", "quiet")
    if load.groups:
        page.heading("Rækker pr. niveau og alder")
        columns = (Column("Niveau"), Column("Alder"), Column("Rækker", align="right"))
        groups = ((lv or "ukendt", age or "ukendt", shown(n)) for lv, age, n in load.groups)
        page.table(columns, groups)
    if HIDDEN in str(rows) or any(n is None for *_, n in load.groups):
        page.say(_HIDDEN_NOTE, "quiet")


def _compared(page: Page, book: Rulebook, load: Caseload) -> None:
    page.heading("Ændret i forhold til reglerne før")
    page.say(f"{shown(load.touched)} af rækkerne får en anden status på mindst ét tilbud.")
    names = {offer.id: offer.short or offer.name for offer in book.offers}
    label = {status.id: words.STATUS_SHORT[status] for status in Status} | {"": "findes ikke"}
    if load.changed:
        columns = (Column("Tilbud", share=2), Column("Før"), Column("Nu"), Column("Rækker"))
        rows = (
            (names.get(offer, offer), label[was], label[now], shown(count))
            for offer, was, now, count in load.changed
        )
        page.table(columns, rows)


def _bar(counts: Sequence[int | None]) -> str:
    """The shares as twenty marks, in the order of the statuses."""
    total = sum(count or 0 for count in counts)
    if not total:
        return ""
    marks = "".join(
        _mark(status) * round(20 * (count or 0) / total)
        for status, count in zip(Status, counts, strict=True)
    )
    return marks[:20]


def _mark(status: Status) -> str:
    return _MARKS.get(status, ".")


def shown(count: int | None) -> str:
    """A count, or that it is too small."""
    return HIDDEN if count is None else words.thousands(count)


def batch_json(book: Rulebook, load: Caseload) -> dict[str, Any]:
    """The numbers; null is a count that is too small to be told."""
    found: dict[str, Any] = {
        **head("batch/1", book),
        "answered": load.answered,
        "rejected": load.rejected,
        "rejects": [{"row": row, "why": why} for row, why in load.told],
    }
    if load.counts is not None:
        found["counts"] = [
            {"offer": offer, "status": status, "rows": n}
            for (offer, status), n in load.counts.items()
        ]
        found["groups"] = [{"level": lv, "age": age, "rows": n} for lv, age, n in load.groups]
    if load.changed is not None:
        found["touched"] = load.touched
        found["changed"] = [
            {"offer": offer, "before": was or None, "after": now or None, "rows": n}
            for offer, was, now, n in load.changed
        ]
    return found


def batch_rows(load: Caseload) -> tuple[Row, list[Row]]:
    """Columns and rows: the counts by offer and status, and those by level and age; without them
    what is changed."""
    if load.counts is None:
        changes = [(*names, shown(n)) for *names, n in load.changed or ()]
        return ("offer", "before", "after", "rows"), [*changes]
    found: list[Row] = [(*names, "", "", shown(n)) for names, n in load.counts.items()]
    found += [("", "", *names, shown(n)) for *names, n in load.groups]
    return ("offer", "status", "level", "age", "rows"), found


def batch_svg(book: Rulebook, load: Caseload) -> str:
    """The shares of the statuses as bars, with the numbers as text for whoever cannot see it."""
    chart = Chart(f"Status pr. tilbud, {words.thousands(load.answered)} rækker")
    chart.key((_SHADES[status], words.STATUS_SHORT[status]) for status in Status)
    chart.gap()
    lines = []
    for offer in book.offers:
        name = offer.short or offer.name
        own = {status: (load.counts or {}).get((offer.id, status.id)) for status in Status}
        total = sum(count or 0 for count in own.values()) or 1
        told = {each: f"{words.STATUS_SHORT[each]}: {shown(count)}" for each, count in own.items()}
        parts = ((100 * (own[s] or 0) / total, _SHADES[s], f"{name}, {told[s]}") for s in Status)
        chart.bar(name, parts)
        lines.append(f"{name}: {', '.join(told.values())}.")
    return chart.svg(" ".join(lines))
