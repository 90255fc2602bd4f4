"""The command line: the door at which Danish is spoken."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> None:
    """Runs ``rusvej`` and leaves with its exit code; `arguments` defaults to the command line's."""
    from rusvej.cli.running import run

    sys.exit(run(arguments))
