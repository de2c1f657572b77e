"""The container of a document (ECMA-376 part 2): whole, of a bearable size, and in one form.

What programs write differently is brought into the form that is read here (`package`, `strict`).
What is damaged, asks for too much, or is no document, is refused with the reason in plain words.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.oxml.exceptions import InvalidXmlError
from lxml import etree

from chainchief.briefing.docx import strict
from chainchief.briefing.docx.ooxml import Element
from chainchief.briefing.docx.package import Package
from chainchief.briefing.errors import RefusedError, TooMuchError
from chainchief.core.i18n import _

#: Bytes of the file, and of all its parts unpacked; parts; levels; elements and attributes.
MOST_BYTES = 60 * 2**20
_MOST_PARTS = 5_000
_MOST_LEVELS = 200
_MOST_ELEMENTS = 2_000_000
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError),
    *(RuntimeError, ValueError, OSError, KeyError, OverflowError),
)
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, InvalidXmlError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: How files of other programs begin.
_BEGINNINGS = {
    b"{\\rtf": "RTF",
    b"%pdf": "PDF",
    b"<html": "HTML",
    b"<!doctype html": "HTML",
    b"mime-version": "HTML",
    b"<?xml": "XML",
}
_OTHERS = {
    "xl/workbook.xml": "Excel",
    "xl/workbook.bin": "Excel",
    "ppt/presentation.xml": "PowerPoint",
    "content.xml": "OpenDocument",
}


@dataclass(frozen=True)
class Sound:
    """A document that can be opened; `form` names a Word template or one for macros, else ""."""

    content: bytes
    form: str = ""


def in_one_form(content: bytes) -> Sound:
    """The document as it is read here, the same bytes where it is so already.

    Raises `RefusedError` where it cannot be read.
    """
    _refuse_other_forms(content)
    package = Package()
    for written, part in _members(content):
        if not package.add(written, part):
            raise _damaged(_("two parts are named {}").format(written[:80]))
    _refuse_other_packages(package)
    _bring_into_form(package)
    made = package.packed() if package.is_changed else content
    _open(made)
    return Sound(made, package.form)


def _refuse_other_forms(content: bytes) -> None:
    if not content:
        raise RefusedError(_("it is empty"))
    if len(content) > MOST_BYTES:
        raise TooMuchError(_("the file has more than {} MB").format(MOST_BYTES // 2**20))
    if content.startswith(_OLE):
        is_locked = _ENCRYPTED in content
        locked, old = _("it is locked with a password"), _("it is a .doc of Word 97 to 2003")
        raise RefusedError(locked if is_locked else old)
    begins = content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, form in _BEGINNINGS.items():
        if begins.startswith(beginning):
            raise RefusedError(_("it is a file of {}").format(form))


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of the archive by name, each whole and with the right check sum."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        begun = content.startswith(b"PK")
        raise _damaged(_("its end is missing")) if begun else RefusedError(_("not a .docx file"))
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGE:
        raise _damaged(_("its list of parts cannot be read")) from None
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _refuse_too_much(members)
        for member in members:
            yield member.filename, _unpacked(archive, member)


def _refuse_too_much(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise RefusedError(_("it is locked with a password"))
    if len(members) > _MOST_PARTS:
        raise TooMuchError(_("it has more than {} parts").format(_MOST_PARTS))
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise TooMuchError(_("it unpacks to more than {} MB").format(MOST_BYTES // 2**20))


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(member)
    except _DAMAGE:
        raise _damaged(_("the part {} cannot be unpacked").format(member.filename[:80])) from None


def _refuse_other_packages(package: Package) -> None:
    if package.has_macros:
        raise RefusedError(_("it contains macros"))
    if package.has_text:
        return
    if "encryption.xml" in {name.rpartition("/")[2].lower() for name in package.members}:
        raise RefusedError(_("it is locked with a password"))
    other = next((form for name, form in _OTHERS.items() if package.find(name)), None)
    if other is not None:
        raise RefusedError(_("it is a file of {}").format(other))
    raise RefusedError(_("there is no text in it"))


def _bring_into_form(package: Package) -> None:
    """Every part parsed once: whole, of a bearable size, and not in the Strict form."""
    elements = 0
    for name in package.xml_names():
        root = _parsed(package.members[name], name)
        elements += int(root.xpath("count(//*) + count(//@*)"))
        if elements > _MOST_ELEMENTS:
            raise TooMuchError(_("it has more than {} elements").format(_MOST_ELEMENTS))
        if strict.is_strict(package.members[name]):
            package.replace(name, strict.transitional(root))
    for name, what in package.settle():
        raise _damaged(what.format(name))


def _parsed(content: bytes, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as wrong:
        if "depth" in str(wrong).lower():
            raise _too_deep(name) from None
        raise _damaged(_("the part {} cannot be read").format(name[:80])) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError(_("the part {} declares entities").format(name[:80]))
    if root.xpath(f"boolean({'/*' * (_MOST_LEVELS + 1)})"):
        raise _too_deep(name)
    return root


def _too_deep(name: str) -> TooMuchError:
    message = _("the part {} is nested more than {} levels deep")
    return TooMuchError(message.format(name[:80], _MOST_LEVELS))


def _open(content: bytes) -> None:
    """Opened once, so that what else is wrong with it is found here and not on the way."""
    try:
        list(docx.Document(io.BytesIO(content)).styles)
    except _BROKEN:
        raise _damaged(_("its parts do not belong together")) from None


def _damaged(what: str) -> RefusedError:
    return RefusedError(_("it is damaged: {}").format(what))
