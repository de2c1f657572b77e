"""Every version of a record, read back from the change log: who, when, why, and from which cell."""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError

from chainchief.access import policy
from chainchief.access.scopes import Dimension, ScopeCodes
from chainchief.access.viewers import Viewer
from chainchief.core.choices import alike, listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.bases import Record
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.columns import CellValue
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import Column, Register, register_of

Image = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One column's value before and after; `cell` is the address it was read from, or ""."""

    column: str
    title: str
    before: CellValue
    after: CellValue
    cell: str = ""


@dataclass(frozen=True)
class Version:
    """One entry of the log about a record. `file` and `sheet` are of the import, "" without one.

    Where the record stood out of the viewer's reach then, `is_open` is false: of such an entry the
    act and its moment alone are told.
    """

    event: int
    version: int
    op: str
    at: dt.datetime
    actor: str
    reason: str
    file: str
    sha256: str
    sheet: str
    changes: tuple[Change, ...]
    act: str
    is_open: bool = True

    def as_json(self) -> dict[str, object]:
        changes = [{**vars(change)} for change in self.changes]
        return {**vars(self), "at": self.at.isoformat(), "changes": changes}


def find(kind: str, code: str, viewer: Viewer) -> Record:
    """The record of `kind` under `code`, withdrawn or not, or `WrongUseError` with near codes.

    To the viewer, what is out of reach is not there.
    """
    register = register_of(kind)
    records = in_reach(viewer, register)
    record: Record | None = records.filter(code=code).first()
    if record is not None:
        return record
    like = records.filter(code__startswith=code[:2])
    near = alike(code, like.values_list("code", flat=True)[:2000], most=3)
    hint = _(" Did you mean {}?").format(listed(near)) if near else ""
    raise WrongUseError(_("There is no {} {!r}.").format(register.name, code) + hint)


def versions_of(kind: str, uid: uuid.UUID, viewer: Viewer) -> tuple[Version, ...]:
    """All versions in order, the first one with every value it came with.

    None of a record that is out of the viewer's reach today.
    """
    register = register_of(kind)
    if not in_reach(viewer, register).filter(uid=uid).exists():
        return ()
    events = list(ChangeEvent.objects.filter(kind=kind, uid=uid.hex).order_by("id"))
    batches = ImportBatch.objects.in_bulk({event.batch for event in events if event.batch})
    versions = [_version(register, event, batches.get(event.batch or 0)) for event in events]
    open_events = _open_events(register, versions, viewer)
    return tuple(each if each.event in open_events else _closed(each) for each in versions)


def _version(register: Register, event: ChangeEvent, batch: ImportBatch | None) -> Version:
    image = event.after or event.before or {}
    sheet, _mark, row = str(image.get("origin") or "").rpartition("!")
    return Version(
        event.pk,
        event.version,
        event.op,
        event.at,
        event.actor,
        event.reason,
        batch.file_name if batch else "",
        batch.sha256 if batch else "",
        sheet,
        changes := tuple(_changes(register, event, batch, row)),
        _act(event, changes),
    )


def _act(event: ChangeEvent, changes: Iterable[Change]) -> str:
    """`insert`, `update`, `delete`, or what an update was: `withdraw`, `reinstate`."""
    for change in changes:
        if change.column == "withdrawn_on" and event.op == "update":
            return "withdraw" if change.after else "reinstate"
    return event.op


def _closed(version: Version) -> Version:
    return replace(
        version, actor="", reason="", file="", sha256="", sheet="", changes=(), is_open=False
    )


def _open_events(register: Register, versions: Iterable[Version], viewer: Viewer) -> set[int]:
    """The events before and after which the record stood within the viewer's reach.

    A record that is reached through others that name it stands nowhere itself, and never did.
    What its unit, chain, enterprise and organisation were is known where they are columns of its
    own, or where its kind has none.
    """
    if register.scopes.through is not None:
        return {version.event for version in versions}
    named = {column.attribute: column.name for column in register.columns}
    paths = register.scopes.paths
    tracked = {scope: named[path] for scope, path in paths.items() if path in named}
    stood: dict[Dimension, frozenset[str] | None] = {
        scope: frozenset() if scope in tracked or scope not in paths else None
        for scope in Dimension
    }
    further_columns = {
        named[path] for path in register.scopes.further_units.get("see", ()) if path in named
    }
    units: dict[str, str] = {}
    reach = policy.reach(viewer, "see", register.policy_class)
    was_open, events = True, set()
    for version in versions:
        after = {change.column: change.after for change in version.changes}
        for scope, column in tracked.items():
            if column in after:
                stood[scope] = frozenset({str(after[column])} if after[column] else ())
        units |= {column: str(after[column] or "") for column in further_columns & after.keys()}
        further = frozenset(f"see {code}" for code in units.values() if code)
        is_open = reach.covers(ScopeCodes(**stood, further_units=further))
        if is_open and was_open:
            events.add(version.event)
        was_open = is_open
    return events


def _changes(
    register: Register, event: ChangeEvent, batch: ImportBatch | None, row: str
) -> Iterator[Change]:
    before, after = shown_values(register, event.before), shown_values(register, event.after)
    letters = batch.columns if batch else {}
    for name, title in titles_of(register, event.before, event.after).items():
        if before.get(name) != after.get(name):
            cell = f"{letters[name]}{row}" if name in letters and row else ""
            yield Change(name, title, before.get(name), after.get(name), cell)


def titles_of(register: Register, before: Image | None, after: Image | None) -> dict[str, str]:
    """The titles of what can change: the columns, withdrawal, and custom fields by their names."""
    titles = {column.name: column.label for column in register.columns}
    titles["withdrawn_on"] = _("withdrawn on")
    titles["withdrawn_reason"] = _("reason of withdrawal")
    known = {column.name: column.label for column in register.extra}
    custom_fields = sorted(_extra(before).keys() | _extra(after).keys())
    return {**titles, **{name: known.get(name, name) for name in custom_fields}}


def values_of(register: Register, image: Image | None) -> dict[str, object]:
    """The values of an image of the log by column name, as a record has them."""
    if image is None:
        return {}
    return {**{c.name: _value(c, image) for c in register.columns}, **_extra(image)}


def shown_values(register: Register, image: Image | None) -> dict[str, CellValue]:
    """Values as a workbook would show them."""
    if image is None:
        return {}
    values = {column.name: _value(column, image) for column in register.columns}
    shown: dict[str, CellValue] = {
        column.name: column.shown(values[column.name], values) for column in register.columns
    }
    shown["withdrawn_on"] = image.get("withdrawn_on")
    shown["withdrawn_reason"] = image.get("withdrawn_reason") or None
    return {**shown, **_extra(image)}


def _value(column: Column, image: Image) -> object:
    """The value as a record has it; what its field cannot hold, as the log has it."""
    kept = image.get(str(column.field.column))
    try:
        return column.field.to_python(kept)
    except ValidationError:
        return kept


def _extra(image: Image | None) -> dict[str, Any]:
    custom_values = (image or {}).get("extra") or {}
    return json.loads(custom_values) if isinstance(custom_values, str) else dict(custom_values)
