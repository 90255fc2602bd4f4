"""The sentences for what must be told with a deadline, with names for what is filled in: the same
for every door, and what is told of it is worked out elsewhere."""

from __future__ import annotations

#: By the id of a verdict.
VERDICTS = {
    "in-time": "overholdt",
    "running": "løber stadig",
    "no-deadline": "dokumenterne angiver ingen frist for denne sag",
    "may-be-waived": "overskredet, men fristen kan fraviges",
    "may-be-affected": "overskredet; forsinkede oplysninger kan have påvirket tidspunktet",
    "open": "uklart: dokumenterne kan læses på flere måder, og det afgør sagen",
    "overdue": "overskredet",
}
#: The same for a frame, which says how long something lasts: nobody keeps or breaks it.
FRAME_VERDICTS = VERDICTS | {
    "in-time": "perioden er gået",
    "running": "perioden løber",
    "no-deadline": "dokumenterne angiver ingen periode for denne sag",
}

#: By the kind of a note.
NOTES = {
    "assumed-does-not-settle": (
        "{question} Regelsættet regner ellers med svaret: {reading}. Det er en antagelse, og en"
        " antagelse afgør ikke, om en frist er brudt."
    ),
    "open-question": "Uklart i dokumenterne: {question}",
    "settled": "{question} Afgjort af {by} den {on}: {reading}.",
    "age-unknown": (
        "Alderen er ikke oplyst. {whom}; regnestykket holder kun, hvis det er tilfældet{option}."
    ),
    "age-on-the-day": (
        "{person} {sure} {age} år den {day} ({event}). {question} Efter alderen den dag {then}."
    ),
    "presumed": ("Der er regnet med, at fristen gælder, selv om dette ikke er oplyst: {facts}."),
    "does-not-apply": "Det er oplysningen om {facts}, der kan holde sagen uden for fristen.",
    "not-begun": "{question} Hvis ikke, er fristen slet ikke begyndt at løbe.",
    "met-by-other-event": "Det er {event} ({day}), der er regnet som {wanted}.",
    "planned": "Datoen {day} ligger i fremtiden; svaret holder, hvis planen holder.",
    "day-off": (
        "Sidste dag, {last_day}, er {name}. Den sidste arbejdsdag før er {working_day_before}."
        " Dokumenterne har ingen regel om weekender, helligdage og lukkedage, så fristen er ikke"
        " flyttet.{custom}"
    ),
    "by-custom": " At {days} regnes for fridag eller lukkedag, er rusvejs egen bemærkning.",
    "month-too-short": (
        "Der er ingen {day}. {month}: månedens sidste dag er brugt, og dokumenterne siger ikke,"
        " hvordan der tælles."
    ),
    "counting": (
        "Regnet i kalenderdage med startdagen som dag 0; dokumenterne siger ikke selv, hvordan der"
        " tælles."
    ),
    "counting-workdays": (
        "Regnet i arbejdsdage (mandag til fredag uden helligdage) med startdagen som dag 0;"
        " dokumenterne siger ikke selv, hvilke dage der tæller."
    ),
    "counting-weekdays": (
        "Regnet i hverdage (mandag til fredag; regelsættet har ingen fridage ud over dem) med"
        " startdagen som dag 0; dokumenterne siger ikke selv, hvilke dage der tæller."
    ),
    "hours": (
        "Fristen er i timer, og klokkeslættet kendes ikke: sidste dag er den første dag, hvor den"
        " kan være udløbet."
    ),
    "other-start-not-given": "Fristen kan også regnes fra {event}{option}. Den dag er ikke oplyst.",
    "settled-start-not-given": "Kommunen regner fra {event}{option}. Den dag er ikke oplyst.",
    "exception": "{name}: {text}.",
    "exceptions-only-when-late": "De nævnte undtagelser ændrer intet, for intet er for sent.",
    "no-new-date": (
        "At fristen kan fraviges, betyder ikke, at den bortfalder: der er ikke sat nogen ny dato."
    ),
    "printed-elsewhere": (
        "{name}: undtagelsen er kun trykt ved en anden frist og ændrer ikke denne."
    ),
    "not-an-exception": "{name} er ikke en undtagelse: {text}.",
    "frame": (
        "Det er en ramme for, hvor længe noget varer; den kan ikke overskrides som en frist."
    ),
    "frame-over": "Perioden udløb {last_day}.",
    "open-beside": "Uklart i dokumenterne: {question}",
    "see-also": "Se også: {questions}.",
}

#: How sure the age on the day counted from is, and what follows from it.
AGE_KNOWN = ("kan have været", "var")
AGE_OUTSIDE = ("er det uklart, om fristen gælder", "er der ingen frist")
