"""No person in the tool: what looks like a CPR number is refused wherever it comes in.

A CPR number is day, month and year of birth and four more signs; administrative ones add 60, some
registers 40, to the day. People write it with any dash, blanks or dots, with eight digits for the
date, in other digits, with the last four crossed out. So what is looked at is the text after NFKC
with each run of other signs than letters and digits as one: whatever separates the digits, they are
the same digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from rusvej.diagnostics import Diagnostic, InputError, Position

#: A date of birth has at least five digits, however it is written.
_LEAST_DIGITS = 5
#: Four-digit years from here on are not taken for a birth when a time of day may follow: whoever is
#: born later is too young for what rusvej is about.
_CHILDREN = 2021

#: Country codes of the neighbours, whose telephone numbers have other lengths than ours.
_NEIGHBOURS = "4[4689]|29[89]|35[48]"
_COUNTRIES = f"4[57]|{_NEIGHBOURS}"
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
#: Words between the date and the four signs after it.
_BETWEEN = re.compile(
    r"(?<=[0-9])(?=[ -a-zæøå]{0,60}(?:cpr|løbe|kontrol|sidste|cifre|nummer|slutter|ender))"
    r"(?:[ -](?:cpr|personnummer|løbe|løbenr|løbenummer|kontrol|kontrolcifre|nr|nummer|med|og|er|de"
    r"|sidste|fire|cifre|på|i|som|slutter|ender)){1,6}[ -](?=[0-9]{4}(?![0-9])|[xX]{4})",
    re.I,
)
#: A sign between them, read aloud.
_SPOKEN = re.compile(
    "(?<=[0-9])[ -]?(?:bindestreg|tankestreg|skråstreg|streg|minus|mellemrum|punktum)[ -]?"
    "(?=[0-9xX])",
    re.I,
)
#: Signs as addresses on the net, programs and web pages write them: %2D, \u002d, &nbsp;, <br>.
_BYTES = re.compile("(?:%[0-9A-Fa-f]{2})+")
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|[nrt])")
_MARKUP = re.compile("&#?[0-9A-Za-z]{2,6};|</?[A-Za-z][^<>]{0,40}>")
#: Numbers told one by one: ages, classes, paragraphs, lines.
_SERIES = re.compile("(?<![0-9])(?<![0-9][ -])[0-9]{1,2}(?:[ -][0-9]{1,2}){3,}(?![ -]?[0-9])")
_LIST = re.compile("(?<![0-9])[0-9]{1,2}(?:, ?[0-9]{1,2}){3,}(?![0-9])")


def refuse_cpr(text: str) -> None:
    """Raises `InputError` when the text holds something like a CPR number; the number is not
    repeated. The cost grows with the length of the text and no faster."""
    if looks_like_cpr(text):
        raise InputError(
            "Teksten ligner et CPR-nummer og er ikke brugt.",
            "rusvej skal ikke kende personen: skriv alderen i hele år i stedet.",
        )


def looks_like_cpr(text: str) -> bool:
    """Whether a part of the text that begins and ends where a number does may be a CPR number.

    Not taken for one: a telephone number with its country code, two of them or one and its hours,
    numbers told in order, and a day followed by a time.
    """
    if sum(map(str.isnumeric, text)) < _LEAST_DIGITS:
        return False
    patterns = _patterns()
    plain = _SERIES.sub(_without_next, _plain(_LIST.sub(_without_more, text)))
    for pattern, words in patterns.harmless:
        plain = pattern.sub(words, plain)
    return any(pattern.search(plain) for pattern in patterns.numbers)


def _without_next(found: re.Match[str]) -> str:
    """Nothing of numbers each of which is one more than the last, unless a zero leads one."""
    parts = re.findall("[0-9]+", found[0])
    counted = [str(number) for number in range(int(parts[0]), int(parts[0]) + len(parts))]
    return " x " if parts == counted else found[0]


def _without_more(found: re.Match[str]) -> str:
    """Nothing of a list of numbers each of which is more than the last."""
    parts = re.findall("[0-9]+", found[0])
    numbers = sorted({int(part) for part in parts})
    return " x " if parts == [str(number) for number in numbers] else found[0]


def discreet(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic without the author's words where they hold something like a CPR number."""
    if not looks_like_cpr(f"{diagnostic.message} {diagnostic.help}"):
        return diagnostic
    return cpr_at(diagnostic.position)


def cpr_at(place: Position) -> Diagnostic:
    """What is said of a place in a file that holds something like a CPR number."""
    return Diagnostic(
        "cpr",
        "Her står noget, der ligner et CPR-nummer.",
        place,
        "Slet det; oplysninger om personer skal ikke stå i en fil.",
    )


def _plain(text: str) -> str:
    """Letters and ASCII digits, with " " for white space between them and "-" for anything else."""
    import unicodedata

    text = _BYTES.sub(
        lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), text
    )
    text = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2] or "20", 16)), text)
    if not text.isascii():
        text = "".join(
            str(unicodedata.digit(sign)) if sign.isdigit() else sign
            for sign in unicodedata.normalize("NFKC", text)
            if unicodedata.category(sign) != "Cf"
        )
    text = _MARKUP.sub("-", text)
    # Crossed-out digits are no signs that separate.
    text = re.sub(r"([*#•?_])(?<!\1\1)\1{3}(?!\1)", "xxxx", text)
    text = re.sub(rf"(?<![0-9])\+(?=[ (]?(?:{_COUNTRIES}))", "plus", text)
    text = re.sub(r"[\W_]+", lambda run: " " if run[0].isspace() else "-", text)
    # A letter that looks like a digit, among digits.
    text = re.sub(r"(?<=[0-9])[oO](?=[ -]?[0-9])", "0", text)
    text = re.sub(r"(?<=[0-9])[lI](?=[ -]?[0-9])|(?<![0-9A-Za-z])[lI](?=[0-9]{5})", "1", text)
    text = _SPOKEN.sub("-", text)
    # What is said between the date and the rest: "og de sidste fire er".
    return _BETWEEN.sub("-", text)


class _Patterns:
    """The patterns over `_plain` text: `harmless` are replaced before `numbers` are looked for."""

    def __init__(self) -> None:
        gap = "[ -]?"
        four = gap.join(["[0-9]"] * 4)
        day = f"(?:0{gap}[1-9]|[12]{gap}[0-9]|3{gap}[01]|4{gap}[1-9]|[5-8]{gap}[0-9]|9{gap}[01])"
        month = f"(?:0{gap}[1-9]|1{gap}[0-2]|(?<=[ -])[1-9](?=[ -]))"
        century = f"(?:1{gap}[89]|2{gap}0){gap}"
        year = f"(?:{century})?[0-9]{gap}[0-9]"
        # A day that lost its zero is known by what stands close behind it, or apart from it.
        lost = f"[1-9](?:0[1-9]|1[0-2])[0-9]{{2}}|[1-9][ -]{month}[ -]{year}"
        birth = f"(?:{day}{gap}{month}{gap}{year}|{lost})"
        whole = f"(?:{day}|[1-9]){gap}{month}{gap}(?:18|19|20)[0-9][0-9]"
        iso = f"(?:18|19|20)[0-9]{{2}}{gap}(?:0[1-9]|1[0-2]){gap}(?:0[1-9]|[12][0-9]|3[01])"
        clock = "(?:[01]?[0-9]|2[0-3])"
        late = f"20(?:{'|'.join(str(year) for year in range(_CHILDREN - 2000, 100))})"
        compiled = re.compile
        pairs = "[2-9][0-9](?: [0-9]{2}){3}"
        telephone = f"(?:{pairs}|[2-9][0-9]{{3}} ?[0-9]{{4}})"
        months = "|".join(_MONTHS)
        # Each is looked for where those before it are gone.
        others = (
            f"(?:plus|(?<![0-9])00)[ -]?4[57]{gap}(?:[0-9]{gap}){{7}}[0-9](?![0-9])",
            f"(?:plus|(?<![0-9])00)[ -]?(?:{_NEIGHBOURS}){gap}(?:[0-9]{gap}){{5,8}}[0-9]"
            "(?![0-9]|[ -]?[0-9]{4}(?![0-9]))",
            # A telephone number before another one, or before the hours in which it is answered.
            f"(?<![0-9])(?<![0-9][ -])(?:{telephone}(?=-{telephone}(?! ?[0-9]))"
            f"|{pairs}(?=-(?:{clock}-){{1,3}}[0-9]{{1,2}}(?![ -]?[0-9])))",
            # The day of a case, alone or with a time of day.
            f"(?<![0-9])(?:{late})(?:-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12][0-9]|3[01]))"
            f"(?:[ -]?{clock}-?[0-5][0-9](?:-?[0-5][0-9])?)?(?![0-9])",
            f"(?<![0-9])[0-3]?[0-9][ -]{month}[ -]{late}[ -]{clock}-[0-5][0-9](?![0-9])",
            # Such a day before a postal code and its town.
            f"(?<![0-9])[0-3]?[0-9][ -]{month}[ -]{late}(?=[ -][0-9]{{4}} [A-Za-zÆØÅæøå])",
            # Another day, unless just four digits follow.
            f"(?<![0-9])[0-3]?[0-9][ -]{month}[ -](?:19|20)[0-9]{{2}}"
            f"(?![0-9]|{gap}(?:{four}|[xX]{{4}})(?![0-9]))",
            "(?<![0-9])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
            "(?![0-9]|[ -]?[0-9]{4}(?![0-9]))",
        )
        # 2. marts 2026 becomes 2-03-2026.
        named = compiled(f"(?<=[0-9])[ -]?({months})[a-zæøå]*[ -]?(?=[0-9])", re.I)
        self.harmless: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
            (named, lambda word: f"-{_MONTHS.index(word[1].lower()) + 1:02}-"),
            *((compiled(pattern), " x ") for pattern in others),
        ]
        end = "(?![0-9])"
        tail = "(?:[xX]{4}|(?=[A-Za-z0-9]{0,3}[0-9])[A-Za-z0-9]{4}|(?<=[-0-9])[A-Za-z]{4})"
        self.numbers = [
            compiled(f"(?<![0-9]){birth}{gap}{four}{end}"),
            compiled(f"(?<![0-9])(?:{whole}|{iso}){gap}{four}{end}"),
            compiled(f"(?<![A-Za-z0-9])(?:{birth}|{whole}|{iso}){gap}{tail}(?![A-Za-z0-9])"),
        ]


@cache
def _patterns() -> _Patterns:
    # Made when first needed: most command lines have too few digits.
    return _Patterns()
