"""Filling a screen: each group gets its lines in an order that is a table, as long as there is
room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rusvej.compose.records import Door, Line, Screen
from rusvej.records import changed

#: The smallest terminal anybody uses has 24 lines, and one of them is for what is typed next.
LINES = 23
#: What is put on the screen, in this order: a group, and how many of its lines then stand there.
#: What does not fit any more is left out and counted, and the next is tried; what others decide on
#: stands only where all is shown that one can turn to oneself. `own` are the lines of what the
#: asker does or decides, in both kinds of doors, `owed` what may be to be done and is unclear,
#: `open` what is unclear and not answered one way for now; `cited` says where it stands that is
#: unclear, then what hangs on something and what is granted; `apart` is the number of empty lines
#: between groups, `heads` that of the lines for what the case says.
ORDER = (
    ("must", 1), ("must", 2), ("must", 3), ("own", 1), ("ask", 1), ("now", 1), ("own", 2),
    ("own", 3), ("own", 4), ("know", 1), ("deadlines", 1), ("owed", 1), ("owed", 2), ("now", 2),
    ("deadlines", 2), ("now", 3), ("know", 2), ("open", 1), ("not_", 1), ("now", 4),
    ("decision", 1), ("if_", 1), ("if_", 2), ("decision", 2), ("ask", 2), ("know", 3),
    ("decision", 3), ("unclear", 2), ("if_", 3), ("now", 5), ("decision", 4), ("cited", 1),
    ("heads", 2), ("unclear", 3), ("if_", 4), ("deadlines", 3), ("decision", 5), ("unclear", 4),
    ("cited", 2), ("cited", 3), ("apart", 1), ("apart", 2), ("apart", 3),
)  # fmt: skip


#: What gives way, down to so many, for the lines of what is unclear: neither an offer nor a number.
_INSTEAD = (
    ("unclear", 1), ("if_", 1), ("heads", 1), ("not_", 0), ("know", 1), ("ask", 1),
)  # fmt: skip
#: What is not left out for the sake of a reason, and how much is spared for it.
_KEPT = {("own", 1): 2, ("ask", 1): 2, ("now", 1): 2, ("now", 2): 1, ("now", 3): 2}
_DOORS = ("now", "decision")
_GROUPS = ("must", "deadlines", "if_", "not_", "unclear", "know", "ask")


def fitted(screen: Screen, height: Callable[[Screen], int]) -> Screen:
    """The screen with as many lines of each group as `height` (a drawing's number of lines) leaves
    room for in `LINES`. What is left out is added to `more`."""
    shown = _filled(screen, height, {})
    for door in screen.now[1:]:
        # Where the first is too long, something shorter to turn to is more than nothing.
        if not shown.get("now"):
            others = (each for each in screen.now if each is not door)
            screen = changed(screen, now=(door, *others))
            shown = _filled(screen, height, {})
    fewer = dict(shown)
    for group, least in _INSTEAD:
        while any(map(fewer.get, ("unclear", "open", "owed"))) and not shown.get("cited"):
            if height(cut(screen, {**fewer, "cited": 1})) <= LINES:
                shown = _filled(screen, height, {**fewer, "cited": 1})
            elif fewer.get(group, 0) > least:
                fewer[group] -= 1
            else:
                break
    return cut(screen, shown)


def _filled(
    screen: Screen, height: Callable[[Screen], int], shown: dict[str, int]
) -> dict[str, int]:
    """How many lines of each group stand on it, beside those that do already."""
    sizes = {"apart": ORDER[-1][1], "heads": 2, "cited": 3, **_sizes(screen)}
    # Once more for what did not fit while other groups still had a line to say what they lack.
    for group, count in ORDER * 2:
        if not shown.get(group, 0) < count <= sizes[group]:
            continue
        if group == "decision" and shown.get("now", 0) < sizes["now"]:
            continue
        wanted = {**shown, group: count}
        tried = cut(screen, wanted)
        for spare in range(1, _KEPT.get((group, count), 0) + 1):
            if height(tried) > LINES:
                wanted["spare"] = max(spare, wanted.get("spare", 0))
                tried = cut(screen, wanted)
        if height(tried) <= LINES:
            shown = wanted
    return shown


def _sizes(screen: Screen) -> dict[str, int]:
    """How many lines each group has to offer."""
    doors = {name: sum(len(door.lines) for door in getattr(screen, name)) for name in _DOORS}
    own = sum(_own(screen, name) for name in _DOORS)
    open_ = sum(not line.assumed for line in screen.unclear)
    groups = {name: len(getattr(screen, name)) for name in _GROUPS}
    return {**groups, **doors, "own": own, "open": open_, "owed": screen.owed}


def _own(screen: Screen, name: str) -> int:
    """How many lines of the group are the asker's own; they stand first in it."""
    return sum(len(door.lines) for door in getattr(screen, name) if door.own)


def uncut(screen: Screen) -> Screen:
    """The screen with everything on it, numbered."""
    return cut(screen, _sizes(screen))


def cut(screen: Screen, shown: Mapping[str, int]) -> Screen:
    """The screen with at most so many lines in each group, none where it is not named."""

    def most(group: str) -> int:
        return shown.get(group, 0)

    done = min(most("own"), _own(screen, "now"))
    now, gone = _first(screen.now, max(most("now"), done))
    decision, out = _first(screen.decision, max(most("decision"), most("own") - done))
    now, decision = _numbered(now, decision)
    unclear = screen.unclear[: max(map(most, ("owed", "open", "unclear")))]
    rest = screen.unclear[len(unclear) :]
    numbers = {line.id: line.number for door in (*now, *decision) for line in door.lines}
    seen = {*numbers, *(line.id for line in (screen.first.granted if screen.first else ()))}
    seen.update(offer for line in unclear for offer in line.about)
    ask = tuple(
        changed(each, numbers=tuple(sorted(numbers[o] for o in each.settles if o in numbers)))
        for each in screen.ask[: most("ask")]
    )
    kept = {group: getattr(screen, group)[: most(group)] for group in ("must", "deadlines", "if_")}
    lost = {group: len(getattr(screen, group)) - len(lines) for group, lines in kept.items()}
    more = screen.more
    know = tuple(x for x in screen.know if not x.about or any(o in seen for o in x.about))
    return changed(
        screen,
        **kept,
        now=now,
        decision=decision,
        ask=ask,
        not_=screen.not_[: most("not_")],
        unclear=unclear,
        know=know[: most("know")],
        apart=most("apart"),
        spare=most("spare"),
        cited=most("cited"),
        heads=max(most("heads"), 1),
        more=changed(
            more,
            can=more.can + gone + out,
            must=more.must + lost["must"],
            deadlines=more.deadlines + lost["deadlines"],
            if_=more.if_ + lost["if_"],
            hanging=screen.if_[most("if_") :],
            online=tuple(line.label for line in know[most("know") :] if line.label),
            unclear=sum(not line.assumed for line in rest),
            open=more.open + len(rest),
        ),
    )


def _numbered(
    now: tuple[Door, ...], decision: tuple[Door, ...]
) -> tuple[tuple[Door, ...], tuple[Door, ...]]:
    """The lines numbered as they are read: what the asker does comes before what others do."""
    number = 0
    doors = [*now, *decision]
    for at, door in sorted(enumerate(doors), key=lambda each: not each[1].own):
        lines: list[Line] = []
        for line in door.lines:
            number += 1
            lines.append(changed(line, number=number))
        doors[at] = changed(door, lines=tuple(lines))
    return tuple(doors[: len(now)]), tuple(doors[len(now) :])


def _first(doors: tuple[Door, ...], most: int) -> tuple[tuple[Door, ...], int]:
    """The doors with their first lines, and how many are left out."""
    kept: list[Door] = []
    left = most
    for door in doors:
        if left:
            kept.append(changed(door, lines=door.lines[:left]))
            left -= len(kept[-1].lines)
    return tuple(kept), sum(len(d.lines) for d in doors) - sum(len(d.lines) for d in kept)
