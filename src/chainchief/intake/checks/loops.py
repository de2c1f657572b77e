"""A record that refers to its own kind never comes back to itself, and a duplicate to no duplicate.

What stands in the table goes before what the ledger holds.
"""

from chainchief.intake.cell_faults import DUPLICATE_OF_DUPLICATE, LEADS_BACK
from chainchief.intake.staging import Row, Staging
from chainchief.ledger.registers import Register

#: The column of a duplicate names the record that counts, so that record may not be one.
_DUPLICATE = "duplicate_of"


def check_references_lead_nowhere_back(staging: Staging) -> None:
    register = staging.table.register
    for name, kind in register.references.items():
        if kind == register.kind and staging.table.has(name):
            _check(staging, name)


def _check(staging: Staging, name: str) -> None:
    told = {fault.place.cell for fault in staging.faults}
    changed = [
        row
        for row in staging.rows
        if row.changed.get(name)
        and name not in row.bad
        and staging.table.place(row.number, name).cell not in told
    ]
    if not changed:
        return
    leads_to = _held(staging.table.register, name)
    leads_to |= {row.code: str(row.after[name] or "") for row in staging.rows if row.code}
    for row in changed:
        _follow(staging, row, name, leads_to)


def _held(register: Register, name: str) -> dict[str, str]:
    attribute = register.column(name).attribute
    records = register.model._default_manager.filter(withdrawn_on__isnull=True)
    named = records.exclude(**{attribute: None}).values_list("code", attribute)
    return dict(named)


def _follow(staging: Staging, row: Row, name: str, leads_to: dict[str, str]) -> None:
    first = str(row.after[name])
    passed, at = [row.code], first
    while at and at not in passed:
        passed.append(at)
        at = leads_to.get(at, "")
    if at:
        row.bad.add(name)
        staging.add(LEADS_BACK, row, name, way=" → ".join([*passed, at]))
    elif name == _DUPLICATE and leads_to.get(first):
        row.bad.add(name)
        staging.add(DUPLICATE_OF_DUPLICATE, row, name, code=first, other=leads_to[first])
