"""``rusvej suggest``"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from rusvej.app.suggest import make_case, read_case_text
from rusvej.app.suggest import suggest as answer_case
from rusvej.cli.options import AsOf, Data, Format, FormatOption, Plain, on, rulebook, show, show_json
from rusvej.diagnostics import InputError
from rusvej.facts import refuse_cpr


def suggest(
    age: Annotated[str | None, typer.Option("--age", metavar="ÅR", help="Alder i hele år.")] = None,
    level: Annotated[
        str | None, typer.Option("--level", metavar="NIVEAU", help="trivsel, eksperimenterende, problematisk, misbrug eller afhaengighed.")
    ] = None,
    motivation: Annotated[str | None, typer.Option("--motivation", metavar="ja|nej|ukendt", help="Er den unge selv motiveret?")] = None,
    other_measure: Annotated[
        str | None,
        typer.Option("--other-measure", metavar="ingen|ung|familie|ukendt", help="Anden foranstaltning omkring den unge eller familien."),
    ] = None,
    schooling: Annotated[
        str | None, typer.Option("--schooling", metavar="folkeskole|ungdomsuddannelse|ingen|ukendt", help="Skole eller uddannelse.")
    ] = None,
    grade: Annotated[
        str | None, typer.Option("--grade", metavar="KLASSE", help="Klassetrin i folkeskolen, 0-10. Udledes aldrig af alderen.")
    ] = None,
    fact: Annotated[
        list[str] | None, typer.Option("--fact", metavar="ID=VÆRDI", help="En anden oplysning, fx substance=alkohol. Kan gentages.")
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="FIL|-", help="Sagen i en fil (YAML eller JSON); - læser standard input.")
    ] = None,
    as_of: AsOf = None,
    everything: Annotated[bool, typer.Option("--all", help="Vis også de tilbud, der ikke passer eller ikke nævnes.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Skriv kilderne helt ud.")] = False,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Hvilke tilbud kan komme på tale i en sag, hvem kontaktes, og hvad mangler at blive oplyst?

    Det, der ikke oplyses, er ukendt og giver “afhænger af”. Intet om sagen gemmes.

    \b
    Eksempler:
      rusvej suggest --age 15 --level problematisk
      rusvej suggest --age 15 --level problematisk --motivation nej --schooling folkeskole --grade 9
      rusvej suggest --age 22 --level misbrug --fact substance=alkohol --all
      rusvej suggest --case sag.yaml --format json
    """
    named = {"age": age, "level": level, "motivated": motivation, "other_measure": other_measure, "schooling": schooling, "grade": grade}
    day = on(as_of)
    given: dict[str, object] = {fact_id: value for fact_id, value in named.items() if value is not None}
    book = rulebook(data)
    answer = answer_case(book, make_case(book, _from_file(case), _from_facts(fact or []), given), day)
    if format is Format.json:
        from rusvej.render.answer_json import answer_json

        show_json(answer_json(answer))
        return
    from rusvej.render.answer_page import answer_page

    show(answer_page(answer, everything=everything, sources=sources), format, plain=plain)


def _from_facts(pairs: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for pair in pairs:
        refuse_cpr(pair)
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise InputError(f"“{pair[:40]}” er ikke en oplysning.", "Skriv navn=værdi, fx --fact substance=alkohol.")
        found[name.strip()] = value
    return found


def _from_file(name: str | None) -> dict[str, object]:
    if name is None:
        return {}
    if name == "-":
        return read_case_text(_utf8(sys.stdin.buffer.read(), "standard input"), "standard input")
    refuse_cpr(name)
    try:
        with Path(name).open("rb") as file:
            return read_case_text(_utf8(file.read(1_000_000), name), name)
    except FileNotFoundError:
        raise InputError(f"Filen “{name}” findes ikke.", "Angiv en fil med sagens oplysninger, eller - for standard input.") from None
    except OSError:
        raise InputError(f"Filen “{name}” kan ikke læses.", "Er det en mappe, eller mangler der rettigheder?") from None


def _utf8(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"“{name}” er ikke skrevet i UTF-8.", "Gem filen igen med tegnsættet UTF-8.") from None
