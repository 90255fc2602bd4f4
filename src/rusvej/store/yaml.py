"""Plain data with positions from one YAML file, in bounded time and memory whatever the file holds.

The parser's events are read one by one and the tree is built without recursion: composing or
loading would construct objects from tags, expand anchors and exhaust the stack on deep nesting.
YAML 1.2 is read: `9:30` is a text, `no` is a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rusvej.diagnostics import Diagnostic, Position
from rusvej.foreign import quoted
from rusvej.persons import cpr_at, looks_like_cpr
from rusvej.store.folder import MAX_BYTES
from rusvej.store.signs import before_the_mark, odd_signs

MAX_DEPTH = 40
#: The largest file of the shipped rulebook has some 4,000.
MAX_NODES = 50_000

_DECIMAL = re.compile(r"[-+]?(?:0|[1-9]\d{0,14})\.\d{1,15}")
#: A value after which a remark on the same line is nothing to wonder at.
_PLAIN_VALUE = re.compile(r"[\w.-]+")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})")
_AMBIGUOUS = re.compile(
    r"[-+]?0\d+|[-+]?\d{19,}|[-+]?\d+\.\d*|[-+]?\d*\.\d+|[-+]?\d+(?:\.\d*)?[eE][-+]?\d+"
    r"|0[xo][0-9a-fA-F]+|\.(?:inf|nan)",
    re.I,
)
_WORDS = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "false": False,
    "False": False,
}

Path = tuple[str | int, ...]


class _Stop(Exception):
    """Reading cannot go on; what was found so far stands."""


class YamlFile:
    """One file read: `data` (None when it could not be), `positions` by path, and what is wrong
    with it."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.data: Any = None
        self.positions: dict[Path, Position] = {(): Position(name)}
        self.diagnostics: list[Diagnostic] = []
        self.nodes = 0
        if len(content) > MAX_BYTES:
            self._report(
                "yaml-for-stor",
                f"Filen fylder mere end {MAX_BYTES // 1_000_000} MB.",
                Position(name),
                "Et regelsæt fylder langt mindre. Er det den rigtige fil?",
            )
            return
        try:
            self.data = self._build(content)
        except _Stop:
            self.data = None

    def _report(self, code: str, message: str, position: Position, help: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, message, position, help))

    def _stop(self, code: str, message: str, position: Position, help: str = "") -> _Stop:
        self._report(code, message, position, help)
        return _Stop()

    def _events(self, content: bytes) -> Iterator[Any]:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError

        self.diagnostics += odd_signs(self.name, content)
        if self.diagnostics:
            raise _Stop
        try:
            yield from YAML(typ="safe").parse(content)
        except (YAMLError, ValueError) as error:
            raise self._stop(*self._syntax(error, content)) from None

    def _syntax(self, error: Any, content: bytes) -> tuple[str, str, Position, str]:
        """Why the parser gave up: (code, sentence, place, remedy)."""
        from ruamel.yaml.error import MarkedYAMLError
        from ruamel.yaml.reader import ReaderError

        if isinstance(error, ReaderError):
            before = content[: error.position] if isinstance(error.position, int) else b""
            place = Position(self.name, before.count(b"\n") + 1)
            text = "Filen indeholder et tegn, der ikke må stå i YAML."
            return "yaml-tegn", text, place, "Fjern styretegnet."
        if not isinstance(error, MarkedYAMLError):
            text = "Filen er ikke gyldig YAML."
            return "yaml-syntaks", text, Position(self.name), _syntax_help("", "")
        rows = content.decode("utf-8", "replace").split("\n")
        mark = error.problem_mark or error.context_mark
        if mark and (slip := before_the_mark(rows, mark.line, mark.column)):
            at, sentence, remedy = slip
            return "yaml-syntaks", sentence, Position(self.name, *at), remedy
        place = Position(self.name, *((mark.line + 1, mark.column + 1) if mark else ()))
        help = _syntax_help(
            str(error.problem or ""), rows[mark.line] if mark and mark.line < len(rows) else ""
        )
        return "yaml-syntaks", "Filen er ikke gyldig YAML her.", place, help

    def _build(self, content: bytes) -> Any:
        from ruamel.yaml.events import (
            CollectionEndEvent,
            CollectionStartEvent,
            DocumentStartEvent,
            MappingStartEvent,
            NodeEvent,
            ScalarEvent,
        )

        rows = content.decode("utf-8", "replace").split("\n")
        root: list[Any] = []
        stack: list[_Open] = [_Open(root, (), root=True)]
        documents = 0
        for event in self._events(content):
            mark = event.start_mark
            at = (mark.line + 1, mark.column + 1) if mark else ()
            place = Position(self.name, *at)
            documents += isinstance(event, DocumentStartEvent)
            self.nodes += isinstance(event, NodeEvent)
            deep = isinstance(event, CollectionStartEvent) and len(stack) > MAX_DEPTH
            if refused := self._refused(event, documents, deep=deep):
                code, message, help = refused
                raise self._stop(code, message, place, help)
            if isinstance(event, ScalarEvent):
                self._scalar(stack[-1], event, place)
                self._cut_off(event, rows)
            elif isinstance(event, CollectionStartEvent):
                opened: Any = {} if isinstance(event, MappingStartEvent) else []
                path = self._add(stack[-1], opened, place)
                stack.append(_Open(opened, path, flow=bool(event.flow_style)))
            elif isinstance(event, CollectionEndEvent):
                stack.pop()
        return root[0] if root else None

    def _refused(self, event: Any, documents: int, *, deep: bool) -> tuple[str, str, str] | None:
        """Why reading ends here: (code, sentence, remedy)."""
        if documents > 1:
            text = "Filen indeholder mere end ét YAML-dokument."
            return "yaml-flere", text, "Fjern linjen med ---."
        if type(event).__name__ == "AliasEvent":
            text = "Henvisninger (*navn) bruges ikke her."
            return "yaml-anker", text, "Skriv indholdet helt ud."
        if self.nodes > MAX_NODES:
            help = "Er det den rigtige fil? Et stort regelsæt deles på flere filer."
            return "yaml-for-stor", f"Filen har mere end {MAX_NODES} dele.", help
        if getattr(event, "anchor", None) is not None:
            text = "Ankre (&navn) bruges ikke her."
            return "yaml-anker", text, "Skriv indholdet helt ud hvert sted."
        if getattr(event, "tag", None) is not None:
            return "yaml-maerke", "YAML-mærker (!navn) bruges ikke her.", "Fjern mærket."
        if deep:
            help = "Tjek indrykning og parenteser; intet i et regelsæt ligger så dybt."
            text = f"Indholdet er indlejret mere end {MAX_DEPTH} niveauer."
            return "yaml-for-dyb", text, help
        return None

    def _cut_off(self, event: Any, rows: list[str]) -> None:
        """Warns of a text that ends where a remark may not have been meant. A remark that is one
        stands two blanks away."""
        end = event.end_mark
        if event.style or not event.value or end is None or end.line >= len(rows):
            return
        rest = rows[end.line][end.column :]
        if rest.startswith(" #") and not _PLAIN_VALUE.fullmatch(event.value):
            self.diagnostics.append(
                Diagnostic(
                    "yaml-afbrudt",
                    "Teksten slutter før #, for resten er en bemærkning.",
                    Position(self.name, end.line + 1, end.column + 2),
                    "Sæt hele teksten i anførselstegn. Er det en bemærkning, så skriv to"
                    " mellemrum før #.",
                    "warning",
                )
            )

    def _scalar(self, parent: _Open, event: Any, place: Position) -> None:
        text = event.value
        if looks_like_cpr(text):
            self.diagnostics.append(cpr_at(place))
        if isinstance(parent.content, dict) and parent.key is None:
            if text in parent.content:
                self._report(
                    "yaml-dobbelt",
                    f"Nøglen {quoted(text, 'her')} står to gange.",
                    place,
                    "Slet den ene, eller omdøb den.",
                )
            parent.key = text
            self.positions.setdefault((*parent.path, text), place)
            return
        value: Any = text
        if not event.style:
            if text in _WORDS:
                value = _WORDS[text]
            elif _INTEGER.fullmatch(text):
                value = int(text)
            elif _DECIMAL.fullmatch(text):
                # Whether a whole number or a text is wanted, only the field knows.
                value = float(text)
            elif _AMBIGUOUS.fullmatch(text):
                self._report(
                    "yaml-tal",
                    f"{quoted(text, 'Tallet', 30)} kan læses som et tal og mister så sin form.",
                    place,
                    "Et tal skrives helt ud med cifre, uden nuller foran. Er det en tekst, så sæt"
                    " den i anførselstegn.",
                )
        if parent.flow and parent.key is not None and self._without_colon(parent, place):
            self._report(
                "yaml-komma",
                f"{quoted(parent.key, 'Teksten')} er blevet til en nøgle uden indhold: inden for"
                " {…} deler hvert komma.",
                self.positions.get((*parent.path, parent.key), place),
                "Står der et komma i teksten, skal hele teksten i anførselstegn.",
            )
            parent.key = None
            return
        self._add(parent, value, place)

    def _without_colon(self, parent: _Open, place: Position) -> bool:
        """Whether the value begins where its key ended: a comma made the key."""
        key = self.positions[(*parent.path, parent.key or "")]
        return (key.line, key.column + len(parent.key or "")) == (place.line, place.column)

    def _add(self, parent: _Open, value: Any, place: Position) -> Path:
        if isinstance(parent.content, list):
            path = () if parent.root else (*parent.path, len(parent.content))
            parent.content.append(value)
            self.positions[path] = place
            return path
        if parent.key is None:
            raise self._stop(
                "yaml-noegle",
                "En nøgle skal være en enkel tekst.",
                place,
                "Skriv ét ord, et kolon og så indholdet.",
            )
        path = (*parent.path, parent.key)
        parent.content[parent.key] = value
        parent.key = None
        return path


class _Open:
    """A mapping or list that is being filled; `root` marks the list that holds the whole document,
    `flow` one that is written in braces."""

    __slots__ = ("content", "flow", "key", "path", "root")

    def __init__(self, content: Any, path: Path, *, root: bool = False, flow: bool = False) -> None:
        self.content = content
        self.path = path
        self.key: str | None = None
        self.root = root
        self.flow = flow


#: A question mark that YAML reads as the beginning of a key: before a comma, a brace or a blank.
_QUESTION = re.compile(r"[{\[,].*\?[,}\] ]")


def _syntax_help(problem: str, line: str) -> str:
    if _QUESTION.search(line):
        return (
            "Inden for {…} og […] skal en tekst, der slutter med spørgsmålstegn, stå i"
            " anførselstegn."
        )
    if "mapping values are not allowed" in problem:
        return "Står der et kolon midt i teksten, skal hele teksten i anførselstegn."
    if "could not find expected ':'" in problem or "did not find expected key" in problem:
        return "Tjek indrykningen, og at hver nøgle har et kolon efter sig."
    if "found character that cannot start" in problem:
        return (
            "Et tabulatortegn eller et særligt tegn står forrest; brug mellemrum, eller sæt teksten"
            " i anførselstegn."
        )
    if "unexpected end" in problem or "end of stream" in problem:
        return "Et anførselstegn eller en parentes er ikke lukket."
    return "Tjek indrykning, koloner og anførselstegn på linjen og linjen før."
