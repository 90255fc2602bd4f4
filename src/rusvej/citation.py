"""Lines of a document, as a record cites them."""

from __future__ import annotations

import re
from typing import Any

from rusvej.foreign import quoted
from rusvej.records import record

_CITATION = re.compile(r"([a-z][a-z0-9-]*)[ :]([1-9][0-9]*)(?:-([1-9][0-9]*))?")

#: What word processors make of a hyphen.
_TYPED = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


@record(order=True)
class Citation:
    """Lines of a document, written ``vejledning 367-368``; both ends inclusive, counted from 1."""

    document: str
    first: int
    last: int

    @classmethod
    def parse(cls, raw: object) -> Citation:
        """Raises `ValueError` when `raw` is not written like a citation."""
        match = _CITATION.fullmatch(raw) if isinstance(raw, str) else None
        if match is None:
            raise ValueError(
                f"en kilde skrives “dokument linje” eller “dokument fra-til”, ikke"
                f" {quoted(raw, 'som her')}"
            )
        first = int(match[2])
        return cls(match[1], first, int(match[3] or first))

    @property
    def span(self) -> str:
        """``367-368``, or ``367`` for one line."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def __str__(self) -> str:
        return f"{self.document} {self.span}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        # Only pydantic calls this, when data is validated; an ordinary run never imports it.
        from pydantic_core import PydanticCustomError, core_schema

        def read(raw: object) -> Citation:
            try:
                return cls.parse(raw)
            except ValueError as error:
                raise PydanticCustomError(
                    "citation", "{problem}", {"problem": str(error)}
                ) from None

        return core_schema.no_info_plain_validator_function(read)


def remedy(raw: object) -> str:
    """What to write for something that is not written like a citation."""
    near = str(raw).casefold().translate(_TYPED)
    near = re.sub(r"\s*-\s*", "-", " ".join(near.split()))
    if isinstance(raw, str) and near != raw and _CITATION.fullmatch(near):
        return f"Skriv {near}, med små bogstaver og en almindelig bindestreg."
    if re.fullmatch(r"[1-9][0-9]{0,5}(-[0-9]{1,6})?", near):
        return f"Hver kilde begynder med sit dokument, fx vejledning {near}."
    return "Fx vejledning 12-14."
