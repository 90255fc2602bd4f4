"""Many cases at once: the rulebook as look-up tables, and tables of cases held against them.

The tables are filled by the engine itself, cell by cell, so a caseload says of every case what
`suggest` says of it. Needs the extra `rusvej[batch]`.
"""
