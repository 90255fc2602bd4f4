"""Two rulebooks from wherever they are, a folder or a git revision, held against each other."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rusvej.analysis.diff import Difference, compare
from rusvej.analysis.diff.fields import COUNTED
from rusvej.app.migrate import migrate
from rusvej.app.rulebook import open_rulebook
from rusvej.diagnostics import Diagnostic, InputError, Position, RulebookError
from rusvej.foreign import quoted
from rusvej.model import Rulebook
from rusvej.model.about import FORMAT
from rusvej.persons import refuse_cpr
from rusvej.records import record
from rusvej.store.folder import data_folder, read_bytes, yaml_files
from rusvej.store.load import load_rulebook

_DATA = (".yaml", ".yml")
_HELP = "Angiv to mapper, to git-revisioner eller A..B, fx rusvej diff main.."


@record
class Place:
    """Where a rulebook is: a folder, at a git revision if one is named. `name` is how the user
    would call it."""

    folder: Path
    name: str
    revision: str | None = None


#: A section that no answer to a case rests on, and how many of its records were added, taken away
#: or changed.
SideChange = tuple[str, int, int, int]


@record
class Compared:
    """Two rulebooks and what differs; `sides` concerns sections such as the survey. `faults`: so
    many mistakes has the old one, which is compared all the same."""

    old: Place
    new: Place
    difference: Difference
    sides: tuple[SideChange, ...]
    faults: int = 0


def places(first: str, second: str | None, data: str | None) -> tuple[Place, Place]:
    """The two rulebooks meant by one or two words. A folder wins over a revision of the same name.
    Raises `InputError`."""
    for word in (first, second or ""):
        refuse_cpr(word)
    if second is not None:
        return _place(first, data), _place(second, data)
    if Path(first).is_dir():
        return Place(Path(first), first), _here(data)
    before, dots, after = first.partition("..")
    if not dots or before.endswith(("/", "\\")) or not before:
        return _place(first, data), _here(data)
    if not after.startswith("."):
        return _place(before, data), _place(after, data) if after else _here(data)
    after = after[1:]
    new = _place(after, data) if after else _here(data)
    folder = _tracked(data)
    base = _git(
        folder,
        "merge-base",
        "--end-of-options",
        _commit(folder, before),
        _commit(folder, after or "HEAD"),
    )
    if base is None:
        raise InputError(
            f"{quoted(before, 'Den gamle')} og {quoted(after or 'HEAD', 'den nye')} har ingen"
            " fælles forfader.",
            "Brug to prikker i stedet: A..B.",
        )
    return Place(folder, f"{before}...", base.decode().strip()), new


def _place(word: str, data: str | None) -> Place:
    if Path(word).is_dir():
        return Place(Path(word), word)
    if not word or word.startswith(("-", ".", "/", "~")) or "\\" in word or ".." in word:
        raise InputError(f"Der er ingen mappe {quoted(word, 'med det navn', 80)}.", _HELP)
    folder = _tracked(data, word)
    return Place(folder, word, _commit(folder, word))


def _here(data: str | None) -> Place:
    """The rulebook as it is now: that of --data or RUSVEJ_DATA, else the folder `data`, else the
    one that came with rusvej."""
    folder = (
        data_folder(data)
        if data or os.environ.get("RUSVEJ_DATA") or not Path("data").is_dir()
        else Path("data")
    )
    return Place(folder, str(folder) if data else "arbejdsmappen")


def _tracked(data: str | None, word: str = "") -> Path:
    """The folder of the data, which must lie in a git repository. Raises `InputError`."""
    folder = _here(data).folder
    if _git(folder, "rev-parse", "--show-toplevel") is None:
        what = f"{quoted(word, 'Det skrevne', 80)} er ingen mappe, og " if word else ""
        raise InputError(
            f"{what}regelsættets mappe ligger ikke i et git-arkiv, som kan læses.",
            "Kør i arkivet, eller angiv dets mappe med --data. En mappe kan også nævnes direkte.",
        )
    return folder


def _commit(folder: Path, revision: str) -> str:
    found = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"
    )
    if not found:
        raise InputError(
            f"{quoted(revision, 'Det')} er hverken en mappe eller en revision, git kender.",
            "git branch -a og git tag viser navnene.",
        )
    # --end-of-options may be printed as well by an older git.
    return found.decode().split()[-1]


def _git(folder: Path, *arguments: str, feed: bytes | None = None) -> bytes | None:
    """What git prints; None when it fails. Raises `InputError` when there is no git. It never asks,
    writes or fetches."""
    quiet = {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }
    try:
        # A list of arguments: no shell reads what the user typed.
        done = subprocess.run(
            ["git", "-C", str(folder), "--no-pager", *arguments],
            input=feed if feed is not None else b"",
            capture_output=True,
            check=False,
            env={**os.environ, **quiet},
        )
    except FileNotFoundError:
        raise InputError(
            "Programmet git findes ikke på denne maskine.",
            "Installer git, eller angiv to mapper i stedet.",
        ) from None
    return done.stdout if done.returncode == 0 else None


def _fetched(place: Place, into: ExitStack) -> Path:
    """The folder itself, or its data files as they were at the revision, in a folder that vanishes
    with `into`."""
    if place.revision is None:
        return place.folder
    prefix = (_git(place.folder, "rev-parse", "--show-prefix") or b"").decode().strip()
    listing = _git(
        place.folder,
        "ls-tree",
        "-z",
        "--full-tree",
        place.revision,
        *(["--", prefix] if prefix else []),
    )
    files = []
    for entry in (listing or b"").decode(errors="surrogateescape").split("\0"):
        about, _, path = entry.partition("\t")
        name = path.rpartition("/")[2]
        if path and about.split()[1] == "blob" and about[:3] == "100" and name.endswith(_DATA):
            files.append((name, about.split()[2]))
    if not files:
        raise InputError(
            f"Ved {quoted(place.name, 'den revision')} er der intet regelsæt i"
            f" {quoted(prefix.rstrip('/') or '.', 'mappen')}.",
            "Nævn en anden med --data.",
        )
    target = Path(into.enter_context(TemporaryDirectory(prefix="rusvej-diff-")))
    for name, blob in files:
        content = _git(place.folder, "cat-file", "blob", blob)
        if content is None:
            raise InputError(
                f"Filen {quoted(name, 'med det navn')} kan ikke hentes frem fra"
                f" {quoted(place.name, 'den revision')}.",
                "Er arkivet hentet helt?",
            )
        (target / name).write_bytes(content)
    return target


def compared(old: Place, new: Place, on: date) -> Compared:
    """What differs; witnesses are answered for the day `on`. Raises `InputError` and
    `RulebookError`."""
    with ExitStack() as stack:
        folders = [_fetched(place, stack) for place in (old, new)]
        before, after = (
            _loaded(folder, place, on, stack)
            for folder, place in zip(folders, (old, new), strict=True)
        )
        if after.about.format == FORMAT:
            _refuse_faulty(folders[1], new)
        # What was in force is compared as it was, whatever would be refused in it today.
        faults = len(_faults(folders[0])) if before.about.format == FORMAT else 0
        try:
            difference = compare(before, after, on)
        except (KeyError, IndexError):
            # A rulebook that does not hold together cannot be compared; it is only looked through
            # when that shows.
            for folder, place in zip(folders, (old, new), strict=True):
                _refuse_faulty(folder, place)
            raise
    return Compared(old, new, difference, tuple(_side_changes(before, after)), faults)


def _loaded(folder: Path, place: Place, on: date, into: ExitStack) -> Rulebook:
    """The rulebook, one that is written in an older form brought on to the newest first."""
    try:
        book = load_rulebook(folder)
        if book.about.format < FORMAT:
            newest = Path(into.enter_context(TemporaryDirectory(prefix="rusvej-diff-")))
            for path in yaml_files(folder):
                (newest / path.name).write_bytes(read_bytes(path))
            migrate(newest)
            book = load_rulebook(newest)
        return book.on(on)
    except RulebookError as error:
        raise _placed(error.diagnostics, place) from None


def _faults(folder: Path) -> tuple[Diagnostic, ...]:
    try:
        open_rulebook(folder)
    except RulebookError as error:
        return error.diagnostics
    return ()


def _refuse_faulty(folder: Path, place: Place) -> None:
    if faults := _faults(folder):
        raise _placed(faults, place)


def _placed(faults: tuple[Diagnostic, ...], place: Place) -> RulebookError:
    """The mistakes with the revision or folder in front of the file's name: there are two of every
    file."""
    where = f"{place.name}:" if place.revision else f"{place.folder}{os.sep}"
    return RulebookError(
        Diagnostic(
            f.code,
            f.message,
            Position(where + Path(f.position.file).name, f.position.line, f.position.column),
            f.help,
            f.severity,
        )
        for f in faults
    )


def _side_changes(old: Rulebook, new: Rulebook) -> Iterator[SideChange]:
    for section in COUNTED:
        before, after = (_by_id(getattr(book, section)) for book in (old, new))
        added, removed = len(after.keys() - before.keys()), len(before.keys() - after.keys())
        changed = sum(before[key] != after[key] for key in before.keys() & after.keys())
        if added or removed or changed:
            yield section, added, removed, changed


def _by_id(records: tuple[Any, ...]) -> dict[str, Any]:
    return {str(getattr(each, "id", place)): each for place, each in enumerate(records)}
