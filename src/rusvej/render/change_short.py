"""What becomes different, in one screen: a sentence, then what comes, goes and changes."""

from __future__ import annotations

from collections.abc import Iterable

from rusvej.answer import Status
from rusvej.explain.timeline import Timeline
from rusvej.explain.whatif import Difference, OfferChange
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.deadline_words import told
from rusvej.render.page import Page
from rusvej.render.para import Tone
from rusvej.render.short import Group, short_page
from rusvej.render.timeline_page import BORN, LEAP
from rusvej.render.whatif_page import changes_text, questions_turned

#: So many offers are named for each birthday.
_NAMED = 5
_LABELS: dict[str, tuple[str, Tone]] = {
    "won": ("KOMMER", "can"),
    "lost": ("VÆK", "must"),
    "status": ("SKIFT", "unclear"),
}
#: A status after “før”, and after “nu”.
_BEFORE = {
    Status.FITS: "kunne det søges",
    Status.DEPENDS: "afhang det af mere",
    Status.OPEN: "var det uklart",
    Status.EXCLUDED: "passede det ikke",
    Status.NOT_LISTED: "blev det ikke nævnt",
}
_NOW = {
    Status.FITS: "kan det søges",
    Status.DEPENDS: "afhænger det af mere",
    Status.OPEN: "er det uklart",
    Status.EXCLUDED: "passer det ikke",
    Status.NOT_LISTED: "nævnes det ikke",
}


def whatif_short(found: Difference) -> Page:
    """The page for a case with something changed."""
    book = found.after.rulebook
    groups = [
        Group("ÆNDRES", ((words.capital(changes_text(found)), ""), (counted(found), ""))),
        *_changes(found),
    ]
    foot = f"{book.about.brief or book.about.guidance} Alt med begrundelse og kilder: --full"
    return short_page(book, "Hvad bliver anderledes?", groups, [foot])


def timeline_short(found: Timeline, before: tuple[tuple[str, str], ...]) -> Page:
    """The page for what changes by itself; `before` is what has to be done before a birthday."""
    book = found.now.rulebook
    groups = [Group("FØR", before, "must")]
    for each in found.birthdays:
        said = changing(each.turn.difference)
        if each.day:
            said = (f"{words.day(each.day)}. {said[0]}", *said[1:])
        groups.append(Group(f"{each.turn.age} ÅR", tuple((text, "") for text in said), "can"))
    endings = tuple(
        (f"{words.day(e.last_day)}: {e.deadline.name}", book.cite(e.deadline.sources[:1]))
        for e in found.coming
    )
    groups.append(Group("FRIST", endings, "first"))
    rules = tuple((f"{words.day(e.day)}: {counted(e.difference)}", "") for e in found.rules)
    groups.append(Group("REGEL", rules))
    ages = (told(book, note) for each in found.coming for note in each.ages)
    notes = [*dict.fromkeys(ages)]
    notes += [LEAP] if any(each.leap for each in found.birthdays) else []
    notes += [BORN] if any(each.day for each in found.birthdays) else []
    groups.append(Group("OBS", tuple((text, "") for text in notes), "unclear"))
    if not any(group.lines for group in groups):
        groups.append(Group("", (("Intet ændrer sig af sig selv", ""),)))
    foreign = f"[*] = ikke fra {book.words.documents}. " if before else ""
    foot = [
        f"{foreign}Hvad der bliver anderledes: rusvej suggest … --what-if age=ALDER. Alt: --full",
        book.about.brief or book.about.guidance,
    ]
    return short_page(book, "Hvad ændrer sig af sig selv?", groups, foot)


def changing(found: Difference) -> tuple[str, ...]:
    """What comes, goes and changes, by name; without that, what is settled and what is not."""
    said = []
    for verb, kind in (("Kommer til", "won"), ("Falder væk", "lost")):
        named = _few(c for c in found.offers if c.kind == kind)
        said += [f"{verb}: {named}"] if named else []
    turned: dict[Status, list[OfferChange]] = {}
    for each in found.offers:
        if each.kind == "status":
            turned.setdefault(each.after.status, []).append(each)
    said += [f"Nu {_NOW[status]}: {_few(changes)}" for status, changes in turned.items()]
    if said:
        return tuple(said)
    others = (
        "frister" if found.deadlines else "",
        "hvem der gør hvad" if found.actions else "",
        "forbehold" if found.caveats else "",
    )
    changed = words.listed(filter(None, others))
    same = f"De samme tilbud{f'; nyt om {changed}' if changed else ''}"
    return (". ".join((same, *questions_turned(found))),)


def _few(changes: Iterable[OfferChange]) -> str:
    """The first offers by name, and how many more there are."""
    names = [c.after.offer.short or c.after.offer.name for c in changes]
    more = len(names) - _NAMED
    kept = names[:_NAMED] if more > 1 else names
    return words.listed([*map(words.lower_first, kept), *([f"{more} mere"] if more > 1 else [])])


def counted(found: Difference) -> str:
    """The difference in a sentence: how many offers come, go and change."""
    numbers = {kind: sum(c.kind == kind for c in found.offers) for kind in _LABELS}
    parts = [
        f"{numbers['won']} tilbud kommer til" if numbers["won"] else "",
        f"{numbers['lost']} falder væk" if numbers["lost"] else "",
        f"{numbers['status']} skifter status" if numbers["status"] else "",
    ]
    said = words.listed(part for part in parts if part)
    if said:
        return said
    return "Svaret er det samme" if found.empty else "De samme tilbud; andet er anderledes"


def _changes(found: Difference) -> list[Group]:
    groups = []
    for kind, (label, tone) in _LABELS.items():
        named: dict[str, list[str]] = {}
        for each in found.offers:
            if each.kind == kind:
                turn = f"Før {_BEFORE[each.before.status]}, nu {_NOW[each.after.status]}: "
                name = each.after.offer.short or each.after.offer.name
                named.setdefault(turn if kind == "status" else "", []).append(name)
        rows = tuple((f"{turn}{words.listed(names)}", "") for turn, names in named.items())
        groups.append(Group(label, rows, tone))
    deadlines = [(d.after or d.before) for d in found.deadlines]
    titles = tuple((r.deadline.text, _cite(found.after.rulebook, r)) for r in deadlines if r)
    return [*groups, Group("FRIST", titles, "first")]


def _cite(book: Rulebook, result: object) -> str:
    return book.cite(result.deadline.sources[:1])  # type: ignore[attr-defined]
