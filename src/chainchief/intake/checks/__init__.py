"""Checks over staged rows. Each adds what it finds; none stops the others."""

from chainchief.intake.checks.amounts import check_units_of_amounts
from chainchief.intake.checks.codes import check_composed_codes
from chainchief.intake.checks.days import check_days_are_likely
from chainchief.intake.checks.duplicates import check_keys_differ_plainly, check_keys_once
from chainchief.intake.checks.groups import check_groups
from chainchief.intake.checks.loops import check_references_lead_nowhere_back
from chainchief.intake.checks.percents import check_percents_are_no_fractions
from chainchief.intake.checks.references import check_references_exist
from chainchief.intake.checks.required import check_required_columns, check_withdrawn
from chainchief.intake.checks.rows import check_each_row
from chainchief.intake.checks.rules import check_ledger_rules
from chainchief.intake.checks.since_export import check_unchanged_since_export
from chainchief.intake.checks.totals import check_stated_totals
from chainchief.intake.checks.uniqueness import check_unique_values
from chainchief.intake.checks.units_of_records import check_records_stay_in_their_unit

#: In the order in which they are told.
ALL = (
    check_required_columns,
    check_withdrawn,
    check_keys_once,
    check_keys_differ_plainly,
    check_unchanged_since_export,
    check_references_exist,
    check_composed_codes,
    check_unique_values,
    check_ledger_rules,
    check_each_row,
    check_references_lead_nowhere_back,
    check_groups,
    check_days_are_likely,
    check_units_of_amounts,
    check_percents_are_no_fractions,
    check_records_stay_in_their_unit,
    check_stated_totals,
)
