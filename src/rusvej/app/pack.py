"""A rulebook as an installable package without code: a wheel that pip installs, and that ``--data
NAME`` then finds."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rusvej import __version__
from rusvej.app.rulebook import open_rulebook
from rusvej.app.writing import make_folder, unwritable
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.model import Rulebook
from rusvej.store.folder import read_bytes, yaml_files
from rusvej.store.installed import GROUP

#: So that the same files give the same wheel; zip knows no earlier day.
_WHEN = (1980, 1, 1, 0, 0, 0)
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_KEBAB = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def pack(folder: Path, into: Path, name: str = "") -> tuple[str, Path]:
    """(the rulebook's name, the wheel written). The wheel has the data files, the cases and the
    digests of the citations, not the documents' texts, which are not ours to spread.

    Raises `RulebookError` for a rulebook with mistakes, and `InputError` for a name that is none
    and for a wheel that stands there already.
    """
    book = open_rulebook(folder)
    called = name or _name(book)
    if not _NAME.fullmatch(called):
        raise InputError(
            f"{quoted(called, 'Navnet')} kan ikke være navnet på et regelsæt.",
            "Skriv --name med små bogstaver, tal og bindestreg, fx --name lilleby.",
        )
    module = f"rusvej_{called.replace('-', '_')}"
    target = into / f"{module}-{book.about.version}-py3-none-any.whl"
    files = {
        f"{module}/__init__.py": f'"""{book.about.name}: a rulebook for rusvej."""\n'.encode(),
        **{f"{module}/data/{path}": content for path, content in _data(folder)},
        **_about(book, called, module),
    }
    record = f"{module}-{book.about.version}.dist-info/RECORD"
    files[record] = (
        "".join(
            f"{path},{_digest(content)},{len(content)}\n" for path, content in files.items()
        ).encode()
        + f"{record},,\n".encode()
    )
    try:
        make_folder(into)
        with ZipFile(target, "x", ZIP_DEFLATED) as wheel:
            for path, content in files.items():
                about = ZipInfo(path, _WHEN)
                about.compress_type = ZIP_DEFLATED
                about.external_attr = 0o644 << 16
                wheel.writestr(about, content)
    except FileExistsError:
        raise InputError(
            f"Filen {quoted(target, 'med pakken', 80)} findes allerede.",
            "Hæv version i rulebook.yaml, eller slet filen.",
        ) from None
    except OSError:
        raise unwritable("Pakken", target) from None
    return called, target


def _name(book: Rulebook) -> str:
    """The municipality's name, or the rulebook's, as a name to type: ``lilleby``."""
    told = book.about.municipality.name or book.about.name
    word = re.sub(r"\bkommunes?\b", "", told.casefold()).translate(_KEBAB)
    return re.sub(r"[^a-z0-9]+", "-", word).strip("-")


def _data(folder: Path) -> Iterator[tuple[str, bytes]]:
    cases = folder / "cases"
    lock = folder / "citations.json"
    for path in yaml_files(folder):
        yield path.name, read_bytes(path)
    for path in yaml_files(cases) if cases.is_dir() else ():
        yield f"cases/{path.name}", read_bytes(path)
    if lock.is_file():
        yield lock.name, read_bytes(lock)


def _about(book: Rulebook, called: str, module: str) -> dict[str, bytes]:
    folder = f"{module}-{book.about.version}.dist-info"
    summary = " ".join(book.about.name.split())
    metadata = (
        "Metadata-Version: 2.1\n"
        f"Name: rusvej-{called}\n"
        f"Version: {book.about.version}\n"
        f"Summary: {summary}\n"
        f"Requires-Dist: rusvej>={__version__}\n"
    )
    wheel = f"Wheel-Version: 1.0\nGenerator: rusvej {__version__}\nRoot-Is-Purelib: true\n"
    return {
        f"{folder}/METADATA": metadata.encode(),
        f"{folder}/WHEEL": f"{wheel}Tag: py3-none-any\n".encode(),
        f"{folder}/entry_points.txt": f"[{GROUP}]\n{called} = {module}\n".encode(),
    }


def _digest(content: bytes) -> str:
    summary = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return f"sha256={summary.rstrip(b'=').decode()}"
