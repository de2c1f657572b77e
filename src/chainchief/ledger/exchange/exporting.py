"""Every kind as a workbook or CSV, in the layout that an import reads back."""

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.workbook.formula_guard import guarded
from chainchief.ledger.columns import CellValue, as_text
from chainchief.ledger.custom_fields.column import CustomField
from chainchief.ledger.exchange.export_workbook import write_workbook
from chainchief.ledger.exchange.layout import cell_value, columns_of
from chainchief.ledger.exchange.named_records import NamedRecords
from chainchief.ledger.exchange.target import refuse_unwritable
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import AnyColumn, Computed, Register, register_of

#: UTF-8 goes out with a mark: Excel takes a CSV without one for the local code page.
ENCODINGS = {"utf-8": "utf-8-sig", "gb18030": "gb18030"}


@dataclass(frozen=True)
class ExportResult:
    kind: str
    path: Path
    rows: int


def export_kind(
    kind: str,
    path: Path,
    *,
    viewer: Viewer,
    template: bool = False,
    encoding: str = "utf-8",
    include_withdrawn: bool = False,
    force: bool = False,
) -> ExportResult:
    """Write the records of `kind` within the viewer's reach to `path` (.xlsx or .csv), by code.

    Heads are in the current language. A workbook names other records by code and name, a CSV by
    code. A `template` has the heads alone. Withdrawn records are left out unless asked for.
    Raises `WrongUseError` for an unknown kind, ending or encoding, and for a file that cannot be
    written, or is there already unless `force`.
    """
    register = register_of(kind)
    policy.require(viewer, "export", register.policy_class)
    if path.suffix.lower() not in {".xlsx", ".csv"}:
        raise WrongUseError(_("Write to a file that ends in .xlsx or .csv."))
    if encoding not in ENCODINGS:
        known = listed(ENCODINGS)
        raise WrongUseError(_("{!r} is not an encoding; known: {}.").format(encoding, known))
    refuse_unwritable(path)
    if path.exists() and not force:
        raise WrongUseError(_("{} is there already; --force replaces it.").format(path))
    records = in_reach(viewer, register, "export").order_by("code")
    if template:
        records = records.none()
    elif not include_withdrawn:
        records = records.filter(withdrawn_on__isnull=True)
    draft = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        count = write_records(
            draft, register, records, encoding=encoding, tellable=_seen_by(viewer)
        )
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return ExportResult(kind, path, count)


def _seen_by(viewer: Viewer) -> Callable[[str], "QuerySet[Any, Any]"]:
    """The records of a kind whose names the viewer may know."""
    return lambda kind: in_reach(viewer, register_of(kind))


def write_records(
    path: Path,
    register: Register,
    records: "QuerySet[Any, Any]",
    *,
    encoding: str = "utf-8",
    tellable: Callable[[str], "QuerySet[Any, Any]"] | None = None,
) -> int:
    """Write these records of the kind to `path` (.xlsx or .csv), in their order; their number.

    `tellable` gives the records of a kind whose names the reader may know; else all.
    """
    if path.suffix.lower() == ".xlsx":
        named = _records_named_by(register, tellable)
        rows = _rows_of(register, records, register.computed)
        return write_workbook(path, register, (_named(register, row, named) for row in rows), named)
    return _write_csv(path, register, _rows_of(register, records), ENCODINGS[encoding])


def _records_named_by(
    register: Register, tellable: Callable[[str], "QuerySet[Any, Any]"] | None
) -> dict[str, NamedRecords]:
    """The records that rows of a kind refer to, by kind."""
    kinds = sorted({*register.references.values()})
    return {
        kind: NamedRecords(register_of(kind), tellable=tellable and tellable(kind))
        for kind in kinds
    }


def _named(
    register: Register, row: list[CellValue], records: Mapping[str, NamedRecords]
) -> list[CellValue]:
    """The row with names beside the codes of other records."""
    for place, column in enumerate(register.columns):
        if row[place] is not None and column.type.target:
            row[place] = records[column.type.target].written(str(row[place]))
    return row


def _rows_of(
    register: Register, records: "QuerySet[Any, Any]", computed: Iterable[Computed] = ()
) -> Iterator[list[CellValue]]:
    """The cells of each record, those that are computed behind them."""
    own = [(column.name, column.attribute) for column in register.columns]
    columns = columns_of(register)
    fields = ("extra", *(attribute for _name, attribute in own))
    for record in records.values(*fields).iterator(chunk_size=2000):
        row = {name: record[attribute] for name, attribute in own}
        shown = (column.of(row) or None for column in computed)
        yield [*cells_of(columns, row, record["extra"]), *shown]


def cells_of(
    columns: Iterable[AnyColumn], row: Mapping[str, object], extra: Mapping[str, object] | None
) -> list[CellValue]:
    """The cells of one record: `row` its values by column, `extra` its further fields."""
    custom_values = extra or {}
    return [
        cell_value(
            column,
            custom_values.get(column.name) if isinstance(column, CustomField) else row[column.name],
            row,
        )
        for column in columns
    ]


def _write_csv(
    path: Path, register: Register, rows: Iterator[list[CellValue]], encoding: str
) -> int:
    count = 0
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.label for column in columns_of(register)])
        for row in rows:
            writer.writerow(
                [guarded(cell) if isinstance(cell, str) else as_text(cell) for cell in row]
            )
            count += 1
    return count
