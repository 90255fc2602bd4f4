"""Where the data files are, and what is in them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from rusvej.diagnostics import Diagnostic, InputError, Position
from rusvej.foreign import quoted
from rusvej.persons import looks_like_cpr
from rusvej.store import files
from rusvej.store.shipped import shipped

#: The coordinator's files are some 100 KB each; a larger one is no rulebook.
MAX_BYTES = 5_000_000
#: A rulebook has a dozen files and less than one MB.
MAX_FILES = 200
MAX_ALL_BYTES = 20_000_000
_SUFFIXES = (".yaml", ".yml")
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
    return shipped("data")


def _installed(name: str, chosen: bool) -> Path:
    from rusvej.store.installed import installed

    known = installed()
    if name in known:
        return known[name]
    where = "i --data" if chosen else "i RUSVEJ_DATA"
    if Path(name).is_file():
        raise InputError(
            f"{quoted(name, f'Det, der står {where},', 80)} er en fil og ikke en mappe.",
            "Angiv den mappe, filen ligger i.",
        )
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
    return [path for path in _like_yaml(folder) if path.suffix in _SUFFIXES and path.is_file()]


def _like_yaml(folder: Path) -> list[Path]:
    """What has a data file's name, whether it is one or not. Raises `InputError`."""
    try:
        found = sorted(path for path in folder.iterdir() if _of_data(path))
    except OSError:
        raise InputError(
            f"Mappen {quoted(folder, 'med regelsættet', 80)} kan ikke læses.",
            "Tjek mappens rettigheder.",
        ) from None
    if any(looks_like_cpr(path.name) for path in found):
        raise InputError(
            "En fil i mappen har et navn, der ligner et CPR-nummer.",
            "Giv filen et navn, der siger, hvad der står i den.",
        )
    if not all(path.name.isprintable() for path in found):
        raise InputError(
            "En fil i mappen har et navn med et tegn, der ikke kan vises.",
            "Giv filen et navn af bogstaver og cifre.",
        )
    if not found:
        raise InputError(
            f"Der er ingen YAML-filer i {quoted(folder, 'mappen', 80)}.",
            "Regelsættet ligger i filer, der ender på .yaml.",
        )
    return found


def _of_data(path: Path) -> bool:
    """Whether it is named as a data file is. What begins with a dot or ~$ is what git, editors,
    macOS and Office put beside people's files."""
    return path.suffix.lower() in _SUFFIXES and not path.name.startswith((".", "~$"))


def unread(folder: Path) -> Iterator[Diagnostic]:
    """Warnings of what is written like data and is not read where it lies. Cases have a folder of
    their own."""
    for path in _listed(folder):
        if path.name.startswith(".") or path.name == "cases":
            continue
        if path.is_dir() and path.suffix not in _SUFFIXES:
            inside = next(filter(_of_data, _listed(path)), None)
            if inside is not None:
                message = "Filen læses ikke, for den ligger i en undermappe."
                help = "Flyt den op ved siden af rulebook, hvis den er en del af regelsættet."
                yield Diagnostic("fil-ulaest", message, Position(str(inside)), help, "warning")
        elif path.stem.lower().endswith(_SUFFIXES):
            message = f"Filen læses ikke, for navnet ender ikke på {' eller '.join(_SUFFIXES)}."
            help = "Omdøb den, hvis den er en del af regelsættet."
            yield Diagnostic("fil-ulaest", message, Position(str(path)), help, "warning")


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def fingerprint(parts: Iterable[bytes]) -> str:
    """16 hexadecimal digits that change when any part or its length does (BLAKE2)."""
    summary = blake2b(digest_size=8)
    for part in parts:
        summary.update(len(part).to_bytes(8, "big"))
        summary.update(part)
    return summary.hexdigest()


def read_bytes(path: Path) -> bytes:
    """At most one byte more than `MAX_BYTES` of an ordinary file. Raises `OSError`."""
    return files.read_bytes(path, MAX_BYTES)


def read_folder(folder: Path) -> tuple[list[tuple[str, bytes]], list[Diagnostic]]:
    """(name and content of each data file, what of the folder is no data file and looks like one).

    Raises `InputError` as `yaml_files` does. No more is read than all of a rulebook can be.
    """
    contents: list[tuple[str, bytes]] = []
    faults: list[Diagnostic] = []
    room = MAX_ALL_BYTES
    for path in _like_yaml(folder):
        place = Position(str(path))
        if path.suffix not in _SUFFIXES:
            message = "Filen læses ikke, for dens endelse er skrevet med store bogstaver."
            faults.append(Diagnostic("fil-endelse", message, place, "Kald den noget på .yaml."))
            continue
        try:
            content = read_bytes(path)
        except OSError:
            message = "Det her kan ikke læses som en fil."
            remedy = "Er det en mappe, en henvisning ud i det blå, eller mangler der rettigheder?"
            faults.append(Diagnostic("fil-laesning", message, place, remedy))
            continue
        room -= len(content)
        if len(contents) == MAX_FILES or room < 0:
            message = (
                f"Mappen har mere end {MAX_FILES} filer eller {MAX_ALL_BYTES // 1_000_000} MB;"
                " resten er ikke læst."
            )
            faults.append(Diagnostic("yaml-for-stor", message, place, "Er det den rigtige mappe?"))
            break
        contents.append((path.name, content))
    return contents, faults
