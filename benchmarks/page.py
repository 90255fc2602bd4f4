"""How long the offline page takes from the last click to an answer on the screen, in a browser.

The time is of the browser's own clock: the click, everything that is worked out and drawn because
of it, and the layout. Between two clicks a question is read, here in a fifth of a second."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks import Figure, Missing
from rusvej.store import data_folder, load_rulebook

RUNS = 5
#: A new page each time: answers the first three questions, knows no more, and times the last click.
CLICK = """async ([asker, level, age]) => {
  const main = document.querySelector("main");
  const read = () => new Promise((done) => setTimeout(done, 200));
  const press = async (button) => {
    await read();
    const begun = performance.now();
    button.click();
    main.getBoundingClientRect();
    return performance.now() - begun;
  };
  state.danger = "nej";
  reply(book.roles.asker, asker);
  reply(book.roles.level, level);
  document.getElementById("number").value = age;
  let taken = await press(main.querySelector("button.main"));
  while (main.querySelector("h1").textContent !== "Svaret") {
    const buttons = [...main.querySelectorAll("button")];
    taken = await press(buttons.find((each) => each.textContent === "Ved ikke"));
  }
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
        for case in CASES:
            taken = []
            for _ in range(RUNS):
                page.goto(file.as_uri())
                page.wait_for_selector("main h1")
                taken.append(page.evaluate(CLICK, list(case)))
            yield Figure(
                f"offline page, {' '.join(case)}: last click to the answer",
                f"{statistics.median(taken):.0f} ms (at most {max(taken):.0f})",
                "≤ 50 ms",
            )
        browser.close()
