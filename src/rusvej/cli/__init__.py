"""The command line: the door at which Danish is spoken."""

from __future__ import annotations

import gc
import sys


def main(arguments: list[str] | None = None) -> None:
    """Runs ``rusvej`` and leaves with its exit code; `arguments` defaults to the command line's."""
    # Many records and no cycles are made: with the usual threshold a sixth of the run is spent
    # looking for some, and at the end once more. See docs/adr/0004.
    gc.set_threshold(100_000)
    from rusvej.cli.running import run

    code = run(arguments)
    gc.freeze()
    sys.exit(code)
