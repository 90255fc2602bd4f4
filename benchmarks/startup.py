"""How long ``rusvej suggest`` takes from start to end, as a ratio to a Typer hello world run beside
it.

    python benchmarks/startup.py [RUNS]

Runs both in turn as whole processes, in a pipe and (where Python has pty) in a terminal, and prints
medians and their ratios. Install the wheel first (``pip install .``): an editable install or
PYTHONDONTWRITEBYTECODE compiles modules at every start.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HELLO = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def hello(name: str = "verden") -> None:
    print(f"Hej {name}")
app()
"""
SUGGEST = ["-m", "rusvej", "suggest", "--age", "15", "--level", "problematisk"]


def in_pipe(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - start


def in_terminal(command: list[str]) -> float:
    import pty

    start = time.perf_counter()
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
    return time.perf_counter() - start


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO)
        commands = {
            "Typer hello world": [sys.executable, str(hello)],
            "rusvej suggest": [sys.executable, *SUGGEST],
        }
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.chdir(folder)
        for place, run in (("pipe", in_pipe), ("terminal", in_terminal)):
            times: dict[str, list[float]] = {name: [] for name in commands}
            for number in range(runs + 1):
                for name, command in commands.items():
                    taken = run(command)
                    if number:  # the first fills the caches
                        times[name].append(taken)
            medians = {name: statistics.median(taken) for name, taken in times.items()}
            base = medians["Typer hello world"]
            print(
                f"in a {place}: "
                + ", ".join(
                    f"{name} {taken * 1000:.0f} ms ({taken / base:.2f} x)"
                    for name, taken in medians.items()
                )
            )


if __name__ == "__main__":
    main()
