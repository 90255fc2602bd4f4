"""The data of the first release (rulebook 1.0.0), from the repository's own history."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

FIRST_RELEASE = "46bb6a5"


def unpacked(folder: Path) -> Path:
    """The folder with its data, in the format in which it was written. Skips where the history is
    not there."""
    words = ["git", "archive", "--format=zip", FIRST_RELEASE, "data"]
    made = subprocess.run(words, cwd=Path(__file__).parent.parent, capture_output=True, check=False)
    if made.returncode:
        pytest.skip("the first release is not in this copy of the repository")
    with ZipFile(io.BytesIO(made.stdout)) as archive:
        archive.extractall(folder)
    return folder / "data"
