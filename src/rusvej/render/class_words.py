"""Facts and classes of facts in Danish."""

from __future__ import annotations

from rusvej.explain.classes import FactClass
from rusvej.facts import Value
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.truth import Truth


def given_text(book: Rulebook, fact_id: str, value: Value) -> str:
    """``alder 17 år``, ``personen er selv motiveret``."""
    fact = book.vocabulary[fact_id]
    text = fact.in_words(value)
    return (
        text
        if fact.type == "bool"
        else f"{fact.label}: {text}"
        if fact.type == "choice"
        else f"{fact.label} {text}"
    )


def class_text(book: Rulebook, each: FactClass) -> str:
    """``alder 8-17 år``, ``alder fra 30 år``, ``alder højst 17 år``, ``rusmiddel: kun stoffer eller
    både alkohol og stoffer``."""
    fact = book.vocabulary.get(each.fact)
    if fact is None:
        return each.fact
    if each.low is None or each.high is None:
        text = words.listed((fact.in_words(value) for value in each.values), "eller")
        return (
            text
            if fact.type == "bool"
            else f"{fact.label}: {text}"
            if fact.type == "choice"
            else f"{fact.label} {text}"
        )
    low, high = fact.in_words(each.low), fact.in_words(each.high)
    if (each.low, each.high) == (fact.min, fact.max):
        return f"{fact.label} fra {low} til {high}"
    if each.low == each.high:
        return f"{fact.label} {low}"
    if each.high == fact.max:
        return f"{fact.label} fra {low}"
    return (
        f"{fact.label} højst {high}"
        if each.low == fact.min
        else f"{fact.label} {each.low}-{each.high} {fact.unit}".rstrip()
    )


def verdict_word(verdict: Truth, missing: tuple[str, ...]) -> str:
    """The word for a verdict; unknown with nothing missing is what the documents leave open."""
    if verdict is Truth.UNKNOWN:
        return "ikke oplyst" if missing else "uklart i dokumenterne"
    return words.VERDICT[verdict]
