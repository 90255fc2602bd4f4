"""The page built once, and a browser to open it in."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rusvej.compiled import compiled
from rusvej.model import Rulebook

DAY = date(2026, 3, 2)


@pytest.fixture(scope="session")
def day() -> date:
    """The day on which the page is built."""
    return DAY


@pytest.fixture(scope="session")
def build() -> Callable[[Rulebook], str]:
    """Builds the page of a rulebook."""
    pytest.importorskip("jinja2", reason="needs rusvej[page]")
    from rusvej.page.build import build_page

    return lambda book: build_page(book, DAY)


@pytest.fixture(scope="session")
def html(rulebook: Rulebook, build: Callable[[Rulebook], str]) -> str:
    """The page of the shipped rulebook."""
    return build(rulebook)


@pytest.fixture(scope="session")
def walked(rulebook: Rulebook) -> Any:
    """The diagrams of the page."""
    from rusvej.page.book import KINDS
    from rusvej.page.outcomes import outcomes

    return outcomes(compiled(rulebook), KINDS)


@cache
def _chromium() -> str:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    if not _chromium():
        pytest.skip("there is no Chromium on this machine (apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="needs rusvej[browser]")
    with api.sync_playwright() as driver:
        opened = driver.chromium.launch(
            executable_path=_chromium(),
            args=[
                "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-first-run",
            ],
        )  # fmt: skip
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page from a file, with everything that goes wrong or out kept in `problems` and
    `requests`; whatever went wrong fails the test."""
    contexts: list[Any] = []

    def open_page(text: str, **options: Any) -> Any:
        file = tmp_path / f"side-{len(contexts)}.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(
            **{"viewport": {"width": 390, "height": 844}, "locale": "da-DK", **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.clock.set_fixed_time(datetime(2026, 11, 20, 12, tzinfo=UTC))
        page.problems, page.requests = [], []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on(
            "console",
            lambda said: page.problems.append(said.text) if said.type == "error" else None,
        )
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_selector("main h1")
        return page

    yield open_page
    problems = [problem for each in contexts for page in each.pages for problem in page.problems]
    for context in contexts:
        context.close()
    assert not problems


@pytest.fixture
def page(visit: Callable[..., Any], html: str) -> Any:
    """The page of the shipped rulebook on a telephone."""
    return visit(html)


@pytest.fixture(scope="session")
def axe() -> Path:
    """The file of axe-core."""
    if shutil.which("npm"):
        root = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=False)
        found = Path(root.stdout.strip()) / "axe-core" / "axe.min.js"
        if found.is_file():
            return found
    pytest.skip("axe-core is not installed (npm install -g axe-core)")
