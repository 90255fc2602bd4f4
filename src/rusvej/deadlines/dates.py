"""The days on which something happened, and those that cannot be right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from rusvej.danish import capital
from rusvej.diagnostics import InputError, did_you_mean
from rusvej.foreign import quoted
from rusvej.model import Event, Rulebook

#: The days on which something happened or is planned, by the ids of events. What is not given is
#: not "never". Every day is meant as a whole day.
DeadlineDates = Mapping[str, date]


class Happenings:
    """The events of a rulebook with the days given for them."""

    def __init__(self, book: Rulebook, dates: DeadlineDates) -> None:
        self.events = {event.id: event for event in book.events}
        self.dates = dates
        self.first = cache(self._first)

    def _first(self, event_id: str) -> tuple[date, Event] | None:
        """The first day on which the event, or one that counts as it, is given, and which; the
        event itself where both are on that day."""
        found = [
            (day, event.id != event_id, event)
            for event in self.events.values()
            if (day := self.dates.get(event.id))
            and (event.id == event_id or event_id in event.counts_as)
        ]
        day, _, event = min(found, key=lambda each: each[:2], default=(None, False, None))
        return (day, event) if day and event else None

    def earlier_than(self, event_id: str) -> tuple[str, ...]:
        """The events that it cannot lie before, the nearest first."""
        found: dict[str, None] = {}
        waiting = list(self.events[event_id].not_before)
        while waiting:
            name = waiting.pop(0)
            if name not in found and name in self.events:
                found[name] = None
                waiting += self.events[name].not_before
        return tuple(found)

    def in_place_of(self, event_id: str) -> Event | None:
        """The event that is given, or the one given that stands for it."""
        if self.dates.get(event_id):
            return self.events[event_id]
        return next(
            (e for e in self.events.values() if e.stands_for == event_id and self.dates.get(e.id)),
            None,
        )


def refuse_impossible(book: Rulebook, dates: DeadlineDates, today: date) -> None:
    """Raises `InputError` for events that do not exist, and for dates that contradict each other,
    lie in the future although they cannot, or are not enough."""
    found = Happenings(book, dates)
    for name in dates:
        if name not in found.events:
            raise InputError(
                f"Begivenheden {quoted(name, 'med det navn')} findes ikke i regelsættet.",
                did_you_mean(name[:40], found.events)
                or f"Begivenheder: {', '.join(found.events) or 'ingen'}.",
            )
    if not dates:
        raise InputError("Der er ingen dato at regne fra.", _example(book))
    given = [(event, day) for event in book.events if (day := dates.get(event.id))]
    for event, day in given:
        if day > today and not event.future:
            raise InputError(
                f"{capital(event.label)} ({day}) ligger efter den dag, der regnes på ({today}).",
                "Ret datoen, eller sæt --today, hvis der skal regnes på en anden dag.",
            )
    for event, day in given:
        _refuse_order(found, event, day)
    for event, _ in given:
        _refuse_too_little(book, found, event)


def _example(book: Rulebook) -> str:
    first = next(
        (start.event for deadline in book.deadlines for start in deadline.counted_from), None
    )
    if first is None:
        return "Regelsættet har ingen frister."
    event = book.event(first)
    sign = "" if event.typed.endswith("=") else " "
    return f"Skriv dagen for {event.label}, fx {event.typed}{sign}2026-03-02."


def _refuse_order(found: Happenings, later: Event, day: date) -> None:
    for name in found.earlier_than(later.id):
        earlier = found.in_place_of(name)
        before = found.dates.get(earlier.id) if earlier else None
        if earlier is None or before is None or earlier.id == later.id or before <= day:
            continue
        help = "Ret den ene af de to datoer."
        if later.stands_for == earlier.id:
            help = f"Er {later.label} {earlier.label}, så skriv dens dato som {earlier.typed}."
        elif earlier.stands_for and not found.dates.get(earlier.stands_for):
            real = found.events[earlier.stands_for]
            help = f"Kom {real.label} før, så skriv dens dato som {real.typed}."
        raise InputError(
            f"{capital(later.label)} ({day}) kan ikke ligge før {earlier.label} ({before}).", help
        )


def _refuse_too_little(book: Rulebook, found: Happenings, event: Event) -> None:
    meeting = [deadline for deadline in book.deadlines if deadline.met_by == event.id]
    starts = [start.event for deadline in meeting for start in deadline.counted_from]
    if starts and not any(found.first(start) for start in starts):
        wanted = " eller ".join(dict.fromkeys(found.events[start].typed for start in starts))
        raise InputError(
            f"{capital(event.label)} er givet, men ikke den dag fristen regnes fra.",
            f"Skriv også {wanted}.",
        )
    for name in event.implies:
        running = any(
            found.first(start.event)
            for deadline in book.deadlines
            if deadline.met_by == name
            for start in deadline.counted_from
        )
        if running and not found.first(name):
            # It has happened, but when is not said: calling the deadline overdue would be a guess.
            raise InputError(
                f"{capital(found.events[name].label)} må være sket, men dagen mangler.",
                f"Skriv også {found.events[name].typed}, eller udelad det, fristen regnes fra, hvis"
                " kun perioden skal regnes ud.",
            )
