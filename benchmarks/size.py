"""Size of the code: lines at 100 columns, and of the rooms."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks import Figure

SOURCE = Path(__file__).parent.parent / "src"


def figures() -> Iterator[Figure]:
    lines = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.rglob("*.py")
    }
    longest = max(lines, key=lambda path: lines[path])
    yield Figure("lines under `src/`", f"{sum(lines.values()):,}", "≤ 20,000")
    yield Figure("modules, median lines", f"{len(lines)}, {statistics.median(lines.values()):.0f}")
    yield Figure("longest module", f"{longest.relative_to(SOURCE)}, {lines[longest]}", "≤ 400")
