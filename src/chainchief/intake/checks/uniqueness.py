"""Values that no two records may share: unique fields and unique constraints of the model."""

from django.db import models

from chainchief.intake.cell_faults import TAKEN, TAKEN_IN_FILE
from chainchief.intake.staging import Row, Staging
from chainchief.intake.stored import stored_where
from chainchief.ledger.registers import Register

Key = tuple[object, ...]


def unique_sets(register: Register) -> list[tuple[str, ...]]:
    """The sets of columns that are unique together, apart from the record's own code."""
    names = {column.name for column in register.columns}
    found: list[tuple[str, ...]] = [
        (column.name,)
        for column in register.columns
        if column.name != "code" and column.field.unique
    ]
    for constraint in register.model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and set(constraint.fields) <= names:
            found.append(tuple(constraint.fields))
    return [fields for fields in found if not set(fields) <= set(register.model.composed_of)]


def check_unique_values(staging: Staging) -> None:
    for fields in unique_sets(staging.table.register):
        wanted = _wanted(staging, fields)
        _check_in_file(staging, fields, wanted)
        _check_in_ledger(staging, fields, wanted)


def _wanted(staging: Staging, fields: tuple[str, ...]) -> list[tuple[Key, Row]]:
    """Rows with all values of the set, none of them bad or blank (blank is not a value)."""
    found = []
    for row in staging.rows:
        key = tuple(row.after[name] for name in fields)
        if not row.bad.intersection((*fields, "code")) and None not in key:
            found.append((key, row))
    return found


def _check_in_file(
    staging: Staging, fields: tuple[str, ...], wanted: list[tuple[Key, Row]]
) -> None:
    first: dict[Key, Row] = {}
    for key, row in wanted:
        other = first.setdefault(key, row)
        if other.code != row.code:
            row.bad.add(fields[-1])
            staging.add(TAKEN_IN_FILE, row, fields[-1], row=other.number)


def _check_in_ledger(
    staging: Staging, fields: tuple[str, ...], wanted: list[tuple[Key, Row]]
) -> None:
    """Against all records, withdrawn ones too, and against what they hold now: of two rows that
    exchange a value, one would have to be written before the other gives it up."""
    changed = {
        key: row
        for key, row in wanted
        if row.stored is None or key != tuple(row.stored.values[name] for name in fields)
    }
    register = staging.table.register
    attribute = register.column(fields[0]).attribute
    for record in stored_where(register, attribute, {key[0] for key in changed}):
        key = tuple(record.values[name] for name in fields)
        holder = changed.get(key)
        if holder is not None and holder.code != record.code:
            told = str(record.values.get("name") or "")
            staging.add(TAKEN, holder, fields[-1], holder=f"{record.code} {told}".strip())
