"""The commands: one module each, named like the command."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rusvej.cli.command import Command
    from rusvej.model import Rulebook

#: Command: help in one line. The order is that of the help.
COMMANDS = {
    "suggest": "Hvilke tilbud kan komme på tale i en sag, og hvad mangler at blive oplyst?",
    "interview": "Samme svar, ét spørgsmål ad gangen: kun det, der kan ændre noget.",
    "facts": "Hvad kan man fortælle om en sag, og med hvilke ord?",
    "offer": "Alt om ét tilbud.",
    "offers": "Alle tilbud, eventuelt kun nogle af dem.",
    "why": "Hvorfor har et tilbud den status, og hvad ville ændre den?",
    "timeline": "Hvad ændrer sig af sig selv: fødselsdage og frister, der udløber.",
    "check-deadline": "Regn på fristerne: sidste dag, og om den er holdt.",
    "pathway": "Et niveaus vej trin for trin: hvem gør hvad, og hvad kommer bagefter.",
    "standard": "Standarden del for del.",
    "contact": "Telefonnumre og adresser efter formål.",
    "survey": "Undersøgelsens tal for hvert klassetrin, med forbehold og trykfejl.",
    "detect": "Modellen for opsporing som en kort samtale, kasse for kasse.",
    "page": "Hele vejledningen som én fil til telefon og computer, uden net.",
    "batch": "Mange sager på én gang: en fil med sager ind, svar og antal ud.",
    "verify": "Giver reglerne i dag det svar, som en kvittering siger?",
    "completion": "Lad bash, zsh, fish eller PowerShell udfylde kommandoer og ord.",
    "questions": "Det, dokumenterne lader stå åbent, og hvad et svar ville ændre.",
    "sources": "Hvilke linjer i dokumenterne bruges, og hvilke bruger ingen?",
    "validate": "Find fejl i regelsættets filer.",
    "init": "Begynd et regelsæt: et lille eksempel, der virker.",
    "schema": "Datafilernes skema, så en editor kan hjælpe, mens du skriver.",
    "migrate": "Bring et ældre regelsæts filer over i den nyeste form.",
    "pack": "Lav en pakke af et regelsæt, som andre kan installere.",
    "rulebooks": "De regelsæt, der er installeret.",
    "prove": "Bevis regelsættets egenskaber over alle sager.",
    "diff": "Hvad ændrer sig for hvem mellem to regelsæt eller to git-revisioner?",
    "test": "Hold sagerne op mod regelsættet, og se, om de ville opdage en fejl.",
}

#: The first command of each part of the help. The front line comes first.
PARTS = {"suggest": "Til den, der spørger", "questions": "Til den, der holder reglerne"}

#: Command: (sections of the rulebook of which one must have records, what is lacking otherwise).
#: Without them the command is not listed, and says so when it is called.
NEEDS = {
    "check-deadline": (("deadlines",), "frister"),
    "pathway": (("strands", "levels"), "trin"),
    "standard": (("standard",), "standard"),
    "contact": (("contacts",), "kontakter"),
    "questions": (("questions",), "uklare spørgsmål"),
    "survey": (("survey",), "undersøgelse"),
    "detect": (("detection",), "model for opsporing"),
}


def lacking(name: str, book: Rulebook) -> str:
    """What the rulebook does not have that the command is about; empty where it has it."""
    sections, what = NEEDS.get(name, ((), ""))
    return "" if any(getattr(book, section) for section in sections) else what


def load(name: str) -> Command:
    """The function of a command, which is called like it and its module."""
    own = name.replace("-", "_")
    found: Command = getattr(import_module(f"rusvej.cli.commands.{own}"), own)
    return found
