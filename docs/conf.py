"""The site: `nox -s docs` builds it from this folder alone, and a warning is an error.

No font, script or picture comes from elsewhere; `tests/test_docs.py` looks at what was built.
"""

project = "rusvej"
language = "da"
extensions = ["myst_parser"]
myst_heading_anchors = 3
exclude_patterns = ["README.md"]
html_theme = "alabaster"
html_theme_options = {
    "description": "Vejledning om unge og rusmidler, gjort udførbar",
    "font_family": "system-ui, sans-serif",
    "head_font_family": "system-ui, sans-serif",
    "show_powered_by": False,
}
html_copy_source = False
html_show_copyright = False
