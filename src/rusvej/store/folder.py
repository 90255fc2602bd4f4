"""Where the data files are, and what is in them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.persons import looks_like_cpr

try:
    # hashlib loads OpenSSL first, which takes as long as reading the rulebook.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

#: The coordinator's files are some 100 KB each; a larger one is no rulebook.
MAX_BYTES = 5_000_000


def data_folder(chosen: str | None = None) -> Path:
    """The folder named by the user, by RUSVEJ_DATA, or the data that came with rusvej. Raises
    `InputError`."""
    named = chosen or os.environ.get("RUSVEJ_DATA")
    if named:
        folder = Path(named)
        if not folder.is_dir():
            where = "i --data" if chosen else "i RUSVEJ_DATA"
            raise InputError(
                f"Mappen {quoted(named, where, 80)} findes ikke.",
                "Angiv en mappe med regelsættets YAML-filer med --data eller RUSVEJ_DATA.",
            )
        return folder
    packaged = Path(__file__).parent.parent / "data"
    # In a checkout that is installed in place the data stand beside `src`.
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "data"


def yaml_files(folder: Path) -> list[Path]:
    """The data files of a folder by name, whatever order the disk gives them in. Raises
    `InputError` when there is none."""
    files = sorted(
        path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file()
    )
    if any(looks_like_cpr(path.name) for path in files):
        raise InputError(
            "En fil i mappen har et navn, der ligner et CPR-nummer.",
            "Giv filen et navn, der siger, hvad der står i den.",
        )
    if not files:
        raise InputError(
            f"Der er ingen YAML-filer i {quoted(folder, 'mappen', 80)}.",
            "Regelsættet ligger i filer, der ender på .yaml.",
        )
    return files


def fingerprint(parts: Iterable[bytes]) -> str:
    """16 hexadecimal digits that change when any part or its length does (BLAKE2)."""
    summary = blake2b(digest_size=8)
    for part in parts:
        summary.update(len(part).to_bytes(8, "big"))
        summary.update(part)
    return summary.hexdigest()


def read_bytes(path: Path) -> bytes:
    """At most one byte more than `MAX_BYTES`, so that a huge file costs no memory before it is
    refused."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
