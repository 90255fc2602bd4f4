"""The first screen of an answer: what one must do, whom one can contact now, what is not known.

`compose` is one function from an answer to groups of records; whoever draws them (terminal, pipe,
Markdown, a page) chooses nothing. Each offer of the answer goes to one group, by this table; the
first row that fits decides:

| status               | way in              | known of it             | group     |
|----------------------|---------------------|-------------------------|-----------|
| fits                 | any                 | a must line alone is it | must      |
| fits, depends        | decision, assessed  | decided by `first`      | first     |
| fits                 | direct, contact     |                         | now       |
| depends              | direct              |                         | now       |
| fits                 | decision, assessed  |                         | decision  |
| depends              | decision, assessed  | who decides             | decision  |
| fits                 | not stated          |                         | unclear   |
| depends              | any                 |                         | if        |
| open                 | any                 |                         | unclear   |
| excluded             | any                 | by one choice           | not       |
| excluded, not listed | any                 |                         | (counted) |

While the level is not known, the levels' own stories stand for what hangs on it: only what fits at
every level is shown, the rest is counted.

`first` is the unit that decides on most offers for which a deadline runs, when the age is known,
the unit has a telephone, and the documents do not point on from what stands behind it. `must` are
the actions that the data says must be done, known to apply, and the law notes with a text for this
asker; a text of the data that is meant for other askers only leaves the line out. The order inside
a group is that of the answer's ranking; offers behind the same telephone or unit stand together
where the first of them stands.
"""

from rusvej.compose.fitting import fitted
from rusvej.compose.records import Ask, Door, First, Line, More, Screen
from rusvej.compose.screen import compose
from rusvej.compose.wording import Voice, lower_name
