"""The command line: the door at which Danish is spoken."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> None:
    """Runs ``rusvej`` and leaves with its exit code; `arguments` defaults to the command line's."""
    from rusvej.cli.quick import run_plain_suggest

    words = sys.argv[1:] if arguments is None else arguments
    code = run_plain_suggest(words)
    if code is None:
        from rusvej.cli.running import run

        code = run(words)
    sys.exit(code)
