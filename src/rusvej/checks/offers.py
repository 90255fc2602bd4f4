"""Offers and contacts answer what users always ask, in a form that can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from rusvej.checks.check import Finding, Index, Path, check, quoted
from rusvej.checks.examples import example
from rusvej.diagnostics import did_you_mean
from rusvej.model import NOT_STATED, ContactUnit, FurtherNumber, LocalNumber, Offer

#: Danish numbers of eight digits however grouped, short ones, and those of other countries with
#: their code (at most 15 digits by E.164).
_NUMBER = re.compile(
    r"(?:\+45 ?)?[2-9]\d(?: ?\d){6}|11[2-4]|116 ?\d{3}|1[58]\d\d|\+[1-9]\d?(?:[ ()-]?\d){5,14}"
)
_MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+")
#: The first screen has so many characters for an offer's name, and so many words for a condition.
_SHORT, _WORDS = 24, 5


@check(
    "detalje-mangler",
    "Et tilbud mangler noget af det, alle tilbud skal svare på",
    bad=example("offers", {"details": "{}  # <-"}),
    good=example("offers"),
)
def stated(index: Index) -> Iterator[Finding]:
    """Silence could mean "forgotten"; what no line states is written as not stated."""
    for path, offer in index.each(Offer):
        lacking: list[tuple[Path, str, str]] = [
            (("details",), key, f"Tilbuddet {quoted(offer.id)} mangler {key}.")
            for key in (detail.id for detail in index.rulebook.about.details if detail.wanted)
            if key not in offer.details
        ]
        lacking += [
            (("details", key), key, f"Der står ikke noget under {quoted(key)}.")
            for key, said in offer.details.items()
            if not said
        ]
        for place, key, message in lacking:
            help = f"Skriv {key}: {NOT_STATED}, hvis ingen linje oplyser det."
            yield Finding((*path, *place), message, help)


@check(
    "detalje-ukendt",
    "Et tilbuds details har en nøgle, der ikke kendes",
    bad=example("offers", {"details": "{price: ikke-angivet, varighed: ikke-angivet}  # <-"}),
    good=example("offers", {"details": "{price: ikke-angivet, sessions: ikke-angivet}"}),
)
def known_details(index: Index) -> Iterator[Finding]:
    """A detail under another name is shown nowhere, where the rulebook declares any."""
    known = [detail.id for detail in index.rulebook.about.details]
    for path, offer in index.each(Offer):
        for key in offer.details:
            if known and key not in known:
                yield Finding(
                    (*path, "details", key),
                    f"Nøglen {quoted(key)} kendes ikke under details.",
                    f"{did_you_mean(key[:60], known)} Er den ny, så skriv den under details i"
                    " rulebook: {id: …, label: …}.".strip(),
                )


@check(
    "kort-lang",
    "En tekst til det første skærmbillede er for lang eller begynder forkert",
    bad=example("offers", {"short": "Samtaler med Ungeteamet på Torvet  # <-"}),
    good=example("offers", {"short": "Samtaler", "if": "du er under 25"}),
)
def short(index: Index) -> Iterator[Finding]:
    """The first screen of an answer is as wide as a telephone."""
    for path, offer in index.each(Offer):
        if len(offer.short) > _SHORT:
            yield Finding(
                (*path, "short"),
                f"Der står {len(offer.short)} tegn under short; der er plads til {_SHORT}.",
                "Sig det kortere; hele teksten står under name.",
            )
        conditions = [((), offer.if_)] + [
            (("criteria", at), each.if_) for at, each in enumerate(offer.criteria)
        ]
        for place, text in conditions:
            for message, help in _not_brief(text):
                yield Finding((*path, *place, "if"), message, help)


def _not_brief(text: str) -> Iterator[tuple[str, str]]:
    """What keeps a text from being a condition in a few words."""
    if text.casefold().startswith("hvis "):
        yield (
            "Teksten begynder med hvis, som skrives foran den.",
            "Skriv kun resten, fx “er under 25”.",
        )
    elif "(" in text:
        yield (
            "Der står en parentes under if.",
            "Skriv forbeholdet i parentes sidst i betingelsens text; så følger det med.",
        )
    elif (words := len(text.split())) > _WORDS:
        yield (
            f"Der står {words} ord under if; der er plads til {_WORDS}.",
            "Sig det kortere; hele teksten står under criteria.",
        )


@check(
    "telefon-form",
    "Et telefonnummer er ikke et nummer, der kan ringes til",
    bad=example("contacts", {"telephone": '"72 33 50 6"  # <-'}),
    good=example("contacts", {"telephone": '"72 33 50 67"'}),
)
def telephone(index: Index) -> Iterator[Finding]:
    """A number with a digit too few sends somebody who needs help to nobody."""
    each = chain(index.each(ContactUnit, FurtherNumber), index.each(LocalNumber))
    for path, unit in each:
        if unit.telephone not in (NOT_STATED, "") and not _NUMBER.fullmatch(unit.telephone):
            yield Finding(
                (*path, "telephone"),
                _not_a_number(unit.telephone),
                'Skriv otte cifre: "72 33 50 67", eller med landekode: "+46 8 123 45 67". Kendes'
                f" nummeret ikke, så skriv {NOT_STATED}.",
            )


def _not_a_number(written: str) -> str:
    digits = re.sub(r"[^0-9]", "", written.removeprefix("+45"))
    if len(digits) != 8:
        return "Telefonnummeret har ikke otte cifre."
    if digits[0] in "01":
        return "Intet dansk telefonnummer på otte cifre begynder med 0 eller 1."
    return "Telefonnummeret har andet end cifre med mellemrum."


@check(
    "mail-form",
    "En mailadresse kan ikke skrives til",
    bad=example("contacts", {"email": "[hus.lilleby.example]  # <-"}),
    good=example("contacts", {"email": "[hus@lilleby.example]"}),
)
def email(index: Index) -> Iterator[Finding]:
    """A mail that does not arrive is not missed by anybody."""
    for path, unit in index.each(ContactUnit, LocalNumber):
        for at, address in enumerate(unit.email):
            if not _MAIL.fullmatch(address):
                yield Finding(
                    (*path, "email", at),
                    f"{quoted(address)} er ikke en mailadresse.",
                    "Skriv den som navn@sted.dk, en for hver adresse; andet hører til i note.",
                )
