"""The returned workbook: the user's own, with each faulty cell marked and a first sheet that lists.

Larger files and CSVs come back as a fresh workbook with every value at its old address, so that the
marks, the list and the user's memory agree. Either way the corrected file can be sent again.
"""

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

from chainchief.core.faults import Fault
from chainchief.core.file_names import shown
from chainchief.core.i18n import in_every_language
from chainchief.intake.files import limits
from chainchief.intake.files.confined import ProcessEndedError, run_confined
from chainchief.intake.files.sheets import SourceFile
from chainchief.intake.report.fresh_workbook import write_fresh
from chainchief.intake.report.summary_sheet import Summary, summary_of
from chainchief.intake.table.table import Table
from chainchief.ledger.exchange.own_sheets import summary_sheet
from chainchief.ledger.registers import Register


def write_report(
    out: Path,
    source: SourceFile | None,
    table: Table | None,
    faults: Sequence[Fault],
    register: Register,
    path: Path,
    *,
    called: str = "",
) -> None:
    """Write the returned workbook to `out`; people know the file at `path` as `called`.

    A file that could not be read, or whose table is too large to be written again, gets the list
    alone: the limits that hold for reading it hold for the whole command.
    """
    small = _is_small(table)
    summary = summary_of(called or shown(path.name), faults, table, with_table=small)
    draft = out.with_name(f".{out.stem}.{os.getpid()}.xlsx")
    try:
        if not (small and _can_be_copied(source) and _copied(source, table, summary, draft)):
            write_fresh(draft, summary, table if small else None)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


def _can_be_copied(source: SourceFile | None) -> bool:
    if source is None or source.is_csv:
        return False
    rows = sum(len(sheet.rows) for sheet in source.sheets)
    return rows <= limits.MOST_COPIED_ROWS and _unpacked(source.path) <= limits.MOST_COPIED_BYTES


def _unpacked(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(member.file_size for member in archive.infolist())


def _is_small(table: Table | None) -> bool:
    """Whether the table can be written once more in a time that someone waits."""
    if table is None:
        return True
    cells = characters = 0
    for _number, row in table.sheet.rows:
        cells += len(row)
        characters += sum(map(len, row))
    return cells <= limits.MOST_RETURNED_CELLS and characters <= limits.MOST_RETURNED_CHARACTERS


def _copied(source: SourceFile | None, table: Table | None, summary: Summary, draft: Path) -> bool:
    """Whether openpyxl could copy the workbook; some it cannot load, and those come back fresh."""
    assert source is not None  # noqa: S101 - asked by the caller
    request: dict[str, object] = {
        "path": str(source.path.resolve()),
        "out": str(draft.resolve()),
        "own_sheets": in_every_language(summary_sheet),
        "kept_sheet": table.sheet.name if table else "",
        "summary": summary.as_json(),
    }
    try:
        list(run_confined("chainchief.intake.report.marking_process", request))
    except ProcessEndedError:
        return False
    return draft.exists()
