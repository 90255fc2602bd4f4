"""Brings the files of a rulebook from the form in which they were written to the newest, one
version at a time, and says what it changed. Comments and whatever else stands in them are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rusvej.app.writing import unwritable
from rusvej.diagnostics import InputError, RulebookError
from rusvej.foreign import quoted
from rusvej.model.about import FORMAT
from rusvej.records import record
from rusvej.store import round_trip
from rusvej.store.files import replace_bytes
from rusvej.store.folder import read_bytes, yaml_files
from rusvej.store.migrations import first_format
from rusvej.store.yaml import YamlFile

#: What brings a rulebook on from a format: given the data of its files by name, changed in place,
#: it says in Danish what it changed.
Step = Callable[[dict[str, Any]], list[str]]
STEPS: dict[int, Step] = {1: first_format.bring_on}


@record
class Migrated:
    """What was done. `found` is the format the files had, `told` what changed, `files` those
    written."""

    found: int
    told: tuple[str, ...]
    files: tuple[str, ...]


def migrate(folder: Path) -> Migrated:
    """Rewrites the files that need it. Raises `RulebookError` for files that are no YAML, and
    `InputError` for a rulebook of a newer format or without a record of its own.

    The files are written when all of them are made, each whole or not at all.
    """
    paths = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    before = {name: read_bytes(path) for name, path in paths.items()}
    faults = [
        fault for name, content in before.items() for fault in YamlFile(name, content).diagnostics
    ]
    if faults:
        raise RulebookError(faults)
    data = {name: round_trip.read(content) for name, content in before.items()}
    about = next((d["rulebook"] for d in data.values() if _holds(d, "rulebook")), None)
    if not isinstance(about, dict):
        raise InputError(
            f"Mappen {quoted(folder, 'her', 80)} har ingen post, der hedder rulebook.",
            "Skriv rulebook: {name: …, version: 1.0.0} i en af filerne.",
        )
    found = about.get("format", 1)
    if not isinstance(found, int) or found > FORMAT or found < 1:
        raise InputError(
            f"Regelsættet er skrevet i format {quoted(found, 'et andet')}, og denne rusvej kender"
            f" kun til {FORMAT}.",
            "Hent en nyere rusvej.",
        )
    told: list[str] = []
    for version in range(found, FORMAT):
        told += STEPS[version](data)
        about["format"] = version + 1
    changed = {}
    for name, content in data.items():
        written = round_trip.write(content) if found < FORMAT else b""
        if written and _data_of(written) != _data_of(before[name]):
            _sound(name, before[name], written)
            changed[name] = written
    for name, written in changed.items():
        try:
            replace_bytes(paths[name], written)
        except OSError:
            raise unwritable("Den nye form", paths[name]) from None
    return Migrated(found, tuple(told), tuple(changed))


def _files(folder: Path) -> list[Path]:
    cases = folder / "cases"
    return [*yaml_files(folder), *(yaml_files(cases) if cases.is_dir() else ())]


def _holds(data: Any, section: str) -> bool:
    return isinstance(data, dict) and section in data


def _data_of(content: bytes) -> Any:
    return YamlFile("", content).data


def _sound(name: str, before: bytes, after: bytes) -> None:
    """Raises `RuntimeError` where the new file could not be read or a comment would be lost: rather
    no new file than a poorer one."""
    if YamlFile(name, after).diagnostics:
        raise RuntimeError(f"{name} cannot be read")

    def comments(content: bytes) -> list[str]:
        lines = content.decode().splitlines()
        return [line.strip() for line in lines if line.strip().startswith("#")]

    left = comments(after)
    for comment in comments(before):
        if comment not in left:
            raise RuntimeError(f"{name}: {comment}")
        left.remove(comment)
