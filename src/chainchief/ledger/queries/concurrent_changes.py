"""What others changed of a record since it was read: who, when, why, and column by column."""

from chainchief.access.viewers import Viewer
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import Reinstatement, Revision, Withdrawal
from chainchief.ledger.errors import MovedColumn, Stale
from chainchief.ledger.queries.history import Image, shown_values, titles_of, values_of
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.queries.stored_values import Stored
from chainchief.ledger.registers import Register, register_of


def moved_on(
    change: Revision | Withdrawal | Reinstatement, held: Stored | None, viewer: Viewer
) -> Stale:
    """The reason why a change of the record as it was at `change.version` cannot be made.

    Of a record out of the viewer's reach only that it is not there is told.
    """
    register = register_of(change.kind)
    if held is None or not _may_see(viewer, register, held):
        return Stale(register.name, str(change.uid), change.version, None)
    events = list(
        ChangeEvent.objects.filter(
            kind=change.kind, uid=change.uid.hex, version__gt=change.version
        ).order_by("pk")
    )
    if not events:
        return Stale(register.name, held.code, change.version, held.version)
    last = events[-1]
    columns = _columns(register, events[0].before, last.after, change)
    return Stale(
        register.name,
        held.code,
        change.version,
        held.version,
        last.actor,
        last.at,
        last.reason,
        columns,
    )


def _may_see(viewer: Viewer, register: Register, held: Stored) -> bool:
    return bool(in_reach(viewer, register).filter(uid=held.uid).exists())


def _columns(
    register: Register,
    before: Image | None,
    after: Image | None,
    change: Revision | Withdrawal | Reinstatement,
) -> tuple[MovedColumn, ...]:
    base, theirs = shown_values(register, before), shown_values(register, after)
    mine = dict(change.values) if isinstance(change, Revision) else {}
    held = values_of(register, after)
    known = {column.name: column for column in register.columns}
    moved = []
    for name, title in titles_of(register, before, after).items():
        if base.get(name) == theirs.get(name):
            continue
        wanted = None
        if name in mine and name in known:
            wanted = known[name].type.format(mine[name], {**held, **mine})
        contested = name in mine and wanted != theirs.get(name)
        moved.append(MovedColumn(name, title, base.get(name), theirs.get(name), wanted, contested))
    return tuple(moved)
