"""Where a file is to be written: refused before any work is done, not after the ledger moved."""

import os
from pathlib import Path

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _


def refuse_unwritable(path: Path) -> None:
    """Raise `WrongUseError` where no file can be put at `path`."""
    folder = path.parent
    if path.is_dir():
        raise WrongUseError(_("{} is a folder; name the file to write.").format(path))
    if not folder.is_dir():
        raise WrongUseError(
            _("{} cannot be written: there is no folder {}; make it first.").format(path, folder)
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise WrongUseError(
            _("{} cannot be written: no right to write in {}.").format(path, folder)
        )
