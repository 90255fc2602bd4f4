"""Reads the documents' texts from a folder of the user's, and keeps the digests of the cited lines
beside the data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from rusvej.analysis.particulars import Own
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.model import Document
from rusvej.persons import looks_like_cpr
from rusvej.records import field, record
from rusvej.store import schema
from rusvej.store.decode import decoder
from rusvej.store.files import decoded, read_bytes, replace_bytes

#: Not YAML, so it is no part of the rulebook and does not change its fingerprint.
LOCK = "citations.json"
SCHEMA: Final = "rusvej/citations/1"
_MAX_BYTES = 20_000_000


def read_texts(folder: str, documents: Sequence[Document]) -> dict[str, list[str]]:
    """The lines of every text the documents name, by the start of the file's name. Raises
    `InputError`."""
    place = Path(folder)
    if not place.is_dir():
        raise InputError(
            f"Mappen {quoted(folder, 'her', 80)} findes ikke.",
            "Angiv mappen med dokumenternes tekstfiler efter --text.",
        )
    return {
        name: text_lines(_text_file(place, name))
        for name in sorted({document.file for document in documents})
    }


def _text_file(folder: Path, start: str) -> Path:
    try:
        files = sorted(
            path for path in folder.iterdir() if path.name.startswith(start) and path.is_file()
        )
    except OSError:
        raise InputError(
            f"Mappen {quoted(folder, 'her', 80)} kan ikke læses.",
            "Tjek mappens rettigheder.",
        ) from None
    files = [path for path in files if path.suffix == ".txt"] or files
    if not files:
        raise InputError(
            f"Mappen {quoted(folder, 'her', 80)} har ingen fil, hvis navn begynder med {start}.",
            "Angiv mappen med dokumenternes tekstfiler.",
        )
    if len(files) > 1:
        names = ", ".join(path.name for path in files[:4])
        raise InputError(
            f"Flere filer begynder med {start}: {names}.", "Lad kun den ene ligge i mappen."
        )
    return files[0]


def text_lines(path: Path) -> list[str]:
    try:
        content = read_bytes(path, _MAX_BYTES)
    except OSError:
        raise InputError(
            f"Filen {quoted(path.name, 'med teksten')} kan ikke læses.", "Tjek filens rettigheder."
        ) from None
    text = decoded(content, path.name, _MAX_BYTES)
    # Not splitlines: it also splits at form feeds, and line numbers would no longer be those of an
    # editor.
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    for number, line in enumerate(lines, start=1):
        if looks_like_cpr(line):
            raise InputError(
                f"Linje {number} i {quoted(path.name, 'teksten')} ligner et CPR-nummer.",
                "Slet det; oplysninger om personer skal ikke stå i en fil.",
            )
    return lines[:-1] if lines and not lines[-1] else lines


@record
class Kept:
    """The lock file: digests by citation and by record, and the words that are our own."""

    citations: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)
    own: tuple[Own, ...] = ()
    schema: Literal["rusvej/citations/1"] = SCHEMA


def read_lock(folder: Path) -> Kept:
    """What is kept; nothing when there is no lock file. Raises `InputError` for one that cannot be
    read."""
    path = folder / LOCK
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Kept()
    except (OSError, ValueError):
        found = None
    if found is None or next(schema.problems(Kept, found), None) is not None:
        raise InputError(
            f"Filen {quoted(path.name, 'med teksten')} kan ikke læses, som den er.",
            "Slet den, og skriv den igen med rusvej sources --text MAPPE --update.",
        )
    kept: Kept = decoder(Kept)(found)
    return kept


def update(folder: Path, kept: Kept, now: Mapping[str, str], records: Mapping[str, str]) -> str:
    """Writes the digests of the texts as they are now, whole or not at all; our own words stay as
    they are. What was done, as a sentence. Raises `InputError` where that is not possible."""
    before = kept.citations
    own = [{"record": x.record, "words": list(x.words), "why": x.why} for x in kept.own]
    content = {"schema": SCHEMA, "own": own, "citations": dict(now), "records": dict(records)}
    try:
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        replace_bytes(folder / LOCK, text.encode())
    except OSError:
        raise InputError(
            f"Der kan ikke skrives i {quoted(folder, 'mappen', 80)}.",
            "Tjek mappens rettigheder; intet er ændret.",
        ) from None
    added, dropped = len(now.keys() - before.keys()), len(before.keys() - now.keys())
    changed = sum(before[key] != now[key] for key in now.keys() & before.keys())
    return (
        f"Fingeraftryk skrevet: {added} nye, {changed} ændrede, {dropped} fjernet,"
        f" {len(now)} i alt."
    )
