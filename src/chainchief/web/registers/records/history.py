"""The history of a record for its page: each version with its act, and what changed from → to."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from chainchief.access.signatures import signature_words
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.ledger.columns import CellValue
from chainchief.ledger.queries.history import Change, Version, versions_of
from chainchief.ledger.registers import AnyColumn, Register
from chainchief.web.registers.cells import text_of
from chainchief.web.registers.names import Names


@dataclass(frozen=True)
class ChangeLine:
    """One column: from what, to what, and the cell of the workbook it was read from."""

    title: str
    before: str
    after: str
    cell: str


@dataclass(frozen=True)
class VersionLine:
    """One version: who, when, why, out of which file.

    Of one that stood elsewhere, out of the viewer's reach, only the act and its day are told.
    """

    number: int
    what: str
    at: str
    by: str
    reason: str
    file: str
    changes: list[ChangeLine]
    is_first: bool
    is_open: bool = True


_ACTS = {
    "insert": "entered",
    "update": "changed",
    "delete": "deleted",
    "withdraw": "withdrawn",
    "reinstate": "reinstated",
}


def _act(version: Version) -> str:
    return _(_ACTS.get(version.act, version.act))


def history_of(register: Register, uid: uuid.UUID, names: Names) -> list[VersionLine]:
    """All versions, the newest first."""
    versions = versions_of(register.kind, uid, names.viewer)
    columns: dict[str, AnyColumn] = {column.name: column for column in register.columns}
    columns |= {column.name: column for column in register.extra}
    _learn(columns, versions, names)
    return [
        _version(version, columns, names) if version.is_open else _closed(version)
        for version in reversed(versions)
    ]


def _closed(version: Version) -> VersionLine:
    return VersionLine(version.version, _act(version), _at(version), "", "", "", [], False, False)


def _at(version: Version) -> str:
    return clock.minute(version.at)


def _learn(columns: dict[str, AnyColumn], versions: Iterable[Version], names: Names) -> None:
    for version in versions:
        for change in version.changes:
            column = columns.get(change.column)
            if column is not None and column.type.target:
                codes = {str(code) for code in (change.before, change.after) if code}
                names.learn(column.type.target, codes)


def _version(version: Version, columns: dict[str, AnyColumn], names: Names) -> VersionLine:
    return VersionLine(
        number=version.version,
        what=_act(version),
        at=_at(version),
        by=signature_words(version.actor) or _("nobody named: changed behind the program"),
        reason=version.reason,
        file=_("from {file}").format(file=version.file) if version.file else "",
        changes=[_change(change, version, columns, names) for change in version.changes],
        is_first=version.op == "insert",
    )


def _change(
    change: Change, version: Version, columns: dict[str, AnyColumn], names: Names
) -> ChangeLine:
    sheet = f"{version.sheet}!" if version.sheet else ""
    column = columns.get(change.column)
    return ChangeLine(
        change.title,
        _value_words(column, change.before, names),
        _value_words(column, change.after, names),
        f"{sheet}{change.cell}" if change.cell else "",
    )


def _value_words(column: AnyColumn | None, value: CellValue, names: Names) -> str:
    if value is None:
        return ""
    if column is None:
        return str(value)
    if column.type.target:
        return names.door(column.type.target, str(value)).name
    return text_of(column, value)
