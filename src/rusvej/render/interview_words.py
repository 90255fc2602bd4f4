"""The interview in Danish: plain lines, one thought each, so that they can be heard as well as
seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rusvej.compose import Voice
from rusvej.explain.interview import Ban, Hanging, Replies, Step
from rusvej.facts import NONE, Fact, Value
from rusvej.model import Rulebook
from rusvej.model.law import LawNote
from rusvej.render import words

OPENING = (
    "s = svar nu. v = ved ikke. Ét spørgsmål ad gangen, og intet gemmes.",
    (
        "Svar med det, der står foran svaret, eller med et ord. t = tilbage, r = se og ret"
        " svarene, hvorfor = hvorfor der spørges, ? = hjælp, Ctrl-C = stop uden svar."
    ),
)
HELP = (
    (
        "Skriv tallet eller bogstavet ud for et svar, eller svaret selv. “v” eller “ved ikke” er"
        " altid et svar; det, ingen ved, spørges der ikke om igen."
    ),
    "t: tag det forrige svar tilbage.",
    "r: se svarene indtil nu, og ret et af dem.",
    "hvorfor: hvilke tilbud hænger på spørgsmålet, og hvor det står i dokumenterne.",
    "s: vis svaret nu, på det, der er oplyst.",
    "Ctrl-C: stop uden svar. Intet er gemt.",
)
IN_DANGER = "om nogen er i fare"
FIRST_QUESTION = "Der er intet svar at tage tilbage."
NOTHING_SAID = "Der er ikke svaret på noget endnu."
WHICH = "Nummeret på det svar, der skal rettes, eller tomt for at gå videre: "
NO_SUCH_NUMBER = "Det nummer er ikke på listen. Intet er rettet."
END_OF_INPUT = "Der kommer ikke flere svar."
YES_NO = "Svar (ja, nej): "
ONE_TO_THREE = "Svar (1-3): "
YES_OR_NO = "Skriv ja eller nej."
DANGER_HELP = ("Der spørges, så ingen venter på et svar, mens det haster. Det gemmes ikke.",)
ASIDE = (
    "Med svaret menes hvert tilbuds status. Rækkefølge, opmærksomhedspunkter, handlinger og"
    " frister kan afhænge af mere; hvor det er sådan, står det ved dem."
)
#: So many offers are explained one by one.
_EXPLAINED = 6
#: And so many are named in a sentence.
_NAMED = 5


def danger(number: int) -> list[str]:
    """The question that comes before everything about the case."""
    return [
        "",
        f"Spørgsmål {number}: Er nogen i fare lige nu?",
        "  1. ja",
        "  2. nej",
        "  3. ved ikke",
    ]


def urgent(notes: Iterable[LawNote]) -> list[str]:
    """The help against danger."""
    return [f"AKUT  {note.text}" for note in notes if note.acute]


def acute(notes: Sequence[LawNote]) -> list[str]:
    """Whom to call at once."""
    return [
        "",
        *urgent(notes),
        "Ring først. Bagefter kan du svare videre her.",
    ]


def no_direction(book: Rulebook, case: Mapping[str, Value]) -> list[str]:
    """That the answer hangs on what nobody knows, and what there is instead."""
    word = book.words
    chart = " Er du i tvivl: rusvej detect." if book.detection else ""
    what = f"{word.the_level} og alderen" if book.roles.age not in case else word.the_level
    return ["", f"Hvem der kan hjælpe, hænger på {what}.{chart} Du kan ringe og spørge:", ""]


def sharper(book: Rulebook, step: Step) -> list[str]:
    """After the first answer: how much more could be asked, and what that could change."""
    count = len(step.left)
    names = {offer.id: offer.short or offer.name for offer in book.offers}
    named = [names[offer] for offer in step.hanging]
    rest = len(named) - _NAMED
    if rest > 0:
        named = [*named[:_NAMED], f"{rest} tilbud til"]
    return [
        "",
        "Vil du gøre svaret skarpere?"
        f" {'Ét spørgsmål' if count == 1 else f'Højst {count} spørgsmål'} mere kan ændre:"
        f" {words.listed(named)}.",
    ]


def may_be_asked(book: Rulebook, step: Step) -> list[str]:
    """What the further questions are about."""
    return [f"Der kan spørges om: {words.listed(book.vocabulary[f].label for f in step.left)}."]


def question(
    number: int,
    fact: Fact,
    text: str,
    offered: Sequence[tuple[str, str, str]],
    most: int | None,
    bans: Sequence[Ban],
) -> list[str]:
    """A question with its replies: what is typed, the reply, its note or nothing; `most` is how
    many may still come, None where that is not said."""
    still = "" if most is None else " (det sidste)" if most == 1 else f" (højst {most} tilbage)"
    lines = ["", f"Spørgsmål {number}{still}: {text}"]
    if fact.judged_by:
        lines.append(f"Det vurderes af: {fact.judged_by}.")
    if fact.help:
        lines.append(fact.help)
    lines += [f"  {key}. {text}{': ' if note else ''}{note}" for key, text, note in offered]
    if fact.type != "int" and bans:
        lines.append(
            f"Udeladt: {words.listed(_short(fact, ban.value) for ban in bans)}. {reason(bans[0])}"
        )
    return lines


def _short(fact: Fact, value: Value) -> str:
    return ("ja" if value else "nej") if isinstance(value, bool) else fact.in_words(value)


def reason(ban: Ban) -> str:
    """Why a value is not offered."""
    return (
        ban.rule.text
        if ban.rule is not None
        else "Det kan ikke være rigtigt sammen med de andre svar."
    )


def mark(fact: Fact, keys: Sequence[str], banned: frozenset[Value]) -> str:
    """What stands before the cursor; `keys` are what can be typed for the replies."""
    if keys:
        return f"Svar ({keys[0]}-{keys[-1]}): "
    none = f", {NONE} = {fact.none}" if fact.none and NONE not in banned else ""
    return f"Svar (et tal fra {fact.min} til {fact.max}{none}, v = ved ikke): "


def why(book: Rulebook, fact: Fact, hanging: Sequence[Hanging], level: Value | None) -> list[str]:
    """Which offers hang on a question, and where it is printed."""
    count = len(hanging)
    if not count:
        return ["Det bestemmer, hvem svaret taler til, og hvilke pligter, frister og numre der er."]
    lines = [f"Svaret kan ændre noget for {'ét tilbud' if count == 1 else f'{count} tilbud'}:"]
    cites: list[str] = []
    for each in hanging[:_EXPLAINED]:
        text = (
            "; ".join(words.lower_first(text) for text in each.texts)
            or f"om tilbuddet nævnes, afhænger af: {fact.label}"
        )
        cited = book.cite(book.sources_at(each.sources, level))
        cites.append(cited)
        lines.append(f"  {each.offer.name}: {text} {cited}".rstrip())
    if count > _EXPLAINED:
        lines.append(
            f"  Desuden: {words.listed(each.offer.name for each in hanging[_EXPLAINED:])}."
        )
    if any(cites):
        lines.append(words.legend(book, cites))
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
    """What the answer is given on, where the conversation ends before the questions do; told to
    the one who asks."""
    replied = {reply.fact: reply.value for reply in replies if reply.value is not None}
    voice = Voice(book, replied)
    said = "; ".join(
        voice.clause(fact.told(replied[name]))
        for name, fact in book.vocabulary.items()
        if name in replied
    )
    return f"Her er svaret på det, der er oplyst indtil nu: {said or 'ingenting'}."


def noted(
    book: Rulebook, replies: Replies, told: Mapping[str, Value], *, again: bool = False
) -> str:
    """After what was said before it was asked for, or, `again`, that something of it was known."""
    case = {reply.fact: reply.value for reply in replies if reply.value is not None}
    voice = Voice(book, case)
    said = "; ".join(voice.clause(book.vocabulary[f].told(value)) for f, value in told.items())
    how = "r, og ret det" if again or len(told) > 1 else "t, og svar igen"
    noted = "Allerede noteret" if again else "Noteret"
    return f"{noted}: {said}. Mente du noget andet, så skriv {how}."


def taken_back(label: str) -> str:
    """After `t`."""
    return f"Svaret er taget tilbage: {label}."


def dropped(facts: Sequence[Fact]) -> str:
    """After a correction that earlier replies contradict."""
    return (
        "Det kan ikke være rigtigt sammen med det rettede svar og er slettet:"
        f" {words.listed(fact.label for fact in facts)}."
    )


def the_end(
    book: Rulebook,
    step: Step,
    replies: Replies,
    waiting: Sequence[Fact],
    others: Sequence[Fact],
) -> list[str]:
    """Why nothing more is asked; `waiting` are the facts that wait for one that is not known,
    `others` those left to others."""
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
    if waiting:
        labels = words.listed(fact.label for fact in waiting)
        lines.append(f"Det kan ændre svaret, men hænger på noget, du ikke ved: {labels}.")
    if others:
        labels = words.listed(fact.label for fact in others)
        lines.append(f"Det kan kun andre svare på, så du er ikke spurgt: {labels}.")
    return lines


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
