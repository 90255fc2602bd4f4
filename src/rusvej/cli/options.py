"""The options of several commands as Typer reads them.

A command module imports them for the type checker alone; `running` puts them where Typer looks when
it needs them. So a command can run without Typer, which takes longer to import than an answer takes
to find (see `quick`).
"""

from __future__ import annotations

from typing import Annotated

import typer

from rusvej.cli.output import Format

Data = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="MAPPE",
        help="Et andet regelsæt end det medfølgende (ellers RUSVEJ_DATA).",
    ),
]
Plain = Annotated[
    bool, typer.Option("--plain", help="Rene tekstlinjer uden tabel, god til skærmlæser.")
]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        help=(
            "Udskriftens form. table bliver til rene linjer, når der ikke skrives til en terminal."
        ),
    ),
]
NoLawNotes = Annotated[
    bool,
    typer.Option(
        "--no-law-notes",
        help="Udelad noter om loven og landsdækkende numre, som ikke er fra dokumenterne.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATO", help="Den dag svaret skal gælde (ellers i dag)."),
]

Age = Annotated[str | None, typer.Option("--age", metavar="ÅR", help="Alder i hele år.")]
Level = Annotated[
    str | None,
    typer.Option(
        "--level",
        metavar="NIVEAU",
        help="trivsel, eksperimenterende, problematisk, misbrug eller afhaengighed.",
    ),
]
Motivation = Annotated[
    str | None,
    typer.Option("--motivation", metavar="ja|nej|ukendt", help="Er den unge selv motiveret?"),
]
OtherMeasure = Annotated[
    str | None,
    typer.Option(
        "--other-measure",
        metavar="ingen|ung|familie|ukendt",
        help="Anden foranstaltning omkring den unge eller familien.",
    ),
]
Schooling = Annotated[
    str | None,
    typer.Option(
        "--schooling",
        metavar="folkeskole|ungdomsuddannelse|ingen|ukendt",
        help="Skole eller uddannelse.",
    ),
]
Grade = Annotated[
    str | None,
    typer.Option(
        "--grade",
        metavar="KLASSE",
        help="Klassetrin i folkeskolen, 0-10. Udledes aldrig af alderen.",
    ),
]
Facts = Annotated[
    list[str] | None,
    typer.Option(
        "--fact", metavar="ID=VÆRDI", help="En anden oplysning, fx substance=alkohol. Kan gentages."
    ),
]
CaseFile = Annotated[
    str | None,
    typer.Option(
        "--case", metavar="FIL|-", help="Sagen i en fil (YAML eller JSON); - læser standard input."
    ),
]

Everything = Annotated[
    bool, typer.Option("--all", help="Vis også de tilbud, der ikke passer eller ikke nævnes.")
]
FullSources = Annotated[bool, typer.Option("--sources", help="Skriv kilderne helt ud.")]
Why = Annotated[
    bool,
    typer.Option(
        "--why", help="Vis for hvert tilbud betingelserne én for én, og hvad der er sikkert."
    ),
]
WhatIf = Annotated[
    list[str] | None,
    typer.Option(
        "--what-if", metavar="ID=VÆRDI", help="Vis kun, hvad der bliver anderledes. Kan gentages."
    ),
]
Receipt = Annotated[
    str | None,
    typer.Option(
        "--receipt",
        metavar="FIL",
        help="Skriv en kvittering uden personoplysninger; rusvej verify læser den.",
    ),
]
