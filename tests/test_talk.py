"""How rusvej is talked to: what can be told, the words that are understood, help, completion, and
the two conversations."""

from __future__ import annotations

import io
import json
import re
import subprocess
from datetime import date
from itertools import pairwise
from typing import Any
from unicodedata import normalize

import pytest

from rusvej.app.interview import asked_on
from rusvej.cli.commands import COMMANDS
from rusvej.cli.completing import SHELLS
from rusvej.cli.running import run
from rusvej.compiled import checked_case
from rusvej.compose import Voice
from rusvej.engine import answer as suggest
from rusvej.explain.interview import Interview, Replies, Reply, known
from rusvej.facts import read_case
from rusvej.model import Rulebook
from rusvej.render.frame import command_line
from rusvej.render.screen_page import whole_screen

DAY = date(2026, 11, 26)


def told(capsys: Any, *words: str) -> Any:
    assert run([*words, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


# What can be told.


def test_every_fact_is_told_with_how_it_is_written(rulebook: Rulebook, capsys: Any) -> None:
    found = told(capsys, "facts")["facts"]
    assert [fact["id"] for fact in found] == list(rulebook.vocabulary)
    written = {fact["id"]: fact["written"] for fact in found}
    assert written["age"] == "--age"
    assert written["pregnant"] == "--fact pregnant="
    assert all(fact["question"] for fact in found)


@pytest.mark.parametrize(
    ("word", "fact"), [("hash", "substance"), ("niveau", "level"), ("gymnasium", "schooling")]
)
def test_a_fact_is_found_by_any_word_for_it(capsys: Any, word: str, fact: str) -> None:
    assert [each["id"] for each in told(capsys, "facts", word)["facts"]] == [fact]
    assert run(["facts", word]) == 0
    assert fact in capsys.readouterr().out


def test_a_fact_that_does_not_exist_has_a_remedy(capsys: Any) -> None:
    assert run(["facts", "xyzzy"]) == 2
    assert "rusvej facts" in capsys.readouterr().err


def test_what_can_be_told_begins_with_what_most_hangs_on(capsys: Any) -> None:
    assert run(["facts"]) == 0
    shown = capsys.readouterr().out
    asked = ["fem niveauer", "Hvor gammel", "Hvem er du", "enhver", "Er personen gravid"]
    asked += ["kun nogle kan svare", "konkret viden", "nogen vurderer", "grundlag for at anbringe"]
    places = [shown.find(each) for each in asked]
    assert -1 not in places and places == sorted(places)


# Words.


def spellings(word: str) -> set[str]:
    letters = word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return {word, word.upper(), normalize("NFD", word), letters, f" {word} "}


def test_every_word_that_is_printed_for_a_value_is_accepted(rulebook: Rulebook) -> None:
    for fact in rulebook.facts:
        for choice in fact.values:
            for word in {each for own in choice.words for each in spellings(own)}:
                assert fact.parse(word) == choice.id, (fact.id, word)
        for spelled in spellings(fact.label) | {fact.id.replace("_", "-")}:
            value = fact.choices()[0] if fact.choices() else "3"
            assert list(read_case({spelled: value}, rulebook.vocabulary)) == [fact.id]


@pytest.mark.parametrize("command", ["suggest", "offers", "why", "check-deadline"])
@pytest.mark.parametrize("level", ["3", "problematisk brug", "Problematisk"])
def test_a_level_has_the_same_names_everywhere(capsys: Any, command: str, level: str) -> None:
    words = {"why": ["MUT"], "check-deadline": ["--contact", "2026-03-02", "--age", "25"]}
    answers = []
    for written in (level, "problematisk"):
        line = [command, *words.get(command, []), "--level", written, "--format", "json"]
        answers.append((run(line), capsys.readouterr().out))
    assert answers[0] == answers[1]
    assert answers[0][1]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trivselsproblematiker", ["trivsel"]),
        ("problem", ["trivsel", "problematisk"]),
        ("brug", ["eksperimenterende", "problematisk", "misbrug"]),
    ],
)
def test_a_near_miss_never_leads_to_a_more_serious_level(
    capsys: Any, rulebook: Rulebook, typed: str, meant: list[str]
) -> None:
    assert run(["suggest", "--level", typed]) == 2
    told = capsys.readouterr().err
    order = [told.find(f"`{level}`") for level in meant]
    assert -1 not in order and all(one < other for one, other in pairwise(order))
    others = {choice.id for choice in rulebook.vocabulary["level"].values} - set(meant)
    assert not any(f"`{level}`" in told for level in others)


@pytest.mark.parametrize(
    "line",
    [
        "måske misbrug",
        "Måske misbrug",
        "tidligere misbrug",
        "hverken misbrug",
        "ej gravid",
        "næppe gravid",
        "gravid?",
        "≠misbrug",
        "hash eller alkohol",
        "alkohol hash",
        "misbrug afhængighed",
        "15 16",
        "5",
        "¹5",
        "5+",
    ],
)
def test_loose_words_that_are_denied_or_doubted_or_two_are_not_proposed(
    capsys: Any, line: str
) -> None:
    assert run(line.split()) == 2
    assert "--help" in (told := capsys.readouterr().err) and "rusvej suggest" not in told


def test_of_loose_words_what_is_sure_is_proposed(capsys: Any) -> None:
    assert run(["Sofus", "misbrug", "15"]) == 2
    assert "rusvej suggest --age 15 --level misbrug" in capsys.readouterr().err


@pytest.mark.parametrize("level", ["¹5", "5+", "5-", "５", "не misbrug", "misbrug?", "½5"])
def test_signs_beside_a_value_make_it_another(capsys: Any, level: str) -> None:
    assert run(["suggest", "--level", level]) == 2
    told = capsys.readouterr().err
    assert "er ikke en mulig værdi" in told and "Mente du" not in told


def test_one_fact_by_two_names_is_refused(capsys: Any) -> None:
    assert run(["suggest", "--fact", "rusmiddel=hash", "--fact", "substance=alkohol"]) == 2
    assert "to gange" in capsys.readouterr().err


def test_a_word_that_is_no_fact_leads_to_those_that_are_about_it(capsys: Any) -> None:
    assert run(["suggest", "--fact", "anbragt=ja"]) == 2
    told = capsys.readouterr().err
    assert "declines_placement" in told and "placement_ground" in told and "rusvej facts" in told
    assert run(["suggest", "--fact", "xyzzy=ja"]) == 2
    assert "handler disse om" not in capsys.readouterr().err


# Help.


@pytest.mark.parametrize("words", [["-h"], ["--help"], ["help"], ["hjælp"]])
def test_help_names_every_command_with_its_whole_line(capsys: Any, words: list[str]) -> None:
    assert run(words) == 0
    shown = capsys.readouterr()
    assert not shown.err
    flowing = " ".join(shown.out.replace("git-\n", "git-").split()).replace("git- ", "git-")
    for name, line in COMMANDS.items():
        assert f"{name} {line}" in flowing
    assert flowing.index("rusvej interview") < flowing.index("rusvej suggest")
    assert flowing.index("Til den, der spørger") < flowing.index("Til den, der holder reglerne")


def test_without_a_command_one_screen_says_where_to_begin(capsys: Any) -> None:
    assert run([]) == 0
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) <= 24 and max(map(len, shown.splitlines())) <= 80
    wanted = ("112", "Hvem er du", "--as ung|", "rusvej interview", "rusvej suggest", "rusvej help")
    places = [shown.find(each) for each in wanted]
    assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("hash 15", "rusvej suggest --substance stoffer --age 15"),
        ("16 år misbrug mor", "rusvej suggest --age 16 --level misbrug --as foraelder"),
        ("min datter er gravid", "rusvej suggest --fact pregnant=ja"),
        ("ikke gravid", "rusvej suggest --fact pregnant=nej"),
        ("min far drikker alkohol", "rusvej suggest --substance alkohol"),
        ("han ryger ikke hash", ""),
        ("mut", ""),
        ("ingen", ""),
    ],
)
def test_words_that_stand_alone_say_what_they_say_and_no_more(
    capsys: Any, words: str, told: str
) -> None:
    """A father who is spoken of is not the one who asks, and what is denied is not said."""
    assert run(words.split()) == 2
    hint = capsys.readouterr().err.splitlines()[1].strip()
    assert hint == (f"Skriv {told}, eller se rusvej --help." if told else "Se rusvej --help.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("offer rusmiddelkoordinator", "Skriv rusvej contact rusmiddelkoordinator."),
        ("contact modul-1", "Skriv rusvej offer modul-1."),
        # [H 403-405] the guide speaks of it as of something that was.
        ("offer motivationsmedarbejder", "Guiden havde tidligere en motivationsmedarbejder."),
        ("contact motivationsmedarbejder", "Guiden havde tidligere en motivationsmedarbejder."),
        ("offer xyzzy", "rusvej offers viser alle tilbud."),
    ],
)
def test_what_stands_elsewhere_in_the_documents_is_pointed_to(
    capsys: Any, words: str, told: str
) -> None:
    assert run(words.split()) == 2
    assert capsys.readouterr().err.splitlines()[1].strip() == told


@pytest.mark.parametrize("words", ["akut", "112", "Overdosis", "der er nogen i fare", "hjælp akut"])
def test_danger_is_no_unknown_command(capsys: Any, words: str) -> None:
    assert run(words.split()) == 0
    assert "Ring 112" in capsys.readouterr().out


def test_danger_is_answered_also_where_the_words_cannot_be_used(capsys: Any) -> None:
    assert run(["suggest", "akut"]) == 2
    assert "Ring 112" in capsys.readouterr().err
    assert run(["farver"]) == 2
    assert "112" not in capsys.readouterr().err


def test_help_of_one_command(capsys: Any) -> None:
    assert run(["help", "offers"]) == 0
    first = capsys.readouterr().out
    assert run(["offers", "-h"]) == 0
    assert capsys.readouterr().out == first
    assert run(["help", "xyzzy"]) == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_an_example_and_fits_a_terminal(
    capsys: Any, name: str
) -> None:
    assert run([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 80
    assert "Eksempler:" in shown or "Eksempel:" in shown
    assert f"rusvej {name}" in shown and "Options" not in shown


# Completion.


def completed(script: str, *words: str) -> list[str]:
    """What bash offers for the last word, split as bash splits it."""
    asked = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _rusvej; printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{asked}", "bash", "rusvej", *words],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "compopt" not in done.stderr
    return done.stdout.split()


def test_bash_completes_commands_levels_facts_and_offers(rulebook: Rulebook, capsys: Any) -> None:
    assert run(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    assert completed(script, "int") == ["interview"]
    assert set(completed(script, "")) == {*COMMANDS, "help"}
    levels = [choice.id for choice in rulebook.vocabulary["level"].values]
    assert completed(script, "suggest", "--level", "") == [*levels, "ukendt"]
    assert completed(script, "suggest", "--level", "mis") == ["misbrug"]
    assert completed(script, "suggest", "--level", "=", "mis") == ["misbrug"]
    assert completed(script, "suggest", "--lev") == ["--level"]
    assert completed(script, "suggest", "--fact", "substance") == ["substance=", "substance_free="]
    assert completed(script, "suggest", "--fact", "substance", "=") == [
        "alkohol",
        "stoffer",
        "begge",
        "ukendt",
    ]
    assert completed(script, "suggest", "--fact", "substance", "=", "al") == ["alkohol"]
    assert completed(script, "why", "dagb") == [
        offer.id for offer in rulebook.offers if offer.id.startswith("dagb")
    ]
    assert completed(script, "help", "int") == ["interview"]
    assert completed(script, "suggest", "--age", "15", "--format", "js") == ["json"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_script_knows_the_rulebook(rulebook: Rulebook, capsys: Any, shell: str) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    words = [*COMMANDS, *rulebook.vocabulary, *(offer.id for offer in rulebook.offers)]
    assert [word for word in words if word not in script] == []
    assert script.startswith("#") and "@LINES@" not in script


def test_fish_gets_no_option_without_a_name(capsys: Any) -> None:
    assert run(["completion", "fish"]) == 0
    script = capsys.readouterr().out
    assert not re.search(r" -[ls] *(?:-|$)", script, re.M)
    assert "__fish_seen_subcommand_from page' -s o" in script


def test_powershell_reads_its_script_as_it_is_meant(rulebook: Rulebook, capsys: Any) -> None:
    """No PowerShell runs here: what its reference says of the script is held by the text."""
    assert run(["completion", "powershell"]) == 0
    script = capsys.readouterr().out
    # Windows PowerShell 5.1 reads what a program writes in the console's own code page.
    assert script.isascii()
    # Split into lines, each would be a command of its own.
    assert "| Out-String | Invoke-Expression" in script.splitlines()[0]
    assert "Register-ArgumentCompleter -Native -CommandName rusvej -ScriptBlock {" in script
    # A native completer is given these three, in this order, whatever they are called.
    assert "param($wordToComplete, $commandAst, $cursorPosition)" in script
    # CompletionResult takes no empty text.
    assert "Where-Object { $_ -and " in script
    rows = re.findall(r"^    '([^']*)' = '([^']*)'$", script, re.M)
    _, _, rest = script.partition("@{\n")
    assert rest.partition("\n  }\n")[0].count("\n") + 1 == len(rows)
    for sign in ("{}", "()", "[]"):
        assert script.count(sign[0]) == script.count(sign[1]), sign
    assert all(line.count("'") % 2 == 0 for line in script.splitlines())
    # The keys of a table are the same in capitals, and none may stand twice.
    assert len({key.casefold() for key, _ in rows}) == len(rows)
    table = {key: words.split() for key, words in rows}
    levels = [choice.id for choice in rulebook.vocabulary["level"].values]
    assert table[" "] == ["help", *COMMANDS]
    assert table["suggest --level"] == [*levels, "ukendt"]
    assert "substance=" in table["suggest --fact"]
    assert table["=substance"] == ["alkohol", "stoffer", "begge", "ukendt"]
    assert "misbrug" in table["pathway "]


def test_another_shell_is_wrong_use(capsys: Any) -> None:
    assert run(["completion", "cmd"]) == 2
    assert "bash, zsh, fish, powershell" in capsys.readouterr().err


# The two conversations.


def talk(monkeypatch: pytest.MonkeyPatch, capsys: Any, command: str, typed: str, *more: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert run([command, *more]) == 0
    text: str = capsys.readouterr().out
    return text


@pytest.mark.parametrize("word", ["v", "ved", "ved ikke", "V", "ved det ikke"])
def test_do_not_know_is_never_an_answer_of_the_chart(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, word: str
) -> None:
    text = talk(monkeypatch, capsys, "detect", f"{word}\nq\n")
    assert "“Ved ikke” er ikke et svar i diagrammet." in text
    assert "Svarene indtil nu" not in text


def test_the_chart_is_answered_in_words(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    text = talk(monkeypatch, capsys, "detect", "ja tak\nafhængighed\n16 år\n")
    assert "rusvej suggest --age 16 --level afhaengighed" in text
    text = talk(monkeypatch, capsys, "detect", "ja\nved ikke\nv\n")
    assert "Oplyst til rusvej" not in text


def test_a_word_of_danger_is_answered_in_the_chart_too(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    assert "Ring først." in talk(monkeypatch, capsys, "detect", "han har taget en overdosis\nq\n")
    assert "Ring først." not in talk(monkeypatch, capsys, "detect", "ingen fare\nq\n")


def test_in_a_terminal_no_word_is_broken(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    text = talk(monkeypatch, capsys, "detect", "?\nhash\nq\n")
    said = [line for line in text.splitlines() if "Skriv " in line or "spørgsmålet." in line]
    assert len(said) == 3 and all(len(line) <= 80 for line in said)


def test_the_chart_can_be_answered_once_more(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """The same key as in the interview: see the answers, and go on from one of them."""
    text = talk(monkeypatch, capsys, "detect", "r\nja\nr\n1\nnej\nr\n\nq\n")
    assert "Der er ikke svaret på noget endnu." in text
    assert text.count("  1. ") == 2
    assert text.count("Nummeret på det svar") == 2


def test_the_command_says_what_was_answered_and_no_more(rulebook: Rulebook) -> None:
    # One of the four facts that --motivation sets together is not the other three.
    about = rulebook.about
    four = dict.fromkeys(about.options["--motivation"].facts, False)
    assert command_line(about, four) == "rusvej suggest --motivation nej"
    for fact in four:
        alone = command_line(about, {"age": 15, fact: False})
        assert alone == f"rusvej suggest --age 15 --fact {fact}=nej"
    mixed = command_line(about, {**four, "motivated": True})
    assert "--motivation" not in mixed and mixed.count("--fact") == 4


def test_what_nobody_knew_is_not_asked_again_below_the_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    asked = talk(monkeypatch, capsys, "interview", "skole\nnej\n15\n3\ns\n")
    assert "--motivation" in asked
    unknown = talk(monkeypatch, capsys, "interview", "skole\nnej\n15\n3\n" + "v\n" * 4 + "nej\n")
    assert "SPØRG" in unknown
    assert "--motivation" not in unknown


@pytest.mark.parametrize(("danger", "again"), [("ja", True), ("ved ikke", True), ("nej", False)])
def test_who_may_be_in_danger_is_told_whom_to_ring_beside_the_answer_too(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, danger: str, again: bool
) -> None:
    """Also at a level at which the answer itself says nothing of danger."""
    text = talk(monkeypatch, capsys, "interview", f"skole\n{danger}\n15\nproblematisk\ns\n")
    _, answer = text.split("oplyst indtil nu", 1)
    assert ("AKUT  Ring 112" in answer) is again


def test_the_stories_stand_under_the_question_of_the_level_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    text = talk(monkeypatch, capsys, "interview", "skole\nnej\n14\nv\nv\ns\n")
    _, answer = text.split("oplyst indtil nu", 1)
    # What was answered with "ved ikke" is not asked again.
    assert "Sofus mistrives" not in answer and "nogenlunde stabilt til aftaler" not in answer


def test_what_waits_for_something_unknown_is_said_to_matter(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """Handleguide 317: the class decides Ungeguide; it is not asked where the school is unknown."""
    text = talk(monkeypatch, capsys, "interview", "skole\nnej\n14\n2\nv\n" + "v\nja\n" * 20)
    assert "hænger på noget, du ikke ved: klassetrin" in text


@pytest.mark.parametrize("level", ["eksperimenterende", "problematisk", "misbrug", "afhaengighed"])
@pytest.mark.parametrize("role", ["skole", "ung", "ssp"])
def test_the_screen_asks_for_nothing_that_the_talk_would_not(
    rulebook: Rulebook, role: str, level: str
) -> None:
    interview = Interview(rulebook)
    voice_of = rulebook.roles.asker
    replies: Replies = (Reply(voice_of, role), Reply("age", 16), Reply("level", level))
    for place in range(14):
        case = known(replies)
        found = asked_on(suggest(rulebook, checked_case(rulebook, case), DAY), interview, replies)
        step, voice = interview.step(replies), Voice(rulebook, case)
        left = {voice.asked(fact) for fact in (step.fact, *step.left) if fact}
        asks = {ask.fact for ask in whole_screen(found).ask} - {voice_of}
        assert asks <= left - {reply.fact for reply in replies}, replies
        if step.fact is None:
            break
        fact = rulebook.vocabulary[step.fact]
        # Now and then somebody knows, and now and then what was said is mended.
        value = True if fact.type == "bool" and place % 3 == 0 else None
        replies = (*replies, Reply(fact.id, value))
        if place == 6:
            replies = (*replies[:2], Reply("level", "misbrug"), *replies[3:])
