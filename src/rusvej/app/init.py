"""Beginning a rulebook: a small invented one to change into one's own, and the record of a
document made from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from rusvej import __version__
from rusvej.app.schema import CASES_FILE, FILE, as_text, schema_of
from rusvej.app.sources import text_lines
from rusvej.app.writing import make_folder, unwritable
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.persons import refuse_cpr
from rusvej.store.json_schema import case_schema
from rusvej.store.shipped import shipped

TEMPLATE = shipped("template")
#: What the template is about, and the version of rusvej its workflow installs.
_MUNICIPALITY, _VERSION = "Lilleby Kommune", "rusvej==0.0.0"
#: A heading is no longer than this and ends like no sentence.
_LONGEST = 70
_KEBAB = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def begin(folder: Path, municipality: str = "") -> tuple[list[str], list[str]]:
    """Writes the template into a folder; (files written, files that stood there and were left).

    Raises `InputError` where the folder has data files already: halves of two rulebooks are none.
    """
    if folder.is_dir() and (there := sorted(p.name for p in folder.glob("*.y*ml"))):
        raise InputError(
            f"Mappen {quoted(folder, 'her', 80)} har allerede {quoted(there[0], 'en datafil')}.",
            "Vælg en ny mappe; rusvej init skriver aldrig oven i et regelsæt.",
        )
    refuse_cpr(municipality)
    if not re.fullmatch(r"[\w .-]{0,60}", municipality):
        raise InputError("Kommunens navn har et tegn, som et navn ikke har.", "Brug kun bogstaver.")
    written, left = [], []
    for name, text in _files(municipality):
        target = folder / name
        try:
            make_folder(target.parent)
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            left.append(name)
        except OSError:
            raise unwritable("Regelsættet", target) from None
        else:
            written.append(name)
    return written, left


def _files(municipality: str) -> Iterator[tuple[str, str]]:
    """The name and the text of every file. A folder that begins with a dot is kept under another
    name, so that no packager leaves it out."""
    for path in sorted(TEMPLATE.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8").replace(_VERSION, f"rusvej=={__version__}")
            if municipality:
                text = text.replace(_MUNICIPALITY, municipality)
            name = path.relative_to(TEMPLATE).as_posix()
            yield re.sub(r"^dot-", ".", name), text
    yield FILE, as_text(schema_of())
    yield CASES_FILE, as_text(case_schema())


def document_record(text: Path) -> str:
    """The record of a document as YAML, for the author to look over: the lines are counted, and
    short lines are taken for headings. Raises `InputError` for a text that cannot be read."""
    if not text.is_file():
        there = "er ikke en almindelig fil" if text.exists() else "findes ikke"
        raise InputError(
            f"Filen {quoted(text, 'med teksten', 80)} {there}.",
            "Angiv dokumentets tekst som en tekstfil i UTF-8 efter --document.",
        )
    lines = text_lines(text)
    if not any(line.strip() for line in lines):
        raise InputError(
            f"Filen {quoted(text, 'med teksten', 80)} er tom.", "Gem dokumentets tekst i den."
        )
    refuse_cpr(text.stem)
    name = re.sub(r"[^a-z0-9]+", "-", text.stem.casefold().translate(_KEBAB)).strip("-")
    first = next(i for i, line in enumerate(lines, 1) if line.strip())
    headings = [i for i in _headings(lines) if i > first]
    ends = [i - 1 for i in headings[1:]] + [len(lines)]
    found = [
        "documents:",
        f"  - id: {name if name[:1].isalpha() else f'dokument-{name}'}",
        f"    title: {_written(lines[first - 1])}",
        f"    file: {_written(text.stem)}",
        f"    lines: [1, {len(lines)}]",
        "    # Hvornår dokumentet er fra, som der står i det.",
        "    date: ukendt",
        "    # Et forslag: de korte linjer. Slet dem, der ikke er overskrifter.",
        "    sections:" if headings else "    sections: []",
    ]
    for begin, end in zip(headings, ends, strict=False):
        last = max(i for i in range(begin, end + 1) if lines[i - 1].strip())
        found.append(f"      - {{heading: {_written(lines[begin - 1])}, lines: [{begin}, {last}]}}")
    found += ["    set_aside:", f"      - {{lines: [{first}, {first}], reason: titlen}}"]
    found += [f"      - {{lines: [{i}, {i}], reason: overskrift}}" for i in headings]
    return "\n".join(found) + "\n"


def _headings(lines: Sequence[str]) -> Iterator[int]:
    """Short lines that stand alone before a text, by number."""
    for number, line in enumerate(lines, 1):
        word = line.strip()
        before = lines[number - 2].strip() if number > 1 else ""
        after = any(following.strip() for following in lines[number : number + 2])
        short = word[:1].isalnum() and len(word) <= _LONGEST and not re.search(r"[.,;]$|:", word)
        if short and after and not before:
            yield number


def _written(text: str) -> str:
    """A text as a quoted YAML scalar."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
