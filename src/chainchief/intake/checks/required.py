"""Columns that new records need."""

from chainchief.core.faults import Fault, Place
from chainchief.intake.table.faults import NO_REQUIRED_COLUMN
from chainchief.intake.table.staging import Staging


def check_required_columns(staging: Staging) -> None:
    """A column that new records cannot do without may be absent only if no row is new."""
    table = staging.table
    new = [row for row in staging.rows if row.is_new and row.code]
    if not new:
        return
    for column in table.register.columns:
        composed = column.name == "code" and table.register.model.composed_of
        if column.required and not composed and not table.has(column.name):
            for row in new:
                row.bad.add(column.name)
            facts = {"label": column.label, "count": len(new)}
            place = Place(sheet=table.sheet.name, line=table.head.row)
            staging.faults.append(Fault(NO_REQUIRED_COLUMN, place, facts=facts))
