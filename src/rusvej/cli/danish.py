"""Typer's own words in Danish. Its texts are fixed in the library, so they are translated where
they come out."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import typer
from typer.core import TyperCommand
from typer.exceptions import TyperException

from rusvej.foreign import quoted

_HEADINGS = {"Options": "Tilvalg", "Arguments": "Argumenter", "Commands": "Kommandoer"}
#: What is not matched falls through in English: a new sentence of the library is better than none.
_TEXTS: list[tuple[str, str | Callable[[re.Match[str]], str]]] = [
    (r"Show this message and exit\.", "Vis denne hjælp."),
    (r"\[required\]", "[påkrævet]"),
    (r"; required\]", "; påkrævet]"),
    (r"\[default: \((.+?)\)", r"[ellers: \1"),
    (r"\[default: ", "[ellers: "),
    (
        r"No such command (.+?)\.(?: Did you mean (.+)\?)?$",
        lambda m: f"Kommandoen {m[1]} findes ikke." + (f" Mente du {m[2]}?" if m[2] else ""),
    ),
    (r"Missing command\.", "Der mangler en kommando."),
    (r"Got unexpected extra arguments? \((.*)\)", r"Disse ord hører ikke til kommandoen: \1."),
    (r"Got unexpected extra argument\(s\) \((.*)\)", r"Disse ord hører ikke til kommandoen: \1."),
    (r"Option (.+) requires an argument\.", r"\1 skal have en værdi efter sig."),
    (r"Option (.+) does not take a value\.", r"\1 skal ikke have en værdi."),
    (r"(?:Value error, )?(.+) is not one of (.+)\.", r"\1 er ikke blandt mulighederne \2."),
]


def _translated(text: str) -> str:
    for pattern, words in _TEXTS:
        # A sentence is matched from its beginning: a long word in it would else be looked through
        # from each of its signs.
        text = re.sub(pattern if pattern.startswith(r"\[") else rf"\A{pattern}", words, text)
    return text


class _Formatter(typer.Context.formatter_class):  # type: ignore[misc,valid-type]
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[TILVALG]").replace("COMMAND [ARGS]...", "KOMMANDO ...")
        # Typer 0.29 puts braces about what must be there, and brackets about brackets.
        args = re.sub(r"[{}]", "", args).replace("[[", "[").replace("]]", "]")
        super().write_usage(prog, args, "Brug: ")

    @contextlib.contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(_HEADINGS.get(name, name)):
            yield

    def write_dl(self, rows: Any, *args: Any, **options: Any) -> None:
        told = [(_without_types(term), _translated(text)) for term, text in rows]
        super().write_dl(told, *args, **options)


def _without_types(term: str) -> str:
    """An option or argument without the words for Python's types that Typer 0.29 adds."""
    return re.sub(r"<list\[(.*)\]>", r"<\1>", term).removesuffix(" <str>")


class Context(typer.Context):
    """A context whose help is Danish."""

    formatter_class = _Formatter


class Command(TyperCommand):
    """A command whose help is Danish."""

    context_class = Context


def fault(error: TyperException) -> str:
    """The sentence for a misuse that Typer found."""
    kind = type(error).__name__
    hint = getattr(error, "param_hint", None) or _named(getattr(error, "param", None))
    if kind == "MissingParameter":
        return f"{hint} mangler."
    if kind == "NoSuchOption":
        possible = getattr(error, "possibilities", None)
        near = f" Mente du {' eller '.join(sorted(possible))}?" if possible else ""
        option = _without_numbers(str(getattr(error, "option_name", "")))
        return f"Tilvalget {option} findes ikke.{near}"
    message = _translated(str(getattr(error, "message", "") or error.format_message()))
    return _without_numbers(f"{hint}: {message}" if hint else message)


def _named(param: Any) -> str:
    """An option by its names, an argument by its placeholder. Not by `get_error_hint`, which Typer
    0.28 and 0.29 call differently."""
    if param is None:
        return ""
    options = [name for name in getattr(param, "opts", ()) if name.startswith("-")]
    return " / ".join(f"'{name}'" for name in options or [param.metavar or param.name.upper()])


def _without_numbers(sentence: str) -> str:
    """The sentence without words of more digits than may be repeated (see `foreign`), and without
    long ones."""
    shown = ((word, quoted(word, "")) for word in sentence.split(" "))
    return " ".join(word if told and len(word) <= 60 else "…" for word, told in shown)
