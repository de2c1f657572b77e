"""A workbook that the program wrote knows how old it is: it does not undo what others did since.

A cell that was left as exported keeps the newer value, with a warning; one that was changed here
and by someone else too is refused. Changes that came from this very file and person are their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chainchief.access.signatures import signature_words
from chainchief.core import clock
from chainchief.intake.table.faults import CHANGED_SINCE, ENTERED_SINCE, LEFT_AS_CHANGED
from chainchief.intake.table.staging import StagedRow, Staging
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog import position
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.columns import CellValue, as_text
from chainchief.ledger.exchange.layout import cell_value
from chainchief.ledger.queries.history import values_of

_AT_ONCE = 500


@dataclass(frozen=True)
class _Change:
    """One event of someone else about one record, with its values before (none: it was new)."""

    event: ChangeEvent
    before: dict[str, object]
    after: dict[str, object]

    def facts(self, now: CellValue = "") -> dict[str, object]:
        day = clock.day(self.event.at).isoformat()
        return {
            "actor": signature_words(self.event.actor),
            "day": day,
            "now": "" if now is None else as_text(now),
        }


def check_unchanged_since_export(staging: Staging) -> None:
    since = staging.table.sheet.exported_at
    if not 0 < since <= position():
        return
    rows = {
        row.stored.uid.hex: row
        for row in staging.rows
        if row.stored is not None and (row.changed or row.changes_extra)
    }
    uids = sorted(rows)
    for start in range(0, len(uids), _AT_ONCE):
        for uid, changes in _changes(staging, since, uids[start : start + _AT_ONCE]):
            _compare(staging, rows[uid], changes)


def _changes(
    staging: Staging, since: int, uids: Sequence[str]
) -> Iterator[tuple[str, list[_Change]]]:
    register = staging.table.register
    events = ChangeEvent.objects.filter(kind=register.kind, uid__in=uids, pk__gt=since)
    batches = {event.batch for event in events if event.batch and event.actor == staging.actor}
    own = set(
        ImportBatch.objects.filter(pk__in=batches, file_name=staging.file_name).values_list(
            "pk", flat=True
        )
    )
    changes: dict[str, list[_Change]] = {}
    for event in events.order_by("pk"):
        if event.batch not in own:
            images = values_of(register, event.before), values_of(register, event.after)
            changes.setdefault(event.uid, []).append(_Change(event, *images))
    yield from changes.items()


def _compare(staging: Staging, row: StagedRow, changes: list[_Change]) -> None:
    if not changes[0].before:
        row.bad.add("code")
        staging.add(ENTERED_SINCE, row, "code", **changes[0].facts())
        return
    assert row.stored is not None  # noqa: S101 - only rows about records are compared
    differing = row.changed
    changed = [name for name in row.after if name in differing]
    for name in (*changed, *_changed_extra(row)):
        theirs = [c for c in changes if c.before.get(name) != c.after.get(name)]
        if theirs:
            _settle(staging, row, name, theirs)


def _changed_extra(row: StagedRow) -> list[str]:
    assert row.stored is not None  # noqa: S101 - as above
    names = sorted({*row.extra, *row.stored.extra})
    return [name for name in names if row.extra.get(name) != row.stored.extra.get(name)]


def _settle(staging: Staging, row: StagedRow, name: str, theirs: list[_Change]) -> None:
    assert row.stored is not None  # noqa: S101 - as above
    column = staging.table.known[name]
    held = row.stored.values if name in row.stored.values else row.stored.extra
    mine: dict[str, object] = row.after if name in row.after else row.extra
    now = cell_value(column, held.get(name), row.stored.values)
    untouched = mine.get(name) == theirs[0].before.get(name)
    kind = LEFT_AS_CHANGED if untouched else CHANGED_SINCE
    staging.add(kind, row, name, **theirs[-1].facts(now))
    if not untouched:
        row.bad.add(name)
    elif name in held:
        mine[name] = held[name]
    else:
        mine.pop(name, None)
