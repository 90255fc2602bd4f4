"""The standard as a whole, and whom to turn to: what is printed, and what is not."""

from __future__ import annotations

import json
import re

import pytest

from rusvej.app.named import find_named
from rusvej.cli.running import run
from rusvej.diagnostics import InputError
from rusvej.model import NOT_STATED, Rulebook


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


# The standard


def test_every_part_the_issue_names_is_there(rulebook: Rulebook) -> None:
    wanted = {
        "formaal",
        "kvalitetsmaal",
        "maalgruppe",
        "moduler",
        "frit-valg",
        "anonym-behandling",
        "gravide",
        "betaling",
    }
    assert wanted | {"opfoelgning", "ansoegning", "klage", "kontakt"} <= {
        part.id for part in rulebook.standard
    }


@pytest.mark.parametrize(
    ("asked", "verb"),
    [
        ("gravide", "tilbydes"),  # kvalitetsstandard 149-150
        ("anonym behandling", "kan tilbydes"),  # kvalitetsstandard 211
        ("døgnbehandling", "kan bevilges"),  # kvalitetsstandard 137-138
        ("frit valg", "har ret til"),  # kvalitetsstandard 273
    ],
)
def test_rights_keep_their_modal_verb(
    asked: str, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"“{verb}”" in said(capsys, "standard", *asked.split())
    (part,) = json.loads(said(capsys, "standard", asked, "--format", "json"))["parts"]
    assert part["modal"] == verb


def test_only_free_choice_is_a_right(rulebook: Rulebook) -> None:
    assert [part.id for part in rulebook.standard if part.modal == "har ret til"] == ["frit-valg"]
    claimed = [
        part.id
        for part in rulebook.standard
        if not isinstance(part.statements, str)
        for s in part.statements
        if " ret til " in s.text
    ]
    assert set(claimed) <= {"frit-valg"}


def test_no_line_says_where_to_complain(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Klage: ikke angivet i kilden." in said(capsys, "standard", "klage")
    (part,) = json.loads(said(capsys, "standard", "klage", "--format", "json"))["parts"]
    assert part["statements"] == NOT_STATED
    assert part["sources"] == []


def test_the_list_names_every_part_and_all_says_everything(
    rulebook: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    listed, whole = said(capsys, "standard"), said(capsys, "standard", "--all")
    for part in rulebook.standard:
        assert part.title in listed
        assert part.title in whole
        if not isinstance(part.statements, str):
            assert all(statement.text in whole for statement in part.statements)


def test_words_for_several_parts_give_the_choice(capsys: pytest.CaptureFixture[str]) -> None:
    assert {"moduler", "modul-1", "modul-2", "modul-3"} == set(
        re.findall(r"rusvej standard (\S+)", said(capsys, "standard", "modul"))
    )


def test_near_miss_and_nothing_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["standard", "maalgrupe"]) == 0
    streams = capsys.readouterr()
    assert "Målgruppe" in streams.out
    assert "det nærmeste" in streams.err
    assert run(["standard", "qqqqq"]) == 2


# Contacts


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("Misbrugsteamet", "72 33 50 67"),  # kvalitetsstandard 332
        ("misbrugscentret", "72 33 55 50"),  # kvalitetsstandard 296
        ("anonym behandling", "72 33 55 50"),  # kvalitetsstandard 382
        ("anonym rådgivning", "72 33 50 67"),  # kvalitetsstandard 332, 344-347
        ("lægesamtale", "72 33 56 45"),  # kvalitetsstandard 317
        ("lægekonsulenten", "72 33 56 45"),
    ],
)
def test_the_printed_numbers(asked: str, number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"Telefon: {number}" in said(capsys, "contact", *asked.split())


@pytest.mark.parametrize(
    "asked",
    [
        "MUT",
        "SSP-konsulent",
        "Familieafdelingen",
        "mentor",
        "Det Røde Hus",
        "jobcenter",
        "frederikshavn",
    ],
)
def test_no_number_where_none_is_printed(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    # The guide prints no telephone number at all.
    assert "Telefon: ikke angivet i kilden" in said(capsys, "contact", asked)


def test_exactly_three_numbers_are_printed(
    rulebook: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = set(re.findall(r"\d\d \d\d \d\d \d\d", said(capsys, "contact", "--full")))
    assert numbers == {"72 33 50 67", "72 33 55 50", "72 33 56 45"}
    everybody = json.loads(said(capsys, "contact", "--format", "json"))["contacts"]
    assert {unit["telephone"] for unit in everybody} == numbers | {NOT_STATED}
    assert len(everybody) == len(rulebook.contacts)


def test_the_list_names_everybody(rulebook: Rulebook, capsys: pytest.CaptureFixture[str]) -> None:
    listed = said(capsys, "contact", "--full")
    assert all(unit.name in listed for unit in rulebook.contacts)


def test_what_it_is_for_is_searched_too(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(capsys, "contact", "ordineret", "--format", "json"))["contacts"]
    assert {unit["id"] for unit in found} == {"udleveringen-hjoerring", "udleveringen-hirtshals"}


def test_one_place_with_two_purposes_is_not_merged(capsys: pytest.CaptureFixture[str]) -> None:
    # Dronningensgade 31 is Udleveringen in the guide (702) and the place of the doctor's talk in
    # the standard (307-311).
    shown = said(capsys, "contact", "udleveringen-hjoerring")
    assert "Dronningensgade 31, Hjørring" in shown
    assert "72 33 56 45" not in shown


def test_the_former_motivation_worker_is_no_contact(rulebook: Rulebook) -> None:
    for unit in rulebook.contacts:
        assert "motivationsmedarbejder" not in " ".join((unit.id, unit.name, *unit.aliases)).lower()


def test_a_misspelt_name_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "contact", "misbrugstemet")
    assert "Ingen hedder “misbrugstemet”" in shown
    assert "Misbrugsteam Hjørring" in shown


@pytest.mark.parametrize("arguments", [["qqqqq"], ["010190-1234"], ["!!"]])
def test_wrong_use_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["contact", *arguments]) == 2
    assert "1234" not in capsys.readouterr().err


# Finding by name


def names(record: str) -> tuple[str, ...]:
    return (record,)


def test_the_whole_name_goes_before_a_part_of_one() -> None:
    assert find_named(["modul 10", "modul 1"], "Modul 1", names, what="x", help="").records == (
        "modul 1",
    )


def test_a_near_miss_is_never_exact() -> None:
    hits = find_named(["målgruppe", "formål"], "målgrupe", names, what="x", help="")
    assert (hits.records, hits.exact) == (("målgruppe",), False)


def test_nothing_near_is_an_input_error() -> None:
    with pytest.raises(InputError, match="ligner"):
        find_named(["målgruppe"], "zzzz", names, what="en del", help="")


def test_all_who_share_a_short_name_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "contact", "SSP")
    assert "SSP-lærer" in text and "SSP-ungdomskonsulent" in text


def test_what_nobody_is_called_may_be_what_help_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "contact", "alkohol")
    assert "80 200 500" in text and "§ 141" in text and "[*] = ikke fra dokumenterne" in text
    assert len(text.splitlines()) <= 24
    assert run(["contact", "strikning"]) == 2


def test_a_contact_says_in_one_line_what_is_not_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(capsys, "contact", "Familieafdelingen")
    assert "Adresse og netsted: ikke angivet i kilden" in text
    assert "Spørg kommunen" in text
    assert "rusvej offer myndighed" in said(capsys, "contact", "Familieafdelingen", "--full")
    assert "linje 399-400" in said(capsys, "contact", "Familieafdelingen", "--full")
    assert len(text.splitlines()) <= 24
