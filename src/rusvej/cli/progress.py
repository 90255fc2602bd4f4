"""A bar on the error stream, for work that takes long while somebody is looking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")

#: Work that takes longer than this many seconds gets a bar.
_PATIENCE = 1.0


def watched(items: Iterator[T], total: int, title: str) -> Iterator[T]:
    """The items, with a bar once it takes long."""
    started, done = perf_counter(), 0
    for item in items:
        done += 1
        yield item
        if sys.stderr.isatty() and perf_counter() - started > _PATIENCE:
            break
    else:
        return
    with progress(title, total, done) as step:
        for item in items:
            step()
            yield item


@contextmanager
def progress(title: str, total: int, done: int = 0) -> Iterator[Callable[[], None]]:
    """A function to call after each step."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(
        console=Console(file=getattr(sys.stderr, "stream", sys.stderr)), transient=True
    ) as bar:
        task = bar.add_task(title, total=total, completed=done)
        yield lambda: bar.advance(task)


@contextmanager
def counted(title: str) -> Iterator[Callable[[int], None]]:
    """A function to call with how many more are done, where nobody knows how many there are."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}: {task.completed:,.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done: bar.advance(task, done)
