"""Dates as Danes write them, and the days on which offices are closed.

Nothing here moves a deadline: the documents have no rule for weekends and public holidays, so they
are only pointed out. Nothing here knows what day it is: time is an argument.
"""

from rusvej.calendar.ages import age_on, birthday
from rusvej.calendar.day import Day, day_in_words
from rusvej.calendar.days_off import Closed, DaysOff, Rule
from rusvej.calendar.reading import read_date
