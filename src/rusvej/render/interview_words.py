"""The interview in Danish: plain lines, one thought each, so that they can be heard as well as
seen."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.explain.interview import Ban, Hanging, Replies, Step
from rusvej.facts import NONE, Fact, Value
from rusvej.model import Rulebook
from rusvej.render import words

OPENING = (
    "Ét spørgsmål ad gangen, og kun dem, der kan ændre svaret. Intet gemmes.",
    (
        "Svar med et tal eller et ord. Altid: v = ved ikke, t = tilbage, r = se og ret svarene,"
        " hvorfor, ? = hjælp, Ctrl-C = stop."
    ),
)
HELP = (
    (
        "Skriv tallet ud for et svar, eller svaret selv. “v” eller “ved ikke” er altid et svar;"
        " det, ingen ved, spørges der ikke om igen."
    ),
    "t: tag det forrige svar tilbage.",
    "r: se svarene indtil nu, og ret et af dem.",
    "hvorfor: hvilke tilbud hænger på spørgsmålet, og hvor det står i dokumenterne.",
    "s: slut nu, og vis svaret på det, der er oplyst.",
    "Ctrl-C: stop uden svar. Intet er gemt.",
)
FIRST_QUESTION = "Der er intet svar at tage tilbage."
NOTHING_SAID = "Der er ikke svaret på noget endnu."
WHICH = "Nummeret på det svar, der skal rettes, eller tomt for at gå videre: "
NO_SUCH_NUMBER = "Det nummer er ikke på listen. Intet er rettet."
END_OF_INPUT = "Der kommer ikke flere svar."
#: So many offers are explained one by one.
_EXPLAINED = 6


def question(
    number: int, fact: Fact, offered: Sequence[tuple[str, str]], step: Step, bans: Sequence[Ban]
) -> list[str]:
    """A question with its numbered replies, each with a note or an empty one."""
    most = max(len(step.left), 1)
    still = (
        ""
        if step.fact not in step.left
        else " (det sidste)"
        if most == 1
        else f" (højst {most} tilbage)"
    )
    lines = ["", f"Spørgsmål {number}{still}: {fact.question}"]
    if fact.judged_by:
        lines.append(f"Det vurderes af: {fact.judged_by}.")
    if fact.help:
        lines.append(fact.help)
    lines += [
        f"  {place}. {text}{': ' if note else ''}{note}"
        for place, (text, note) in enumerate(offered, start=1)
    ]
    if fact.type != "int" and bans:
        lines.append(
            f"Udeladt: {words.listed(_short(fact, ban.value) for ban in bans)}. {reason(bans[0])}"
        )
    return lines


def _short(fact: Fact, value: Value) -> str:
    return ("ja" if value else "nej") if isinstance(value, bool) else fact.in_words(value)


def _told(fact: Fact, value: Value) -> str:
    said = fact.in_words(value)
    return said if isinstance(value, bool) else f"{fact.label} {said}"


def reason(ban: Ban) -> str:
    """Why a value is not offered."""
    return (
        ban.rule.text
        if ban.rule is not None
        else "Det kan ikke være rigtigt sammen med de andre svar."
    )


def mark(fact: Fact, count: int, banned: frozenset[Value]) -> str:
    """What stands before the cursor; `count` is how many replies are numbered."""
    if count:
        return f"Svar (1-{count}): "
    none = f", {NONE} = {fact.none}" if fact.none and NONE not in banned else ""
    return f"Svar (et tal fra {fact.min} til {fact.max}{none}, v = ved ikke): "


def why(book: Rulebook, fact: Fact, hanging: Sequence[Hanging], level: Value | None) -> list[str]:
    """Which offers hang on a question, and where it is printed."""
    count = len(hanging)
    lines = [f"Svaret kan ændre noget for {'ét tilbud' if count == 1 else f'{count} tilbud'}:"]
    for each in hanging[:_EXPLAINED]:
        text = (
            "; ".join(words.lower_first(text) for text in each.texts)
            or f"om tilbuddet nævnes, afhænger af: {fact.label}"
        )
        lines.append(
            f"  {each.offer.name}: {text} {book.cite(book.sources_at(each.sources, level))}".rstrip()  # noqa: E501
        )
    if count > _EXPLAINED:
        lines.append(
            f"  Desuden: {words.listed(each.offer.name for each in hanging[_EXPLAINED:])}."
        )
    lines.append(words.legend(book))
    return lines


def said(book: Rulebook, replies: Replies, given: int) -> list[str]:
    """The replies so far, numbered; the first `given` came with the command."""
    lines = ["Svarene indtil nu:"]
    for place, reply in enumerate(replies, start=1):
        fact = book.vocabulary[reply.fact]
        value = "ved ikke" if reply.value is None else _short(fact, reply.value)
        lines.append(
            f"  {place}. {fact.label}: {value}{' (fra kommandolinjen)' if place <= given else ''}"
        )
    return lines


def so_far(book: Rulebook, replies: Replies) -> str:
    """What the answer is given on, where the conversation ends before the questions do."""
    replied = {reply.fact: reply.value for reply in replies if reply.value is not None}
    said = "; ".join(
        _told(fact, replied[name]) for name, fact in book.vocabulary.items() if name in replied
    )
    return f"Her er svaret på det, der er oplyst indtil nu: {said or 'ingenting'}."


def taken_back(fact: Fact) -> str:
    """After `t`."""
    return f"Svaret er taget tilbage: {fact.label}."


def dropped(facts: Sequence[Fact]) -> str:
    """After a correction that earlier replies contradict."""
    return (
        "Det kan ikke være rigtigt sammen med det rettede svar og er slettet:"
        f" {words.listed(fact.label for fact in facts)}."
    )


def the_end(book: Rulebook, step: Step, replies: Replies) -> list[str]:
    """Why nothing more is asked."""
    vain = [book.vocabulary[reply.fact].label for reply in replies if reply.value is None]
    lines = [""]
    count = len(step.idle)
    if count == 0:
        lines.append("Der er ikke flere spørgsmål, der kan ændre svaret.")
    elif count == 1:
        lines.append("Det ene resterende spørgsmål kan ikke ændre svaret.")
    else:
        lines.append(f"De {count} resterende spørgsmål kan ikke ændre svaret.")
    if vain:
        lines.append(f"Tæller som ukendt: {words.listed(vain)}.")
    return lines


def aside() -> str:
    """What "the answer" is when it is said that nothing can change it."""
    return (
        "Med svaret menes hvert tilbuds status. Rækkefølge, opmærksomhedspunkter, handlinger og"
        " frister kan afhænge af mere; hvor det er sådan, står det ved dem."
    )


def again(command: str) -> list[str]:
    """The command that gives the same answer."""
    return [
        "",
        (
            "Det samme svar fås med kommandoen herunder. Kører man den, står oplysningerne i"
            " terminalens historik."
        ),
        command,
    ]
