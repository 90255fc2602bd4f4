"""Where the data files are, and what is in them."""

from __future__ import annotations

import os
import re
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
#: The rulebook's own record begins here.
ABOUT = re.compile(rb"^rulebook\s*:", re.M)


def data_folder(chosen: str | None = None, *, here: bool = False) -> Path:
    """The folder named by the user or by RUSVEJ_DATA, be it by its path or as an installed
    rulebook, else the data that came with rusvej. Raises `InputError`.

    `here`: where none is named, the folder that the user stands in comes first if it has a
    rulebook, and then a folder ``data`` in it.
    """
    named = chosen or os.environ.get("RUSVEJ_DATA")
    if named:
        folder = Path(named)
        return folder if folder.is_dir() else _installed(named, chosen is not None)
    for own in (Path(), Path("data")) if here else ():
        if _has_rulebook(own):
            return own
    packaged = Path(__file__).parent.parent / "data"
    # In a checkout that is installed in place the data stand beside `src`.
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "data"


def _installed(name: str, chosen: bool) -> Path:
    from rusvej.store.installed import installed

    known = installed()
    if name in known:
        return known[name]
    where = "i --data" if chosen else "i RUSVEJ_DATA"
    raise InputError(
        f"Mappen {quoted(name, where, 80)} findes ikke, og intet regelsæt er installeret med det"
        " navn.",
        "Angiv en mappe med regelsættets YAML-filer, eller et navn fra rusvej rulebooks.",
    )


def _has_rulebook(folder: Path) -> bool:
    """Whether a data file of the folder has the rulebook's own record."""
    try:
        files = [path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")]
        return any(ABOUT.search(read_bytes(path)) for path in files if path.is_file())
    except OSError:
        return False


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
