"""What becomes different, in one screen: a sentence, then what comes, goes and changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rusvej.answer import DeadlineResult, Status
from rusvej.compose import Voice, lower_name
from rusvej.compose.first import deadline_line
from rusvej.conditions import facts_of
from rusvej.danish import few
from rusvej.explain.timeline import Timeline
from rusvej.explain.whatif import Change, Difference, OfferChange
from rusvej.render import words
from rusvej.render.deadline_words import told
from rusvej.render.page import Page, Tone
from rusvej.render.screen_words import deadline_said
from rusvej.render.short import Group, group, short_page
from rusvej.render.timeline_page import BORN, LEAP
from rusvej.render.whatif_page import as_before, changes_text, questions_turned, really
from rusvej.truth import Truth

#: So many offers are named for each birthday.
_NAMED = 5
_LABELS: dict[str, tuple[str, Tone]] = {
    "won": ("KOMMER", "can"),
    "lost": ("VÆK", "must"),
    "status": ("SKIFT", "unclear"),
}
#: What comes only if more holds, or is not clear.
_COMING = {Status.DEPENDS: "Hvis mere passer", Status.OPEN: "Uklart"}
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


def whatif_short(found: Difference, before: tuple[tuple[str, str], ...]) -> Page:
    """The page for a case with something changed; `before` is what has to be done before that."""
    book = found.after.rulebook
    groups = [
        group("ÆNDRES", [words.capital(changes_text(found)), counted(found)]),
        group("FØR", before, "must"),
        *_changes(found),
    ]
    foot = f"{book.about.brief or book.about.guidance} Alt med begrundelse og kilder: --full"
    return short_page(book, "Hvad bliver anderledes?", groups, [foot])


def timeline_short(found: Timeline, before: tuple[tuple[str, str], ...]) -> Page:
    """The page for what changes by itself; `before` is what has to be done before a birthday."""
    book = found.now.rulebook
    groups = [group("FØR", before, "must")]
    for each in found.birthdays:
        said = changing(each.difference)
        if each.day:
            said = (f"{words.day(each.day)}. {said[0]}", *said[1:])
        groups.append(group(f"{each.age} ÅR", said, "can"))
    for label, kind in (("FRIST", "deadline"), ("RAMME", "frame")):
        endings = (
            (f"{words.day(e.last_day)}: {e.deadline.name}", book.cite(e.deadline.sources))
            for e in found.coming
            if e.deadline.kind == kind
        )
        groups.append(group(label, endings, "first" if kind == "deadline" else "if"))
    rules = (f"{words.day(each.day)}: {counted(each.difference)}" for each in found.rules)
    groups.append(group("REGEL", rules))
    doubts = (told(book, note) for each in found.coming for note in each.notes)
    notes = [*dict.fromkeys(doubts)]
    notes += [LEAP] if any(each.leap for each in found.birthdays) else []
    notes += [BORN] if any(each.day for each in found.birthdays) else []
    groups.append(group("OBS", notes, "unclear"))
    if not any(group.lines for group in groups):
        groups.append(group("", ["Intet ændrer sig af sig selv"]))
    foot = [
        "Hvad der bliver anderledes: rusvej suggest … --what-if age=ALDER. Alt: --full",
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
    return (". ".join((_beside(found), *questions_turned(found))),)


def _beside(found: Difference) -> str:
    """What differs where every offer stands as it stood."""
    others = (
        _few(found.offers) if found.offers else "",
        "frister" if found.deadlines else "",
        "hvem der gør hvad" if found.actions else "",
        "forbehold" if found.caveats else "",
    )
    changed = words.listed(filter(None, others))
    return f"De samme tilbud{f'; nyt om {changed}' if changed else ''}"


def _few(changes: Iterable[OfferChange]) -> str:
    """The first offers by name, and how many more there are."""
    return few((lower_name(_name(change)) for change in changes), _NAMED, "mere")


def counted(found: Difference) -> str:
    """The difference in a sentence: how many offers come, go and change."""
    numbers = {kind: sum(c.kind == kind for c in found.offers) for kind in _LABELS}
    verbs = {"won": "kommer til", "lost": "falder væk", "status": "skifter status"}
    parts = [f"{numbers[kind]} {verb}" for kind, verb in verbs.items() if numbers[kind]]
    if parts:
        return words.listed(parts).replace(" ", " tilbud ", 1)
    return "Svaret er det samme" if found.empty else _beside(found)


def _changes(found: Difference) -> list[Group]:
    groups = []
    for kind, (label, tone) in _LABELS.items():
        turned: dict[str, list[OfferChange]] = {}
        for each in found.offers:
            if each.kind == kind:
                turned.setdefault(_turn(each), []).append(each)
        # What could be used and no longer surely can is to be known first.
        order = sorted(turned, key=lambda turn: turned[turn][0].before.status is not Status.FITS)
        rows = (words.capital(f"{turn}{_few(turned[turn])}") for turn in order)
        groups.append(group(label, rows, tone))
    return [
        *groups,
        group("VEJEN", _ways(found), "can"),
        group("FRIST", _deadlines(found), "first"),
        group("UKLART", _unclear(found), "unclear"),
    ]


def _turn(change: OfferChange) -> str:
    if change.kind == "status":
        return f"Før {_BEFORE[change.before.status]}, nu {_NOW[change.after.status]}: "
    if change.kind == "lost":
        return ""
    return "" if change.after.status is Status.FITS else f"{_COMING[change.after.status]}: "


def _name(change: OfferChange) -> str:
    return change.after.offer.short or change.after.offer.name


def _ways(found: Difference) -> Iterator[tuple[str, str]]:
    """Who decides now on what came into question before as well."""
    for each in found.offers:
        if each.kind not in ("details", "status") or each.after.status is Status.OPEN:
            continue
        for item in really(each.access)[1]:
            if item.verdict is Truth.YES:
                said = f"{_name(each)}: {words.lower_first(item.statement.text)}"
                yield said, found.after.cite(item.statement.sources, 2)


def _deadlines(found: Difference) -> Iterator[tuple[str, str]]:
    """What comes, may come and goes; as sure as in the answer."""
    voice = Voice(found.after.rulebook, found.after.case)
    others = (each for each in found.deadlines if not as_before(each) or _is_unclear(each))
    for each in sorted(others, key=lambda change: len(change.either.missing)):
        line = deadline_line(found.after, voice, each.either)
        cited = found.after.cite(line.sources, 2)
        if each.after is None:
            yield f"Falder væk: {line.text}", cited
        else:
            sure = "" if each.after.applies is Truth.YES or each.after.unclear else "Måske: "
            yield f"{sure}{deadline_said(line)}", cited


def _is_unclear(change: Change[DeadlineResult]) -> bool:
    """Whether no answer can settle now that the deadline holds, and one could before."""
    before, after = change.before, change.after
    return before is not None and after is not None and after.unclear and not before.unclear


def _unclear(found: Difference) -> Iterator[tuple[str, str]]:
    """What the change is counted with, where the documents can be read otherwise."""
    book = found.after.rulebook
    voice = Voice(book, found.after.case)
    new = found.questions.come
    for use in new:
        on = {f for r in book.readings[use.question.id] for f in facts_of(r, book.readings)}
        told = voice.told("questions", use.question.id)
        if use.used is not None and told and on.intersection(found.changed):
            yield told.text, found.after.cite(use.question.sources[-1:], 2)
    if new:
        yield f"Nyt, som dokumenterne kan læses på flere måder: {len(new)} spørgsmål", ""
