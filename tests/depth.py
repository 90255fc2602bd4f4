"""How deep a test goes: the number of examples of a law, and a bound on work that is counted.

Seconds are never asserted, for they measure the machine. Work is counted instead: calls and
returns of functions, which are the same on every machine and end a run that would never end.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import HealthCheck, Phase, settings

#: What `examples` counts in; the quick run tries a quarter of it.
QUICK = 20
FULL = 100

_RELAXED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
_SAME_EVERY_DAY: dict[str, Any] = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "suppress_health_check": _RELAXED,
}
# The quick run says that a law is broken; the slow one looks for the smallest case, for minutes.
_NO_SHRINKING = (Phase.explicit, Phase.generate)
settings.register_profile("quick", max_examples=QUICK // 4, phases=_NO_SHRINKING, **_SAME_EVERY_DAY)
settings.register_profile("full", max_examples=FULL, **_SAME_EVERY_DAY)
settings.register_profile(
    "night", max_examples=10_000, deadline=None, suppress_health_check=_RELAXED
)


def examples(count: int) -> settings:
    """A law tried with so many examples where another is tried with `QUICK`, and in proportion."""
    return settings(max_examples=max(1, count * settings().max_examples // QUICK))


class TooMuchWork(AssertionError):
    """More was done than the bound allows."""


@contextmanager
def work(at_most: int) -> Iterator[None]:
    """Counts calls and returns of functions, and raises `TooMuchWork` beyond the bound.

    A loop that calls nothing is not counted. Counting makes the code about three times as slow.
    """
    done = 0

    def step(*_: object) -> None:
        nonlocal done
        done += 1
        if done > at_most:
            sys.setprofile(None)
            raise TooMuchWork(f"more than {at_most} calls and returns")

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        yield
    finally:
        sys.setprofile(before)
