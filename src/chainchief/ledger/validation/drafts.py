"""Records as they would be: a change set laid over the records that it changes."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.changesets import (
    Change,
    ChangeSet,
    Creation,
    Reinstatement,
    Revision,
    Withdrawal,
)
from chainchief.ledger.columns import as_text
from chainchief.ledger.errors import StaleVersionError
from chainchief.ledger.queries.concurrent_changes import moved_on
from chainchief.ledger.queries.stored_values import (
    Stored,
    changed_columns,
    changes_extra,
    stored_of,
)
from chainchief.ledger.registers import Register, all_registers, register_of

#: By position in a change set: columns whose values could not be read, and are told already.
Unreadable = Mapping[int, frozenset[str]]


@dataclass
class DraftRecord:
    """One record as it would be, by the change at `position` of its change set.

    `after` maps every column to its value, stored values included. `bad` are the columns that were
    found wrong: what follows from a wrong value is not told beside it.
    """

    position: int
    change: Change
    register: Register
    stored: Stored | None
    code: str
    after: dict[str, object]
    extra: dict[str, object]
    bad: set[str] = field(default_factory=set)
    withdrawn_on: dt.date | None = None
    #: The code as the change gives it; "" where it is left to be composed.
    given_code: str = ""

    @property
    def is_new(self) -> bool:
        return self.stored is None

    @cached_property
    def uid(self) -> uuid.UUID:
        if self.stored is not None:
            return self.stored.uid
        given = self.change.uid if isinstance(self.change, Creation) else None
        return given or uuid.uuid4()

    @cached_property
    def given(self) -> frozenset[str]:
        """The columns whose values the change states; all of them for a new record."""
        if isinstance(self.change, Creation):
            return self.register.column_names
        values = self.change.values if isinstance(self.change, Revision) else {}
        return frozenset(values)

    @cached_property
    def changed(self) -> frozenset[str]:
        """The columns that get another value than the ledger has; all of a new record's."""
        if self.stored is None:
            return self.given
        return changed_columns(self.stored, self.after, self.given)

    @property
    def in_question(self) -> frozenset[str]:
        """The columns that must keep to today's rules: changed ones; all of a reinstated record."""
        if isinstance(self.change, Reinstatement):
            return frozenset(self.after)
        return self.changed

    @property
    def changes_extra(self) -> bool:
        return changes_extra(self.stored, self.extra)

    @property
    def changes_state(self) -> bool:
        """Whether the record is withdrawn or reinstated."""
        return isinstance(self.change, Withdrawal | Reinstatement)

    @cached_property
    def stays(self) -> bool:
        """Whether the change leaves the record just as it is: then nothing is said of it."""
        idle = not self.changed and not self.changes_extra and not self.changes_state
        return idle and not self.bad

    def before(self, name: str) -> object:
        """The stored value of a column; None where the record is new."""
        return None if self.stored is None else self.stored.values[name]


def by_register(drafts: Iterable[DraftRecord]) -> list[tuple[Register, list[DraftRecord]]]:
    """The drafts of each kind that has any, parents first."""
    by_kind: dict[str, list[DraftRecord]] = {}
    for draft in drafts:
        by_kind.setdefault(draft.register.kind, []).append(draft)
    return [
        (register, by_kind[kind]) for kind, register in all_registers().items() if kind in by_kind
    ]


def drafts_of(
    change_set: ChangeSet,
    viewer: Viewer,
    unreadable: Unreadable | None = None,
    *,
    lock: bool = False,
) -> list[DraftRecord]:
    """All records of the change set as they would be; with `lock`, the stored ones are locked.

    Raises `StaleVersionError` if a record has moved on, which says who changed what meanwhile.
    """
    stored = _stored(change_set, viewer, lock=lock)
    unread = unreadable or {}
    # Asked once per kind: a register looks whether the city's custom fields have changed.
    registers = {kind: register_of(kind) for kind in sorted({c.kind for c in change_set.changes})}
    return [
        _draft(position, change, registers[change.kind], stored, set(unread.get(position, ())))
        for position, change in enumerate(change_set.changes)
    ]


def _draft(
    position: int,
    change: Change,
    register: Register,
    stored: Mapping[uuid.UUID, Stored],
    bad: set[str],
) -> DraftRecord:
    if isinstance(change, Creation):
        return _new(position, change, register, bad)
    return _revised(position, change, register, stored[change.uid], bad)


def _new(position: int, creation: Creation, register: Register, bad: set[str]) -> DraftRecord:
    after = {**register.blank, **_values(register, creation.values)}
    given = creation.code or str(creation.values.get("code") or "")
    composed = register.model.composed_of and not bad.intersection(register.model.composed_of)
    after["code"] = code = register.model.code_from(after) if composed else given
    extra = _extra(register, creation.extra)
    return DraftRecord(
        position, creation, register, None, code, after, extra, bad, given_code=given
    )


def _revised(
    position: int,
    change: Revision | Withdrawal | Reinstatement,
    register: Register,
    stored: Stored,
    bad: set[str],
) -> DraftRecord:
    after, extra = dict(stored.values), dict(stored.extra)
    given, withdrawn_on = stored.code, stored.withdrawn_on
    if isinstance(change, Revision):
        given = str(change.values.get("code") or stored.code)
        after |= _values(register, change.values)
        after["code"] = stored.code
        extra = {**extra, **_extra(register, change.extra)}
        for name in (name for name, value in (change.extra or {}).items() if value is None):
            extra.pop(name, None)
    elif isinstance(change, Withdrawal):
        withdrawn_on = change.on or clock.today()
    else:
        withdrawn_on = None
    draft = DraftRecord(position, change, register, stored, stored.code, after, extra, bad)
    draft.withdrawn_on, draft.given_code = withdrawn_on, given
    return draft


def _extra(register: Register, extra: Mapping[str, object] | None) -> dict[str, object]:
    """The values of a city's own columns that a change gives; blanks are left out."""
    known = {column.name for column in register.extra}
    custom_values = {name: value for name, value in (extra or {}).items() if value is not None}
    unknown = sorted(set(custom_values) - known)
    if unknown:
        raise WrongUseError(_("{} has no column {!r}.").format(register.kind, unknown[0]))
    return custom_values


def _values(register: Register, values: Mapping[str, object]) -> dict[str, object]:
    """The values of a change; a blank of a column is what the column holds for a blank."""
    blank = register.blank
    unknown = sorted(set(values) - set(blank))
    if unknown:
        raise WrongUseError(_("{} has no column {!r}.").format(register.kind, unknown[0]))
    return {
        name: blank[name] if value is None or value == "" else value
        for name, value in values.items()
    }


def _stored(change_set: ChangeSet, viewer: Viewer, *, lock: bool) -> dict[uuid.UUID, Stored]:
    wanted = [change for change in change_set.changes if not isinstance(change, Creation)]
    stored = stored_of(((change.kind, change.uid) for change in wanted), lock=lock)
    moved = list(_outdated(wanted, stored))
    if moved:
        stale = [moved_on(change, stored.get(change.uid), viewer) for change in moved]
        raise StaleVersionError(stale)
    return stored


def _outdated(
    changes: Iterable[Revision | Withdrawal | Reinstatement], stored: Mapping[uuid.UUID, Stored]
) -> Iterator[Revision | Withdrawal | Reinstatement]:
    for change in changes:
        held = stored.get(change.uid)
        if held is None or held.version != change.version:
            yield change


def as_shown(draft: DraftRecord, name: str) -> str | None:
    """The value of a column as a person would read it, even where it is none of its column's."""
    for column in draft.register.columns:
        if column.name == name:
            return as_text(column.shown(draft.after[name], draft.after))
    return str(draft.extra[name]) if name in draft.extra else None
