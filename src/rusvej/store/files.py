"""Files that somebody named: read with an end, written whole, and nothing but ordinary files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EINVAL
from pathlib import Path
from typing import IO

from rusvej.diagnostics import InputError
from rusvej.foreign import quoted


def read_bytes(path: Path | str, most: int) -> bytes:
    """At most one byte more than `most`, so that a huge file costs no memory before it is refused.

    Raises `OSError`, also for a folder, a pipe or a device, which could be waited for or read for
    ever, and for a name that no file can have.
    """
    try:
        with open(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(EINVAL, "not a file")
            return file.read(most + 1)
    except ValueError as error:
        raise OSError(EINVAL, "not a name") from error


def decoded(content: bytes, name: str, most: int) -> str:
    """The text of bytes in UTF-8, read as `read_bytes` does. Raises `InputError`."""
    if len(content) > most:
        raise InputError(
            f"{quoted(name, 'Filen', 80)} fylder mere end {most // 1_000_000} MB.",
            "Er det den rigtige fil?",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            f"{quoted(name, 'Filen', 80)} er ikke skrevet i UTF-8.",
            "Gem filen igen med tegnsættet UTF-8.",
        ) from None


#: A pipe is opened without waiting for somebody at its other end.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def replace_bytes(path: Path, content: bytes, *, private: bool = False) -> None:
    """Puts the content there, as `replaced` does."""
    with replaced(path, private=private) as file:
        file.write(content)


@contextmanager
def replaced(path: Path, *, private: bool = False) -> Iterator[IO[bytes]]:
    """A file to write that stands there when all of it is written, or not at all: half a file would
    be taken for one. The draft has a name nobody can foresee, and a link that stands there is
    replaced, not followed.

    Raises `OSError`, also where something else than a file stands, and for a name that no file can
    have. `private`: for the user's own eyes.
    """
    # Most runs write nothing.
    from tempfile import mkstemp

    try:
        if path.exists() and not path.is_file():
            raise OSError(EINVAL, "not a file")
        number, draft = mkstemp(".tmp", f"{path.stem[:40]}-", path.parent)
    except ValueError as error:
        raise OSError(EINVAL, "not a name") from error
    try:
        with open(number, "wb") as file:
            yield file
        if not private:
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(draft, 0o666 & ~umask)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
