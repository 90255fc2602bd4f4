"""A hand on the page."""

from __future__ import annotations

from typing import Any

#: The views that can be opened from the menu, but the first.
VIEWS = ("Tilbud", "Frister", "Kontakter", "Niveauer", "Opsporing", "Uklart", "Kilder")
#: How much wider a view is than the screen.
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

#: Unfolds everything, also what is only made by that.
UNFOLD = """async () => {
  for (let round = 0; round < 3; round++) {
    document.querySelectorAll("details").forEach((each) => (each.open = true));
    await new Promise((done) => setTimeout(done, 20));
  }
}"""


def press(page: Any, name: str) -> None:
    """Presses a button by its name, the last of those that have it; one of the menu is unfolded
    first."""
    entry = page.locator("nav button", has_text=name)
    if entry.count() and not entry.first.is_visible():
        page.click("#menu")
    page.get_by_role("button", name=name, exact=True).last.click()


def answered(
    page: Any, asker: int = 2, level: int = 2, age: str = "15", begin: str = "Begynd"
) -> None:
    """From the start to the answer, as soon as it can be had; the choices by their places."""
    press(page, begin)
    page.locator("button.choice").nth(asker).click()
    press(page, "Nej")
    page.fill("#number", age)
    press(page, "Videre")
    page.locator("button.choice").nth(level).click()
    press(page, "Se svaret nu")


def walk_to_an_answer(page: Any) -> int:
    """Presses the first choice of every question until there is an answer; how many were asked."""
    press(page, "Begynd")
    for asked in range(60):
        if page.inner_text("h1") == "Svaret":
            return asked
        if "i fare" in page.inner_text("h1"):
            press(page, "Nej")
        elif page.locator("#number").count():
            page.fill("#number", str(page.evaluate("book.facts[nextFact()].min + 1")))
            press(page, "Videre")
        else:
            page.locator("button.choice").first.click()
    raise AssertionError("no answer after sixty questions")
