"""A record that moves to another unit may be another record under a code that was taken."""

from chainchief.intake.cell_faults import OTHER_UNIT_OF_COUNTY
from chainchief.intake.staging import Staging
from chainchief.ledger.exchange.named_records import NamedRecords
from chainchief.ledger.registers import register_of


def check_records_stay_in_their_unit(staging: Staging) -> None:
    register = staging.table.register
    name = register.division.removesuffix("_id")
    if not staging.table.has(name):
        return
    moved = [
        (row, before)
        for row in staging.rows
        if row.stored is not None
        and name not in row.bad
        and (before := row.stored.values.get(name)) not in (None, row.after[name])
    ]
    units = NamedRecords(register_of("division"))
    for row, before in moved:
        staging.add(OTHER_UNIT_OF_COUNTY, row, name, before=units.shown(str(before)))
