"""The options that several commands share, each said once."""

from __future__ import annotations

from rusvej.cli.command import Option, Parameter


def _text(name: str, option: str, metavar: str, help: str) -> Parameter:
    return Parameter(name, str, Option(option, help, metavar), None)


#: The facts of a case. What has no option of its own is given by --fact.
CASE = (
    _text("age", "--age", "ÅR", "Alder i hele år."),
    _text(
        "level",
        "--level",
        "NIVEAU",
        "trivsel, eksperimenterende, problematisk, misbrug eller afhaengighed.",
    ),
    _text("motivation", "--motivation", "ja|nej|ukendt", "Er den unge selv motiveret?"),
    _text(
        "other_measure",
        "--other-measure",
        "ingen|ung|familie|ukendt",
        "Anden foranstaltning omkring den unge eller familien.",
    ),
    _text(
        "schooling",
        "--schooling",
        "folkeskole|ungdomsuddannelse|ingen|ukendt",
        "Skole eller uddannelse.",
    ),
    _text(
        "grade", "--grade", "KLASSE", "Klassetrin i folkeskolen, 0-10. Udledes aldrig af alderen."
    ),
    _text(
        "role", "--as", "HVEM", "Hvem der spørger: skole, ssp, myndighed, foraelder, ung, anden."
    ),
    Parameter(
        "fact",
        list,
        Option("--fact", "En anden oplysning, fx substance=alkohol. Kan gentages.", "ID=VÆRDI"),
        None,
    ),
    _text("case", "--case", "FIL|-", "Sagen i en fil (YAML eller JSON); - læser standard input."),
)
DAY = (_text("as_of", "--as-of", "DATO", "Den dag svaret skal gælde (ellers i dag)."),)
TODAY = (_text("today", "--today", "DATO", "Regn, som om det var denne dag."),)
LAW = (
    Parameter(
        "no_law_notes",
        bool,
        Option(
            "--no-law-notes",
            "Udelad noter om loven og landsdækkende numre, som ikke er fra dokumenterne.",
        ),
        False,
    ),
)
PLAIN = (
    Parameter(
        "plain", bool, Option("--plain", "Rene tekstlinjer uden tabel, god til skærmlæser."), False
    ),
)
