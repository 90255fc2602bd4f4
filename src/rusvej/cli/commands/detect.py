"""``rusvej detect``"""

from __future__ import annotations

import sys

from rusvej.app import detect as walk
from rusvej.app.named import acute_notes, alarming
from rusvej.cli.command import FORMS, Asked, Shown, command
from rusvej.cli.printing import show_page
from rusvej.cli.typed import BACK, HELP, REVIEW, STOP, WHY, Typed, key, say
from rusvej.diagnostics import InputError
from rusvej.model import Rulebook
from rusvej.model.detection import DetectionModel
from rusvej.render.page import Page

_KEYS = (
    "Skriv tallet ud for et svar, eller dets ord. t: tilbage. r: se svarene, og ret fra et af dem."
    " s: svar nu. Linjerne i dokumentet står ved spørgsmålet."
)


@command(
    forms=("samtale", *FORMS, "mermaid"),
    form_help="samtale stiller spørgsmålene ét ad gangen; de andre viser hele modellen.",
)
def detect(asked: Asked) -> Shown:
    """Opsporingsmodellen som en kort samtale: skyldes mistrivslen rusmidler, og hvad så?

    Modellens pile er gået tabt i teksten og er rekonstrueret. Intet af det, der svares, gemmes.

    \b
    Eksempler:
      rusvej detect
      printf 'nej\\nja\\n3\\n15\\n' | rusvej detect
      rusvej detect --format mermaid
    """
    from rusvej.render.detect_page import chart_page, detection_json, mermaid

    models: tuple[DetectionModel, ...] = asked.book.detection
    if not models:
        raise InputError(
            "Regelsættet har ingen opsporingsmodel.", "rusvej suggest finder tilbud uden den."
        )
    book, model = asked.book, models[0]

    def page() -> Page:
        if asked.form == "samtale":
            return _talk(book, model, asked.printed)
        return chart_page(book, model, diagram=asked.form == "markdown")

    return Shown(
        page, lambda: detection_json(book, model), mermaid=lambda: mermaid(book, model) + "\n"
    )


def _talk(book: Rulebook, model: DetectionModel, form: str) -> Page:
    """Asks until the end of the chart, of the answers, or of the user's patience; the last page."""
    from rusvej.render.detect_page import end_page, opening, prompt_page
    from rusvej.render.frame import command_line
    from rusvej.render.interview_words import acute

    show_page(opening(model), form)
    answers: walk.Answers = ()
    repeat = False
    typed = Typed(sys.stdout)
    while (asked := walk.prompt(model, book, answers)) is not None:
        if not repeat:
            # Why a way was drawn stands beside it; what a value means belongs to it.
            own = asked.fact.id
            choices = [
                (f"{each.text}: {each.note}", "") if own and each.note else (each.text, each.note)
                for each in asked.offered
            ]
            question = asked.fact.question
            page = prompt_page(
                book, model, len(answers) + 1, question, choices, asked.do, asked.sources
            )
            show_page(page, form)
        known = f"1-{len(asked.offered)}" if asked.offered else "et tal, eller tomt for ved ikke"
        line = typed.line(f"Svar ({known}, t, r, s): ")
        word = key(line)
        if line is None or word in STOP:
            break
        repeat = False
        if (alarm := alarming(book, line)) or word in HELP | WHY:
            say(sys.stdout, acute(acute_notes(book)) if alarm else [_KEYS])
            typed.understood(True)
            continue
        if word in REVIEW:
            answers = _review(book, model, answers, typed)
            continue
        if word in BACK:
            if not answers:
                say(sys.stdout, ["Det her er det første spørgsmål."])
            answers = answers[:-1]
            continue
        try:
            answers = (*answers, walk.read(asked, line))
        except InputError as error:
            say(sys.stdout, [f"{error} {error.help}"])
            repeat = True
        typed.understood(not repeat)
    end = walk.outcome(model, book, answers)
    labels = {name: fact.label for name, fact in book.vocabulary.items()}
    told = [f"{labels[name]}: {value}" for name, value in end.facts]
    command = command_line(book.about, dict(sorted(end.facts)))
    return end_page(book, model, end.passed, end.end, told, command)


def _review(
    book: Rulebook, model: DetectionModel, answers: walk.Answers, typed: Typed
) -> walk.Answers:
    """Shows the answers so far; those before the one to be corrected."""
    typed.understood(True)
    for place, answer in enumerate(answers, start=1):
        asked = walk.prompt(model, book, answers[: place - 1])
        assert asked is not None
        said = next((each.text for each in asked.offered if each.value == answer), answer)
        say(sys.stdout, [f"  {place}. {asked.fact.question} {said}"])
    if not answers:
        say(sys.stdout, ["Der er ikke svaret på noget endnu."])
        return answers
    word = key(typed.line("Nummeret på det svar, der skal rettes, eller tomt for at gå videre: "))
    place = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0
    return answers[: place - 1] if 1 <= place <= len(answers) else answers
