"""The records of two rulebooks held against each other, part by part, and what kind of part each
change concerns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rusvej.analysis.diff.records import FieldChange, Kind, Step
from rusvej.conditions import Condition, in_words
from rusvej.facts import Choice, Fact
from rusvej.model import (
    About,
    Citation,
    LevelEntry,
    PrintedCaveat,
    QuestionReading,
    Rulebook,
    StartEvent,
    Statement,
)

Path = tuple[str, ...]

_CITING = frozenset(
    """
    sources entry_lines lines sections set_aside document file date approved
    """.split()
)
_TEXTS = frozenset(
    """
    text title name summary note aliases effect background question label help phrases reason
    met_by_text purpose telephone_note unit cost judged_by asked_after asked_to asks vignette
    guidance subject municipality basis wordings changes
    """.split()
)
_REACH = frozenset({"telephone", "numbers", "address", "web", "email", "hours"})
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
#: Sections that no status, action or deadline rests on: their changes are counted, not told.
COUNTED = (
    "screen",
    "askers",
    "properties",
    "known_gaps",
    "strands",
    "survey",
    "detection",
    "law_notes",
)
#: Of the rulebook's own record: what a case can be told with, and what changes no answer.
_SAID_WITH = ("roles", "options")
_NOT_COMPARED = ("version", "format", "sections", "layers", "gap_axes")
#: Said beside the answer, not in it.
_BESIDE = ("details", "statements")


def field_changes(old: Rulebook, new: Rulebook) -> Iterator[FieldChange]:
    """Every part of a record that differs, in the order of the sections. The version is not among
    them."""
    words = (_Words(old), _Words(new))
    for name in vars(About)["__record__"]:
        if name in _NOT_COMPARED:
            continue
        kind: Kind = "vocabulary" if name in _SAID_WITH else "wording"
        for path, was, now in _parts((name,), getattr(old.about, name), getattr(new.about, name)):
            before, after = words[0].of(was), words[1].of(now)
            step: Step = "minor" if kind == "vocabulary" and not was else "patch"
            step = "major" if kind == "vocabulary" and was else step
            yield FieldChange(kind, "rulebook", name, path, before, after, step)
    for section in told_sections():
        yield from _section(section, getattr(old, section), getattr(new, section), words)


def told_sections() -> tuple[str, ...]:
    """The sections whose changes are told record by record."""
    beside = ("about", "digest", *COUNTED)
    return tuple(name for name in vars(Rulebook)["__record__"] if name not in beside)


class _Words:
    """Parts of records as text."""

    def __init__(self, book: Rulebook) -> None:
        self._vocabulary = book.vocabulary
        self._titles = {question.id: question.title for question in book.questions}

    def of(self, value: Any) -> str:
        if value in (None, (), {}):
            return ""
        if isinstance(value, Condition):
            try:
                return in_words(value, self._vocabulary, self._titles)
            except KeyError:
                return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, (str, int, Citation)):
            return str(value)
        if isinstance(value, (tuple, list)):
            return ", ".join(self.of(each) for each in value)
        if isinstance(value, Mapping):
            return ", ".join(f"{key}: {self.of(each)}" for key, each in value.items())
        for name in "text title label name heading reading id level reason".split():
            if getattr(value, name, ""):
                return str(getattr(value, name))
        fields = ((name, getattr(value, name)) for name in type(value).__dataclass_fields__)
        return ", ".join(
            f"{name}: {self.of(each)}" for name, each in fields if each not in (None, "", ())
        )


def _section(
    section: str, old: Any, new: Any, words: tuple[_Words, _Words]
) -> Iterator[FieldChange]:
    for id, one, other in _matched(*({each.id: each for each in side} for side in (old, new))):
        for path, was, now in _parts((), one, other):
            kind, step = _kind(section, path, was, now)
            before, after = words[0].of(was), words[1].of(now)
            yield FieldChange(kind, section, id, path, before, after, step)


def _parts(path: Path, old: Any, new: Any) -> Iterator[tuple[Path, Any, Any]]:
    """The smallest parts that differ."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key, was, now in _matched(old, new):
            yield from _parts((*path, str(key)), was, now)
    elif old is None or new is None or type(old) is not type(new) or isinstance(old, Condition):
        yield path, old, new
    elif isinstance(old, tuple):
        named = _named(old), _named(new)
        if named[0] is None or named[1] is None or path[-1:] in (("sections",), ("set_aside",)):
            yield path, old, new
            return
        pairs = (
            _paired(old, new)
            if isinstance((*old, *new)[0], Statement)
            else _matched(named[0], named[1])
        )
        for name, was, now in pairs:
            yield from _parts((*path, name), was, now)
    elif hasattr(type(old), "__dataclass_fields__") and not isinstance(old, Citation):
        for name in type(old).__dataclass_fields__:
            yield from _parts((*path, name), getattr(old, name), getattr(new, name))
    else:
        yield path, old, new


def _named(items: tuple[Any, ...]) -> dict[str, Any] | None:
    """The items by what names each; None for things without names."""
    found: dict[str, Any] = {}
    for place, item in enumerate(items):
        if isinstance(item, Statement):
            found[str(place + 1)] = item
        elif isinstance(item, (LevelEntry, PrintedCaveat)):
            found[item.level] = item
        elif isinstance(item, StartEvent):
            found[item.event] = item
        elif hasattr(item, "id"):
            found[item.id] = item
        else:
            return None
    return found


def _matched(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys((*old, *new)):
        yield name, old.get(name), new.get(name)


def _paired(
    old: tuple[Statement, ...], new: tuple[Statement, ...]
) -> Iterator[tuple[str, Any, Any]]:
    """Statements with the same text belong together; the others as they follow each other."""
    left = list(enumerate(new))
    pairs: list[tuple[int, Statement | None, Statement | None]] = []
    waiting = []
    for place, was in enumerate(old):
        same = next((entry for entry in left if entry[1] == was), None) or next(
            (entry for entry in left if entry[1].text == was.text), None
        )
        if same is None:
            waiting.append((place, was))
        else:
            left.remove(same)
            pairs.append((place, was, same[1]))
    for place, was in waiting:
        like = next(
            (entry for entry in left if entry[1].sources == was.sources),
            left[0] if left and len(left) == len(waiting) else None,
        )
        if like is not None:
            left.remove(like)
        pairs.append((place, was, like[1] if like else None))
    pairs += [(place, None, now) for place, now in left]
    for place, before, after in sorted(pairs, key=lambda pair: pair[0]):
        yield str(place + 1), before, after


def _kind(section: str, path: Path, old: Any, new: Any) -> tuple[Kind, Step]:
    last = next(
        (name for name in reversed(path) if name in _CITING | _TEXTS or not name.isdigit()), ""
    )
    if section == "documents" or last in _CITING:
        return "citation", "patch"
    if section == "facts":
        return _of_fact(path, old, new)
    if section in ("events", "exceptions") and path in ((), ("option",)):
        # What is typed on a command line, which scripts and sheets hold too.
        return "vocabulary", "major" if old else "minor"
    if section == "questions" and (
        not path
        or path[0] in ("status", "assumed", "settled")
        or last == "when"
        or _is(QuestionReading, old, new)
    ):
        return "question", "patch"
    if section == "contacts" and (not path or path[0] in _REACH):
        return "detail", "minor"
    if section in ("offers", "standard") and path[:1] and path[0] in _BESIDE and last != "when":
        numbers = [
            sorted(_NUMBER.findall(each)) if isinstance(each, str) else None for each in (old, new)
        ]
        same = last == "text" and numbers[0] is not None and numbers[0] == numbers[1]
        return ("wording", "patch") if same else ("detail", "minor")
    if section == "standard" and not path:
        return "detail", "minor"
    if path and (last in _TEXTS or "wordings" in path or "phrases" in path):
        return "wording", "patch"
    return "rule", "patch"


def _is(kind: type, *values: Any) -> bool:
    return any(isinstance(value, kind) for value in values)


def _of_fact(path: Path, old: Any, new: Any) -> tuple[Kind, Step]:
    """A domain that grows lets more be said; one that shrinks makes cases impossible to ask
    about."""
    if not path or _is(Choice, old, new) or _is(Fact, old, new):
        return "vocabulary", "minor" if old is None else "major"
    if path[0] in ("min", "max") and isinstance(old, int) and isinstance(new, int):
        return "vocabulary", "minor" if (new < old) is (path[0] == "min") else "major"
    if path[-1] == "synonyms":
        # A case, or a column of cases, may be written with any of them.
        return "vocabulary", "major" if set(old or ()) - set(new or ()) else "minor"
    if path[0] in ("type", "min", "max") or (path[0] == "none" and not (old and new)):
        return "vocabulary", "minor" if path[0] == "none" and new else "major"
    return "wording", "patch"
