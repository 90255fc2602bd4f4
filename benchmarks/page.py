"""How long the offline page takes from the last click to an answer on the screen, in a browser.

The time is of the browser's own clock: the click, everything that is worked out and drawn because
of it, and the layout."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks import Figure, Missing
from rusvej.store import data_folder, load_rulebook

RUNS = 20
#: From the first question to the last click before the answer, timed.
CLICK = """([asker, level, age]) => {
  restart();
  Object.assign(state, { safe: true, patience: 0 });
  state.given = { [book.roles.asker]: asker, [book.roles.level]: level };
  show(questionView, book.roles.age);
  document.getElementById("number").value = age;
  const begun = performance.now();
  document.querySelector("main button.main").click();
  document.body.getBoundingClientRect();
  const taken = performance.now() - begun;
  if (document.querySelector("h1").textContent !== "Svaret") throw new Error("no answer");
  return taken;
}"""
CASES = (
    ("skole", "problematisk", "15"),
    ("foraelder", "misbrug", "16"),
    ("ung", "misbrug", "16"),
    ("myndighed", "misbrug", "25"),
)


def figures() -> Iterator[Figure]:
    try:
        from playwright.sync_api import sync_playwright

        from rusvej.page.build import build_page
    except ImportError as error:
        raise Missing("pip install '.[browser]'") from error
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise Missing("apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "side.html"
        made = build_page(load_rulebook(data_folder()), date(2026, 3, 2))
        file.write_text(made, encoding="utf-8")
        yield Figure("offline page: size", f"{len(made.encode()) / 1000:.0f} kB", "< 300 kB")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(file.as_uri())
        page.wait_for_selector("main h1")
        for case in CASES:
            first, *later = (page.evaluate(CLICK, list(case)) for _ in range(1 + RUNS))
            yield Figure(
                f"offline page, {' '.join(case)}: last click to the answer",
                f"{statistics.median(later):.0f} ms (the first time {first:.0f} ms)",
                "≤ 50 ms",
            )
        browser.close()
