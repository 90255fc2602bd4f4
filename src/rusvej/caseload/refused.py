"""Columns that may say who somebody is are refused, whatever is asked of them, and not repeated."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

import polars as pl

from rusvej.diagnostics import InputError, did_you_mean
from rusvej.facts import Fact, fold
from rusvej.persons import looks_like_cpr

#: Parts of a column's name, as `fold` writes them, and what such a column holds.
_NAMES = {
    "navne": r"\b(?:for|efter|fulde|barnets|elevens|borgerens|mellem)?navn(?:e|et)?\b"
    r"|\b(?:first|last|sur|full|given|family)? ?name\b|\binitialer\b",
    "CPR-numre": r"cpr|personnum|person nr|personnr|\bssn\b",
    "fødselsdage": r"foedsel|foedt|\bfoed|birth|\bdob\b",
    "adresser": r"adress|address|\bvej\b|vejnavn|husnummer|postn|zip|e ?mail",
    "telefonnumre": r"telefon|\btlf|mobil|phone",
}
#: What a value may be, beside a CPR number.
_VALUES = {
    "adresser": r"@[\w-]+\.\w|\b\w+(?:vej|gade|allé|vænget|stræde) ?\d",
    "telefonnumre": r"^\s*(?!(?:19|20)\d\d-\d\d-\d\d\s*$)(?:\+\d\d[ -]?)?"
    r"\d\d[ -]?\d\d[ -]?\d\d[ -]?\d\d\s*$",
    "datoer": r"^\s*(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)"
    r"(?:[ T].*)?$",
}
#: The forms in which a CPR number is mostly written; in all values they are looked for first, since
#: to look for every form takes a hundred times as long.
_CPR = (
    r"(?:^|[^0-9])[0-9]{1,2}[-./ ]?(?:0[1-9]|1[0-2])[-./ ]?(?:[0-9]{2}){1,2}[^0-9A-Za-z]{0,3}"
    r"[0-9]{4}(?:$|[^0-9])"
)
#: Numbers that a machine made up, some of which have the digits of a date in them.
_MADE_UP = r"(?i)^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,})$"
#: So many values of a column are looked at for every form, in each chunk.
SAMPLE = 2_000


def check_columns(
    columns: Sequence[str], keep: Iterable[str], facts: Mapping[str, Fact], taken: Collection[str]
) -> tuple[Fact, ...]:
    """The facts among the columns. Raises `InputError` for columns that may be about a person, that
    are to be kept and are not there or have a name that is `taken`, and where none is a fact."""
    refuse_names(columns, facts)
    for name in keep:
        if name not in columns:
            raise InputError(
                "En kolonne, der skal med, findes ikke i filen.", did_you_mean(name, columns)
            )
        if name in taken:
            raise InputError(
                f"Kolonnen “{name}” kan ikke tages med: svaret har selv en, der hedder sådan.",
                "Giv den et andet navn.",
            )
    given = tuple(facts[column] for column in columns if column in facts)
    if not given:
        raise InputError(
            "Ingen kolonne er en oplysning i regelsættet.",
            f"Kolonnerne hedder fx {', '.join(list(facts)[:3])}; `rusvej facts` viser dem alle.",
        )
    return given


def refuse_names(columns: Iterable[str], facts: Mapping[str, Fact]) -> None:
    """Raises `InputError` for a column whose name says that it is about a person, or is almost that
    of a fact."""
    for number, column in enumerate(columns, start=1):
        if column not in facts:
            if looks_like_cpr(column):
                _refuse(number, "CPR-numre")
            for kind, pattern in _NAMES.items():
                if re.search(pattern, fold(column)):
                    _refuse(number, kind)
    # Without it the answers would be others, and beside the fact it may be what was meant.
    named = {fold(name): fact.id for fact in facts.values() for name in (fact.label, fact.id)}
    for column in columns:
        meant = named.get(fold(column))
        if meant and column not in facts:
            raise InputError(
                f"En kolonne hedder næsten som oplysningen “{meant}” og ville ikke blive læst.",
                f"Kald den {meant}, eller slet den, hvis den er der i forvejen.",
            )


def refuse_values(frame: pl.DataFrame, facts: Mapping[str, Fact], keep: Collection[str]) -> None:
    """Raises `InputError` where a value of a column looks like a CPR number, or half of them like
    something else of a person's, and where one that is to be kept cannot be looked at. A column of
    plain counting numbers is taken for what it is."""
    for number, column in enumerate(frame.columns, start=1):
        dtype = frame[column].dtype
        if column in keep and (dtype.is_nested() or dtype == pl.Binary):
            raise InputError(
                f"Kolonne {number} kan ikke tages med: der står ikke tekst eller tal i den.",
                "Giv den én værdi pr. sag.",
            )
        if column in facts or not _telling(dtype):
            continue
        values = _whole(frame[column].drop_nulls()).unique().cast(pl.String)
        values = values.filter(~values.str.contains(_MADE_UP))
        sample = values.head(SAMPLE).to_list()
        if any(map(looks_like_cpr, chain(sample, values.filter(values.str.contains(_CPR))))):
            _refuse(number, "CPR-numre")
        for kind, pattern in _VALUES.items():
            matching = sum(1 for value in sample if re.search(pattern, value, re.I))
            if matching and matching * 2 >= len(sample) and not _counting(sample):
                _refuse(number, kind)


def _telling(kind: pl.DataType) -> bool:
    """Whether a column of this kind can say who somebody is."""
    words = (pl.String, pl.Categorical, pl.Enum, pl.Date, pl.Datetime)
    return isinstance(kind, words) or kind.is_numeric()


def _whole(column: pl.Series) -> pl.Series:
    """Of decimal numbers those that are whole, as they are written then."""
    if not column.dtype.is_float() and not column.dtype.is_decimal():
        return column
    numbers = column.cast(pl.Float64)
    return numbers.filter(numbers == numbers.floor()).cast(pl.Int64, strict=False).drop_nulls()


def _counting(sample: list[str]) -> bool:
    """Whether these are consecutive numbers, as an `id` is."""
    if not all(value.isdecimal() for value in sample):
        return False
    numbers = sorted(map(int, sample))
    return numbers[-1] - numbers[0] < 2 * len(numbers)


def _refuse(number: int, kind: str) -> None:
    raise InputError(
        f"Kolonne {number} ser ud til at være {kind} og er ikke brugt.",
        "rusvej skal ikke kende personerne: slet kolonnen, og giv alderen i hele år.",
    )
