"""Work in a thread of its own: Polars lets others run while it reads and writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Full, Queue
from typing import Generic, TypeVar

T = TypeVar("T")


def ahead(items: Iterator[T]) -> Iterator[T]:
    """The same, the next made while the last one is used."""
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(next, items, None)
        while (item := following.result()) is not None:
            following = pool.submit(next, items, None)
            yield item


class Behind(Generic[T]):
    """What is given to it is used by `use`, an item at a time, while the next is made."""

    def __init__(self, use: Callable[[Iterator[T]], None]) -> None:
        self._items: Queue[T | None] = Queue(1)
        self._pool = ThreadPoolExecutor(1)
        self._used = self._pool.submit(use, self._given())

    def _given(self) -> Iterator[T]:
        while (item := self._items.get()) is not None:
            yield item

    def give(self, item: T | None) -> None:
        """Waits until there is room for it. Raises what `use` did."""
        while not self._used.done():
            try:
                self._items.put(item, timeout=0.1)
            except Full:
                continue
            return
        self._used.result()

    def close(self) -> None:
        """Waits until everything is used. Raises what `use` did."""
        self.give(None)
        self._pool.shutdown()
        self._used.result()
