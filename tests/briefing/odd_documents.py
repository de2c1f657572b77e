"""Documents as nobody should write them, and as programs do: each is a sound one, changed."""

import io
import re
import struct
import zipfile
from functools import cache

from tests.briefing.papers import drafted, template_of

TEXT = "word/document.xml"
TYPES = "[Content_Types].xml"
RELS = "word/_rels/document.xml.rels"
STYLES = "word/styles.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
STRICT = {
    f"{OFFICE}/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    "http://schemas.openxmlformats.org/drawingml/2006/main": (
        "http://purl.oclc.org/ooxml/drawingml/main"
    ),
}


@cache
def sound():
    """A document with one figure, 247个."""
    return drafted(template_of('今年新开工项目{{ fig("IND-PRJ-STARTED") }}。')).content()


def members_of(content=None):
    with zipfile.ZipFile(io.BytesIO(content or sound())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(member, old, new, more=None):
    """The sound document with `old` replaced in one member, and `more` members."""
    members = members_of()
    content = members[member].decode()
    assert old in content
    members[member] = content.replace(old, new).encode()
    return packed({**members, **(more or {})})


def in_text(xml):
    """The sound document with `xml` at the end of its text."""
    return changed(TEXT, "<w:sectPr", f"{xml}<w:sectPr")


def with_part(xml, name, kind, relation, content):
    """The sound document with `xml` in its text and the part it leads to by rId77."""
    members = members_of(in_text(xml))
    members[name] = content if isinstance(content, bytes) else content.encode()
    members[TYPES] = (
        members[TYPES]
        .decode()
        .replace("</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')
        .encode()
    )
    target = name.removeprefix("word/")
    members[RELS] = (
        members[RELS]
        .decode()
        .replace(
            "</Relationships>",
            f'<Relationship Id="rId77" Type="{relation}" Target="{target}"/></Relationships>',
        )
        .encode()
    )
    return packed(members)


def related(target, kind="image", mode=""):
    relation = f'<Relationship Id="rId99" Type="{OFFICE}/relationships/{kind}" Target="{target}"'
    return changed(RELS, "</Relationships>", f"{relation}{mode}/></Relationships>")


def without(*names):
    return packed({name: one for name, one in members_of().items() if name not in names})


def renamed(change):
    return packed({change(name): one for name, one in members_of().items()})


def strict():
    members = members_of()
    for name, content in members.items():
        if name.endswith((".xml", ".rels")) and name != TYPES:
            for old, new in STRICT.items():
                content = content.replace(f'"{old}'.encode(), f'"{new}'.encode())
        members[name] = content
    return packed(members)


def of_type(kind):
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return changed(TYPES, main, kind)


def styled(xml):
    return changed(STYLES, "</w:styles>", f"{xml}</w:styles>")


def flipped(member=TEXT, by=0x55):
    """A byte in the middle of a packed member is another one."""
    content = sound()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        indicator = archive.getinfo(member)
    at = indicator.header_offset + 30 + len(member) + indicator.compress_size // 2
    return content[:at] + bytes([content[at] ^ by]) + content[at + 1 :]


def wrong_check_sum():
    content = bytearray(sound())
    at = content.find(TEXT.encode()) - 30 + 14
    content[at : at + 4] = struct.pack("<I", 12345)
    central = content.rfind(TEXT.encode()) - 46 + 16
    content[central : central + 4] = struct.pack("<I", 12345)
    return bytes(content)


def locked_entries():
    """Every entry says that it is encrypted."""
    content = bytearray(sound())
    for found in re.finditer(b"PK\x01\x02", bytes(content)):
        content[found.start() + 8] |= 1
    return bytes(content)


def doubled(name=TEXT):
    stream = io.BytesIO(sound())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, "<w:document/>")
    return stream.getvalue()


def encoded(encoding):
    members = members_of()
    text = members[TEXT].decode().partition("?>")[2]
    members[TEXT] = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    return packed(members)


def deep(levels):
    run = "<w:r><w:t>深</w:t></w:r>"
    return in_text(f"<w:p>{'<w:smartTag>' * levels}{run}{'</w:smartTag>' * levels}</w:p>")


def nested_tables(levels):
    """Tables in cells of tables, each with a paragraph."""
    inside = "<w:p/>"
    for _level in range(levels):
        inside = f"<w:tbl><w:tr><w:tc>{inside}<w:p/></w:tc></w:tr></w:tbl>"
    return in_text(inside)


def bomb(size=80 * 2**20):
    return packed({**members_of(), "word/media/a.bin": bytes(size)})


def many_parts(count):
    return packed({**members_of(), **{f"word/media/{n}.bin": b"x" for n in range(count)}})


def with_entities():
    return changed(
        TEXT,
        "<w:document",
        '<!DOCTYPE x [<!ENTITY a "999"><!ENTITY b "&a;&a;&a;">]><w:document',
    )
