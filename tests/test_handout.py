"""What is taken along: the handout for a meeting, the note for a journal, the calendar entries."""

from __future__ import annotations

import builtins
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from page_driving import TOO_WIDE
from rusvej.cli.running import run
from rusvej.model import Rulebook

TEACHER = ("--age", "15", "--level", "problematisk", "--as", "skole")


class Seen(HTMLParser):
    """What a reader of the file sees, and what it would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.headings: list[str] = []
        self.parts: dict[str, list[str]] = {}
        self.fetched: list[str] = []
        self._in: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in.append(tag)
        self.fetched += [str(value) for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        while self._in and self._in.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" in self._in or not data.strip():
            return
        self.said.append(" ".join(data.split()))
        if "h2" in self._in:
            self.headings.append(self.said[-1])
            self.parts[self.said[-1]] = []
        elif self.headings:
            self.parts[self.headings[-1]].append(self.said[-1])

    @property
    def text(self) -> str:
        return " ".join(self.said)


def sheet(capfd: Any, *words: str) -> Seen:
    assert run([*words, "--format", "html"]) == 0
    return Seen(capfd.readouterr().out)


def test_a_teachers_sheet(capfd: Any) -> None:
    seen = sheet(capfd, "suggest", *TEACHER, "--as-of", "2026-03-02")
    # What one must stands before what one can, and what is to be prepared after both.
    order = [
        "Det skal du",
        "Ring",
        "Kan kontaktes nu",
        "Før du underretter",
    ]
    places = [seen.headings.index(heading) for heading in order]
    assert places == sorted(places)
    assert "Når forældrene indkaldes til en samtale" in seen.headings
    assert "2. marts 2026" in seen.text and "version" in seen.text
    assert "H = " in seen.text and "[H 399-400]" in seen.text
    assert "--" not in seen.text
    assert seen.fetched == []


def test_what_happens_then_cites_the_level_asked_of(capfd: Any) -> None:
    # Guide, lines 640-642: the mentor at misuse; at the levels before it is on other lines.
    seen = sheet(capfd, "suggest", "--age", "16", "--level", "misbrug", "--as", "ssp")
    assert "[H 640-642]" in seen.text and "[H 307-309" not in seen.text


def test_who_has_a_duty_sees_what_may_come_of_it_and_where_the_lists_are_from(capfd: Any) -> None:
    seen = sheet(capfd, "suggest", "--age", "16", "--level", "misbrug", "--as", "myndighed")
    told = seen.text
    # Guide, lines 548-549: from MUT to the twelve weeks. The standard is for those over 18 (24).
    assert "Fra MUT til 12 ugers behandling: når MUT's fem samtaler er brugt" in told
    assert "Barnets lov § 33" in told[told.index("Loven, ikke fra dokumenterne") :]
    seen = sheet(capfd, "suggest", *TEACHER)
    assert "Læst 25. november 2026: Underretning, Greve Kommunes handleguide" in seen.text
    home = sheet(capfd, "suggest", "--age", "16", "--level", "misbrug", "--as", "foraelder")
    assert "Kan blive aktuelt" not in home.headings


@pytest.mark.browser
def test_a_sheet_is_as_wide_as_what_it_is_read_on(browser: Any, capfd: Any) -> None:
    assert run(["suggest", *TEACHER, "--format", "html"]) == 0
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.set_content(capfd.readouterr().out)
    assert page.evaluate(TOO_WIDE) <= 0
    # What is wider than paper is made smaller by the browser, all of it: A4 less the margins.
    page.set_viewport_size({"width": 688, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate(TOO_WIDE) <= 0
    context.close()


@pytest.mark.parametrize("level", ["trivsel", "misbrug"])
def test_no_heading_stands_alone(capfd: Any, level: str) -> None:
    seen = sheet(capfd, "suggest", "--age", "16", "--level", level, "--as", "ung")
    said = {heading for heading, said in seen.parts.items() if said}
    # Here it is written by hand; below the other ruled space stands the foot.
    assert set(seen.headings) - said == {"Det vil jeg sige eller spørge om"}


def test_what_hangs_on_something_is_a_sentence_each_with_its_lines(capfd: Any) -> None:
    seen = sheet(capfd, "suggest", *TEACHER)
    # Guide, lines 362 and 456-462.
    assert (
        "den unge går på Skole Center Hirtshals (hvis det er et krav): trivselslærer" in seen.said
    )
    mentor = "den unge er i et uddannelsesforløb (hvis det kræves her)"
    assert f"{mentor}: uddannelsesmentor" in seen.said
    assert {"[H 362]", "[H 456-462]"} <= set(seen.said)


def test_the_number_to_ring_stands_once_and_first(capfd: Any) -> None:
    case = ("suggest", "--age", "15", "--as", "myndighed", "--level")
    # Standard, lines 292-296: MUT has no number of its own; whom to ask for it stands first.
    seen = sheet(capfd, *case, "problematisk")
    told = seen.text.replace("\xa0", " ")
    assert seen.headings.index("Ring") < seen.headings.index("Du kan selv afgøre")
    assert told.count("72 33 55 50") == 1
    assert "MUT: spørg Misbrugscenteret, 72 33 55 50" in told
    # Standard, lines 24 and 215-218: advice on the telephone, in a standard for those over 18.
    told = sheet(capfd, *case, "trivsel").text.replace("\xa0", " ")
    assert told.count("72 33 50 67") == 1
    assert "Anonym rådgivning 72 33 50 67: uklart, om Misbrugsteamets råd i telefonen" in told


@pytest.mark.parametrize("role", ["skole", "ung"])
def test_a_caveat_that_may_apply_is_not_told_as_if_it_did(capfd: Any, role: str) -> None:
    # Guide, lines 535-536: if there is another measure.
    seen = sheet(capfd, "suggest", "--age", "17", "--level", "misbrug", "--as", role)
    assert "fordi der er en anden foranstaltning" not in seen.text
    known = ("--age", "17", "--level", "misbrug", "--as", "skole", "--other-measure", "ung")
    assert "fordi der er en anden foranstaltning" in sheet(capfd, "suggest", *known).text


def test_the_young_find_the_number_that_leads_to_muts(capfd: Any) -> None:
    # Standard, lines 292-296. The line for children is no reason to hide it.
    seen = sheet(capfd, "suggest", "--age", "16", "--level", "misbrug", "--as", "ung")
    told = seen.text.replace("\xa0", " ")
    ring = told[told.index(" Ring ") : told.index("Du kan selv gå til")]
    assert "116 111" in ring and "72 33 55 50" in ring and "K 292-296" in ring


def test_an_offers_sheet_without_a_level_tells_each(capfd: Any) -> None:
    # Guide, lines 291 and 367: the school is named from problematic use on.
    seen = sheet(capfd, "offer", "MUT", "--as", "skole")
    assert "(ved eksperimenterende brug)" in seen.text
    assert "Skolen kan bede om højst 5 samtaler" in seen.text


def test_no_command_of_a_terminal_is_on_a_sheet(capfd: Any) -> None:
    # Model, lines 1051-1056: a teacher in doubt is led to it.
    seen = sheet(capfd, "suggest", "--age", "15", "--level", "trivsel", "--as", "skole")
    assert "Brug Opsporingsmodellen." in seen.text and "(rusvej" not in seen.text


@pytest.mark.parametrize("role", ["ung", "foraelder"])
def test_those_at_home_have_no_duty_and_no_letter(capfd: Any, role: str) -> None:
    case = ("--age", "15", "--level", "problematisk", "--as", role)
    seen = sheet(capfd, "suggest", *case)
    assert not {"Det skal du", "Før du underretter", "Brevet"} & set(seen.headings)
    assert ("Til din samtale" in seen.text) is (role == "ung")
    assert ("Du kan selv gå til" in seen.headings) is (role == "ung")


def test_the_sheet_says_whom_to_ring_first_and_by_when(capfd: Any) -> None:
    seen = sheet(capfd, "suggest", "--age", "25", "--level", "misbrug")
    assert seen.headings[:2] == ["Er nogen i fare", "Ring først"]
    assert "Frist" in seen.headings
    assert "72 33 50 67" in seen.text.replace("\xa0", " ")


def test_an_offers_sheet_speaks_to_the_asker(capfd: Any) -> None:
    young = ("--as", "ung", "--level", "problematisk")
    seen = sheet(capfd, "offer", "MUT", *young)
    assert "uden at nogen skal henvise dig" in seen.text
    assert "har ikke telefonnummer til MUT" in seen.text
    # Standard, lines 292-296: the centre to which MUT belongs.
    assert "72 33 55 50" in seen.text
    assert "du kan selv henvende dig" not in sheet(capfd, "offer", "MUT").text


def test_a_case_is_not_passed_over_in_silence(capfd: Any) -> None:
    assert run(["offer", "MUT", "--age", "15"]) == 2
    assert "--format html" in capfd.readouterr().err


def test_signs_of_the_data_stay_signs(rulebook: Rulebook) -> None:
    from rusvej.page.build import handout
    from rusvej.page.sheet import Part, Point, Sheet

    part = Part("<b>", (Point("<script>alert(1)</script> & ____"),), letter=True)
    told = handout(Sheet("<i>", "a", "b", "c", (part,), ("<u>",), (), "<a>"))
    assert not re.search("<(script|b|i|u|a)>", told)
    assert "&lt;script&gt;" in told and 'class="blank"' in told


def test_without_the_library_the_remedy_is_said(
    capfd: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *more: Any, **named: Any) -> Any:
        if name == "rusvej.page.build":
            raise ImportError(name)
        return real(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert run(["suggest", *TEACHER, "--format", "html"]) == 2
    assert "pip install 'rusvej[page]'" in capfd.readouterr().err


@pytest.mark.parametrize("age", ["15", "25", "40"])
@pytest.mark.parametrize("level", ["trivsel", "problematisk", "afhaengighed"])
def test_a_note_for_the_journal(rulebook: Rulebook, capfd: Any, age: str, level: str) -> None:
    words = ["suggest", "--age", age, "--level", level, "--as-of", "2026-03-02"]
    assert run([*words, "--format", "journal"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert 6 <= len(lines) <= 8
    assert "2. marts 2026" in lines[0]
    assert lines[1].startswith(f"Spurgt: {age} år")
    assert rulebook.about.version in lines[-2]
    assert lines[-1].startswith("Kilder: ") and re.search(r"linje \d", lines[-1])
    assert "--" not in "".join(lines)


@pytest.mark.parametrize("name", ["morsoe", "seks-trin", "ssvc", "vesthimmerland"])
@pytest.mark.parametrize("form", ["html", "journal"])
def test_any_rulebook_has_them(capfd: Any, name: str, form: str) -> None:
    data = str(Path(__file__).parent / "rulebooks" / name)
    assert run(["suggest", "--data", data, "--format", form]) == 0
    told = capfd.readouterr().out
    assert "version" in told and "Hjørring" not in told
    assert not re.search(r"Kilder: *\.|None", told)


# The calendar.

#: The documents: in treatment at the latest 14 days after the first contact.
CONTACT = ("--age", "25", "--level", "misbrug", "--contact", "2026-03-02", "--as-of", "2026-03-05")


def events(capfd: Any, *words: str) -> list[Any]:
    assert run(["suggest", *words, "--ics"]) == 0
    return list(Calendar.from_ical(capfd.readouterr().out).walk("VEVENT"))


def test_the_last_day_and_the_last_working_day_before_it(capfd: Any) -> None:
    found = events(capfd, *CONTACT)
    days = {str(event["SUMMARY"]): f"{event['DTSTART'].dt}" for event in found}
    assert "2026-03-16" in days.values() and "2026-03-13" in days.values()
    assert len({str(event["UID"]) for event in found}) == len(found)
    assert all(event.walk("VALARM") for event in found)
    told = " ".join(str(event["DESCRIPTION"]) for event in found)
    assert "tilbage" not in told and "25 år" not in told


def test_two_cases_of_one_day_do_not_overwrite_each_other(capfd: Any) -> None:
    first, second = events(capfd, *CONTACT), events(capfd, *CONTACT)
    assert not {str(e["UID"]) for e in first} & {str(e["UID"]) for e in second}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--age", "25", "--level", "misbrug", "--ics"), "ingen dato"),
        (
            ("--age", "15", "--level", "problematisk", "--contact", "2026-03-02", "--ics"),
            "ingen frist",
        ),
    ],
)
def test_no_file_without_an_entry(capfd: Any, words: tuple[str, ...], said: str) -> None:
    assert run(["suggest", *words]) == 2
    shown = capfd.readouterr()
    assert said in shown.err and not shown.out


def test_a_note_keeps_the_capitals_of_names(capfd: Any) -> None:
    assert run(["suggest", *TEACHER, "--format", "journal"]) == 0
    told = capfd.readouterr().out
    assert "familieafdelingen/Handicapafdelingen" not in told
    assert "Familieafdelingen/Handicapafdelingen" in told


@pytest.mark.parametrize("role", ["skole", "myndighed", "ung", "foraelder"])
def test_a_note_speaks_to_nobody(capfd: Any, role: str) -> None:
    case = ("--age", "17", "--level", "misbrug", "--as", role)
    assert run(["suggest", *case, "--format", "journal"]) == 0
    told = capfd.readouterr().out
    assert not re.search(r"\b(du|dig|din|dine)\b", told, re.IGNORECASE)
    # Who asked is part of what was asked.
    assert "spurgt af" in told.splitlines()[1]
    # The duty of the law by its name; what is unclear in the words for everybody.
    assert ("Barnets lov §§ 133 og 135" in told) is (role == "skole")
    assert "Om en 17-årig kan bruge substitutionsbehandling" in told


@pytest.mark.parametrize("words", [(), ("--age", "16"), ("--age", "25", "--as", "ung")])
def test_a_note_without_a_level_says_what_it_lacked(capfd: Any, words: tuple[str, ...]) -> None:
    assert run(["suggest", *words, "--format", "journal"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert 6 <= len(lines) <= 8
    assert any(line.startswith("Mangler især: niveau; ") for line in lines)
    # The headings of the five levels in the guide.
    assert "232" in lines[-1] and "815" in lines[-1]


#: Each role at three levels: who is named to turn to, and what may be kept back.
@pytest.mark.parametrize(
    ("words", "opens", "says", "then"),
    [
        # Guide, lines 338-341: the teacher goes to the SSP teacher, who agrees with the parents.
        (
            ("--age", "15", "--level", "problematisk", "--as", "skole"),
            "“Jeg er fra skolen og bekymret. Den unge er 15 år. Det ligner mest niveau",
            "Til SSP-læreren: “Vil du tale med den unge og forældrene og evt. aftale, hvem",
            "Det er SSP-læreren, forældrene eller Familieafdelingen/Handicapafdelingen, der",
        ),
        # Guide, lines 345-346.
        (
            ("--age", "15", "--level", "problematisk", "--as", "ssp"),
            "“Jeg er fra SSP. Den unge er 15 år.",
            "Til Misbrugscenteret: “Hvordan får den unge en samtale hos MUT?”",
            "Familieafdelingen/Handicapafdelingen, der kontakter dig.",
        ),
        # Guide, lines 515-517 and 548-549.
        (
            ("--age", "17", "--level", "misbrug", "--as", "myndighed"),
            "“Jeg er sagsbehandler. Den unge er 17 år. Det ligner mest niveau misbrug: mistrives",
            "Til SSP-ungdomskonsulenten: “Kan du tilbyde den unge og forældrene rådgivning",
            "SSP arbejder tæt sammen med Familieafdelingen/Handicapafdelingen om rådgivningen",
        ),
        # Guide, lines 558-561: help is asked for where others notify.
        (
            ("--age", "17", "--level", "misbrug", "--as", "foraelder"),
            "“Jeg er forælder og bekymret. Den unge er 17 år.",
            "Til Familieafdelingen/Handicapafdelingen: “Vi har brug for hjælp.",
            "bliver SSP hos den unge, til en foranstaltning begynder.",
        ),
        # Guide, lines 345-346: others contact the consultant.
        (
            ("--age", "15", "--level", "problematisk", "--as", "ung"),
            "“Jeg vil gerne tale med nogen om, hvordan jeg har det. Jeg er 15 år.",
            "Til dine forældre eller SSP-læreren: “Vil du kontakte SSP-ungdomskonsulenten",
            "siger guiden ikke på dette niveau.",
        ),
        # Standard, lines 344-347 and 354-368.
        (
            ("--age", "25", "--level", "afhængighed", "--as", "ung"),
            "Jeg er 25 år. Det ligner mest niveau afhængighed: kommer ikke længere i skole",
            "Ved generel rådgivning fra Misbrugsteamet behøver du ikke sige, hvem du er.",
            "rådgiveren tager stilling, og du får afgørelsen på skrift.",
        ),
    ],
)
def test_what_to_say_and_what_happens_then(
    capfd: Any, words: tuple[str, ...], opens: str, says: str, then: str
) -> None:
    parts = sheet(capfd, "suggest", *words).parts
    said = parts["Det kan du sige"]
    assert opens in said[0]
    assert any(says in line for line in said)
    assert any(then in line for line in parts["Hvad der sker så"])
    assert 4 <= len([line for line in said if not line.startswith("[")]) <= 6


def test_no_name_need_be_given_only_where_a_line_says_so(capfd: Any) -> None:
    # Standard, line 24: for those over 18. Under 18 it is unclear, and asked about.
    told = sheet(capfd, "suggest", *TEACHER).text.replace("\xa0", " ")
    assert "behøver du ikke sige, hvem du er" not in told
    asked = "Spørg, om du kan ringe anonymt til Misbrugsteamet om en ung under 18 (72 33 50 67)"
    assert f"{asked}; det er uklart i dokumenterne." in told
    assert told.count("72 33 50 67") == 1


def test_what_is_known_is_said_and_nothing_else(capfd: Any) -> None:
    case = (*TEACHER, "--fact", "motivated_for_talks=ja")
    said = sheet(capfd, "suggest", *case).parts["Det kan du sige"]
    assert "Sig også det, du ved: den unge vil selv have samtalerne." in said
    assert "Det kan du sige" not in sheet(capfd, "suggest").headings


#: The longest sheets: with the lists and the letter, with most that may come, with most offers.
@pytest.mark.browser
@pytest.mark.parametrize(
    "words",
    [
        ("--age", "15", "--level", "problematisk", "--as", "ssp"),
        ("--age", "17", "--level", "misbrug", "--as", "skole"),
        ("--age", "25", "--level", "afhængighed", "--as", "myndighed"),
    ],
)
def test_a_sheet_is_two_pages_at_the_most(browser: Any, capfd: Any, words: tuple[str, ...]) -> None:
    assert run(["suggest", *words, "--format", "html"]) == 0
    context = browser.new_context()
    page = context.new_page()
    page.set_content(capfd.readouterr().out)
    printed = page.pdf(prefer_css_page_size=True)
    context.close()
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2


def test_what_may_come_is_said_in_one_breath(capfd: Any) -> None:
    # Guide, lines 346-348 and 457-459: a worry without certain knowledge; a referral to the mentor.
    later = sheet(capfd, "suggest", *TEACHER).parts["Kan blive aktuelt"]
    assert not [line for line in later if "“" in line or "det er afklaret" in line]
    assert any(line.startswith("Mangler der konkret viden bag bekymringen") for line in later)
    assert any(line.endswith("Uklart, om det gælder her.") for line in later)
    assert any(": når der ikke er en anden foranstaltning" in line for line in later)


def test_the_young_do_not_carry_the_worries_of_others(capfd: Any) -> None:
    # Guide, lines 357-359 and 434-435 are for those who work with the young; 371-372 is for all.
    case = ("suggest", "--age", "15", "--level", "problematisk", "--as")
    told = sheet(capfd, *case, "ung").parts["Vær opmærksom på"]
    assert [line for line in told if not line.startswith("[")] == ["MUT opsøger dig ikke."]
    assert len(sheet(capfd, *case, "skole").parts["Vær opmærksom på"]) > len(told)


def test_a_note_names_what_one_can_do_oneself_and_each_fact(capfd: Any) -> None:
    # Guide, lines 519-532: it is the SSP's own task.
    words = ("--age", "16", "--level", "misbrug", "--as", "ssp", "--motivation", "nej")
    assert run(["suggest", *words, "--format", "journal"]) == 0
    told = capfd.readouterr().out
    assert "Kan selv: SSP-ungdomskonsulent.\nKan kontaktes: MUT.\n" in told
    # Guide, lines 335-336 beside 558-559: always, or one of those who can be contacted.
    assert told.lower().count("uklart, om det altid skal ske") == 1
    assert "Uklart, om altid" not in told
    assert "ting til" not in told and "den unge vil ikke i behandling" in told
    # Guide, lines 711-720 and 399-402: no age is printed. Each doubt is told, and once.
    grown = ("--age", "25", "--level", "afhængighed", "--as", "myndighed")
    assert run(["suggest", *grown, "--format", "journal"]) == 0
    told = capfd.readouterr().out
    assert "Vejlederteamet; " in told
    assert told.count("Om et opholdssted også er for den, der er fyldt 18") == 1
    assert told.count("Om der også underrettes om unge fra 18") == 1
