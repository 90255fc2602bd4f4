"""Texts that can be read, and nothing in them about a person; dates that are dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from rusvej.calendar import day_in_words
from rusvej.checks.check import Finding, Index, check, quoted
from rusvej.checks.examples import ABOUT, example
from rusvej.model import About, Action, Caveat, Deadline, Offer
from rusvej.model.about import FORMAT

#: The longest text of the shipped rulebook has some 420 characters.
LONGEST = 600
#: Control characters, invisible format characters, private use (the bullets of PDF files),
#: surrogates and unassigned ones.
_REFUSED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_VERSION = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}")


@check(
    "tekst-tom",
    "En tekst er tom",
    bad=example("contacts", {"name": '""  # <-'}),
    good=example("contacts", {"name": "Huset"}),
)
def blank(index: Index) -> Iterator[Finding]:
    """A field that every record has must not be empty, and none may hold only spaces."""
    for path, part in index.parts:
        empty = isinstance(part, str) and not part.strip()
        if empty and (part or isinstance(path[-1], int)):
            yield Finding(path, "Teksten er tom.", "Skriv noget, eller udelad den.")
        for name in sorted(getattr(part, "__required__", ())):
            if getattr(part, name) == "":
                message = f"Teksten under {quoted(name)} er tom."
                yield Finding((*path, name), message, "Skriv noget.")


@check(
    "tekst-lang",
    "En tekst er for lang",
    bad=example("contacts", {"purpose": "|  # <-" + "\n      Værested for unge" * 40}),
    good=example("contacts", {"purpose": "Værested"}),
)
def long(index: Index) -> Iterator[Finding]:
    """Whoever is in a hurry reads a few lines; a longer text is probably copied instead of said in
    own words."""
    for path, text in index.texts:
        if len(text) > LONGEST:
            yield Finding(
                path,
                f"Teksten er på {len(text)} tegn; højst {LONGEST} kan læses i en fart.",
                "Sig det kortere, eller del det i flere poster.",
            )


@check(
    "tekst-tegn",
    "En tekst indeholder et tegn, der ikke kan vises",
    bad=example("contacts", {"purpose": '"\\uF0B7 Værested"  # <-'}),
    good=example("contacts", {"purpose": "Værested"}),
)
def characters(index: Index) -> Iterator[Finding]:
    """Copying from a PDF brings bullets from a private alphabet and invisible hyphens, which show
    as boxes or not at all."""
    for path, text in index.texts:
        if text.isprintable() and "\ufffd" not in text:
            continue
        # The replacement character stands where another program had already lost one.
        wrong = [
            char
            for char in text
            if char == "\ufffd" or (char != "\n" and unicodedata.category(char) in _REFUSED)
        ]
        if wrong:
            yield Finding(
                path,
                f"Teksten indeholder tegnet U+{ord(wrong[0]):04X}, som ikke kan vises.",
                "Slet tegnet; det kommer ofte med fra en PDF.",
            )


@check(
    "gyldighed",
    "En gyldighedsdato er ikke en dato, eller slutningen ligger før begyndelsen",
    bad=example("actions", {"valid_from": '"1. januar"  # <-'}),
    good=example("actions", {"valid_from": '"2027-01-01"', "valid_until": '"2099-12-31"'}),
)
def validity(index: Index) -> Iterator[Finding]:
    """A dated record is in force from one day to another, both included."""
    today = index.today.isoformat() if index.today else ""
    dated_records = (*index.each(Offer, Caveat), *index.each(Action, Deadline))
    for path, dated in dated_records:
        first, last = dated.valid_from, dated.valid_until
        wrong = [
            (key, text)
            for key, text in (("valid_from", first), ("valid_until", last))
            if text and not is_date(text)
        ]
        for key, text in wrong:
            message = f"{quoted(text)} er ikke en dato."
            yield Finding((*path, key), message, 'Skriv den som "2027-01-01".')
        if wrong or not last:
            continue
        if last < first:
            message = "Gyldigheden slutter, før den begynder."
            yield Finding((*path, "valid_until"), message, "Byt om på de to datoer.")
        elif last < today:
            until = day_in_words(date.fromisoformat(last))
            yield Finding(
                (*path, "valid_until"),
                f"Posten gjaldt kun til {until} og vises ikke mere.",
                "Ret datoen, eller slet posten, når ingen svar om fortiden skal bruge den.",
                "warning",
            )


def is_date(text: str) -> bool:
    """Whether it is a day written 2026-03-02."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@check(
    "version-form",
    "Regelsættets version er ikke skrevet som tre tal",
    bad=ABOUT.replace("1.0.0", '"2024"  # <-'),
    good=ABOUT,
)
def version(index: Index) -> Iterator[Finding]:
    """Every answer names the version it rests on, so the versions must have an order."""
    for path, about in index.each(About):
        if not _VERSION.fullmatch(about.version):
            message = f"Versionen {quoted(about.version)} er ikke tre tal med punktum imellem."
            yield Finding((*path, "version"), message, "Fx 1.0.0.")


@check(
    "format-gammelt",
    "Regelsættet er skrevet i en ældre form",
    bad=ABOUT.replace("format: 2", "format: 1  # <-"),
    good=ABOUT,
)
def old(index: Index) -> Iterator[Finding]:
    """What the program knew of every rulebook before is data now, and has to be written."""
    for path, about in index.each(About):
        if about.format < 1:
            text = f"Format {about.format} findes ikke."
            yield Finding((*path, "format"), text, f"Skriv format: {FORMAT}.")
        elif about.format < FORMAT:
            yield Finding(
                (*path, "format"),
                f"Regelsættet er skrevet i format {about.format}; det nyeste er {FORMAT}.",
                "Gem mappen, og kør rusvej migrate MAPPE: det retter filerne og siger, hvad der"
                f" blev ændret. Er regelsættet nyt, så skriv format: {FORMAT} under rulebook.",
                "warning",
            )


@check(
    "sektion-mangler",
    "En sektion, som regelsættet siger, det har, mangler eller er tom",
    bad=ABOUT + "  sections: [contacts, survey]  # <-\n",
    good=ABOUT + "  sections: [contacts, facts]\n",
)
def sections(index: Index) -> Iterator[Finding]:
    """A file that is lost or emptied takes its proofs and notes with it, and nothing else need
    notice."""
    for path, about in index.each(About):
        for number, name in enumerate(about.sections):
            # A file that is empty or cannot be read is told of itself.
            if not getattr(index.rulebook, name, ()) and not index.may_have(f"{name}:"):
                yield Finding(
                    (*path, "sections", number),
                    f"Sektionen {quoted(name)} mangler eller er tom.",
                    "Hent filen tilbage, eller slet navnet under sections i rulebook.",
                )
