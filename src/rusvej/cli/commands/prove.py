"""``rusvej prove``"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from time import perf_counter
from typing import TypeVar

import typer

from rusvej.cli.options import AsOf, Data, FormatOption, Plain
from rusvej.cli.output import Format, on, show, show_json

T = TypeVar("T")

#: A proof that takes longer than this many seconds gets a progress bar.
_PATIENCE = 1.0


def prove(
    as_of: AsOf = None, format: FormatOption = Format.table, plain: Plain = False, data: Data = None
) -> None:
    """Bevis, at regelsættet holder det, det lover, i alle sager.

    Egenskaberne står i properties.yaml; dertil kommer dem, ethvert regelsæt holdes op på. Hver sag,
    der modsiger en egenskab, vises som den mindste, der gør det, og som en kommando. Slutkoden er
    1, når noget ikke holder.

    \b
    Eksempler:
      rusvej prove
      rusvej prove --data mit-regelsaet --format markdown
      rusvej prove --format json
    """
    from rusvej.app.prove import Proving, proving
    from rusvej.render.prove_page import prove_json, prove_page
    from rusvej.store import data_folder

    started = perf_counter()
    work: Proving = proving(data_folder(data), on(as_of))
    proofs = list(_watched(work.proofs, work.count, started))
    seconds = perf_counter() - started
    if format is Format.json:
        show_json(prove_json(work.rulebook, proofs, seconds, data))
    else:
        show(prove_page(work.rulebook, proofs, seconds, data), format, plain=plain)
    if any(proof.findings for proof in proofs):
        raise typer.Exit(1)


def _watched(items: Iterator[T], total: int, started: float) -> Iterator[T]:
    """The items, with a bar on the error stream once it takes long and somebody is looking."""
    done = 0
    for item in items:
        done += 1
        yield item
        if sys.stderr.isatty() and perf_counter() - started > _PATIENCE:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Beviser", total=total, completed=done)
        for item in items:
            bar.advance(task)
            yield item
