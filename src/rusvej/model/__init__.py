"""The rulebook as records. These classes are the data format: a YAML key is a field, a missing one
has the default.

Texts are Danish and in our own words; every record that states something cites the lines that say
so. `levels` on a statement names the guide's levels at which it is printed; None means all of them.
"""

from __future__ import annotations

from rusvej.model.about import About, PersonWords, Roles, Words, genitive
from rusvej.model.case import Case
from rusvej.model.citing import NOT_STATED, Citation, Sources, Stated, Statement
from rusvej.model.deadlines import (
    Counted,
    Counting,
    Deadline,
    DeadlineException,
    Event,
    Period,
    StartEvent,
)
from rusvej.model.derived import Derived
from rusvej.model.documents import Document, Section, SetAside, StandardPart
from rusvej.model.guide import (
    Action,
    Caveat,
    ContactUnit,
    FurtherNumber,
    Level,
    LocalNumber,
    PrintedCaveat,
)
from rusvej.model.offers import (
    Access,
    AccessKind,
    Contact,
    Criterion,
    LevelEntry,
    Limit,
    Offer,
    Reached,
)
from rusvej.model.questions import Assumed, Question, QuestionReading, Settled
from rusvej.model.rulebook import Impossible, Rulebook, by_id
from rusvej.model.walking import STATEMENTS, spoken_of, statements_of
