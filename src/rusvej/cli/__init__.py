"""The command line: the door at which Danish is spoken."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> None:
    """Runs ``rusvej`` and leaves with its exit code; `arguments` defaults to the command line's."""
    from rusvej.cli.quick import run_plain_suggest

    words = sys.argv[1:] if arguments is None else arguments
    code = run_plain_suggest(words)
    if code is not None:
        # Nothing is left to close: taking the interpreter apart would cost a tenth of the run.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    from rusvej.cli.running import run

    sys.exit(run(words))
