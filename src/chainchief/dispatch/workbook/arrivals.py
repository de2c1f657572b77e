"""A workbook that arrived by a folder: which request it answers, by the marks in it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import FaultsError
from chainchief.dispatch.models import IssuedWorkbook, Request
from chainchief.dispatch.workbook.archives import workbooks_in
from chainchief.dispatch.workbook.marks import looks_like_mark, mark_in
from chainchief.dispatch.workbook.reading import take
from chainchief.intake.files.sheets import FORMS, SourceFile, read
from chainchief.intake.files.tagged_cells import text_of
from chainchief.intake.inbox.receiving import Answered


def answered_by(path: Path, called: str, viewer: Viewer, report: Path) -> Answered | None:
    """Lay a workbook, or each of an archive, over the request whose marks it carries.

    None where it carries none of ours. Of an archive all are taken, or nothing.
    """
    faults, cells, is_ours = [], 0, False
    with TemporaryDirectory() as folder:
        for one, name in workbooks_in(path, called, Path(folder)):
            request = _request_in(one, name)
            if request is None:
                continue
            is_ours = True
            outcome = take(request, one, viewer=viewer, called=name, report=report)
            faults += outcome.faults
            cells += outcome.saved
    return Answered(tuple(faults), cells) if is_ours else None


def _request_in(path: Path, called: str) -> Request | None:
    """The request of the first genuine mark; None in a file that cannot be read, which its check
    then says."""
    if path.suffix.lower() not in FORMS:
        return None
    try:
        source = read(path, called=called)
    except (FaultsError, ChainChiefError):
        return None
    for text in _marks(source):
        mark = mark_in(text)
        issued = IssuedWorkbook.objects.filter(pk=mark.issue).first() if mark else None
        if issued is not None:
            return issued.request
    return None


def _marks(source: SourceFile) -> Iterator[str]:
    for sheet in source.sheets:
        for _number, cells in sheet.rows:
            for cell in cells:
                if cell and looks_like_mark(text := text_of(cell)):
                    yield text
