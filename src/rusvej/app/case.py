"""From what was given of a person, in a file and by options, to a case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from rusvej.compiled import checked_case
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted
from rusvej.model import Case, Rulebook
from rusvej.persons import refuse_cpr

#: A case is a handful of facts; more is something else.
_MAX_CASE = 100_000


def case_of(
    book: Rulebook,
    file: Mapping[str, object],
    facts: Mapping[str, object],
    options: Mapping[str, str],
) -> Case:
    """A checked case. A fact given by itself wins over the file; what an option says goes to its
    first fact, and to its others where nothing else gives them.

    Raises `InputError` as `Rulebook.case` does, and where an option and a fact contradict each
    other.
    """
    own: dict[str, object] = {}
    spare: dict[str, object] = {}
    for option, text in options.items():
        if not text.strip():
            raise InputError(
                f"{option} har ingen værdi.",
                "Skriv ukendt, eller udelad tilvalget, hvis svaret ikke kendes.",
            )
        main, *others = option_facts(book, option)
        _refuse_contradiction(book, option, text, {**own, **facts}.get(main), main)
        own[main] = text
        spare.update(dict.fromkeys(others, text))
    return checked_case(book, {**spare, **file, **facts, **own})


def option_facts(book: Rulebook, option: str) -> tuple[str, ...]:
    """The facts that an option of the case sets. Raises `KeyError` for no option of a case."""
    roles = {"--age": book.roles.age, "--level": book.roles.level}
    return (roles[option],) if roles.get(option) else book.about.options[option].facts


def _refuse_contradiction(
    book: Rulebook, option: str, text: str, other: object, fact_id: str
) -> None:
    fact = book.vocabulary.get(fact_id)
    if other is None or fact is None or fact.parse(text) == fact.parse(other):
        return
    raise InputError(
        f"{option} og oplysningen {fact_id} siger hver sit.", "Skriv kun den ene af dem."
    )


def read_case_text(text: str, name: str) -> dict[str, object]:
    """The facts in a case file's text, JSON or YAML, as written. Raises `InputError`; `name` is for
    the message."""
    if len(text) > _MAX_CASE:
        raise InputError(
            f"Sagen i {quoted(name, 'filen', 80)} er for stor til at være en sag.",
            "En sag er nogle få linjer, fx age: 15.",
        )
    refuse_cpr(text)
    if not text.strip():
        raise InputError(
            f"{quoted(name, 'Filen', 80)} er tom.",
            "Skriv hver oplysning på sin linje, fx age: 15.",
        )
    # Whole: a line has its number in the file, and a first line its indentation.
    found = _json(text, name) if text.lstrip().startswith("{") else _yaml(text, name)
    if not isinstance(found, dict):
        raise InputError(
            f"{quoted(name, 'Filen', 80)} skal bestå af oplysninger med navn og værdi.",
            "Fx age: 15",
        )
    nested = found.get("case")
    if not isinstance(nested, dict):
        return found
    if len(found) > 1:
        raise InputError(
            f"I {quoted(name, 'filen', 80)} står der oplysninger både under case og ved siden af.",
            "Skriv dem alle under case, eller lad case være ude.",
        )
    return nested


def _json(text: str, name: str) -> Any:
    def no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        # An escaped number shows only now.
        for part in (part for pair in pairs for part in pair if isinstance(part, str)):
            refuse_cpr(part)
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise InputError(
                f"Oplysningen {quoted(twice, 'her')} står to gange i {quoted(name, 'filen', 80)}.",
                "Slet den ene.",
            )
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=no_duplicates)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError):
            # YAML has braces too, and is less strict about what stands in them.
            if not name.casefold().endswith(".json"):
                with suppress(InputError):
                    return _yaml(text, name)
            place = f"linje {error.lineno}, tegn {error.colno}"
        else:
            deep = isinstance(error, RecursionError)
            place = "for dyb indlejring" if deep else "et tal med alt for mange cifre"
        raise InputError(
            f"{quoted(name, 'Filen', 80)} er ikke gyldig JSON ({place}).",
            "Tjek komma, anførselstegn og parenteser.",
        ) from None


def _yaml(text: str, name: str) -> Any:
    from rusvej.store.yaml import YamlFile

    read = YamlFile(name, text.encode("utf-8", "surrogatepass"))
    errors = [each for each in read.diagnostics if each.severity == "error"]
    if errors:
        first = errors[0]
        raise InputError(
            f"{quoted(name, 'Filen', 80)} kan ikke læses (linje {first.position.line}):"
            f" {first.message}",
            "Skriv et helt tal, fx 15." if first.code == "yaml-tal" else first.help,
        )
    return read.data
