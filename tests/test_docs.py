"""The pages for those who build on rusvej: current, and closed in themselves."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"


def test_the_library_page_is_what_the_docstrings_say() -> None:
    done = subprocess.run([sys.executable, str(DOCS / "api.py"), "--check"], check=False)
    assert done.returncode == 0, "run: python docs/api.py"


def test_every_link_leads_somewhere() -> None:
    """Links between files of the project; nothing is fetched."""
    pages = [*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")]
    assert len(pages) > 10
    lost = [
        (page.name, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert lost == []


@pytest.mark.slow
def test_the_site_needs_nothing_from_outside(tmp_path: Path) -> None:
    """Built strictly, and no page loads a font, a script, a style or a picture from elsewhere."""
    pytest.importorskip("myst_parser", reason="the site is built with the extra `docs`")
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", str(DOCS), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert pages
    for file in [*pages, *tmp_path.rglob("*.css")]:
        loaded = re.findall(
            r"""(?:<(?:script|img|iframe)[^>]*?\ssrc|<link[^>]*?\shref|@import|url\()"""
            r"""\W*((?:https?:)?//[^"')\s>]+)""",
            file.read_text(encoding="utf-8"),
        )
        assert loaded == [], file.name
