"""``rusvej detect``"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from rusvej.app import detect as walk
from rusvej.cli.options import Data, Plain
from rusvej.cli.output import Format, rulebook, show, show_json
from rusvej.diagnostics import InputError
from rusvej.model import Rulebook
from rusvej.model.detection import DetectionModel

_BACK = frozenset({"t", "tilbage"})
_STOP = frozenset({"s", "slut", "stop"})


class DetectFormat(StrEnum):
    """A conversation, or the chart in one of the forms."""

    samtale = "samtale"
    table = "table"
    plain = "plain"
    markdown = "markdown"
    mermaid = "mermaid"
    json = "json"


def detect(
    format: Annotated[
        DetectFormat,
        typer.Option(
            "--format",
            help="samtale stiller spørgsmålene ét ad gangen; de andre viser hele modellen.",
        ),
    ] = DetectFormat.samtale,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Opsporingsmodellen som en kort samtale: skyldes mistrivslen rusmidler, og hvad så?

    Modellens pile er gået tabt i teksten og er rekonstrueret. Intet af det, der svares, gemmes.

    \b
    Eksempler:
      rusvej detect
      printf 'nej\\nja\\n3\\n15\\n' | rusvej detect
      rusvej detect --format mermaid
    """
    from rusvej.app.rulebook import open_side
    from rusvej.store import data_folder

    models: tuple[DetectionModel, ...] = open_side(data_folder(data), "detection")
    if not models:
        raise InputError(
            "Regelsættet har ingen opsporingsmodel.", "rusvej suggest finder tilbud uden den."
        )
    book = rulebook(data)
    if format is DetectFormat.samtale:
        _talk(book, models[0], plain)
        return
    from rusvej.render.detect_page import chart_page, detection_json, mermaid

    if format is DetectFormat.json:
        show_json(detection_json(book, models[0]))
    elif format is DetectFormat.mermaid:
        sys.stdout.write(mermaid(models[0]) + "\n")
    else:
        form = Format(format.value)
        show(chart_page(book, models[0], diagram=form is Format.markdown), form, plain=plain)


def _talk(book: Rulebook, model: DetectionModel, plain: bool) -> None:
    """Asks until the end of the chart, of the answers, or of the user's patience."""
    from rusvej.render.detect_page import end_page, opening, prompt_page

    show(opening(model), Format.table, plain=plain)
    vocabulary = book.vocabulary
    answers: walk.Answers = ()
    repeat = False
    while (asked := walk.prompt(model, vocabulary, answers)) is not None:
        if not repeat:
            choices = [(choice.text, choice.note) for choice in asked.choices]
            show(
                prompt_page(
                    model, len(answers) + 1, asked.question, choices, asked.do, asked.sources
                ),
                Format.table,
                plain=plain,
            )
        line = _line(
            "Svar"
            f" ({f'1-{len(asked.choices)}' if asked.choices else 'et tal, eller tomt for ved ikke'},"  # noqa: E501
            " t, s): "
        )
        word = line.strip().casefold() if line is not None else ""
        if line is None or word in _STOP:
            break
        repeat = False
        if word in _BACK:
            if not answers:
                sys.stdout.write("Det her er det første spørgsmål.\n")
            answers = answers[:-1]
            continue
        try:
            found = walk.read(asked, line)
        except InputError as error:
            sys.stdout.write(f"{error} {error.help}\n")
            found, repeat = None, True
        if found is not None:
            answers = (*answers, found)
        elif not repeat:
            sys.stdout.write(
                "Det svar kendes ikke. Skriv tallet ud for et af svarene, t for at gå tilbage eller"
                " s for at slutte.\n"
            )
            repeat = True
    end = walk.outcome(model, vocabulary, answers)
    told = [f"{vocabulary[name].label}: {value}" for name, value in end.facts if name in vocabulary]
    show(end_page(book, model, end.passed, end.end, told, end.command), Format.table, plain=plain)


def _line(mark: str) -> str | None:
    """A line of standard input, or None at its end."""
    sys.stdout.write(mark)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        # Nobody pressed enter, so the cursor still stands behind the question.
        sys.stdout.write("\n")
    return line or None
