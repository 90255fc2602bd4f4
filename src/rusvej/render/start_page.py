"""What ``rusvej`` alone shows: whom to ring in danger, who one is, and where to begin."""

from __future__ import annotations

from collections.abc import Iterable

from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.page import LAW, Page
from rusvej.render.short import group, short_page
from rusvej.render.unbroken import hard

#: Label of a beginning: (the command, which of the rulebook's examples follows it, what it gives).
_BEGINNINGS = {
    "SPØRG": ("interview", "", "ét spørgsmål ad gangen, og så svaret"),
    "SVAR": ("suggest", "case", "svaret på én skærm"),
    "RING": ("contact", "", "hvem der kan kontaktes, og på hvilket nummer"),
    "TILBUD": ("offer", "offer", "ét tilbud"),
    "VEJEN": ("pathway", "level", "hvem gør hvad"),
    "FRIST": ("check-deadline", "deadline", "sidste dag, og om den er holdt"),
}


def start_page(book: Rulebook, commands: Iterable[str]) -> Page:
    """The page; `commands` are those of the one who asks that the rulebook has something for."""
    left = dict.fromkeys(commands)
    acute = [(note.text, LAW) for note in book.law_notes if note.acute]
    groups = [group("", [book.about.subject]), group("AKUT", acute, "danger")]
    asker = book.vocabulary.get(book.roles.asker)
    if asker:
        option = book.about.options_by_fact.get(asker.id, f"--fact {asker.id}=")
        told = f"{asker.question} {option} {'|'.join(asker.choices())}"
        groups.append(group("HVEM", [told]))
    for label, (name, example, what) in _BEGINNINGS.items():
        typed = str(getattr(book.about.examples, example)) if example else ""
        if name in left and (typed or not example):
            del left[name]
            command = " ".join(filter(None, ("rusvej", name, typed)))
            groups.append(group(label, [f"{hard(command)}: {what}"], "can"))
    groups.append(group("OGSÅ", [f"rusvej {words.listed(left)}"]))
    guidance = book.about.brief or book.about.guidance
    foot = f"Alle kommandoer, også til den, der holder reglerne: rusvej help. {guidance}"
    return short_page(book, "rusvej", groups, [foot])
