"""An archive of several workbooks: unpacked under names of our own, within limits."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.dispatch.workbook import faults
from chainchief.intake.files import limits

_MOST_FILES = 200
_ENDINGS = (".xlsx", ".csv", ".xls", ".xlsm", ".et")


def workbooks_in(path: Path, called: str, folder: Path) -> Iterator[tuple[Path, str]]:
    """The workbooks of a file: itself, or those inside it, each with what people call it."""
    if path.suffix.lower() != ".zip":
        yield path, called
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield from list(_unpacked(archive, called, folder))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as wrong:
        raise _refused(called, str(wrong)) from wrong


def _unpacked(archive: zipfile.ZipFile, called: str, folder: Path) -> Iterator[tuple[Path, str]]:
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir()
        and member.filename.lower().endswith(_ENDINGS)
        and not PurePosixPath(member.filename).name.startswith((".", "~$"))
    ]
    if not members:
        raise FaultsError([Fault(faults.EMPTY_ZIP, Place(file=called))])
    if len(members) > _MOST_FILES:
        raise _refused(called, str(len(members)))
    if sum(member.file_size for member in members) > limits.MOST_BYTES:
        raise _refused(called, f"> {limits.MOST_BYTES >> 20} MB")
    for number, member in enumerate(members):
        name = _name_of(member)
        to = folder / f"member-{number}{PurePosixPath(name).suffix.lower()}"
        with archive.open(member) as source, to.open("wb") as stream:
            left = limits.MOST_BYTES
            while piece := source.read(1 << 20):
                left -= len(piece)
                if left < 0:
                    raise _refused(called, f"> {limits.MOST_BYTES >> 20} MB")
                stream.write(piece)
        yield to, name


def _name_of(member: zipfile.ZipInfo) -> str:
    """The last part of the name; Chinese archives without the flag for UTF-8 are in GBK."""
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = member.filename
    return PurePosixPath(name.replace("\\", "/")).name


def _refused(called: str, why: str) -> FaultsError:
    facts = {"why": why, "most": _MOST_FILES}
    return FaultsError([Fault(faults.BAD_ZIP, Place(file=called), facts=facts)])
