"""What can be wrong with bringing a file, before anything of it is read; the room's exceptions."""

from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import declare

NO_FILE = declare(
    "UPL-001",
    why="no file was chosen",
    remedy="choose the workbook (.xlsx) or CSV",
)
EMPTY_UPLOAD = declare(
    "UPL-002",
    why="the file is empty",
    remedy="save it once more, and choose it again",
)
LARGE_UPLOAD = declare(
    "UPL-003",
    why="the file is larger than {limit} MB",
    remedy="leave out sheets and pictures that are no records, or upload it in parts",
)
TOO_MANY = declare(
    "UPL-004",
    why="as many files of yours as there may be are here and not written yet ({count})",
    remedy="write or discard some of them first",
)
TOO_MUCH = declare(
    "UPL-005",
    why="your files that are not written yet would be larger than {limit} MB together",
    remedy="write or discard some of them first",
)
NO_KIND = declare(
    "UPL-006",
    why="it was not said what kind of record the file holds",
    remedy="choose the kind first",
)
FILE_GONE = declare(
    "UPL-007",
    why="the file is not here any more",
    remedy="upload it again; nothing of it was written",
)
NOT_ACKNOWLEDGED = declare(
    "UPL-008",
    why="the warnings were not confirmed",
    remedy="read them, and tick that you did",
)
NO_REASON = declare(
    "UPL-009",
    why="no reason was given",
    remedy="say why; it is kept with every change",
)
NOT_AGAIN = declare(
    "UPL-010",
    why="the same file was imported before, as batch {batch}",
    remedy="tick that it is to be imported once more, or discard it",
)
NOTHING_TO_WRITE = declare(
    "UPL-011",
    why="the file says just what the ledger holds",
    remedy="there is nothing to write; discard it",
)
NOT_READY = declare(
    "UPL-012",
    why="it is not ready to be written",
    remedy="look at what stands above, and go on from there",
)


class ImportsError(ChainChiefError):
    """The base of the room's exceptions."""
