"""The compiled rulebook: valid plain data as JSON, so that an ordinary run needs neither YAML nor
pydantic.

It is keyed by the content of the data files and by the code that judged them valid, so it can never
be stale: any change gives another name. Whoever cannot write the folder pays with time, not with an
error.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from rusvej import __version__
from rusvej.store.folder import fingerprint

#: Old ones are cleared away when there are more than this.
_KEPT = 8


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
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "rusvej"


def _code() -> str:
    """A fingerprint of the code that reads and judges the data: name, size and time of its
    files."""
    package = Path(__file__).parent.parent
    seen = [__version__]
    for folder in (package, package / "model", package / "store", package / "checks"):
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
        seen += sorted(f"{name} {about.st_size} {about.st_mtime_ns}" for name, about in found)
    return fingerprint(line.encode() for line in seen)


def _file(digest: str) -> Path:
    return _folder() / f"rulebook-{digest}-{_code()}.json"


def fetch(digest: str) -> dict[str, Any] | None:
    """The plain data compiled from files with this digest, or None."""
    try:
        found = json.loads(_file(digest).read_bytes())
    except (OSError, ValueError, RuntimeError):
        return None
    return found if isinstance(found, dict) else None


def keep(digest: str, plain: dict[str, Any]) -> None:
    """Writes the compiled form, whole or not at all; does nothing where that is not possible."""
    try:
        target = _file(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{os.getpid()}.tmp")
        draft.write_text(
            json.dumps(plain, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
        )
        draft.replace(target)
        _clear(target)
    except (OSError, RuntimeError):
        return


def _clear(target: Path) -> None:
    others = sorted(
        target.parent.glob("rulebook-*.json"), key=lambda path: path.stat().st_mtime, reverse=True
    )
    for old in others[_KEPT:]:
        old.unlink(missing_ok=True)
