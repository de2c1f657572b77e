"""What new records need, and records that are out of force."""

from chainchief.core.faults import Fault, Place
from chainchief.intake.cell_faults import NO_REQUIRED_COLUMN, WITHDRAWN_RECORD
from chainchief.intake.staging import Staging


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


def check_withdrawn(staging: Staging) -> None:
    """A withdrawn record is not changed by an import; a row that changes nothing passes."""
    for row in staging.rows:
        if row.stored and row.stored.withdrawn_on and (row.changed or row.changed_extra):
            name = "code" if staging.table.has("code") else next(iter(staging.table.head.places))
            staging.add(WITHDRAWN_RECORD, row, name, day=row.stored.withdrawn_on)
