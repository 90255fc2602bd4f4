"""The documents' lines with what cites each, as one HTML file that needs nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rusvej.analysis.citations import Coverage, Line, LineStatus, Report
from rusvej.analysis.claims import Claim
from rusvej.model import Rulebook
from rusvej.render.sources_page import STATUS, WHY
from rusvej.render.words import spans

_STYLE = """
body{font:16px/1.45 system-ui,sans-serif;margin:1rem auto;max-width:80rem;padding:0 1rem;
color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{text-align:left;vertical-align:top;padding:.15rem .5rem;border-bottom:1px solid #ddd;
overflow-wrap:break-word}
.n{width:3.5rem;text-align:right;color:#555}.s{width:6.5rem}.c{width:45%}
.t{white-space:pre-wrap}.orphan{background:#fde2d8}.set_aside,.blank{color:#666}
summary{cursor:pointer}ul{margin:.2rem 0;padding-left:1.2rem}code{font-size:.85em;color:#444}
@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}.orphan{background:#5a2a1a}
code,.n,.set_aside,.blank{color:#bbb}}
"""


def report_html(book: Rulebook, report: Report) -> str:
    """The whole page. Every text from data or document is escaped."""
    return "\n".join(_page(book, report)) + "\n"


def _page(book: Rulebook, report: Report) -> Iterator[str]:
    title = f"{book.about.name}: linje for linje"
    yield '<!doctype html>\n<html lang="da">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>"
    yield f"<body>\n<h1>{_safe(title)}</h1>"
    yield (
        f"<p>Regelsæt {_safe(book.about.name)}, version {_safe(book.about.version)}"
        f" ({_safe(book.digest)}).</p>"
    )
    yield "<ul>"
    for coverage in report.coverages:
        counts = ", ".join(f"{coverage.count(status)} {STATUS[status]}" for status in LineStatus)
        document = coverage.document
        yield (
            f'<li><a href="#{_safe(document.id)}">{_safe(document.title)}</a>:'
            f" {len(coverage.lines)} linjer, {counts}</li>"
        )
    yield "</ul>"
    for fault in (*report.broken, *report.changed):
        yield (
            f"<p><strong>{_safe(str(fault.citation))}</strong>: {WHY[fault.why]}; brugt af"
            f" {_safe(', '.join(fault.records))}</p>"
        )
    for coverage in report.coverages:
        yield from _document(coverage)
    yield "</body>\n</html>"


def _document(coverage: Coverage) -> Iterator[str]:
    document = coverage.document
    yield f'<h2 id="{_safe(document.id)}">{_safe(document.title)}</h2>'
    orphans = spans([line.number for line in coverage.orphans])
    first = {part.split("-")[0] for part in orphans}
    links = ", ".join(
        f'<a href="#{_safe(document.id)}-{part.split("-")[0]}">{part}</a>' for part in orphans
    )
    yield f"<p>Linjer uden post: {links or 'ingen'}.</p>"
    yield (
        '<table>\n<thead><tr><th class="n">Linje</th><th>Tekst</th><th class="s">Status</th><th'
        ' class="c">Citeret af</th></tr></thead>'
    )
    yield "<tbody>"
    for line in coverage.lines:
        anchor = f' id="{_safe(document.id)}-{line.number}"' if str(line.number) in first else ""
        yield (
            f'<tr class="{line.status.value}"{anchor}><td class="n">{line.number}</td><td'
            f' class="t">{_safe(line.text.strip())}</td><td class="s">{STATUS[line.status]}</td><td'
            f' class="c">{_beside(line)}</td></tr>'
        )
    yield "</tbody>\n</table>"


def _beside(line: Line) -> str:
    parts = [_safe(line.reason)] if line.reason else []
    claims, passing = list(dict.fromkeys(line.claims)), list(dict.fromkeys(line.passing))
    if len(claims) == 1:
        parts.append(_claim(claims[0]))
    elif claims:
        parts.append(
            _details(f"{len(claims)} poster, fx {claims[0].text or claims[0].record}", claims)
        )
    if passing:
        parts.append(_details(f"{len(passing)} citerer hele passagen eller er prøver", passing))
    return "".join(f"<div>{part}</div>" for part in parts)


def _details(summary: str, claims: list[Claim]) -> str:
    points = "".join(f"<li>{_claim(claim)}</li>" for claim in claims)
    return f"<details><summary>{_safe(summary)}</summary><ul>{points}</ul></details>"


def _claim(claim: Claim) -> str:
    text = f"{_safe(claim.text)} " if claim.text else ""
    return (
        f"{text}<code>{_safe(claim.record)} ({claim.citation.first}-{claim.citation.last})</code>"
    )


def _safe(text: str) -> str:
    """Escaped, with the bullet of the PDF's private font as an ordinary one and no control
    characters."""
    return escape("".join(sign for sign in text.replace("\uf0b7", "•") if sign.isprintable()))
