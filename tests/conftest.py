"""What all tests share: the shipped rulebook, loaded once, and how long Hypothesis may search.

HYPOTHESIS_PROFILE=thorough searches long; the ordinary profile is the same on every machine and
every day.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rusvej.model import Rulebook
from rusvej.store import data_folder, load_rulebook

_RELAXED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
settings.register_profile(
    "ordinary",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=_RELAXED,
)
settings.register_profile(
    "thorough", max_examples=3000, deadline=None, suppress_health_check=_RELAXED
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ordinary"))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The compiled rulebook of the tests never touches the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUSVEJ_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of the shipped data."""
    return data_folder()


@pytest.fixture(scope="session")
def rulebook(_own_cache: None, data_dir: Path) -> Rulebook:
    """The shipped rulebook."""
    return load_rulebook(data_dir)
