"""What a change of the parts that are seen of a record means to somebody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from rusvej.analysis.diff.records import Bit, Effect, Step
from rusvej.answer import Status
from rusvej.compiled.nodes import NO, YES
from rusvej.model import NOT_STATED
from rusvej.space.seen import ABSENT, OTHERWISE, PERHAPS, SURELY

#: The values of parts in one region; a part that is not named there is the same before and after.
State = Mapping[tuple[str, ...], int]
#: What a record of that id has become.
Telling = Callable[[str, State, State], Iterator[Effect]]

_VERDICTS = {OTHERWISE: "no", PERHAPS: "unknown", SURELY: "yes"}
_EASE = ("direct", "contact", "assessed", "decision", NOT_STATED)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_DAYS = {
    "days": 1.0,
    "weeks": 7.0,
    "months": 30.44,
    "workdays": 1.4,
    "hours": 1 / 24,
    "soonest": 0.0,
}
_Bits = tuple[list[Bit], list[Bit]]
_NOT_SHOWN: tuple[str, Step] = ("offer-no", "patch")
#: Better first.
_WORTH = (Status.FITS.id, Status.DEPENDS.id, Status.OPEN.id)


def _status(value: int) -> str:
    place = value.bit_length() - 1
    return Status(place).id if place < len(Status) else "absent"


def status(id: str, before: State, after: State) -> Iterator[Effect]:
    """What becomes of an offer."""
    was, now = (_status(state["status",]) for state in (before, after))
    kind, step = _NOT_SHOWN
    if was in _WORTH and now in _WORTH:
        nearer = _WORTH.index(now) < _WORTH.index(was)
        kind, step = ("offer-nearer", "minor") if nearer else ("offer-farther", "major")
    elif was in _WORTH or now in _WORTH:
        kind, step = ("offer-won", "minor") if now in _WORTH else ("offer-lost", "major")
    elif "absent" in (was, now):
        # An offer that nobody sees is no change to anybody.
        return
    bits = [Bit("status", was)], [Bit("status", now)]
    yield _effect(kind, "offers", id, step, bits)


def _effect(kind: str, section: str, id: str, step: Step, bits: _Bits, about: str = "") -> Effect:
    return Effect(kind, section, id, step, tuple(bits[0]), tuple(bits[1]), about)


#: What is said, to whom it belongs (a unit, or nobody), and its verdict.
_Line = tuple[str, str, str]


def _lines(state: State, kind: str) -> list[_Line]:
    return [
        (name[1], name[2] if len(name) > 2 else "", _VERDICTS[value])
        for name, value in state.items()
        if name[0] == kind and value != ABSENT
    ]


def _apart(before: State, after: State, kind: str) -> tuple[list[_Line], list[_Line]]:
    """The lines that only one of two states has. In place of a line with a unit another one with
    the same unit and verdict is the same line in other words."""
    gone = [line for line in _lines(before, kind) if line not in _lines(after, kind)]
    come = [line for line in _lines(after, kind) if line not in _lines(before, kind)]
    for line in list(gone):
        same = next((each for each in come if each[1] and each[1:] == line[1:]), None)
        if same is not None:
            gone.remove(line)
            come.remove(same)
    return gone, come


def _bits(lines: list[_Line]) -> list[Bit]:
    return [Bit("statement", text, verdict) for text, _, verdict in lines]


def _named(state: State, other: State, kind: str) -> list[tuple[str, ...]]:
    """The names of one kind that are there in one state and not in the other."""
    return [
        name[1:]
        for name, value in state.items()
        if name[0] == kind and value != ABSENT and other[name] == ABSENT
    ]


def _turned(before: State, after: State, kind: str, what: str) -> _Bits:
    """What of one kind is gone, and what has come."""
    gone, come = _named(before, after, kind), _named(after, before, kind)
    return [Bit(what, name[0]) for name in gone], [Bit(what, name[0]) for name in come]


def authority(id: str, before: State, after: State) -> Iterator[Effect]:
    """Whether somebody decides first, and who."""
    bits = _turned(before, after, "way", "access")
    if bits[0]:
        was, now = (_EASE.index(side[0].value) for side in bits)
        yield _effect("authority", "offers", id, "major" if now > was else "minor", bits)
    gone, come = _apart(before, after, "access")
    if gone or come:
        yield _effect("authority", "offers", id, "minor", (_bits(gone), _bits(come)))


def contact(id: str, before: State, after: State) -> Iterator[Effect]:
    """Who may turn to whom, and how the units are reached."""
    gone, come = _apart(before, after, "contact")
    left = [Bit("unit", ", ".join(name)) for name in _named(before, after, "reach")]
    reached = [Bit("unit", ", ".join(name)) for name in _named(after, before, "reach")]
    bits = _bits(gone) + left, _bits(come) + reached
    yield _effect("contact", "offers", id, "minor", bits)


def first_step(id: str, before: State, after: State) -> Iterator[Effect]:
    """The first step shown."""
    bits = _turned(before, after, "first", "statement")
    yield _effect("first-step", "offers", id, "minor", bits)


def questions(id: str, before: State, after: State) -> Iterator[Effect]:
    """The open questions that are told with the offer."""
    bits = _turned(before, after, "question", "question")
    yield _effect("question", "offers", id, "minor", bits)


def limits(id: str, before: State, after: State) -> Iterator[Effect]:
    """The printed maxima. One that only says the same numbers in other words has not changed."""
    gone, come = _apart(before, after, "limit")
    was, now = (
        sorted((_NUMBER.findall(text), verdict) for text, _, verdict in lines)
        for lines in (gone, come)
    )
    if was != now:
        bits = _bits(gone), _bits(come)
        yield _effect("limit", "offers", id, "major" if come else "minor", bits)


def pointed(id: str, before: State, after: State) -> Iterator[Effect]:
    """Whether the documents point to the offer for this very case, or on from it, as they do where
    a limit is reached: part of the ranking."""

    def word(state: State) -> str:
        return "away" if state["away",] == YES else "to" if state["to",] == YES else "neither"

    was, now = word(before), word(after)
    bits = [Bit("pointed", was)], [Bit("pointed", now)]
    if was == now:
        # What points to it is outweighed before and after.
        bits = ([], [bits[1][0]]) if after["to",] == YES else ([bits[0][0]], [])
    yield _effect("rank", "offers", id, "minor", bits)


def deadline_at(offer: str, before: State, after: State) -> Iterator[Effect]:
    """The time limits that the offer brings."""
    there = [Bit("applies", "yes")]
    for (name,) in _named(before, after, "deadline"):
        yield _effect("deadline-lost", "deadlines", name, "major", (there, []), offer)
    for (name,) in _named(after, before, "deadline"):
        yield _effect("deadline-gained", "deadlines", name, "minor", ([], there), offer)


def _presence(kind: str, section: str, id: str, before: State, after: State) -> Iterator[Effect]:
    was, now = before.get(("presence",)), after.get(("presence",))
    if was is None or now is None or was == now:
        return
    gone, come = ([Bit("applies", _VERDICTS[at])] if at != ABSENT else [] for at in (was, now))
    if now == ABSENT:
        yield _effect(f"{kind}-lost", section, id, "major", (gone, come))
    elif was == ABSENT:
        yield _effect(f"{kind}-gained", section, id, "minor", (gone, come))
    else:
        heavy = kind == "deadline" and now != SURELY
        yield _effect(kind, section, id, "major" if heavy else "minor", (gone, come))


def caveat(id: str, before: State, after: State) -> Iterator[Effect]:
    """Whether a caveat is shown and stressed, and which offers it is said to concern."""
    yield from _presence("caveat", "caveats", id, before, after)
    if ABSENT in (before.get(("presence",)), after.get(("presence",))):
        return
    was, now = before.get(("stressed",)), after.get(("stressed",))
    if was != now:
        words = ["yes" if at == YES else "no" for at in (was, now)]
        stressed = [Bit("stressed", words[0])], [Bit("stressed", words[1])]
        yield _effect("caveat", "caveats", id, "minor", stressed)
    bits = _turned(before, after, "offer", "offer")
    if any(bits):
        yield _effect("caveat", "caveats", id, "major" if bits[0] else "minor", bits)


def action(id: str, before: State, after: State) -> Iterator[Effect]:
    """Whether an action stands in the answer."""
    return _presence("action", "actions", id, before, after)


def deadline(id: str, before: State, after: State) -> Iterator[Effect]:
    """Whether a time limit stands in the answer."""
    return _presence("deadline", "deadlines", id, before, after)


def content(id: str, before: State, after: State) -> Iterator[Effect]:
    """What a time limit comes to for those whom it holds for before and after."""
    bits = _turned(before, after, "period", "period")
    if bits[0] and bits[1]:
        if _length(bits[1][0].value) < _length(bits[0][0].value):
            yield _effect("deadline-shorter", "deadlines", id, "major", bits)
        else:
            yield _effect("deadline-longer", "deadlines", id, "minor", bits)
    one, other = (
        _turned(before, after, kind, "exception") for kind in ("exception", "no-exception")
    )
    bits = one[0] + other[0], one[1] + other[1]
    if any(bits):
        yield _effect("deadline", "deadlines", id, "major" if bits[1] else "minor", bits)
    gone, come = (
        [
            Bit("counting", " ".join(filter(None, name)))
            for kind in ("counting", "decides")
            for name in _named(*states, kind)
        ]
        for states in ((before, after), (after, before))
    )
    if gone or come:
        yield _effect("deadline", "deadlines", id, "major", (gone, come))


def running(id: str, before: State, after: State) -> Iterator[Effect]:
    """Whom a time limit runs for, and from what, under some reading of the open questions."""
    words = {NO: "no", YES: "yes"}
    pairs = {
        (name[0], words.get(was, "unknown"), words.get(after[name], "unknown"))
        for name, was in before.items()
        if was != after[name]
    }
    for kind, one, two in sorted(pairs):
        bits = [Bit(kind, one)], [Bit(kind, two)]
        yield _effect("deadline", "deadlines", id, "major", bits)


def _length(period: str) -> float:
    number, unit = period.split()
    return int(number) * _DAYS[unit]
