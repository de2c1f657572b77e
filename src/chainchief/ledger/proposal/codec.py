"""A change set as JSON, and back: exactly, by the codecs of its columns.

The form is a list of changes, each with its act, kind and what the act needs. Read back, it is
checked as if it came from outside: what is no value of its column is told with its place.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _
from chainchief.core.looked_up import lookups_kept
from chainchief.ledger.changesets import (
    Change,
    ChangeSet,
    Creation,
    Reinstatement,
    Revision,
    Withdrawal,
)
from chainchief.ledger.columns import BadCell
from chainchief.ledger.columns.placed import PlacedColumn
from chainchief.ledger.queries.stored_values import Stored, stored_of
from chainchief.ledger.registers import Register, register_of
from chainchief.ledger.validation import RefusedError, title_of

FORMAT = 1
Json = dict[str, Any]


def to_json(change_set: ChangeSet) -> Json:
    """The change set as data; every value must be one of its column's (`review_of` tells)."""
    held = stored_of((change.kind, change.uid) for change in change_set.revisions)
    with lookups_kept():  # a register looks whether the city's own columns have changed
        changes = [_change_to_json(change, held) for change in change_set.changes]
    return {"format": FORMAT, "changes": changes}


def from_json(content: Mapping[str, Any]) -> ChangeSet:
    """The change set that `to_json` gave.

    Raises `RefusedError` with every value that is none of its column's, `WrongUseError` for a form,
    kind or column that there is not.
    """
    if content.get("format") != FORMAT:
        raise WrongUseError(
            _("This is no change set of form {}: {!r}.").format(FORMAT, content.get("format"))
        )
    faults: list[Fault] = []
    revised = [one for one in content["changes"] if one.get("act") == "revise"]
    held = stored_of((str(one["kind"]), uuid.UUID(str(one["uid"]))) for one in revised)
    with lookups_kept():
        changes = [_change_from_json(one, held, faults) for one in content["changes"]]
    if faults:
        raise RefusedError(faults)
    return ChangeSet.of(*changes)


def _change_to_json(change: Change, held: Mapping[uuid.UUID, Stored]) -> Json:
    own: Json = {"act": _ACTS[type(change)], "kind": change.kind}
    if change.origin:
        own["origin"] = change.origin
    if isinstance(change, Creation):
        own |= {"code": change.code, "uid": str(change.uid) if change.uid else None}
        return own | _values_to_json(change, change.values)
    own |= {"uid": str(change.uid), "version": change.version}
    if isinstance(change, Revision):
        base = held[change.uid].values if change.uid in held else {}
        return own | _values_to_json(change, {**base, **change.values})
    if isinstance(change, Withdrawal):
        own["on"] = change.on.isoformat() if change.on else None
    return own


def _values_to_json(change: Creation | Revision, row: Mapping[str, object]) -> Json:
    """`row` has the values that others are read by: the unit beside a quantity."""
    register = register_of(change.kind)
    values = {
        name: register.column(name).to_json(value, row) for name, value in change.values.items()
    }
    return {"values": values, "extra": _extra_to_json(register, change.extra)}


def _extra_to_json(register: Register, extra: Mapping[str, object] | None) -> Json | None:
    if extra is None:
        return None
    known = {column.name: column for column in register.extra}
    return {
        name: known[name].to_json(known[name].type.restored(value), {}) if name in known else None
        for name, value in extra.items()
    }


def _change_from_json(
    one: Mapping[str, Any], held: Mapping[uuid.UUID, Stored], faults: list[Fault]
) -> Change:
    register, act = register_of(str(one["kind"])), str(one.get("act"))
    origin = str(one.get("origin") or "")
    if act == "create":
        values, extra = _values_from_json(register, one, {}, faults)
        uid = uuid.UUID(one["uid"]) if one.get("uid") else None
        return Creation(register.kind, str(one.get("code") or ""), values, origin, extra, uid)
    uid, version = uuid.UUID(str(one["uid"])), int(one["version"])
    if act == "revise":
        base = held[uid].values if uid in held else {}
        values, extra = _values_from_json(register, one, base, faults)
        return Revision(register.kind, uid, version, values, origin, extra)
    if act == "withdraw":
        on = dt.date.fromisoformat(one["on"]) if one.get("on") else None
        return Withdrawal(register.kind, uid, version, on, origin)
    if act == "reinstate":
        return Reinstatement(register.kind, uid, version, origin)
    raise WrongUseError(_("There is no act {!r} on a record.").format(act))


def _values_from_json(
    register: Register, one: Mapping[str, Any], base: Mapping[str, object], faults: list[Fault]
) -> tuple[Json, Json | None]:
    raw = dict(one.get("values") or {})
    columns = [register.column(name) for name in raw]
    values: Json = {}
    # A unit before the value in that unit.
    for column in sorted(columns, key=lambda column: bool(column.type.unit_column)):
        row = {**base, **values}
        values[column.name] = _read(register, column, raw[column.name], row, one, faults)
    extra = one.get("extra")
    if extra is None:
        return values, None
    known = {column.name: column for column in register.extra}
    kept = {
        name: known[name].type.kept(_read(register, known[name], value, {}, one, faults))
        for name, value in extra.items()
        if name in known
    }
    return values, {**dict.fromkeys(extra), **kept}


def _read(
    register: Register,
    column: PlacedColumn,
    raw: object,
    row: Mapping[str, object],
    one: Mapping[str, Any],
    faults: list[Fault],
) -> object:
    try:
        return column.from_json(raw, row)
    except BadCell as bad:
        record = f"{register.name} {one.get('code') or ''}".strip()
        place = Place(record=record, column=title_of(register, column.name))
        faults.append(Fault(bad.kind, place, str(raw)[:60], bad.facts))
        return None


_ACTS: Mapping[type[Change], str] = {
    Creation: "create",
    Revision: "revise",
    Withdrawal: "withdraw",
    Reinstatement: "reinstate",
}
