"""The sentences for what must be told with a deadline."""

from __future__ import annotations

from datetime import date

from rusvej.calendar.reading import MONTHS
from rusvej.deadlines import DeadlineAnswer, DeadlineCheck, Note, Verdict
from rusvej.model import Question, Rulebook
from rusvej.render import words

VERDICT = {
    Verdict.IN_TIME: "overholdt",
    Verdict.RUNNING: "løber stadig",
    Verdict.NO_DEADLINE: "dokumenterne angiver ingen frist for denne sag",
    Verdict.MAY_BE_WAIVED: "overskredet, men fristen kan fraviges",
    Verdict.MAY_BE_AFFECTED: "overskredet; forsinkede oplysninger kan have påvirket tidspunktet",
    Verdict.OPEN: "uklart: dokumenterne kan læses på flere måder, og det afgør sagen",
    Verdict.OVERDUE: "overskredet",
}


def days(count: int) -> str:
    """``1 dag``, ``2 dage``."""
    return f"{count} dag" if count == 1 else f"{count} dage"


def sentence(answer: DeadlineAnswer, note: Note) -> str:
    """One note as a Danish sentence with its sources."""
    return f"{_sentence(answer, note)} {answer.rulebook.cite(note.sources)}".strip()


def _question(answer: DeadlineAnswer, note: Note) -> Question:
    return next(
        question for question in answer.rulebook.questions if question.id == note.data["question"]
    )


def _facts(answer: DeadlineAnswer, note: Note) -> str:
    facts = note.data["facts"]
    vocabulary = answer.rulebook.vocabulary
    return (
        words.listed(vocabulary[fact].label for fact in facts) if isinstance(facts, tuple) else ""
    )


def _exception(answer: DeadlineAnswer, note: Note) -> tuple[str, str]:
    found = next(
        exception
        for exception in answer.rulebook.exceptions
        if exception.id == note.data["exception"]
    )
    return found.name, found.text


def _event(answer: DeadlineAnswer, note: Note) -> str:
    event = answer.rulebook.event(str(note.data["event"]))
    return f"{event.label} ({event.typed.rstrip('=')})"


def age_then(book: Rulebook, note: Note) -> str:
    """How old the person was, or may have been, on the day from which a deadline is counted."""
    when, age = note.data["day"], note.data["age"]
    day = words.day(when) if isinstance(when, date) else str(when)
    person = words.capital(book.person(age if isinstance(age, int) else None))
    event = book.event(str(note.data["event"])).label
    question = next(q for q in book.questions if q.id == note.data["question"]).question
    sure = "var" if note.data["known"] else "kan have været"
    then = "er der ingen frist" if note.data["outside"] else "er det uklart, om fristen gælder"
    return f"{person} {sure} {age} år den {day} ({event}). {question} Efter alderen den dag {then}."


def _sentence(answer: DeadlineAnswer, note: Note) -> str:
    def day(key: str) -> str:
        value = note.data[key]
        return words.day(value) if isinstance(value, date) else str(value)

    match note.kind:
        case "assumed-does-not-settle":
            question = _question(answer, note)
            reading = words.lower_first(question.reading(str(note.data["reading"])).text)
            return (
                f"{question.question} Regelsættet regner ellers med svaret: {reading}. Det er en"
                " antagelse, og en antagelse afgør ikke, om en frist er brudt."
            )
        case "open-question":
            return f"Åbent i dokumenterne: {_question(answer, note).question}"
        case "settled":
            question = _question(answer, note)
            reading = words.lower_first(question.reading(str(note.data["reading"])).text)
            return (
                f"{question.question} Afgjort af {note.data['by']} den {note.data['on']}:"
                f" {reading}."
            )
        case "age-unknown":
            deadline = next(
                each for each in answer.rulebook.deadlines if each.id == note.data["deadline"]
            )
            return (
                f"Alderen er ikke oplyst. {deadline.whom.rstrip('.')}; regnestykket holder kun,"
                " hvis det er tilfældet (--age)."
            )
        case "age-on-the-day":
            return age_then(answer.rulebook, note)
        case "presumed":
            return (
                "Der er regnet med, at fristen gælder, selv om dette ikke er oplyst:"
                f" {_facts(answer, note)}."
            )
        case "does-not-apply":
            return f"Hvor fristen ikke gælder her, skyldes det: {_facts(answer, note)}."
        case "not-begun":
            question = _question(answer, note)
            return f"{question.question} Hvis ikke, er fristen slet ikke begyndt at løbe."
        case "met-by-other-event":
            event = answer.rulebook.event(str(note.data["event"]))
            wanted = answer.rulebook.event(str(note.data["wanted"]))
            return f"Det er {event.label} ({day('day')}), der er regnet som {wanted.label}."
        case "planned":
            return f"Datoen {day('day')} ligger i fremtiden; svaret holder, hvis planen holder."
        case "day-off":
            return (
                f"Sidste dag, {day('last_day')}, er {note.data['name']}. Den sidste arbejdsdag før"
                f" er {day('working_day_before')}. Dokumenterne har ingen regel om weekender,"
                f" helligdage og lukkedage, så fristen er ikke flyttet.{_by_custom(note)}"
            )
        case "month-too-short":
            last = note.data["last_day"]
            month = MONTHS[last.month - 1] if isinstance(last, date) else ""
            return (
                f"Der er ingen {note.data['day']}. {month}: månedens sidste dag er brugt, og"
                " dokumenterne siger ikke, hvordan der tælles."
            )
        case "counting":
            if note.data["unit"] == "workdays":
                return (
                    "Regnet i arbejdsdage (mandag til fredag uden helligdage) med startdagen som"
                    " dag 0; dokumenterne siger ikke selv, hvilke dage der tæller."
                )
            return (
                "Regnet i kalenderdage med startdagen som dag 0; dokumenterne siger ikke selv,"
                " hvordan der tælles."
            )
        case "hours":
            return (
                "Fristen er i timer, og klokkeslættet kendes ikke: sidste dag er den første dag,"
                " hvor den kan være udløbet."
            )
        case "other-start-not-given":
            return f"Fristen kan også regnes fra {_event(answer, note)}. Den dag er ikke oplyst."
        case "settled-start-not-given":
            return f"Kommunen regner fra {_event(answer, note)}. Den dag er ikke oplyst."
        case "exception":
            name, text = _exception(answer, note)
            return f"{name}: {words.lower_first(text)}."
        case "exceptions-only-when-late":
            return "De nævnte undtagelser ændrer intet, for intet er for sent."
        case "no-new-date":
            return (
                "At fristen kan fraviges, betyder ikke, at den bortfalder: der er ikke sat nogen ny"
                " dato."
            )
        case "printed-elsewhere":
            return (
                f"{_exception(answer, note)[0]}: undtagelsen er kun trykt ved en anden frist og"
                " ændrer ikke denne."
            )
        case "not-an-exception":
            name, text = _exception(answer, note)
            return f"{name} er ikke en undtagelse: {words.lower_first(text)}."
        case "frame":
            return (
                "Det er en ramme for, hvor længe noget varer; den kan ikke overskrides som en"
                " frist."
            )
        case "frame-over":
            return f"Perioden udløb {day('last_day')}."
        case _:
            return f"Se også: {_titles(answer, note)}."


def _by_custom(note: Note) -> str:
    days = note.data["by_custom"]
    if not days or not isinstance(days, tuple):
        return ""
    named = words.listed(words.day(date.fromisoformat(each)) for each in days)
    return f" At {named} regnes for fridag eller lukkedag, er rusvejs egen bemærkning."


def _titles(answer: DeadlineAnswer, note: Note) -> str:
    wanted = note.data["questions"]
    assert isinstance(wanted, tuple)
    return words.listed(
        question.title for question in answer.rulebook.questions if question.id in wanted
    )


def headline(check: DeadlineCheck) -> str:
    """The verdict of one check in one line, with the days that matter."""
    text = VERDICT[check.verdict]
    if check.verdict is Verdict.RUNNING and check.days_left is not None:
        text += (
            ": i dag er sidste dag"
            if check.days_left == 0
            else f", {days(check.days_left)} tilbage"
        )
    elif check.days_over and check.verdict is not Verdict.NO_DEADLINE:
        text += f" ({days(check.days_over)} for sent)" if check.verdict is not Verdict.OPEN else ""
    return text
