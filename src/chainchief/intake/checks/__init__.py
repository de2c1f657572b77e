"""Checks of a file's rows that no other way in has. Each adds what it finds; none stops the others.

What is wrong with a record, however it came, is found by `ledger.validation`.
"""

from chainchief.intake.checks.percents import check_percents_are_no_fractions
from chainchief.intake.checks.required import check_required_columns
from chainchief.intake.checks.since_export import check_unchanged_since_export
from chainchief.intake.checks.totals import check_stated_totals

#: In the order in which they are told.
ALL = (
    check_required_columns,
    check_unchanged_since_export,
    check_percents_are_no_fractions,
    check_stated_totals,
)
