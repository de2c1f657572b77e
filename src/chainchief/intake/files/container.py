"""What a file is, by its content, and whether unpacking it is safe. Names are not believed."""

import zipfile
import zlib
from pathlib import Path

from chainchief.intake.files import faults, limits
from chainchief.intake.files.faults import RefusedError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_MEGABYTE = 1024 * 1024


def refuse_unless_workbook(path: Path) -> None:
    """Raise `RefusedError` unless `path` holds an .xlsx workbook that is safe to unpack."""
    with path.open("rb") as stream:
        start = stream.read(512)
    if not start:
        raise RefusedError(faults.EMPTY_FILE)
    if start.startswith(_OLE):
        raise RefusedError(faults.ENCRYPTED if _is_encrypted(path) else faults.OLD_EXCEL)
    _refuse_pages(start)
    if not start.startswith(_ZIP):
        raise RefusedError(faults.NOT_A_WORKBOOK)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_members(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as damage:
        raise RefusedError(faults.DAMAGED) from damage


def refuse_unless_text(path: Path) -> bytes:
    """The bytes of a CSV; `RefusedError` where they are none, too many, or not text."""
    if path.stat().st_size > limits.MOST_CSV_BYTES:
        raise too_large(path.stat().st_size, limits.MOST_CSV_BYTES)
    content = path.read_bytes()
    if not content:
        raise RefusedError(faults.EMPTY_FILE)
    utf_16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    if content.startswith((_OLE, b"PK\x03\x04")) or (b"\0" in content and not utf_16):
        raise RefusedError(faults.NOT_CSV)
    _refuse_pages(content[:512])
    return content


def _refuse_pages(start: bytes) -> None:
    """Other systems save a page, or the XML of 2003, under the name of a workbook."""
    begins = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begins.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")):
        raise RefusedError(faults.OTHER_FORM, form="HTML")
    if begins.startswith(b"<?xml"):
        raise RefusedError(faults.OTHER_FORM, form="XML")


def too_large(size: int, most: int = limits.MOST_BYTES) -> RefusedError:
    size_in_words, limit = f"{-(-size // _MEGABYTE):,} MB", f"{most // _MEGABYTE} MB"
    return RefusedError(faults.TOO_LARGE, found=size_in_words, limit=limit)


def _is_encrypted(path: Path) -> bool:
    """An encrypted workbook is an OLE file with a stream of this name in its directory."""
    with path.open("rb") as stream:
        return "EncryptedPackage".encode("utf-16-le") in stream.read(64 * _MEGABYTE)


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > limits.MOST_MEMBERS:
        raise RefusedError(
            faults.TOO_LARGE, found=f"{len(members)} parts", limit=f"{limits.MOST_MEMBERS} parts"
        )
    _check_form({name.lower() for name in names})
    if len(set(names)) < len(names):
        raise RefusedError(faults.DAMAGED)
    if any(member.flag_bits & 1 for member in members):
        raise RefusedError(faults.ENCRYPTED)
    _check_sizes(members)
    types = next(name for name in names if name.lower() == "[content_types].xml")
    if b"macroEnabled" in archive.read(types):
        raise RefusedError(faults.MACROS)


def _check_form(names: set[str]) -> None:
    if "mimetype" in names and "content.xml" in names:
        raise RefusedError(faults.OTHER_FORM, form="ODS")
    if "xl/workbook.bin" in names:
        raise RefusedError(faults.OTHER_FORM, form="XLSB")
    if "word/document.xml" in names:
        raise RefusedError(faults.OTHER_FORM, form="DOCX")
    if "xl/vbaproject.bin" in names:
        raise RefusedError(faults.MACROS)
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        raise RefusedError(faults.NOT_A_WORKBOOK)


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    """By the sizes that the archive states; reading holds it to them."""
    total = sum(member.file_size for member in members)
    if total > limits.MOST_BYTES:
        raise too_large(total)
    for member in members:
        ratio = member.file_size // max(member.compress_size, 1)
        if member.file_size >= limits.RATIO_COUNTS_FROM and ratio > limits.MOST_RATIO:
            raise RefusedError(
                faults.TOO_LARGE, found=f"{ratio} : 1", limit=f"{limits.MOST_RATIO} : 1"
            )
