"""Judges a rulebook that could be read: one check, one class, one small file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from rusvej.checks.about_facts import AboutFacts
from rusvej.checks.alias_clash import AliasClash
from rusvej.checks.always_met import AlwaysMet
from rusvej.checks.check import Check, Finding, Path
from rusvej.checks.cpr import Cpr
from rusvej.checks.deadline_form import DeadlineForm
from rusvej.checks.details_missing import DetailsMissing
from rusvej.checks.details_unknown import DetailsUnknown
from rusvej.checks.exception_form import ExceptionForm
from rusvej.checks.fact_comparison import Comparison
from rusvej.checks.fact_domain import Domain
from rusvej.checks.fact_unknown import UnknownFact
from rusvej.checks.fact_value import UnknownValue
from rusvej.checks.fact_words import Words
from rusvej.checks.id_form import IdForm
from rusvej.checks.id_twice import IdTwice
from rusvej.checks.judgement import Judgement
from rusvej.checks.law_note import LawNoteFits
from rusvej.checks.levels_elsewhere import LevelsElsewhere
from rusvej.checks.levels_missing import LevelsMissing
from rusvej.checks.mark_twice import MarkTwice
from rusvej.checks.never_met import NeverMet
from rusvej.checks.question_circle import QuestionCircle
from rusvej.checks.question_deciding import QuestionDecides
from rusvej.checks.question_readings import QuestionReadings
from rusvej.checks.question_status import QuestionStatus
from rusvej.checks.question_unused import QuestionUnused
from rusvej.checks.readings_same import ReadingsSame
from rusvej.checks.reference_contact import ContactReference
from rusvej.checks.reference_deadline import DeadlineReference
from rusvej.checks.reference_exception import ExceptionReference
from rusvej.checks.reference_level import LevelReference
from rusvej.checks.reference_offer import OfferReference
from rusvej.checks.reference_question import QuestionReference
from rusvej.checks.reference_reading import ReadingReference
from rusvej.checks.reference_step import StepReference
from rusvej.checks.source_backwards import SourceBackwards
from rusvej.checks.source_document import SourceDocument
from rusvej.checks.source_form import SourceForm
from rusvej.checks.source_lines import SourceLines
from rusvej.checks.source_missing import SourceMissing
from rusvej.checks.span import Span
from rusvej.checks.telephone import Telephone
from rusvej.checks.text_blank import TextBlank
from rusvej.checks.text_characters import TextCharacters
from rusvej.checks.text_long import TextLong
from rusvej.checks.tree import Whole
from rusvej.checks.validity import Validity
from rusvej.checks.version import Version
from rusvej.diagnostics import Diagnostic, Position
from rusvej.model import Rulebook

CHECKS: tuple[type[Check], ...] = (
    UnknownFact, UnknownValue, Comparison, Judgement, Domain, Words, Span, NeverMet, AlwaysMet,
    OfferReference, LevelReference, ContactReference, DeadlineReference, ExceptionReference, QuestionReference, ReadingReference,
    StepReference,
    QuestionDecides, QuestionReadings, QuestionStatus, QuestionCircle, QuestionUnused, ReadingsSame,
    SourceDocument, SourceLines, SourceBackwards, SourceForm, SourceMissing,
    LevelsMissing, LevelsElsewhere, DetailsMissing, DetailsUnknown, DeadlineForm, ExceptionForm, LawNoteFits,
    AboutFacts, MarkTwice, IdTwice, IdForm, AliasClash, TextBlank, TextLong, TextCharacters, Cpr, Telephone, Validity, Version,
)  # fmt: skip

#: The most that is told of one kind of mistake: nobody mends more at a time, and a hostile file has
#: no end of them.
MOST = 200

__all__ = ["CHECKS", "Check", "Finding", "run"]


def run(
    rulebook: Rulebook,
    where: Callable[[Path], Position],
    lost: Collection[str],
    side: Mapping[str, tuple[object, ...]] | None = None,
) -> list[Diagnostic]:
    """Every mistake that the checks find, in reading order.

    `lost` are the ids of records that could not be read, `side` the sections that a rulebook does
    not hold, by name.
    """
    whole = Whole.of(rulebook, side or {})
    found: dict[Diagnostic, None] = {}
    for check in CHECKS:
        for count, finding in enumerate(check().check(whole, lost)):
            if count == MOST:
                message = (
                    f"Der er flere end {MOST} af slagsen {check.code}; resten er ikke undersøgt."
                )
                found[
                    Diagnostic(
                        "for-mange",
                        message,
                        where(finding.path),
                        "Ret de første, og prøv igen.",
                        finding.severity,
                    )
                ] = None
                break
            found[
                Diagnostic(
                    check.code, finding.message, where(finding.path), finding.help, finding.severity
                )
            ] = None
    return sorted(found, key=Diagnostic.sort_key)
