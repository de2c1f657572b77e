"""A home folder in the making: hidden beside its place, and renamed once it is whole."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chainchief.care.errors import CareError
from chainchief.core import durable
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.changelog.seals import keys


def check_target(target: Path) -> None:
    """Refuse a place where a home folder cannot be put without touching what is there."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise WrongUseError(_("{} is no folder.").format(target))
    if target.is_dir() and _left_in(target):
        raise WrongUseError(
            _("{} is not empty; a backup is restored into a new or an empty folder.").format(target)
        )
    if not os.access(target.parent, os.W_OK):
        raise WrongUseError(
            _("{} is no folder in which you may make another.").format(target.parent)
        )


@contextmanager
def staging_place(target: Path) -> Iterator[Path]:
    """A folder to fill; it takes the place of `target` when the block ends well, else it is gone.

    What a killed restoration left is cleared away by the next one; two at once are refused.
    """
    folder = target.with_name(f".{target.name}.restoring")
    folder.mkdir(mode=0o700, exist_ok=True)
    with _locked(folder):
        _empty(folder)
        try:
            yield folder
            durable.sync_folder(folder)
            _put_in_place(folder, target)
        except BaseException:
            shutil.rmtree(folder)
            raise
    durable.sync_folder(target.parent)


def _left_in(target: Path) -> list[Path]:
    """What stands in the way. The keys do not: they come back from another place first."""
    return [each for each in target.iterdir() if each.name != keys.key_file().parent.name]


def _put_in_place(folder: Path, target: Path) -> None:
    """Rename; keys that lay there go last, since `folder` holds the key as well."""
    if not (target.is_dir() and any(target.iterdir())):
        folder.rename(target)
        return
    aside = target.with_name(f".{target.name}.keys-before")
    target.rename(aside)
    folder.rename(target)
    shutil.rmtree(aside)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise CareError(_("Another restoration to {} is under way.").format(folder)) from None
    finally:
        os.close(handle)


def _empty(folder: Path) -> None:
    for left in folder.iterdir():
        shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
