"""Every command's first answer is one screen, and says how to see the rest."""

from __future__ import annotations

import itertools
import json
import re
from datetime import date

import pytest

from rusvej.analysis.pathways import pathway
from rusvej.cli.running import run
from rusvej.deadlines import Verdict, check
from rusvej.model import Rulebook
from rusvej.render.deadline_words import under_reading

SHORT = [
    "offer MUT",
    "offer dagbehandling",
    "offer botilbud",
    "contact",
    "contact akut",
    "contact misbrugsteam",
    "contact MUT",
    "contact familieafdelingen",
    "check-deadline --contact 2026-11-16 --age 25 --today 2026-11-25",
    "check-deadline --contact 2026-11-02 --age 25 --today 2026-11-25 --exception udeblivelse",
    "check-deadline --contact 2026-11-16 --age 17 --today 2026-11-25",
    "pathway",
    "pathway trivsel",
    "pathway misbrug",
    "pathway afhaengighed",
    "timeline --age 17 --level misbrug --as-of 2026-11-25",
    "timeline --born 2008-02-29 --level misbrug --as-of 2026-01-05",
    "why mut --age 17 --level misbrug",
    "why dagbehandling --age 25 --level misbrug",
    "suggest --age 17 --level misbrug --what-if age=18",
    "suggest --age 15 --level problematisk --what-if motivated=ja",
]


@pytest.mark.parametrize("command", SHORT)
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_one_screen(command: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    run([*command.split(), "--format", form])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert not re.search(r"\d\d\n +\d\d", "\n".join(lines))
    assert "--full" in " ".join(lines) or command == "contact akut"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    run(list(arguments))
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("akut", ("112", "82 12 12 12")),
        ("112", ("112",)),
        ("giftlinjen", ("82 12 12 12",)),
        *(
            (word, ("112", "82 12 12 12"))
            for word in ("abstinenser", "Overdosis", "kramper", "selvmordstanker", "bevidstløs",
                         "bevidstloes", "alkoholforgiftning", "svær åndedræt")
        ),
    ],
)  # fmt: skip
def test_danger_is_answered(
    word: str, numbers: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, "contact", word)
    assert all(number in text for number in numbers)
    assert "ikke fra dokumenterne" in text


def test_a_word_of_danger_is_answered_wherever_it_is_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "112" in said(capsys, "abstinenser")
    assert run(["suggest", "kramper"]) == 2 and "112" in capsys.readouterr().err
    # What is no such word is an error like any other.
    assert run(["contact", "farfar"]) == 2 and "112" not in capsys.readouterr().err


@pytest.mark.parametrize("word", ["vagt", "den sociale vagt"])
def test_who_answers_at_night_is_found_also_while_the_number_is_not_filled_in(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, "contact", word)
    assert "112" in text
    assert "Den sociale vagt" in text and "ikke skrevet nummeret" in text


def test_a_contact_has_its_number_before_everything_else_about_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # [K 350-352] the number; [K 292-296] that of MUT is nowhere.
    run(["contact", "misbrugsteam"])
    assert "72 33 50 67" in "\n".join(capsys.readouterr().out.splitlines()[:5])
    text = said(capsys, "contact", "MUT")
    assert "Telefon: ikke angivet" in text and "om det også fører til MUT, siges ikke" in text
    assert "NUMMER Spørg Misbrugscenteret, 72 33 55 50 (voksnes nummer). [K 292-296, 24]" in text
    assert "SPØRG" not in said(capsys, "contact", "misbrugsteam")


def test_the_last_day_has_its_weekday(capsys: pytest.CaptureFixture[str]) -> None:
    # Fourteen days after Monday 16 November 2026.
    day = ("--contact", "2026-11-16", "--age", "25", "--today", "2026-11-25")
    text = said(capsys, "check-deadline", *day)
    assert "mandag den 30. november 2026" in text
    assert "5 dage tilbage" in text
    assert "går ud fra: misbrug eller afhængighed" in text
    assert "henvendt til Misbrugsteam Hjørring" in text


def test_before_the_birthday_it_says_what_has_to_be_in_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for command in ("timeline", "suggest"):
        text = said(capsys, command, "--age", "17", "--level", "misbrug")
        assert "Ungestøtte" in text
        assert "Ungestøtte" not in said(capsys, command, "--age", "16", "--level", "misbrug")
    # Whoever can act on it hears it too.
    for asker in ("myndighed", "foraelder", "ung"):
        text = said(capsys, "suggest", "--age", "17", "--level", "misbrug", "--as", asker)
        assert "Ungestøtte" in text


def test_a_birthday_names_what_it_brings(capsys: pytest.CaptureFixture[str]) -> None:
    # [K 24] the standard's offers are for those over 18; [H 620, 632-633] the contact person
    # until 21, and for the steady one no upper age is printed.
    text = said(capsys, "timeline", "--age", "17", "--level", "misbrug")
    assert re.search(r"18 ÅR Kommer til: [^.]*modul 1", text)
    assert "22 ÅR Nu er det uklart: støtte-kontaktperson." in text
    assert "støtte-kontaktperson" not in said(
        capsys, "timeline", "--age", "22", "--level", "misbrug"
    )


def test_the_law_for_the_young_stands_with_the_deadline(
    capsys: pytest.CaptureFixture[str],
) -> None:
    dates = ("--contact", "2026-11-16", "--today", "2026-11-25")
    text = said(capsys, "check-deadline", *dates, "--age", "17")
    assert "også for unge under 18" in text and "[*] = ikke fra dokumenterne" in text
    assert "under 18" not in said(capsys, "check-deadline", *dates, "--age", "25")
    text = said(capsys, "check-deadline", *dates, "--age", "25", "--substance", "alkohol")
    assert "§ 141" in text


def deadline(capsys: pytest.CaptureFixture[str], *more: str) -> str:
    return said(capsys, "check-deadline", "--contact", "2026-11-16", "--today", "2026-11-26", *more)


def test_where_the_documents_can_be_read_in_two_ways_both_are_told_and_whom_to_ask(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # [K 24] over 18; [K 392-395] fourteen days after 16 November; [K 350-352] whom one rings.
    text = deadline(capsys, "--age", "18")
    assert "fylder 18: fristen løber. Nej, først når personen er 19: ingen frist." in text
    assert "Løber der en frist, er sidste dag mandag den 30. november 2026" in text
    assert "RING Misbrugsteam Hjørring, 72 33 50 67" in text


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        # [K 397-398] sixteen November has passed on the twentieth; only the reason is open.
        (
            ("--start", "2026-11-20", "--exception", "en-udeblivelse"),
            (
                "Ja, flertallet er blot en almindelig måde at sige det på: overskredet, men fristen"
                " kan fraviges (4 dage for sent).",
                "Nej, der skal være flere udeblivelser: overskredet (4 dage for sent).",
            ),
        ),
        # [K 392-395] one day after the last day, or on it, or two days after it.
        (
            ("--start", "2026-11-17"),
            (
                "gælder den næste hverdag: overskredet (1 dag for sent).",
                "dagen efter henvendelsen: overholdt, sidste dag tirsdag den 17. november 2026.",
                "er den første af de 14: overskredet (2 dage for sent), sidste dag søndag den 15.",
            ),
        ),
        # [K 203-212] nobody began; whether those who are anonymous have the fourteen days is open.
        (
            ("--anonymous", "--applied", "2026-11-05"),
            (
                "Fra den første henvendelse med ønske om behandling: overskredet (10 dage for",
                "ansøgningen om behandling: overskredet (7 dage for sent), sidste dag torsdag den",
                "Nej, fristen hører til sager med visitation: ingen frist.",
            ),
        ),
    ],
)
def test_each_reading_says_how_it_stands(
    given: tuple[str, ...], ends: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    day = ("--contact", "2026-11-02", "--today", "2026-11-26", "--age", "25")
    text = said(capsys, "check-deadline", *day, *given)
    assert all(end in text for end in ends), text
    read = re.split("OBS|OGSÅ", text.partition("LÆST")[2])[0]
    assert "løber" not in read.replace("Løber de 14", "")
    assert "sidste dag var mandag den 16." in text or "sidste dag mandag den 16." in text.lower()


@pytest.mark.slow
def test_no_two_readings_that_decide_are_told_alike(rulebook: Rulebook) -> None:
    seen = set()
    exceptions = [(), *((each.id,) for each in rulebook.exceptions if each.effect == "open")]
    for start, applied, anonymous, age, named in itertools.product(
        (None, 17, 18, 20), (None, 5), (None, True), (18, 25), exceptions
    ):
        days = {"contact": 2, "applied": applied, "start": start}
        dates = {e: date(2026, 11, day) for e, day in days.items() if day}
        case = {"age": age, **({"wants_anonymity": True} if anonymous else {})}
        for found in check(rulebook, dates, case, named, date(2026, 11, 26)).checks:
            ends = {(each.verdict, each.last_day) for each in found.readings}
            assert len({under_reading(found, each) for each in found.readings}) == len(ends)
            seen |= {verdict for verdict, _ in ends}
    assert {Verdict.OVERDUE, Verdict.MAY_BE_WAIVED, Verdict.IN_TIME, Verdict.NO_DEADLINE} <= seen


def test_why_there_is_no_deadline_is_said_with_the_age(capsys: pytest.CaptureFixture[str]) -> None:
    text = deadline(capsys, "--age", "17")
    assert re.search(r"gælder borgere over 18 år\. Oplyst er alder 17 år\. \[K [^]]*\b24\]", text)


def test_a_late_start_is_no_deadline_kept(capsys: pytest.CaptureFixture[str]) -> None:
    text = deadline(capsys, "--age", "25", "--start", "2026-12-02")
    assert "Opfyldt" not in text and "Behandlingens start: onsdag den 2. december 2026" in text


def test_while_a_deadline_runs_there_is_somebody_to_ring_and_without_one_no_calendar(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """[K 350-352] the team one has turned to; [K 24] under 18 there is no deadline."""
    dates = ("--contact", "2026-11-16", "--today", "2026-11-26")
    text = said(capsys, "check-deadline", *dates, "--age", "25")
    assert "RING Misbrugsteam Hjørring, 72 33 50 67" in text and "frist.ics" in text
    # One that is late and may be departed from is waited for as well.
    late = ("--contact", "2026-11-02", "--today", "2026-11-26", "--exception", "udeblivelse")
    assert "RING Misbrugsteam Hjørring" in said(capsys, "check-deadline", *late, "--age", "25")
    # [K 211-212, 371-373] who wants to be anonymous turns to others.
    text = said(capsys, "check-deadline", *dates, "--age", "25", "--anonymous")
    assert "RING" not in text and "Hvem man kan gå til: rusvej suggest" in text
    assert "UNDTAG" in text
    text = said(capsys, "check-deadline", *dates, "--age", "17")
    assert "RING" not in text and "frist.ics" not in text
    assert "Hvem man kan gå til: rusvej suggest --age 17" in text


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("--course", "Dagbehandling er for borgere over 18. Oplyst er alder 16 år."),  # H 466
        ("--module1", "Standarden gælder borgere over 18 år. Oplyst er alder 16 år."),  # K 24
        ("--primary-end", "Standarden gælder borgere over 18 år. Oplyst er alder 16 år."),
        ("--phase1", "Jobcentrets misbrugsindsats er for borgere over 18 år. Oplyst er"),  # H 751
    ],
)
def test_a_period_says_for_whom_it_is(
    capsys: pytest.CaptureFixture[str], event: str, told: str
) -> None:
    text = said(capsys, "check-deadline", event, "2026-11-02", "--age", "16")
    assert f"OBS {told}" in text and "angiver ingen periode for denne sag" in text


@pytest.mark.parametrize(
    ("offer", "told"),
    [
        # H 237 and 317: another condition on each level.
        ("ungeguide", r"på en ungdomsuddannelse[^[]*\(ved trivselsproblematikker\)"),
        # H 269 on three levels; H 242 has no age.
        ("støtte-kontaktperson", r"\(ved eksperimenterende brug, problematisk brug og misbrug\)"),
        ("støtte-kontaktperson", r"hvis alderen også gælder[^[]*\(ved trivselsproblematikker\)"),
    ],
)
def test_a_condition_is_told_with_the_levels_it_is_on(
    capsys: pytest.CaptureFixture[str], offer: str, told: str
) -> None:
    assert re.search(r"KRÆVER.*" + told, said(capsys, "offer", offer))


def test_what_comes_after_treatment_is_cited_where_its_conditions_stand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """[K 172-173] free of drugs now; [K 188-189] within 6 months."""
    text = said(capsys, "suggest", "--age", "30", "--level", "eksperimenterende")
    assert re.search(r"rusmiddelfri nu: efterbehandlingsgruppe[^;]*\[K 170-179\]", text)
    assert re.search(r"seneste halvår: boostersamtaler[^;]*\[K 181-189\]", text)


def test_whether_the_days_run_again_is_told_with_them(capsys: pytest.CaptureFixture[str]) -> None:
    """[K 392-395] is of the first time that somebody asks."""
    asked = "OBS Uklart i dokumenterne: Løber de 14 dage igen"
    assert asked in deadline(capsys, "--age", "25", "--fact", "treatment_completed=ja")
    assert asked not in deadline(capsys, "--age", "25")


def test_how_to_say_what_was_taken_for_granted(capsys: pytest.CaptureFixture[str]) -> None:
    text = deadline(capsys, "--age", "25")
    assert "Ellers skriv --level, --substance, --contact-to, --anonymous." in text


def test_what_an_exception_does_is_told_with_its_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # [K 397-400] the deadline may be departed from; [K 400-402] the time may be affected.
    text = said(capsys, "check-deadline", "--contact", "2026-11-02", "--today", "2026-11-25",
                "--age", "25")  # fmt: skip
    assert re.search(
        r"kan fraviges, hvis borgeren ikke vil bruge garantien;[^[]*\[[^]]*404-406\]", text
    )
    assert re.search(r"Uklart, om fristen kan fraviges, hvis [^[]*en enkelt gang", text)
    assert re.search(r"kan blive påvirket, hvis oplysninger er forsinkede[^[]*\[K 400-402\]", text)


def test_a_level_is_told_with_its_story(capsys: pytest.CaptureFixture[str]) -> None:
    assert "[H 507, 510-512]" in said(capsys, "pathway", "misbrug")


@pytest.mark.parametrize("level", ["trivsel", "problematisk", "misbrug", "afhaengighed"])
def test_no_strand_of_a_level_is_left_out(
    level: str, rulebook: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, "pathway", level).replace("\xa0", " ").casefold()
    here = next(each for each in rulebook.levels if each.id == level)
    at = [strand.title for strand in pathway(rulebook, rulebook.strands, here)]
    assert at and [title for title in at if title.casefold() not in text] == []


def test_what_ssp_can_choose_between_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    # [H 519-532] keep the young one, pass on to MUT, notify, notify together with MUT.
    text = said(capsys, "pathway", "misbrug")
    places = [text.index(f"SSP's mulighed {number}: ") for number in (1, 2, 3, 4)]
    assert places == sorted(places)


def test_how_a_status_turns_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "suggest", "--age", "17", "--level", "misbrug", "--what-if", "age=18")
    assert re.search(r"Før var det uklart, nu kan det søges: [^.]*botilbud", text)
    text = said(capsys, "timeline", "--age", "17", "--level", "misbrug")
    # At 19 nobody doubts any more that the person is over 18.
    assert re.search(r"19 ÅR De samme tilbud[^.]*\. Ikke længere uklart: Præcis 18 år", text)
    assert re.search(r"30 ÅR Nu er det uklart: MUT", text)


def test_what_is_printed_at_several_levels_is_told_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(capsys, "offer", "MUT")
    assert text.count("Højst 5 samtaler") == 1 and "Uvisiteret" not in text
    # [K 296] the centre's number; whether it leads to MUT no line says.
    assert "Spørg Misbrugscenteret, 72 33 55 50" in text


def test_a_difference_begins_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "suggest", "--age", "17", "--level", "misbrug", "--what-if", "age=18")
    assert re.search(r"ÆNDRES Alder fra 17 år til 18 år. \d+ tilbud kommer til", text)


def test_a_difference_in_an_answer_of_yes_or_no(capsys: pytest.CaptureFixture[str]) -> None:
    # [H 421-423] without the motivation no twelve weeks.
    case = ["suggest", "--age", "16", "--level", "problematisk"]
    text = " ".join(said(capsys, *case, "--what-if", "motivated=nej").split())
    assert "Motiveret for en forandring fra ikke oplyst til nej. 1 tilbud falder væk." in text
    assert "personen" not in text


def test_a_difference_is_as_sure_as_the_answer_and_says_what_has_to_be_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """From 17 to 18 the fourteen days may come [K 392-395] if it is about drugs [K 3] and not
    anonymous; whether 18 is "over 18" is open; [H 569-570] who decides on the 12 weeks; the support
    of young adults is applied for before."""
    case = ["suggest", "--age", "17", "--level", "misbrug"]
    text = said(capsys, *case, "--what-if", "age=18")
    assert len(text.splitlines()) <= 24
    told = " ".join(text.split())
    assert "Måske: I gang senest 14 dage" in told
    assert "(kommer an på rusmiddel og anonymitet). [K 392-395]" in told
    assert "Om over 18 er fra den dag, man fylder 18" in told
    assert "12 ugers behandling: over 18 år: Misbrugsteamet" in told and "[H 570]" in told
    assert "FØR Ungestøtte" in told and "KOMMER Hvis mere passer: " in told
    # Known to run: no "maybe".
    sure = ("--fact", "substance=stoffer", "--fact", "wants_anonymity=nej")
    told = " ".join(said(capsys, *case, *sure, "--what-if", "age=18").split())
    assert "Måske: I gang" not in told and "I gang senest 14 dage" in told
    # The other way round it goes, and nothing is to be done before a birthday that is over.
    back = " ".join(
        said(capsys, "suggest", "--age", "19", "--level", "misbrug", "--what-if", "age=17").split()
    )
    assert "Falder væk: I gang senest 14 dage" in back and "FØR" not in back
    assert "12 ugers behandling: under 18 år: Familieafdelingen" in back and "[H 569]" in back


def test_an_offer_tells_who_can_turn_to_it_and_what_it_demands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(capsys, "offer", "MUT")
    assert "skolen, forældre og andre" in text
    assert "motivation" in text


@pytest.mark.parametrize("section", ["open", "caveats", "who", "law"])
def test_a_section_is_a_part_of_the_whole(section: str, capsys: pytest.CaptureFixture[str]) -> None:
    """But for the numbers of the offers, which are a section's own."""
    case = ("suggest", "--age", "17", "--level", "misbrug")

    def lines() -> list[str]:
        return [re.sub(r"^\d+ ", "", line) for line in capsys.readouterr().out.splitlines()]

    run([*case, "--full"])
    whole = lines()
    run([*case, "--show", section, "--full"])
    part = [line for line in lines() if line.strip()]
    assert set(part) <= set(whole)
    assert 4 < len(part) < len(whole)


@pytest.mark.parametrize("level", ["eksperimenterende", "problematisk", "misbrug"])
@pytest.mark.parametrize("asker", ["ung", "foraelder", "skole", "ssp", "myndighed"])
def test_a_group_speaks_to_who_asks_as_the_screen_does(
    asker: str, level: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case = ("suggest", "--age", "16", "--level", level, "--as", asker)
    must, can, hanging = (said(capsys, *case, "--show", part) for part in ("must", "can", "if"))
    assert len(must.splitlines()) < 24
    told = must + can + hanging
    assert "HUSK" in must if asker in ("skole", "ssp") else "HUSK" not in must
    if asker == "ssp":
        assert "Kontakt SSP" not in told + said(capsys, *case, "--full")
    if asker in ("ung", "foraelder"):
        assert "Svaret nævner intet, du skal gøre" in must and "nderret" not in told
    if asker == "ung":
        assert "den unge" not in told and re.search(r"\bdu\b", told)


def test_a_group_and_a_section_stand_beside_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    case = ("suggest", "--age", "16", "--level", "problematisk", "--as", "ssp")
    text = said(capsys, *case, "--show", "can", "--show", "caveats")
    assert text.index("KAN ") < text.index("OBS ")
    assert "SSP hører det først sent" in text or "MUT kan ikke" in text
    # The one that is told in full alone is found by a heading.
    text = said(capsys, *case, "--show", "can", "--show", "sources")
    assert text.index("Kilder til hvert tilbud")


@pytest.mark.parametrize("section", ["open", "caveats", "who", "questions", "law"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_every_part_is_a_screen_and_counts_what_is_left_out(
    section: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for case in (
        ("15", "problematisk"),
        ("17", "misbrug"),
        ("25", "misbrug"),
        ("40", "afhaengighed"),
    ):
        typed = ("suggest", "--age", case[0], "--level", case[1], "--show", section)
        assert run([*typed, "--format", form]) == 0
        text = capsys.readouterr().out
        assert len(text.splitlines()) <= 24 and "--full" in text
        assert max(map(len, text.splitlines())) <= 80
        assert len(said(capsys, *typed, "--full", "--format", form)) > len(text)


@pytest.mark.parametrize(
    ("typed", "section"),
    [("skal", "must"), ("KAN", "can"), ("hvis", "if"), ("uklart", "open"), ("hvem", "who"),
     ("spørg", "questions"), ("spoerg", "questions"), ("lov", "law"), ("kilder", "sources"),
     ("forbehold", "caveats")],
)  # fmt: skip
def test_a_part_has_a_danish_word(
    typed: str, section: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case = ("suggest", "--age", "16", "--level", "misbrug", "--show")
    assert said(capsys, *case, typed) == said(capsys, *case, section)


def test_what_was_said_is_told_to_the_one_who_said_it(capsys: pytest.CaptureFixture[str]) -> None:
    case = ("suggest", "--age", "16", "--level", "misbrug", "--motivation", "nej", "--show", "open")
    text = said(capsys, *case, "--full", "--as", "ung").partition("Uklart i dokumenterne")[0]
    assert "du vil ikke i behandling" in text and "personen" not in text
    assert "den unge vil ikke i behandling" in said(capsys, *case, "--full", "--as", "skole")


def test_a_section_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "--show", "cann"]) == 2
    assert "Mente du `can`?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "case",
    [
        ("--age", "15", "--level", "problematisk"),
        ("--age", "25", "--level", "misbrug"),
        ("--age", "17", "--level", "misbrug", "--motivation", "nej", "--as", "skole"),
    ],
)
def test_the_foot_counts_what_is_one_option_away(
    capsys: pytest.CaptureFixture[str], case: tuple[str, ...]
) -> None:
    screen = said(capsys, "suggest", *case).replace("\xa0", " ")
    foot = screen.split("Tilføj --show ")[1].split(". Alt:")[0]
    shown = dict(part.rsplit(" ", 1) for part in foot.split(", "))
    if cut := re.search(r"alle (\d+): --show uklart", screen):
        # Counted where some are told, and not once more.
        assert "uklart" not in shown
        shown["uklart"] = cut[1]
    english = {"forbehold": "caveats", "hvem": "who", "spørg": "questions", "lov": "law"}
    assert set(shown) == {*english, "uklart"}
    counts = {english.get(word, "open"): count for word, count in shown.items()}
    for section, count in counts.items():
        assert run(["suggest", *case, "--show", section, "--plain"]) == 0
        # Deadlines stand with who does what, and are counted with nothing.
        told = capsys.readouterr().out.partition("- FRIST: ")[0]
        more = [int(each) for each in re.findall(r"^- og (\d+) mere", told, re.M)]
        lines = len(re.findall(r"^- ", told, re.M)) - len(more)
        assert lines + sum(more) == int(count), section


def test_a_day_that_is_typed_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    # [K 392-395] fourteen days after the first contact, for adults.
    when = ("--contact", "2026-11-16", "--as-of", "2026-11-26")
    text = said(capsys, "suggest", "--age", "25", "--level", "misbrug", *when)
    assert "Senest mandag den 30. november 2026: løber stadig, 4 dage tilbage" in text
    assert "Skriv datoen ned" not in text and len(text.splitlines()) <= 24
    text = said(capsys, "suggest", "--age", "15", "--level", "misbrug", *when)
    assert "Ingen frist i svaret løber fra den dato" in " ".join(text.split())
    # Whether it runs hangs on the level: the day is told all the same.
    text = " ".join(said(capsys, "suggest", "--age", "25", *when).split())
    assert "30. november 2026" in text and "Om fristen gælder, hænger på niveau" in text
    found = said(capsys, "suggest", "--age", "25", "--level", "misbrug", *when, "--format", "json")
    line = json.loads(found)["screen"]["first"]["deadlines"][0]
    assert line["id"] == "behandlingsstart" and line["text"].startswith("Senest mandag")


def test_a_group_with_the_conditions_of_all_is_the_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(
        capsys, "suggest", "--age", "15", "--level", "problematisk", "--show", "can", "--why"
    )
    assert "Hvorfor" in text and "Opmærksomhedspunkter" not in text


def test_a_part_with_nothing_in_it_does_not_say_that_there_are_no_offers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Without a level most offers wait for it; that is not that there are none.
    text = said(capsys, "suggest", "--age", "19", "--show", "if", "--show", "can")
    assert "Der er ingen tilbud her" not in text and "mere: --show" not in text
    assert re.search(r"HVIS \d+ tilbud til: sig også niveau, eller se --full\.", text)
    # Five offers can be turned to at this level, and nothing is said of them among what is open.
    case = ["suggest", "--age", "16", "--level", "eksperimenterende", "--motivation", "ja"]
    assert "Intet tilbud" not in said(capsys, *case, "--show", "open")


def test_why_says_which_reading_it_counts_with(capsys: pytest.CaptureFixture[str]) -> None:
    """[H 620] the span ends at 21; that the whole year is meant is counted with, and at 20 no
    reading decides."""
    for age, counted in (("21", True), ("20", False), ("22", False)):
        told = said(capsys, "why", "støtte-kontaktperson", "--age", age, "--level", "misbrug")
        assert ("REGNET Grænserne 8 og 21 år" in told) is counted, age


def test_a_deadline_that_hangs_on_more_says_so_beside_its_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """[K 199-204] the doctor's talk is for a misuse that demands treatment; [K 19-22, 44] whether
    the standard holds at problematisk brug is open for it as for the treatment."""
    case = ("check-deadline", "--contact", "2026-11-01", "--today", "2026-11-26")
    grown = ("--age", "25", "--level", "misbrug", "--substance", "stoffer")
    hangs = "Lægesamtale (hvis brugen er behandlingskrævende): sidste dag var søndag"
    assert hangs in said(capsys, *case, *grown)
    told = said(capsys, *case, *grown, "--fact", "needs_treatment=ja")
    assert "Lægesamtale: sidste dag var søndag" in told
    assert "Lægesamtale" not in said(capsys, *case, *grown, "--fact", "needs_treatment=nej")
    open_ = said(capsys, *case, "--age", "25", "--level", "problematisk")
    assert "behandlingskrævende): løber der en frist, var sidste dag søndag" in open_
    full = said(capsys, *case, *grown, "--full")
    assert "ikke er oplyst: behandlingskrævende" in full.partition("Ikke vurderet")[2]


def test_a_frame_is_not_called_a_deadline(capsys: pytest.CaptureFixture[str]) -> None:
    """[K 60, 78, 82, 222-228] the modules have a length that may be prolonged; [K 203-204] the
    doctor's talk has a last day."""
    dates = ("--contact", "2026-11-20", "--module1", "2026-11-21", "--as-of", "2026-11-26")
    text = said(capsys, "timeline", "--age", "25", "--level", "misbrug", *dates)
    assert "FRIST 4. december 2026: Lægesamtale." in text
    assert re.search(r"RAMME 12\. december 2026: Modul 1\. *\[K 71-72, 78, 24\]", text)


def test_a_frame_that_has_run_out_is_not_said_to_be_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """[K 78] Modul 1's talks last three weeks at most: that they are over says nothing of whether
    that was kept."""
    days = ("--date", "module1=2026-11-10", "--age", "25", "--level", "misbrug")
    over = said(capsys, "check-deadline", *days, "--today", "2026-12-20")
    assert "RAMME Modul 1: perioden er gået." in over and "Varede til tirsdag den 1. dec" in over
    running = said(capsys, "check-deadline", *days, "--today", "2026-11-20")
    assert "RAMME Modul 1: perioden løber, 11 dage tilbage." in running
    full = said(capsys, "check-deadline", *days, "--today", "2026-12-20", "--full")
    assert "Samlet: perioden er gået." in full and "Resultat: perioden er gået." in full
    assert "overholdt" not in over + full and "FRIST Modul 1" not in over + running


def test_an_offer_whose_way_in_is_not_printed_is_told_where_something_speaks_for_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """[H 750-763] the job centre's effort, and no line on who refers to it; [H 812-814] homes, of
    which nothing but the age was asked, never stand before what is unclear."""
    told = "Jobcentrets indsats: hvor man søger det, er ikke angivet"
    case = ["suggest", "--age", "30", "--level", "misbrug"]
    case += ["--fact", "several_measures_failed=ja", "--fact", "motivation_attempts_failed=ja"]
    case += ["--fact", "ordinary_job_measures_possible=nej", "--motivation", "nej"]
    assert f"UKLART {told}" in said(capsys, *case)
    assert f"UKLART {told}" in said(capsys, *case, "--show", "uklart")
    plain = case[:5]
    assert told not in said(capsys, *plain) and "UKLART Botilbud" not in said(capsys, *plain)
    assert "Botilbud: hvor man søger det" in said(capsys, *plain, "--show", "uklart")


def test_what_stands_in_an_offers_place_does_so_in_the_whole_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """[H 535-536] with another measure SSP has advice alone."""
    case = ("suggest", "--age", "16", "--level", "misbrug", "--as", "ung", "--full")
    assert "Første skridt: råd eller forløb til dig" in said(capsys, *case)
    text = said(capsys, *case, "--other-measure", "familie")
    assert "Første skridt: råd eller forløb" not in text
    assert re.search(r"Første skridt: [^:]*konsulentbistand", text)


def test_what_others_are_to_do_is_not_told_as_the_askers_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """[H 558-559] the department is notified; no line asks it of the young or of parents."""
    case = ("suggest", "--age", "16", "--level", "misbrug", "--full", "--as")
    assert "Det skal gøres, eller kan blive en pligt: - Underretning" in said(
        capsys, *case, "skole"
    )
    for asker in ("ung", "foraelder"):
        text = said(capsys, *case, asker)
        assert "Det kan andre skulle gøre: - Underretning" in text and "en pligt:" not in text


def test_a_deadline_is_overdue_only_as_long_as_nothing_has_begun(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """[K 392-395] who gave no day for the beginning is told that none is counted with."""
    days = ("check-deadline", "--contact", "2026-11-01", "--age", "25", "--today", "2026-11-26")
    begun = "behandlingens start er endnu ikke sket"
    assert begun in said(capsys, *days) and "--start" in said(capsys, *days)
    assert begun not in said(capsys, *days, "--start", "2026-11-20")
    assert "Dagen er ikke oplyst: behandlingens start" in said(capsys, *days, "--full")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["hash", "15"], "rusvej suggest --substance stoffer --age 15"),
        (["suggest", "mor", "17", "misbrug"], "suggest --as foraelder --age 17 --level misbrug"),
    ],
)
def test_who_types_only_words_is_shown_what_to_type(
    capsys: pytest.CaptureFixture[str], typed: list[str], meant: str
) -> None:
    assert run(typed) == 2
    assert meant in " ".join(capsys.readouterr().err.split())


def test_a_deadline_that_becomes_unclear_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """[K 203-204, 371-373] whether the days are also for who wants to be anonymous."""
    case = ("suggest", "--age", "25", "--level", "misbrug", "--what-if")
    text = said(capsys, *case, "wants_anonymity=ja")
    assert "FRIST Uklart, om det gælder" in text and "Måske: Uklart" not in text
    assert "FRIST" not in said(capsys, *case, "pregnant=nej")


def test_what_is_new_is_named_where_no_offer_turns(capsys: pytest.CaptureFixture[str]) -> None:
    """[H 582-584] the twelve weeks ask for motivation; what the option sets, `--what-if` does."""
    case = ("suggest", "--as", "foraelder", "--age", "17", "--level", "misbrug", "--what-if")
    assert "De samme tilbud; nyt om 12 ugers behandling" in said(capsys, *case, "motivated=ja")
    assert "motiveret for at stoppe fra ikke oplyst til ja" in said(capsys, *case, "motivation=ja")
