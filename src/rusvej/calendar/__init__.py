"""Dates as Danes write them, and the days on which Danish offices are closed.

Nothing here moves a deadline: the documents have no rule for weekends and public holidays, so they
are only pointed out. Nothing here knows what day it is: time is an argument.
"""

from rusvej.calendar.ages import age_on, birthday
from rusvej.calendar.days_off import Closed, closed_on, last_working_day_before
from rusvej.calendar.reading import read_date

__all__ = [
    "Closed",
    "age_on",
    "birthday",
    "closed_on",
    "last_working_day_before",
    "read_date",
]
