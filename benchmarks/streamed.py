"""Peak memory of `rusvej batch - -o -` on ten times as many rows of a stream."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

from benchmarks import Figure, Missing

COMMAND = [sys.executable, "-m", "rusvej", "batch", "-", "-o", "-", "--keep", "id"]
BLOCK = 10_000


def peak(rows: int) -> int:
    """Kilobytes at the most while so many rows are answered."""
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        process.stdin.write(b"id;age;level;motivated\n")
        for start in range(0, rows, BLOCK):
            numbers = range(start, start + BLOCK)
            lines = [f"{n};{10 + n % 30};misbrug;{'ja' if n % 3 else ''}\n" for n in numbers]
            process.stdin.write("".join(lines).encode())
        process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Missing("pip install 'rusvej[batch]'")
    return used.ru_maxrss


def figures() -> Iterator[Figure]:
    few, many = peak(1_000_000), peak(10_000_000)
    ratio = f"{many / few:.2f} ({few >> 10} and {many >> 10} MiB)"
    yield Figure("peak memory, 10⁷ rows streamed ÷ 10⁶", ratio, "≤ 1.1")
