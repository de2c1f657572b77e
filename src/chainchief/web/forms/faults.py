"""What forms refuse, beside what the ledger refuses whatever way a record comes."""

from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import declare
from chainchief.core.i18n import _

NO_REASON = declare(
    "WEB-010",
    why="a change or a withdrawal of what is in the ledger needs its reason",
    remedy="say in a few words why, as the next reader of the history will ask",
)
NO_FILE = declare(
    "WEB-011",
    why="no file came with this",
    remedy="choose a file, or drop it onto the field",
)
FILE_TOO_LARGE = declare(
    "WEB-012",
    why="the file has {size} MB, and at most {most} MB are taken",
    remedy="make it smaller, or split it",
)


class UnknownFieldError(ChainChiefError):
    """A field that the form does not have, or does not let anybody change; nothing was written."""

    def __init__(self, name: str) -> None:
        message = _("This form has no field {!r} that may be filled in; nothing was saved.")
        super().__init__(message.format(name[:80]))
