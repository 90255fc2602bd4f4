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
    with _bar(title, total, done) as advance:
        yield lambda: advance(1)


@contextmanager
def counted(title: str) -> Iterator[Callable[[int], None]]:
    """A function to call with how many more are done, where nobody knows how many there are."""
    with _bar(title) as advance:
        yield advance


@contextmanager
def _bar(title: str, total: int | None = None, done: int = 0) -> Iterator[Callable[[int], None]]:
    if not sys.stderr.isatty():
        yield lambda more: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    count = TextColumn("{task.description}: {task.completed:,.0f}")
    columns = () if total is not None else (SpinnerColumn(), count, TimeElapsedColumn())
    console = Console(file=getattr(sys.stderr, "stream", sys.stderr))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=total, completed=done)
        yield lambda more: bar.advance(task, more)
