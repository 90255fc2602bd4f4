"""What people's editors, mail programs and merges leave in a file, found before YAML stumbles over
it: the parser would point to another line, and its remedy would change one that is right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rusvej.diagnostics import Diagnostic, Position

#: Spaces that look like one and are none to YAML; the first is what Word and web pages write.
_HARD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: Signs that take no room; a whole file may begin with the last.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
#: What a line may have that it should not (the group "odd"), and the code, the sentence (with its
#: first sign) and the remedy for it.
_SLIPS: tuple[tuple[re.Pattern[str], str, str, str], ...] = (
    (
        re.compile(r"(?P<odd><{7}|={7}|>{7}|\|{7})( |$)"),
        "yaml-flettet",
        "Her står et mærke fra en fletning i git.",
        "Vælg den ene udgave, og slet de tre linjer med <<<<<<<, ======= og >>>>>>>.",
    ),
    (
        re.compile(f"[ \t{_HARD}]*(?P<odd>[{_UNSEEN}])"),
        "yaml-mellemrum",
        "Linjen begynder med et usynligt tegn (U+{:04X}).",
        "Slet begyndelsen af linjen, og skriv den igen med almindelige mellemrum.",
    ),
    (
        re.compile(f"[ \t]*(?P<odd>[{_HARD}])"),
        "yaml-mellemrum",
        "Indrykningen er hårde mellemrum (U+{:04X}).",
        "Skriv almindelige mellemrum i stedet; de hårde følger med fra Word og websider.",
    ),
    (
        re.compile(" *(?P<odd>\t)[ \t]*[^ \t#\n]"),
        "yaml-tabulator",
        "Indrykningen er et tabulatortegn.",
        "Skriv mellemrum i stedet, så linjen står lige under dem, den hører til.",
    ),
    (
        re.compile(f"(?: *- )* *(?:-|[^ '\"#{{\\[{_HARD}][^:'\"#{{\\[]*:)(?P<odd>[{_HARD}])"),
        "yaml-mellemrum",
        "Efter tegnet står et hårdt mellemrum (U+{:04X}).",
        "Skriv et almindeligt mellemrum efter kolon og bindestreg.",
    ),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def odd_signs(name: str, content: bytes) -> Iterator[Diagnostic]:
    """The mistakes for which the file cannot be read as it was meant; at most one a line."""
    if content.startswith(_UTF_16) or b"\0" in content[:4]:
        yield Diagnostic(
            "yaml-tegnsaet",
            "Filen er gemt i UTF-16 og ikke i UTF-8.",
            Position(name),
            "Gem filen igen med tegnsættet UTF-8.",
        )
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        start = before.rfind(b"\n") + 1
        yield Diagnostic(
            "yaml-tegnsaet",
            "Filen er ikke skrevet i UTF-8.",
            Position(name, before.count(b"\n") + 1, len(before) - start + 1),
            "Gem filen igen med tegnsættet UTF-8.",
        )
        return
    if not _SUSPECT.search(text):
        return
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        for pattern, code, sentence, remedy in _SLIPS:
            if found := pattern.match(line):
                place = Position(name, number, found.start("odd") + 1)
                yield Diagnostic(code, sentence.format(ord(found["odd"][0])), place, remedy)
                break


_SUSPECT = re.compile(f"[{_HARD}{_UNSEEN}\t]|^[<=>|]{{7}}", re.M)


#: A key whose colon touches what follows; addresses and times of day have one, too.
_NO_BLANK = re.compile(r" *(?:- )?[a-z][a-z_]*(:)[^\s/0-9]")
#: A key with a value on its own line, and the blanks before it.
_WHOLE = re.compile(r"( *(?:- )?)[a-z][a-z_]*: +[^\s|>{\[&'\"#]")
_KEYED = re.compile(r"( *)[a-z][a-z_]*(:)(?: |$)")


def before_the_mark(
    rows: list[str], line: int, column: int
) -> tuple[tuple[int, int], str, str] | None:
    """((line, column) from 1, sentence, remedy) of a slip for which the parser stumbles at a later
    place or names another; None where none is seen."""
    here = rows[line] if line < len(rows) else ""
    above = [at for at in range(min(line, len(rows)) - 1, -1, -1) if _says(rows[at])][:1]
    for at in (line, *above):
        if at < len(rows) and (found := _NO_BLANK.match(rows[at])):
            sentence = "Efter kolonnet mangler et mellemrum."
            return (at + 1, found.start(1) + 1), sentence, "Skriv navn: og så indholdet."
    keyed = _KEYED.match(here)
    if keyed and above and keyed.start(2) == column and (whole := _WHOLE.match(rows[above[0]])):
        deep, wanted = len(keyed[1]), len(whole[1])
        if deep > wanted:
            sentence = "Linjen er rykket længere ind end linjen over, som allerede har sit indhold."
            remedy = f"Ryk den {deep - wanted} mellemrum tilbage, så den står lige under."
            return (line + 1, deep + 1), sentence, remedy
    return None


def _says(line: str) -> bool:
    """Whether there is more on the line than blanks or a remark."""
    return bool(line.strip()) and not line.lstrip().startswith("#")
