"""The checks that a kind declares for groups of rows, over ledger and table together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chainchief.intake.staging import Row, Staging
from chainchief.intake.stored import Stored, stored_by_code, stored_where
from chainchief.ledger.groupchecks import GroupCheck
from chainchief.ledger.registers import register_of


@dataclass
class _Group:
    """The values of a group after the change; `rows` are the table's rows by position, or None."""

    values: list[Mapping[str, object]]
    rows: list[Row | None]


def check_groups(staging: Staging) -> None:
    for check in staging.table.register.group_checks:
        groups = _groups(staging, check.by)
        parents = _parents(staging, check, groups)
        for owner, group in sorted(groups.items()):
            parent = parents.get(owner)
            wanted = {name: parent.values[name] if parent else None for name in check.of_parent}
            if group.rows:
                _find(staging, check, group, wanted)


def _groups(staging: Staging, by: str) -> dict[str, _Group]:
    """Groups that the table touches and that can be read whole: stored rows first, then its own.

    A group with a cell that could not be read is left out; that cell is told already. So is one in
    which no row changes.
    """
    touched: dict[str, list[Row]] = defaultdict(list)
    spoilt: set[str] = set()
    moved: set[str] = set()
    for row in staging.rows:
        values = [row.after[by], row.stored.values[by] if row.stored else None]
        owners = {str(value) for value in values if value}  # what is blank makes no group
        for owner in owners:
            touched[owner].append(row)
        if row.bad:
            spoilt |= owners
        elif not row.stays:
            moved |= owners
    groups = {owner: _Group([], []) for owner in touched if owner in moved - spoilt}
    _add_stored(staging, by, groups)
    for owner, group in groups.items():
        for row in touched[owner]:
            if str(row.after[by]) == owner and not _withdrawn(row):
                group.values.append(row.after)
                group.rows.append(row)
    return groups


def _withdrawn(row: Row) -> bool:
    return row.stored is not None and row.stored.withdrawn_on is not None


def _add_stored(staging: Staging, by: str, groups: dict[str, _Group]) -> None:
    register = staging.table.register
    in_table = {row.code for row in staging.rows}
    for record in _in_force(stored_where(register, register.column(by).attribute, groups)):
        if record.code not in in_table:
            group = groups[str(record.values[by])]
            group.values.append(record.values)
            group.rows.append(None)


def _in_force(records: Iterable[Stored]) -> Iterable[Stored]:
    return (record for record in records if record.withdrawn_on is None)


def _parents(
    staging: Staging, check: GroupCheck, groups: Mapping[str, _Group]
) -> dict[str, Stored]:
    if not check.of_parent:
        return {}
    return stored_by_code(register_of(staging.table.register.references[check.by]), groups)


def _find(staging: Staging, check: GroupCheck, group: _Group, parent: Mapping[str, object]) -> None:
    """What is found at a stored row is shown at the first row of the table in that group."""
    first = next((row for row in group.rows if row is not None), None)
    for position, fault in check.find(group.values, parent):
        row = group.rows[position] or first
        if row is not None:
            staging.add(fault.kind, row, fault.column, **fault.facts)
