"""The compiled rulebook: valid plain data as JSON, so that an ordinary run needs neither YAML nor
pydantic.

It is keyed by the content of the data files and of all of rusvej's code, so it can never be stale:
any change gives another name. It is believed only where it cannot be anybody else's work: in a
folder of one's own, in a file of one's own, under a checksum of its content. Whatever is amiss, and
whoever cannot write the folder, pays with the time of compiling anew and not with an error.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rusvej.store.files import replace_bytes
from rusvej.store.folder import fingerprint

#: Old ones are cleared away when there are more than this.
_KEPT = 8
#: A compiled rulebook takes some 600 KB; a larger file is none.
_MAX_BYTES = 100_000_000
#: A draft this much older than what was just written (seconds) was left by a run that was killed.
_ABANDONED = 3600


def _folder() -> Path:
    chosen = os.environ.get("RUSVEJ_CACHE")
    if chosen:
        return Path(chosen)
    # platformdirs says the same but takes longer to import than the whole rulebook takes to read.
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):
            # So the specification has it: a relative one is as none.
            base = str(Path.home() / ".cache")
    return Path(base) / "rusvej"


def _own(about: os.stat_result) -> bool:
    """Whether nobody but this user can have made or changed it. Windows keeps the user's folders
    from others by itself."""
    if sys.platform == "win32":
        return True
    return about.st_uid == os.geteuid() and not about.st_mode & 0o022


def _code_files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _code_files(entry.path)
        elif entry.name.endswith((".py", ".yaml")):
            yield entry.path


def _code() -> str:
    """A fingerprint of the content of all code and layers of the package, any of which may have
    judged the data or be part of it. Some 6 ms for a megabyte."""
    package = str(Path(__file__).parent.parent)

    def parts() -> Iterator[bytes]:
        for path in _code_files(package):
            yield path[len(package) :].encode()
            with open(path, "rb", buffering=0) as file:
                yield file.read()

    return fingerprint(parts())


def _file(digest: str) -> Path:
    return _folder() / f"rulebook-{digest}-{_code()}.json"


def _checksum(path: Path, content: bytes) -> str:
    """Of the name as well: another rulebook's file that is renamed is no longer believed."""
    return fingerprint([path.name.encode(), content])


def fetch(digest: str) -> dict[str, Any] | None:
    """The plain data compiled from files with this digest, or None where it is not there or not to
    be believed."""
    try:
        path = _file(digest)
        if not _own(path.parent.stat()):
            return None
        checksum, _, content = _read(path).partition(b"\n")
        if checksum.decode("ascii", "replace") != _checksum(path, content):
            return None
        found = json.loads(content)
    except (OSError, ValueError, RuntimeError):
        return None
    return found if isinstance(found, dict) else None


def _read(path: Path) -> bytes:
    """The content of an ordinary file of the user's own, or nothing."""
    # Neither a link nor a pipe that somebody put there is followed or waited for.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as file:
        about = os.fstat(file.fileno())
        ours = stat.S_ISREG(about.st_mode) and _own(about)
        return file.read() if ours and about.st_size <= _MAX_BYTES else b""


def keep(digest: str, plain: dict[str, Any]) -> None:
    """Writes the compiled form, whole or not at all; does nothing where that is not possible."""
    try:
        target = _file(digest)
        folder = target.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _own(folder.stat()):
            return
        content = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        replace_bytes(target, f"{_checksum(target, content)}\n".encode() + content, private=True)
        _clear(target)
    except (OSError, ValueError, RuntimeError):
        return


def _clear(target: Path) -> None:
    written = target.stat().st_mtime
    for draft in target.parent.glob("rulebook-*.tmp"):
        if _time(draft) < written - _ABANDONED:
            draft.unlink(missing_ok=True)
    for old in sorted(target.parent.glob("rulebook-*.json"), key=_time, reverse=True)[_KEPT:]:
        old.unlink(missing_ok=True)


def _time(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except FileNotFoundError:
        # Another run has cleared it away.
        return 0.0
