"""The neutral form between file and checks: sheets of tagged cells with their addresses."""

import dataclasses
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError, Place, catalogue
from chainchief.core.file_names import shown
from chainchief.core.i18n import _
from chainchief.intake.files import faults, limits
from chainchief.intake.files.confined import ProcessEndedError, run_confined

FORMS = {".xlsx": "xlsx", ".csv": "csv", ".xls": "xlsx", ".xlsm": "xlsx", ".xlsb": "xlsx"}
#: Refused by their content, which says what to do.
FORMS |= {".et": "xlsx", ".ods": "xlsx"}


@dataclass(frozen=True)
class Sheet:
    """`rows` holds (number, cells from column A) of the rows that are not blank.

    `exported_at` is the position of the change log when the program wrote the workbook, else 0.
    `open_end` says of a CSV whether it ends without a line break, None of a workbook: there rows
    lose the blank cells at their end, in a CSV each has the cells that were written.
    """

    name: str
    rows: list[tuple[int, list[str]]]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()
    epoch_1904: bool = False
    exported_at: int = 0
    open_end: bool | None = None

    def has_cell(self, cells: list[str], place: int) -> bool:
        """Whether a row has a cell at `place`, blank or not; a row of a CSV may end before it."""
        return self.open_end is None or place < len(cells)


@dataclass(frozen=True)
class SourceFile:
    """A file that was read: what it is called, its hash, and its sheets."""

    path: Path
    name: str
    sha256: str
    is_csv: bool
    sheets: tuple[Sheet, ...] = field(default=())


def form_of(path: Path) -> str:
    """`xlsx` or `csv` by the file's ending; content is looked at later."""
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise WrongUseError(
            _("{!r} is neither .xlsx nor .csv; the ending chooses the form.").format(
                shown(path.name)
            )
        )
    return form


def read(
    path: Path, *, sheet: str = "", skipped: tuple[str, ...] = (), called: str = ""
) -> SourceFile:
    """Read the sheets of `path` in a process of its own; people know it as `called`.

    Raises `FaultsError` with one fault where the file as a whole cannot be taken, and
    `WrongUseError` where there is no such file.
    """
    form = form_of(path)
    if not path.is_file():
        raise WrongUseError(_("There is no file {!r}.").format(shown(path)))
    request: dict[str, object] = {
        "path": str(path.resolve()),
        "form": form,
        "sheet": sheet,
        "skipped": list(skipped),
    }
    name = called or shown(path.name)
    sheets: list[Sheet] = []
    try:
        for message in run_confined("chainchief.intake.files.reading_process", request):
            _take(message, sheets, name)
    except ProcessEndedError:
        raise FaultsError([_stopped(name)]) from None
    return SourceFile(path, name, _sha256(path), form == "csv", tuple(sheets))


def _take(message: Any, sheets: list[Sheet], name: str) -> None:
    if isinstance(message, list):
        sheets[-1].rows.append((message[0], message[1:]))
    elif "refused" in message:
        place = Place(file=name, sheet=message["sheet"], cell=message["cell"])
        raise FaultsError([Fault(catalogue()[message["refused"]], place, facts=message["facts"])])
    else:
        keys = {sheet_field.name for sheet_field in dataclasses.fields(Sheet)} - {"name", "rows"}
        found = {key: message[key] for key in keys if key in message}
        for key in ("hidden_rows", "hidden_columns", "merged"):
            found[key] = tuple(found[key])
        sheets.append(Sheet(name=message["sheet"], rows=[], **found))


def _stopped(name: str) -> Fault:
    limit = f"{limits.MEMORY >> 20} MB / {limits.CPU_SECONDS} s"
    return Fault(faults.READING_STOPPED, Place(file=name), facts={"limit": limit})


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
