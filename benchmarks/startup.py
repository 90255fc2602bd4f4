"""Start to end of `rusvej suggest`, beside a Typer hello world.

Whole processes, in a pipe and (where Python has pty) in a terminal. Install the wheel first
(`pip install .`): an editable install or PYTHONDONTWRITEBYTECODE compiles modules at every start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import Figure, medians

RUNS = 21
HELLO = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def hello(name: str = "verden") -> None:
    print(f"Hej {name}")
app()
"""
SUGGEST = ["-m", "rusvej", "suggest", "--age", "15", "--level", "problematisk"]


def in_pipe(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.PIPE, check=True)


def in_terminal(command: list[str]) -> None:
    import pty

    child, screen = pty.fork()
    if child == 0:
        os.execv(command[0], command)
    try:
        while os.read(screen, 65536):
            pass
    except OSError:
        pass  # Linux reports the end of a terminal as an error
    os.waitpid(child, 0)
    os.close(screen)


def figures() -> Iterator[Figure]:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO)
        pair = {"hello": [sys.executable, str(hello)], "suggest": [sys.executable, *SUGGEST]}
        for place, run in (("pipe", in_pipe), ("terminal", in_terminal)):
            if run is in_terminal and sys.platform == "win32":
                continue
            taken = medians(RUNS, {name: partial(run, words) for name, words in pair.items()})
            yield Figure(
                f"`suggest` in a {place} ÷ Typer hello world",
                f"{taken['suggest'] / taken['hello']:.2f} ({taken['suggest'] * 1000:.0f} ms)",
                "≤ 1.2" if place == "pipe" else "",
            )
