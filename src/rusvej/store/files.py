"""Reading files that somebody named: never without an end, and nothing but ordinary files."""

from __future__ import annotations

import os
import stat
from errno import EINVAL
from pathlib import Path


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


#: A pipe is opened without waiting for somebody at its other end.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
